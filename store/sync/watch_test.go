package sync_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

func TestWatch_seesFilesInNewFolders(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan sync.Report, 10)
	ended := make(chan error, 1)
	go func() {
		ended <- sync.Watch(ctx, db, []source.Config{f.config()}, nil, sync.Options{}, func(r sync.Report, err error) {
			if err != nil {
				t.Error(err)
			}
			reports <- r
		})
	}()
	if r := <-reports; r.Sources[0].Contracts != 1 {
		t.Errorf("first report = %+v", r.Sources)
	}
	f.write("new/returns.yaml", contract("returns", "1.0.0"))
	for r := range reports {
		if r.Sources[0].Contracts == 2 {
			break
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestWatch_ofFoldersAsksNobodyElse has a file change that is a source, and one in a
// folder that is named by a link, while a server is watched, too.
func TestWatch_ofFoldersAsksNobodyElse(t *testing.T) {
	t.Parallel()
	for name, locate := range map[string]func(dir string) string{
		"a file": func(dir string) string { return filepath.Join(dir, "orders.yaml") },
		"a link": func(dir string) string {
			link := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(dir, link); err != nil {
				t.Skip(err)
			}
			return link
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, far := newFolder(t), polledHTTP(t)
			f.write("orders.yaml", contract("orders", "1.0.0"))
			far.publish(contract("returns", "1.0.0"))
			far.cfg.Name = "far"
			near := f.config()
			near.Location = locate(f.dir)
			w := watch(t, far, near)
			if len(w.last.Sources) != 2 {
				t.Fatalf("report = %+v", w.last)
			}
			asked := far.asked()
			f.write("orders.yaml", contract("orders", "1.1.0"))
			w.last = <-w.reports
			want(t, w.last, counts{files: 1, changed: 1, versions: 1})
			if len(w.last.Sources) != 1 || far.asked() != asked {
				t.Errorf("asked %d times; %+v", far.asked()-asked, w.last)
			}
			w.stop(t)
		})
	}
}

func TestRun_dryRunWritesNothing(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	report, err := sync.Run(context.Background(), db, []source.Config{f.config()}, sync.Options{Mode: sync.DryRun})
	if err != nil || report.Sources[0].Added != 1 || report.Sources[0].Contracts != 1 {
		t.Errorf("report = %+v, %v", report.Sources, err)
	}
	if s := snapshot(t, db); s.Len() != 0 {
		t.Errorf("%d products", s.Len())
	}
}
