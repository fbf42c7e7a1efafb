package source

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// objectVersion is one state of an object in the listing of its versions.
type objectVersion struct {
	File
	latest bool
}

// history yields the versions that are not older than the newest of the last
// scan, each object's oldest first. Those of that very moment come again.
func (b *bucket) history(ctx context.Context, client *s3.Client, cursor string, yield func(File, error) bool) error {
	since, _ := time.Parse(time.RFC3339Nano, cursor)
	b.around = newAround(b, client)
	b.around.newest = since
	all, err := b.versions(ctx, client, since)
	if err != nil {
		return err
	}
	for i := range all {
		f := &all[i].File
		f.Beside = b.around.at(f.Time)
		if !yield(*f, nil) {
			return errStopped
		}
	}
	b.cursor = b.around.newest.UTC().Format(time.RFC3339Nano)
	return nil
}

// versions lists the versions since a moment that are wanted. One of the moment at
// which the last scan ended may have been told; a deletion of then that is undone was.
func (b *bucket) versions(ctx context.Context, client *s3.Client, since time.Time) ([]objectVersion, error) {
	return b.listVersions(ctx, client, b.key, func(key string, v *objectVersion) taking {
		if v.Time.After(b.around.newest) && strings.HasPrefix(key, b.prefix()) {
			b.around.newest = v.Time // wanted or not, for others may refer to it
		}
		name, wanted := b.path(key)
		v.Path, v.Again = name, v.Time.Equal(since)
		if !wanted || v.Time.Before(since) || v.Again && v.Gone && !v.latest {
			return leave
		}
		return take
	})
}

// versionsOf lists the versions of one object. Those of objects whose keys go on from
// its own come after them.
func (b *bucket) versionsOf(ctx context.Context, client *s3.Client, key string) ([]objectVersion, error) {
	ctx = WithStages(ctx, func(Stage) {}) // a look at one object is none
	return b.listVersions(ctx, client, key, func(found string, _ *objectVersion) taking {
		if found != key {
			return end
		}
		return take
	})
}

// taking is what is done with a version that is listed.
type taking uint8

const (
	take taking = iota
	leave
	end // it and all that follow are left
)

// listVersions lists versions in the order in which they came. The service counts time
// in seconds, so within one the latest is known by its mark alone.
func (b *bucket) listVersions(ctx context.Context, client *s3.Client, prefix string, choose func(key string, v *objectVersion) taking) ([]objectVersion, error) {
	var all []objectVersion
	pages := s3.NewListObjectVersionsPaginator(client, &s3.ListObjectVersionsInput{Bucket: &b.name, Prefix: &prefix})
	listed, more := Stage{Name: "listing versions"}, true
	add := func(key *string, v objectVersion) {
		t := choose(aws.ToString(key), &v)
		if t == take {
			all = append(all, v)
		}
		more = more && t != end
	}
	for more && pages.HasMorePages() {
		enter(ctx, listed)
		page, err := nextPage(ctx, pages.NextPage)
		if err != nil {
			return nil, err
		}
		listed.Done += int64(len(page.Versions) + len(page.DeleteMarkers))
		for i := range page.Versions {
			v := &page.Versions[i]
			add(v.Key, objectVersion{File{
				Stamp: aws.ToString(v.VersionId), Size: aws.ToInt64(v.Size), Time: aws.ToTime(v.LastModified),
				Read: b.reader(client, aws.ToString(v.Key), aws.ToString(v.VersionId), aws.ToInt64(v.Size)),
			}, aws.ToBool(v.IsLatest)})
		}
		for i := range page.DeleteMarkers {
			d := &page.DeleteMarkers[i]
			add(d.Key, objectVersion{File{Gone: true, Time: aws.ToTime(d.LastModified)}, aws.ToBool(d.IsLatest)})
		}
	}
	slices.Reverse(all) // the service lists the newest first
	slices.SortStableFunc(all, func(a, b objectVersion) int {
		return cmp.Or(a.Time.Compare(b.Time), strings.Compare(a.Path, b.Path), compareBools(a.latest, b.latest))
	})
	return all, nil
}

// compareBools orders false before true.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
