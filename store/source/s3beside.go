package source

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// around are the objects that the files of a bucket may refer to. Many refer to the
// same few, so what was read is kept, as far as that stays within mostAround.
type around struct {
	bucket *bucket
	client *s3.Client
	newest time.Time   // of all versions; zero without history
	failed atomic.Bool // something could not be read which the next time may

	mu   sync.Mutex
	kept map[string][]byte          // by key and version
	size int                        // of all that is kept
	past map[string][]objectVersion // by key, oldest first
}

const mostAround = 32 << 20

func newAround(b *bucket, client *s3.Client) *around {
	return &around{bucket: b, client: client, kept: map[string][]byte{}, past: map[string][]objectVersion{}}
}

var _ Reopener = (*bucket)(nil)

// Reopen gives a file as it is now, or of the archive that the location is. When it
// refers to something that has changed, it is the last change that made it so.
func (b *bucket) Reopen(name string) File {
	if b.around == nil {
		return b.fetched.reopen(name)
	}
	return File{
		Path: name, Time: b.around.newest, Beside: b.around.now,
		Read: func(ctx context.Context) ([]byte, error) { return b.around.now(ctx, name) },
	}
}

// now reads a file as it is now.
func (a *around) now(ctx context.Context, name string) ([]byte, error) {
	return a.read(ctx, a.bucket.prefix()+name, "")
}

// at returns a reader of files as they were at a moment.
func (a *around) at(moment time.Time) func(context.Context, string) ([]byte, error) {
	return func(ctx context.Context, name string) ([]byte, error) {
		key := a.bucket.prefix() + name
		states, err := a.states(ctx, key)
		if err != nil {
			return nil, a.explain(err)
		}
		for _, s := range slices.Backward(states) {
			if s.Time.After(moment) {
				continue
			}
			if s.Gone {
				return nil, errNoFile
			}
			return a.read(ctx, key, s.Stamp)
		}
		return nil, errNoFile
	}
}

// states lists the versions of one object, oldest first.
func (a *around) states(ctx context.Context, key string) ([]objectVersion, error) {
	a.mu.Lock()
	all, ok := a.past[key]
	a.mu.Unlock()
	if ok {
		return all, nil
	}
	all, err := a.bucket.versionsOf(ctx, a.client, key)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.past[key] = all
	return all, nil
}

// read reads an object, or one version of it.
func (a *around) read(ctx context.Context, key, version string) ([]byte, error) {
	id := key + "\x00" + version
	a.mu.Lock()
	data, ok := a.kept[id]
	a.mu.Unlock()
	if ok {
		return data, nil
	}
	in := &s3.GetObjectInput{Bucket: &a.bucket.name, Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	data, err := a.bucket.get(ctx, a.client, in, Stage{})
	if err != nil {
		return nil, a.explain(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, ok := a.kept[id]; !ok && a.size+len(data) <= mostAround {
		a.kept[id] = data
		a.size += len(data)
	}
	return data, nil
}

// explain tells an object that there is not from one that cannot be read now, and of
// these one that the service refuses from one that it would give at another time.
func (a *around) explain(err error) error {
	var api smithy.APIError
	switch {
	case errors.As(err, &api) && (api.ErrorCode() == "NoSuchKey" || api.ErrorCode() == "NoSuchVersion"):
		return errNoFile
	case !isTooLarge(err):
		a.failed.Store(true)
	}
	var answer *smithyhttp.ResponseError
	if isAnswer := errors.As(err, &answer); isTooLarge(err) || isAnswer && answer.HTTPStatusCode() < 500 {
		return objectError(err)
	}
	return fmt.Errorf("%w: %w", ErrNotNow, objectError(err))
}
