package source_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"meshdex/store/source"
)

func bucket(t *testing.T, versions string) (source.Config, *s3mem.Backend) {
	t.Helper()
	now := gofakes3.FixedTimeSource(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC))
	backend := s3mem.New(s3mem.WithTimeSource(now))
	srv := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(srv.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "id")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AWS_CONFIG_FILE", "/dev/null")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
	if err := backend.CreateBucket("mesh"); err != nil {
		t.Fatal(err)
	}
	return source.Config{Kind: source.KindS3, Location: "s3://mesh/live", Settings: map[string]string{
		source.SettingEndpoint: srv.URL, source.SettingPathStyle: "true", source.SettingVersions: versions,
	}}, backend
}

func put(t *testing.T, b *s3mem.Backend, key, text string) {
	t.Helper()
	if _, err := b.PutObject("mesh", key, map[string]string{}, strings.NewReader(text), int64(len(text)), nil); err != nil {
		t.Fatal(err)
	}
}

func TestS3_readsWhatIsBelowThePrefix(t *testing.T) {
	cfg, b := bucket(t, "")
	put(t, b, "live/a/orders.yaml", "id: orders")
	put(t, b, "live/notes.txt", "no")
	put(t, b, "lively.yaml", "no")
	got, _ := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "a/orders.yaml=id: orders")
}

func TestS3_versionsAreHistory(t *testing.T) {
	cfg, b := bucket(t, "true")
	if err := b.SetVersioningConfiguration("mesh", gofakes3.VersioningConfiguration{Status: gofakes3.VersioningEnabled}); err != nil {
		t.Fatal(err)
	}
	put(t, b, "live/orders.yaml", "version: 1")
	put(t, b, "live/orders.yaml", "version: 2")
	got, cursor := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "orders.yaml=version: 1", "orders.yaml=version: 2")
	if cursor == "" {
		t.Error("no cursor")
	}
}

// TestS3_oneObject names an object instead of a prefix.
func TestS3_oneObject(t *testing.T) {
	cfg, b := bucket(t, "")
	cfg.Location = "s3://mesh/live/mesh.tgz"
	put(t, b, "live/mesh.tgz", string(tarball(t, hostile)))
	put(t, b, "live/mesh.tgz.yaml", "no")
	got, cursor := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, tamed...)
	got, _ = scan(t, cfg, source.Env{}, cursor)
	wantLines(t, got, "unchanged")
}

// TestS3_versionsOfOneSecond lists twice what came within one second. Of a deletion
// the service does not tell when within it, only whether it is the last word; the
// second time it is what the first scan may have seen, and no news.
func TestS3_versionsOfOneSecond(t *testing.T) {
	cfg, b := bucket(t, "true")
	if err := b.SetVersioningConfiguration("mesh", gofakes3.VersioningConfiguration{Status: gofakes3.VersioningEnabled}); err != nil {
		t.Fatal(err)
	}
	put(t, b, "live/orders.yaml", "version: 1")
	put(t, b, "live/orders.yaml", "version: 2")
	put(t, b, "live/gone.yaml", "id: gone")
	if _, err := b.DeleteObject("mesh", "live/gone.yaml"); err != nil {
		t.Fatal(err)
	}
	put(t, b, "live/back.yaml", "id: back")
	if _, err := b.DeleteObject("mesh", "live/back.yaml"); err != nil {
		t.Fatal(err)
	}
	put(t, b, "live/back.yaml", "id: back again")
	got, cursor := order(t, cfg, "")
	wantLines(t, got, "back.yaml gone", "back.yaml=id: back", "back.yaml=id: back again",
		"gone.yaml=id: gone", "gone.yaml gone", "orders.yaml=version: 1", "orders.yaml=version: 2")
	got, _ = order(t, cfg, cursor)
	wantLines(t, got, "again back.yaml=id: back", "again back.yaml=id: back again",
		"again gone.yaml=id: gone", "again gone.yaml gone", "again orders.yaml=version: 1", "again orders.yaml=version: 2")
}

// order is scan in the order of the paths and, within each, of the source.
func order(t *testing.T, cfg source.Config, cursor string) (lines []string, next string) {
	t.Helper()
	s, err := source.Open(cfg, source.Env{})
	if err != nil {
		t.Fatal(err)
	}
	for f, err := range s.Scan(t.Context(), cursor) {
		if err != nil {
			t.Fatal(err)
		}
		line := f.Path + " gone"
		if !f.Gone {
			data, err := f.Read(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			line = f.Path + "=" + string(data)
		}
		if f.Again {
			line = "again " + line
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(a, b string) int { return strings.Compare(name(a), name(b)) })
	return lines, s.Cursor()
}

func name(line string) string {
	return strings.FieldsFunc(strings.TrimPrefix(line, "again "), func(r rune) bool { return r == '=' || r == ' ' })[0]
}

// TestS3_withoutCredentials is asked on a machine that has none.
func TestS3_withoutCredentials(t *testing.T) {
	cfg, b := bucket(t, "")
	put(t, b, "live/orders.yaml", "id: orders")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	got, _ := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "! bucket mesh: no credentials in the environment…")
	cfg.Settings[source.SettingAnonymous] = "true"
	got, _ = scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "orders.yaml=id: orders")
}

func TestS3_missingBucket(t *testing.T) {
	cfg, _ := bucket(t, "")
	cfg.Location = "s3://nowhere/x"
	got, _ := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "! bucket nowhere: NoSuchBucket: The specified bucket does not exist; the settings endpoint and region say where it is")
}

// TestS3_saysWhatMayHelpAgainstARefusal has a service that gives nothing to anybody.
func TestS3_saysWhatMayHelpAgainstARefusal(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
	}))
	t.Cleanup(srv.Close)
	for _, versions := range []string{"", "true"} {
		cfg := source.Config{Kind: source.KindS3, Location: "s3://mesh/live", Settings: map[string]string{
			source.SettingEndpoint: srv.URL, source.SettingPathStyle: "true", source.SettingVersions: versions, source.SettingAnonymous: "true",
		}}
		got, _ := scan(t, cfg, source.Env{}, "")
		wantLines(t, got, "! bucket mesh: AccessDenied: Access Denied; it is not public: leave out the setting anonymous")
	}
}

// TestS3_namesOtherCredentials has some that the service does not take.
func TestS3_namesOtherCredentials(t *testing.T) {
	cfg, _ := bucket(t, "")
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<Error><Code>InvalidAccessKeyId</Code><Message>No such key</Message></Error>")
	}))
	t.Cleanup(srv.Close)
	cfg.Settings[source.SettingEndpoint] = srv.URL
	got, _ := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "! bucket mesh: InvalidAccessKeyId: No such key; the setting profile names other credentials, anonymous=true asks without any")
}
