package source_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"meshdex/store/source"
)

func bucket(t *testing.T, versions string) (source.Config, *s3mem.Backend) {
	t.Helper()
	backend := s3mem.New()
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

func TestS3_missingBucket(t *testing.T) {
	cfg, _ := bucket(t, "")
	cfg.Location = "s3://nowhere/x"
	got, _ := scan(t, cfg, source.Env{}, "")
	if len(got) != 1 || !strings.Contains(got[0], "NoSuchBucket") {
		t.Errorf("got %q", got)
	}
}
