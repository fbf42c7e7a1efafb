package sync_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
)

// TestRun_bucketsReadAgainWhatFailed has a service refuse an object, or refuse or fail to
// give one that another refers to: the last good version stays, there is none in which
// something is missing, and the next sync reads it, though nothing has changed.
func TestRun_bucketsReadAgainWhatFailed(t *testing.T) {
	t.Parallel()
	alone, with := contract("orders", "1.0.0"), referring("ids.yaml#/definitions/id")
	for name, c := range map[string]struct {
		text, fails string
		status      int // that the SDK does not ask again after
		rule        string
		message     string
	}{
		"forbidden":              {alone, "orders.yaml", http.StatusForbidden, "file-forbidden", "The file or folder may not be read: permission denied (Forbidden"},
		"what it refers to":      {with, "ids.yaml", http.StatusNotImplemented, "file-unreadable", "it refers to ids.yaml, which could not be: the source does not give it now"},
		"forbidden, referred to": {with, "ids.yaml", http.StatusForbidden, "reference-forbidden", "The file refers to ids.yaml, which may not be read: permission denied (Forbidden"},
		"not known, referred to": {with, "ids.yaml", http.StatusUnauthorized, "reference-forbidden", "which may not be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var shut atomic.Bool
			cfg, backend := bucketBehind(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
				if shut.Load() && strings.HasSuffix(r.URL.Path, c.fails) {
					w.WriteHeader(c.status)
					return
				}
				next.ServeHTTP(w, r)
			})
			cfg.Include = []string{"orders.yaml"}
			put := func(title string) {
				putObject(t, backend, "live/orders.yaml", "# "+title+"\n"+c.text)
				putObject(t, backend, "live/ids.yaml", definition(title))
			}
			db := storetest.MustOpen(t)
			put("Number")
			run(t, db, cfg)
			shut.Store(true)
			put("Key")
			for range 2 {
				report := run(t, db, cfg)
				if p := report.Problems; len(p) != 1 || p[0].Rule != c.rule || !strings.Contains(p[0].Message, c.message) || p[0].Hint == "" {
					t.Errorf("problems = %+v", p)
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

// syncedWithDefinitions is the source of a contract that refers to definitions beside it,
// which are no contract; ids is where they are.
func syncedWithDefinitions(t *testing.T) (db *store.DB, cfg source.Config, ids string) {
	t.Helper()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", referring("ids.yaml#/definitions/id"))
	f.write("ids.yaml", definition("Number"))
	cfg = f.config()
	cfg.Exclude = []string{"ids.yaml"}
	run(t, db, cfg)
	return db, cfg, filepath.Join(f.dir, "ids.yaml")
}

// TestRun_keepsWhatWasReadWithAForbiddenFile takes the right to read the definitions from
// who syncs, while nothing else changes.
func TestRun_keepsWhatWasReadWithAForbiddenFile(t *testing.T) {
	t.Parallel()
	db, cfg, ids := syncedWithDefinitions(t)
	if err := os.Chmod(ids, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(ids); err == nil {
		t.Skip("who runs this may read everything")
	}
	report := run(t, db, cfg)
	if p := report.Problems; len(p) != 1 || p[0].Rule != "reference-forbidden" || p[0].Message != "The file refers to ids.yaml, which may not be read: permission denied." {
		t.Errorf("problems = %+v", p)
	}
	wantTitles(t, db, "Number")
	if err := os.Chmod(ids, 0o600); err != nil {
		t.Fatal(err)
	}
	if report := run(t, db, cfg); len(report.Problems) != 0 {
		t.Errorf("problems = %+v", report.Problems)
	}
	wantTitles(t, db, "Number")
}

// TestRun_keepsWhatWasReadWithAFileThatCannotBe puts something in the place of the
// definitions that is not read, while nothing else changes.
func TestRun_keepsWhatWasReadWithAFileThatCannotBe(t *testing.T) {
	t.Parallel()
	for message, replace := range map[string]func(path string) error{
		"not a regular file": func(path string) error { return os.Mkdir(path, 0o700) },
		"17 MB; files of up to 16 MB are read": func(path string) error {
			return os.WriteFile(path, make([]byte, source.LargestFile+1<<20), 0o600)
		},
	} {
		db, cfg, ids := syncedWithDefinitions(t)
		if err := errors.Join(os.Remove(ids), replace(ids)); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			p := run(t, db, cfg).Problems
			if want := "The file could not be read: it refers to ids.yaml, which could not be: " + message + "."; len(p) != 1 || p[0].Rule != "file-unreadable" || p[0].Message != want {
				t.Errorf("problems = %+v", p)
			}
		}
		wantTitles(t, db, "Number")
		if err := os.Remove(ids); err != nil {
			t.Fatal(err)
		}
		run(t, db, cfg) // now there is none, and that is a change
		wantTitles(t, db, "", "Number")
	}
}
