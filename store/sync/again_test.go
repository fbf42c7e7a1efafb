package sync_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"meshdex/store/source"
	"meshdex/store/storetest"
)

// TestRun_bucketsReadAgainWhatFailed has a service refuse an object, or fail to give one
// that another refers to: the last good version stays, there is none in which something
// is missing, and the next sync reads it, though nothing has changed.
func TestRun_bucketsReadAgainWhatFailed(t *testing.T) {
	t.Parallel()
	for fails, text := range map[string]string{"orders.yaml": contract("orders", "1.0.0"), "ids.yaml": referring("ids.yaml#/definitions/id")} {
		t.Run(fails, func(t *testing.T) {
			t.Parallel()
			backend := s3mem.New()
			next := gofakes3.New(backend).Server()
			var shut atomic.Bool
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case !shut.Load() || !strings.HasSuffix(r.URL.Path, fails):
					next.ServeHTTP(w, r)
				case fails == "ids.yaml":
					w.WriteHeader(http.StatusNotImplemented) // which the SDK does not ask again
				default:
					w.WriteHeader(http.StatusForbidden)
				}
			}))
			t.Cleanup(srv.Close)
			if err := backend.CreateBucket("mesh"); err != nil {
				t.Fatal(err)
			}
			cfg := source.Config{Name: "s", Kind: source.KindS3, Location: "s3://mesh/live", Include: []string{"orders.yaml"}, Settings: map[string]string{
				source.SettingEndpoint: srv.URL, source.SettingPathStyle: "true", source.SettingAnonymous: "true",
			}}
			put := func(title string) {
				putObject(t, backend, "live/orders.yaml", "# "+title+"\n"+text)
				putObject(t, backend, "live/ids.yaml", definition(title))
			}
			db := storetest.MustOpen(t)
			put("Number")
			run(t, db, cfg)
			shut.Store(true)
			put("Key")
			for range 2 {
				report := run(t, db, cfg)
				if len(report.Problems) != 1 || report.Problems[0].Rule != "file-unreadable" {
					t.Errorf("problems = %+v", report.Problems)
				}
			}
			if versions, err := db.Versions("orders"); err != nil || len(versions) != 1 || !versions[0].Stale {
				t.Errorf("%+v, %v", versions, err)
			}
			shut.Store(false)
			want(t, run(t, db, cfg), counts{files: 1, changed: 1, versions: 1})
			want(t, run(t, db, cfg), counts{files: 1, unchanged: 1})
		})
	}
}
