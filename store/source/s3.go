package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Settings of an s3 source. Credentials come from where the AWS SDK looks for
// them: the environment, the shared files, the machine's role.
const (
	SettingEndpoint  = "endpoint"   // of another service than Amazon's
	SettingRegion    = "region"     // default: that of the profile, else us-east-1
	SettingProfile   = "profile"    // of the shared configuration
	SettingPathStyle = "path-style" // "true": the bucket is in the path, not in the host name
	SettingVersions  = "versions"   // "true": the versions of the objects are the history
)

// bucket is what is below a prefix of a bucket on an S3-compatible service.
type bucket struct {
	name, prefix string
	settings     map[string]string
	match        *matcher
	cursor       string
}

func newBucket(cfg Config, m *matcher) (*bucket, error) {
	u, err := url.Parse(cfg.Location)
	if err != nil || u.Scheme != "s3" || u.Host == "" || u.User != nil {
		return nil, fmt.Errorf("%q is not of the form s3://bucket/prefix", cfg.Location)
	}
	prefix := strings.TrimPrefix(u.Path, "/")
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	return &bucket{name: u.Host, prefix: prefix, settings: cfg.Settings, match: m}, nil
}

func (b *bucket) Cursor() string   { return b.cursor }
func (b *bucket) HasHistory() bool { return b.settings[SettingVersions] == "true" }

func (b *bucket) client(ctx context.Context) (*s3.Client, error) {
	options := []func(*config.LoadOptions) error{config.WithDefaultRegion("us-east-1")}
	if r := b.settings[SettingRegion]; r != "" {
		options = append(options, config.WithRegion(r))
	}
	if p := b.settings[SettingProfile]; p != "" {
		options = append(options, config.WithSharedConfigProfile(p))
	}
	cfg, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, err
	}
	return s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.UsePathStyle = b.settings[SettingPathStyle] == "true"
		if e := b.settings[SettingEndpoint]; e != "" {
			o.BaseEndpoint = aws.String(e)
		}
	}), nil
}

func (b *bucket) Scan(ctx context.Context, cursor string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		client, err := b.client(ctx)
		if err == nil && b.HasHistory() {
			err = b.history(ctx, client, cursor, yield)
		} else if err == nil {
			err = b.present(ctx, client, yield)
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(File{}, fmt.Errorf("bucket %s: %w", b.name, err))
		}
	}
}

// path is the name of an object below the prefix; false if it is not wanted.
func (b *bucket) path(key string) (string, bool) {
	name := strings.TrimPrefix(key, b.prefix)
	return name, name != "" && !strings.HasSuffix(name, "/") && b.match.wantsPath(name)
}

func (b *bucket) present(ctx context.Context, client *s3.Client, yield func(File, error) bool) error {
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: &b.name, Prefix: &b.prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, o := range page.Contents {
			name, ok := b.path(aws.ToString(o.Key))
			if !ok {
				continue
			}
			f := File{
				Path: name, Stamp: aws.ToString(o.ETag), Size: aws.ToInt64(o.Size), Time: aws.ToTime(o.LastModified),
				Read: b.reader(client, aws.ToString(o.Key), "", aws.ToInt64(o.Size)),
			}
			if !yield(f, nil) {
				return errStopped
			}
		}
	}
	return nil
}

// reader reads one object, or one version of it, when it is asked to.
func (b *bucket) reader(client *s3.Client, key, version string, size int64) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		if size > LargestFile {
			return nil, &TooLargeError{size}
		}
		in := &s3.GetObjectInput{Bucket: &b.name, Key: &key}
		if version != "" {
			in.VersionId = &version
		}
		out, err := client.GetObject(ctx, in)
		if err != nil {
			return nil, err
		}
		defer out.Body.Close()
		return readAll(out.Body, size)
	}
}

// history yields the versions that are not older than the newest of the last
// scan, each object's oldest first. Those of that very moment come again; sync
// knows them by their content.
func (b *bucket) history(ctx context.Context, client *s3.Client, cursor string, yield func(File, error) bool) error {
	since, _ := time.Parse(time.RFC3339Nano, cursor)
	newest := since
	var files []File
	pages := s3.NewListObjectVersionsPaginator(client, &s3.ListObjectVersionsInput{Bucket: &b.name, Prefix: &b.prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, v := range page.Versions {
			at, key := aws.ToTime(v.LastModified), aws.ToString(v.Key)
			if name, ok := b.path(key); ok && !at.Before(since) {
				files = append(files, File{
					Path: name, Stamp: aws.ToString(v.VersionId), Size: aws.ToInt64(v.Size), Time: at,
					Read: b.reader(client, key, aws.ToString(v.VersionId), aws.ToInt64(v.Size)),
				})
			}
		}
		for _, d := range page.DeleteMarkers {
			at := aws.ToTime(d.LastModified)
			if name, ok := b.path(aws.ToString(d.Key)); ok && !at.Before(since) {
				files = append(files, File{Path: name, Time: at, Gone: true})
			}
		}
	}
	slices.Reverse(files) // the service lists the newest first
	slices.SortStableFunc(files, func(a, b File) int { return cmp.Or(a.Time.Compare(b.Time), strings.Compare(a.Path, b.Path)) })
	for _, f := range files {
		if f.Time.After(newest) {
			newest = f.Time
		}
		if !yield(f, nil) {
			return errStopped
		}
	}
	b.cursor = newest.UTC().Format(time.RFC3339Nano)
	return nil
}
