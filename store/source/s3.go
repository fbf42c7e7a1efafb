package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go/logging"
)

// Settings of an s3 source. Credentials come from where the AWS SDK looks for
// them: the environment, the shared files, the machine's role.
const (
	SettingEndpoint  = "endpoint"   // of another service than Amazon's
	SettingRegion    = "region"     // default: that of the profile, else us-east-1
	SettingProfile   = "profile"    // of the shared configuration
	SettingPathStyle = "path-style" // "true": the bucket is in the path, not in the host name
	SettingVersions  = "versions"   // "true": the versions of the objects are the history
	SettingAnonymous = "anonymous"  // "true": the bucket is public, and asked without credentials
)

// bucket is what is below a prefix of a bucket on an S3-compatible service, or one
// object of it: a contract, or an archive or pack of many.
type bucket struct {
	name, key string
	settings  map[string]string
	match     *matcher
	cursor    string
	stall     time.Duration // after which a transfer that does not move is given up

	fetched *archive // by the scan, of one object
	around  *around  // what its files may refer to, of many; nil when nothing below the prefix has changed
}

func checkBucket(cfg Config) error {
	u, err := url.Parse(cfg.Location)
	switch {
	case err == nil && u.User != nil:
		return fmt.Errorf("%w; the setting %s names a profile with credentials", errUserInfo, SettingProfile)
	case err != nil || u.Scheme != "s3" || u.Host == "":
		return fmt.Errorf("%q is not of the form s3://bucket/prefix", cfg.Location)
	}
	if at, err := url.Parse(cfg.Settings[SettingEndpoint]); err != nil || at.User != nil {
		return fmt.Errorf("the setting %s is not the plain address of a service, such as https://s3.example.com", SettingEndpoint)
	}
	return nil
}

func newBucket(cfg Config, m *matcher) (*bucket, error) {
	u, err := url.Parse(cfg.Location)
	if err != nil {
		return nil, err
	}
	return &bucket{name: u.Host, key: strings.TrimPrefix(u.Path, "/"), settings: cfg.Settings, match: m, stall: stallTimeout}, nil
}

// prefix is what the keys of all objects below the location begin with.
func (b *bucket) prefix() string {
	if b.key == "" || strings.HasSuffix(b.key, "/") {
		return b.key
	}
	return b.key + "/"
}

// Cursor is "" when a file that others refer to could not be read now: the next sync is
// to look again, even if nothing has changed by then.
func (b *bucket) Cursor() string {
	if b.around != nil && b.around.failed.Load() {
		return ""
	}
	return b.cursor
}

func (b *bucket) HasHistory() bool { return b.settings[SettingVersions] == "true" }

// objectsAtOnce is as many as keep a service busy that takes a tenth of a second for each.
const objectsAtOnce = 16

var _ Distant = (*bucket)(nil)

// AtOnce is how many objects are read at once.
func (b *bucket) AtOnce() int { return objectsAtOnce }

// client connects nothing yet, but looks for the credentials: what the SDK says
// when it finds none, after its first request, is of no use to anybody.
func (b *bucket) client(ctx context.Context) (*s3.Client, error) {
	options := []func(*config.LoadOptions) error{
		config.WithDefaultRegion("us-east-1"), config.WithLogger(logging.Nop{}),
		config.WithHTTPClient(awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
			t.ResponseHeaderTimeout, t.MaxIdleConnsPerHost = b.stall, objectsAtOnce
		})),
	}
	if r := b.settings[SettingRegion]; r != "" {
		options = append(options, config.WithRegion(r))
	}
	if p := b.settings[SettingProfile]; p != "" {
		options = append(options, config.WithSharedConfigProfile(p))
	}
	if b.settings[SettingAnonymous] == "true" {
		options = append(options, config.WithCredentialsProvider(aws.AnonymousCredentials{}))
	}
	cfg, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, err
	}
	if err := b.mustHaveCredentials(ctx, cfg); err != nil {
		return nil, err
	}
	return s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.UsePathStyle = b.settings[SettingPathStyle] == "true"
		if e := b.settings[SettingEndpoint]; e != "" {
			o.BaseEndpoint = aws.String(e)
		}
	}), nil
}

func (b *bucket) mustHaveCredentials(ctx context.Context, cfg aws.Config) error {
	if b.settings[SettingAnonymous] == "true" {
		return nil
	}
	_, err := cfg.Credentials.Retrieve(ctx)
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("no credentials in the environment, the AWS configuration or the machine's role; "+
		"the setting %s names a profile, %s=true asks without any", SettingProfile, SettingAnonymous)
}

