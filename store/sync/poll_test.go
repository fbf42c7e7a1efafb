package sync_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// polled is a source that cannot tell by itself that it has changed.
type polled struct {
	cfg     source.Config
	environ []string
	publish func(text string) // the one contract that it has
	fail    func(bool)        // whether what it is asked fails
	asked   func() int64      // so far
	cost    int64             // of a poll when nothing is new
}

// gate counts what goes through it, and lets nothing through when it is shut.
type gate struct {
	shut  atomic.Bool
	asked atomic.Int64
	next  http.Handler
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.asked.Add(1)
	if g.shut.Load() {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	g.next.ServeHTTP(w, r)
}

func polledHTTP(t *testing.T) polled {
	dir := http.Dir(t.TempDir())
	g := &gate{next: http.FileServer(dir)} // which answers conditional requests by the date
	srv := httptest.NewServer(g)
	t.Cleanup(srv.Close)
	changed := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return polled{
		cfg: source.Config{Name: "s", Kind: source.KindHTTP, Location: srv.URL + "/orders.yaml"},
		publish: func(text string) {
			changed = changed.Add(time.Hour)
			path := filepath.Join(string(dir), "orders.yaml")
			mustWrite(t, path, text)
			if err := os.Chtimes(path, changed, changed); err != nil {
				t.Error(err)
			}
		},
		fail: g.shut.Store, asked: g.asked.Load, cost: 1,
	}
}

func polledBucket(t *testing.T) polled {
	backend := s3mem.New()
	g := &gate{next: gofakes3.New(backend).Server()}
	srv := httptest.NewServer(g)
	t.Cleanup(srv.Close)
	if err := backend.CreateBucket("mesh"); err != nil {
		t.Fatal(err)
	}
	return polled{
		cfg: source.Config{Name: "s", Kind: source.KindS3, Location: "s3://mesh/live", Settings: map[string]string{
			source.SettingEndpoint: srv.URL, source.SettingPathStyle: "true", source.SettingAnonymous: "true",
		}},
		publish: func(text string) {
			if _, err := backend.PutObject("mesh", "live/orders.yaml", map[string]string{}, strings.NewReader(text), int64(len(text)), nil); err != nil {
				t.Error(err)
			}
		},
		fail: g.shut.Store, asked: g.asked.Load, cost: 1,
	}
}

// polledGit is asked for its refs alone when they are as they were, which over HTTP is
// a greeting and the question.
func polledGit(t *testing.T) polled {
	r := newRepository(t)
	at := overHTTPS(t, r)
	return polled{
		cfg: source.Config{Name: "s", Kind: source.KindGit, Location: at.location}, environ: at.environ,
		publish: func(text string) { r.publish("orders.yaml", text, "publish") },
		fail:    at.gate.shut.Store, asked: at.gate.asked.Load, cost: 2,
	}
}

// polledCommand has to be run to know what it prints; the same output is not parsed.
func polledCommand(t *testing.T) polled {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	dir := t.TempDir()
	script := filepath.Join(dir, "print.sh")
	mustWrite(t, script, "cd '"+filepath.ToSlash(dir)+"' && echo >>runs && cat orders.yaml && [ ! -e fail ] || { echo it is down >&2; exit 4; }\n")
	return polled{
		cfg:     source.Config{Name: "s", Kind: source.KindExec, Location: "sh " + filepath.ToSlash(script)},
		environ: os.Environ(),
		publish: func(text string) { mustWrite(t, filepath.Join(dir, "orders.yaml"), text) },
		fail: func(fails bool) {
			if fails {
				mustWrite(t, filepath.Join(dir, "fail"), "")
			} else if err := os.Remove(filepath.Join(dir, "fail")); err != nil {
				t.Error(err)
			}
		},
		asked: func() int64 {
			info, err := os.Stat(filepath.Join(dir, "runs"))
			if err != nil {
				return 0
			}
			return info.Size()
		},
		cost: 1,
	}
}

// watched is a Watch whose ticks the test gives.
type watched struct {
	ticks   chan time.Time
	reports chan sync.Report
	last    sync.Report
	parsed  int // files, since the last tick
	end     context.CancelFunc
	ended   chan error
}

func watch(t *testing.T, p polled, more ...source.Config) *watched {
	ctx, cancel := context.WithCancel(t.Context())
	w := &watched{ticks: make(chan time.Time), reports: make(chan sync.Report), end: cancel, ended: make(chan error, 1)}
	db := storetest.MustOpen(t)
	opts := sync.Options{Environ: p.environ, Progress: func(p sync.Progress) { w.parsed = max(w.parsed, p.Parsed) }}
	go func() {
		w.ended <- sync.Watch(ctx, db, append(more, p.cfg), w.ticks, opts, func(r sync.Report, err error) {
			if err != nil {
				t.Error(err)
			}
			select {
			case w.reports <- r:
			case <-ctx.Done():
			}
		})
	}()
	w.last = <-w.reports
	return w
}

// tick has everything be looked at once more.
func (w *watched) tick() {
	w.parsed = 0
	w.ticks <- time.Time{}
	w.last = <-w.reports
}

// stop ends the watch, which is no failure.
func (w *watched) stop(t *testing.T) {
	t.Helper()
	w.end()
	if err := <-w.ended; err != nil {
		t.Error(err)
	}
}

// TestWatch_polls has sources change, fail and come back between one tick and the
// next.
func TestWatch_polls(t *testing.T) {
	t.Parallel()
	for kind, open := range map[string]func(*testing.T) polled{"http": polledHTTP, "s3": polledBucket, "git": polledGit, "exec": polledCommand} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			p := open(t)
			p.publish(contract("orders", "1.0.0"))
			w := watch(t, p)
			want(t, w.last, counts{files: 1, added: 1, versions: 1})

			before := p.asked()
			w.tick()
			want(t, w.last, counts{files: 1, unchanged: 1})
			if asked := p.asked() - before; asked != p.cost || w.parsed != 0 || w.last.Changed {
				t.Errorf("nothing is new: asked %d times, %d files parsed, %+v", asked, w.parsed, w.last)
			}
			p.publish(contract("orders", "1.1.0"))
			w.tick()
			want(t, w.last, counts{files: 1, changed: 1, versions: 1})

			p.fail(true)
			w.tick()
			if got := w.last.Sources[0]; got.Err == nil || got.Contracts != 1 {
				t.Errorf("while it fails: %+v", got)
			}
			p.fail(false)
			p.publish(contract("orders", "1.2.0"))
			w.tick()
			want(t, w.last, counts{files: 1, changed: 1, versions: 1})
			w.stop(t)
		})
	}
}