func (b *bucket) Scan(ctx context.Context, cursor string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		client, err := b.client(ctx)
		if err == nil && b.HasHistory() {
			err = b.history(ctx, client, cursor, yield)
		} else if err == nil {
			err = b.present(ctx, client, cursor, yield)
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(File{}, fmt.Errorf("bucket %s: %w%s", b.name, plainS3Error(err), b.remedy(err)))
		}
	}
}

// path is the name of an object below the prefix; false if it is not wanted.
func (b *bucket) path(key string) (string, bool) {
	if key == b.key {
		return path.Base(key), true
	}
	name, below := strings.CutPrefix(key, b.prefix())
	return name, below && name != "" && !strings.HasSuffix(name, "/") && b.match.wantsPath(name)
}

// present yields the objects as they are now. The listing begins with an object
// that has the name of the location itself, if there is one; that is then all. The
// cursor is a sum over the whole listing.
func (b *bucket) present(ctx context.Context, client *s3.Client, cursor string, yield func(File, error) bool) error {
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: &b.name, Prefix: &b.key})
	listed, sum := Stage{Name: "listing objects"}, sha256.New()
	b.around = newAround(b, client)
	for pages.HasMorePages() {
		enter(ctx, listed)
		page, err := nextPage(ctx, pages.NextPage)
		if err != nil {
			return err
		}
		listed.Done += int64(len(page.Contents))
		for _, o := range page.Contents {
			if aws.ToString(o.Key) == b.key && !strings.HasSuffix(b.key, "/") {
				return b.single(ctx, client, o, cursor, yield)
			}
			fmt.Fprintf(sum, "%q %q\n", aws.ToString(o.Key), aws.ToString(o.ETag))
			name, ok := b.path(aws.ToString(o.Key))
			if !ok {
				continue
			}
			f := File{
				Path: name, Stamp: aws.ToString(o.ETag), Summed: true, Size: aws.ToInt64(o.Size), Time: aws.ToTime(o.LastModified),
				Read: b.reader(client, aws.ToString(o.Key), "", aws.ToInt64(o.Size)), Beside: b.around.now,
			}
			if !yield(f, nil) {
				return errStopped
			}
		}
	}
	if b.cursor = hex.EncodeToString(sum.Sum(nil)[:12]); b.cursor == cursor {
		b.around = nil
	}
	return nil
}

// pageTimeout bounds the wait for one page of a listing, a few hundred kilobytes.
const pageTimeout = time.Minute

func nextPage[P any](ctx context.Context, next func(context.Context, ...func(*s3.Options)) (P, error)) (P, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, pageTimeout, errors.New("no answer within a minute"))
	defer cancel()
	page, err := next(ctx)
	if err != nil && errors.Is(err, context.DeadlineExceeded) {
		err = context.Cause(ctx)
	}
	return page, err
}

// single yields the one object that the location names, or what is in it.
func (b *bucket) single(ctx context.Context, client *s3.Client, o types.Object, cursor string, yield func(File, error) bool) error {
	b.around = nil
	if b.cursor = aws.ToString(o.ETag); b.cursor == cursor && cursor != "" {
		yield(File{}, ErrUnchanged)
		return nil
	}
	if aws.ToInt64(o.Size) > largestDownload {
		return tooLargeToFetch(*o.Size)
	}
	at := Stage{Name: "downloading", Total: aws.ToInt64(o.Size), Unit: Bytes}
	data, err := b.get(ctx, client, &s3.GetObjectInput{Bucket: &b.name, Key: o.Key}, at)
	if err != nil {
		return err
	}
	b.fetched = newArchive(path.Base(b.key), data, aws.ToTime(o.LastModified), b.match)
	b.fetched.files(ctx)(yield)
	return nil
}

// reader reads one object, or one version of it, when it is asked to.
func (b *bucket) reader(client *s3.Client, key, version string, size int64) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		if size > LargestFile {
			return nil, &TooLargeError{Size: size}
		}
		in := &s3.GetObjectInput{Bucket: &b.name, Key: &key}
		if version != "" {
			in.VersionId = &version
		}
		data, err := b.get(ctx, client, in, Stage{})
		return data, objectError(err)
	}
}

// get reads an object whole. That is a stage, unless it is one of many files, which are
// small.
func (b *bucket) get(ctx context.Context, client *s3.Client, in *s3.GetObjectInput, at Stage) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out, err := client.GetObject(ctx, in)
	if err != nil {
		return nil, err
	}
	defer out.Body.Close()
	limit := &TooLargeError{Limit: largestDownload}
	if at.Name == "" {
		limit.Limit = LargestFile
	}
	body := watchStall(out.Body, b.stall, cancel)
	defer body.stop()
	data, err := io.ReadAll(io.LimitReader(counted(ctx, body, at), limit.Limit+1))
	switch {
	case errors.Is(context.Cause(ctx), errStalled):
		return nil, errStalled
	case int64(len(data)) > limit.Limit:
		return nil, limit
	}
	return data, err
}
