package sync_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	stdsync "sync"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// filled is a store with marks and n contracts from a folder.
func filled(t testing.TB, n int) (*store.DB, *folder) {
	t.Helper()
	f := newFolder(t)
	for i := range n {
		f.write(fmt.Sprintf("%02d/c%d.yaml", i%7, i), contract(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	db := storetest.MustOpen(t)
	run(t, db, f.config())
	if err := db.UpdateMarks(bookmark); err != nil {
		t.Fatal(err)
	}
	return db, f
}

func bookmark(m *store.Marks) error {
	m.ToggleBookmark("c1", time.Now())
	return nil
}

func mustKeepMarks(t testing.TB, db *store.DB) {
	t.Helper()
	if m, err := db.Marks(); err != nil || !m.IsBookmarked("c1") {
		t.Errorf("marks = %+v, %v", m, err)
	}
}

func TestFault_damagedDatabase(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func([]byte) []byte{
		"truncated": func(b []byte) []byte { return b[:len(b)/3] },
		"empty":     func([]byte) []byte { return nil },
		"foreign":   func([]byte) []byte { return []byte(strings.Repeat("not a database\n", 1000)) },
		"zeroed":    func(b []byte) []byte { clear(b); return b },
		"headless":  func(b []byte) []byte { clear(b[:8192]); return b },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, f := filled(t, 200)
			path := filepath.Join(db.Dir(), "catalog.db")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, damage(data), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := db.Repair(context.Background()); err != nil {
				t.Fatalf("repair: %v", err)
			}
			run(t, db, f.config())
			if n := snapshot(t, db).ContractCount(); n != 200 {
				t.Errorf("%d contracts after the repair", n)
			}
			mustKeepMarks(t, db)
			if aside, _ := filepath.Glob(path + ".damaged-*"); len(aside) != 1 {
				t.Errorf("set aside: %v", aside)
			}
		})
	}
}

// TestFault_flippedBits damages one byte anywhere. Whatever a reader then asks
// for, it gets the truth or an error, never a panic; and a repair makes it whole.
func TestFault_flippedBits(t *testing.T) {
	t.Parallel()
	db, f := filled(t, 50)
	path := filepath.Join(db.Dir(), "catalog.db")
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		harmed := append([]byte{}, sound...)
		at := random.IntN(len(harmed))
		harmed[at] ^= 1 << random.IntN(8)
		if err := os.WriteFile(path, harmed, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _ = db.Records(context.Background())
		_, _ = db.Problems()
		if versions, err := db.Versions("c7"); err == nil {
			if raw, err := db.Raw(versions[0].Origin.Hash); err == nil && store.HashOf(raw).String() != versions[0].Origin.Hash {
				t.Errorf("byte %d: other bytes than were synced", at)
			}
		}
		if _, err := db.Repair(context.Background()); err != nil {
			t.Errorf("byte %d: repair: %v", at, err)
		}
	}
	run(t, db, f.config())
	if n := snapshot(t, db).ContractCount(); n != 50 {
		t.Errorf("%d contracts in the end", n)
	}
	mustKeepMarks(t, db)
}

func TestFault_damagedSnapshotIsBuiltAnew(t *testing.T) {
	t.Parallel()
	db, _ := filled(t, 20)
	for _, name := range []string{"catalog.snap", "search.idx"} {
		if err := os.WriteFile(filepath.Join(db.Dir(), name), []byte("junk"), 0o600); err != nil {
			t.Fatal(err)
		}
		snap, ix, err := db.Catalog()
		if err != nil || snap.ContractCount() != 20 || ix.Generation() != snap.Generation() {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := db.Repair(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFault_readersWhileSyncing(t *testing.T) {
	t.Parallel()
	db, f := filled(t, 300)
	stop := make(chan struct{})
	var wg stdsync.WaitGroup
	for range 20 {
		wg.Go(func() {
			tick := time.NewTicker(10 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-stop:
					return
				case <-tick.C:
				}
				snap, ix, err := db.Catalog()
				if err != nil || snap.ContractCount() < 300 || ix.Generation() != snap.Generation() {
					t.Errorf("catalog: %v", err)
					return
				}
				if _, err := db.Versions("c5"); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for round := range 5 {
		for i := range 50 {
			f.write(fmt.Sprintf("%02d/c%d.yaml", i%7, i), contract(fmt.Sprintf("c%d", i), fmt.Sprintf("1.%d.0", round+1)))
		}
		run(t, db, f.config())
	}
	close(stop)
	wg.Wait()
	if o := row(t, db, "c5"); o.Versions != 6 {
		t.Errorf("c5 has %d versions", o.Versions)
	}
}

func TestFault_twoSyncsAtOnce(t *testing.T) {
	t.Parallel()
	db, f := filled(t, 10)
	s, err := db.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Open(db.Dir(), store.Options{Wait: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sync.Run(context.Background(), other, []source.Config{f.config()}, sync.Options{}); !errors.Is(err, store.ErrBusy) {
		t.Errorf("err = %v", err)
	}
	if snapshot(t, other).ContractCount() != 10 {
		t.Error("a reader must not notice")
	}
	s.Close()
	run(t, db, f.config())
}

func TestFault_vanishedSourceKeepsItsState(t *testing.T) {
	t.Parallel()
	db, f := filled(t, 5)
	cfg := f.config()
	if err := os.Rename(f.dir, f.dir+"-away"); err != nil {
		t.Fatal(err)
	}
	report, err := sync.Run(context.Background(), db, []source.Config{cfg}, sync.Options{})
	if err != nil || report.Sources[0].Err == nil {
		t.Fatalf("report = %+v, %v", report, err)
	}
	if c := row(t, db, "c1"); c.Flags != row(t, db, "c2").Flags || snapshot(t, db).ContractCount() != 5 {
		t.Errorf("c1 = %+v", c)
	}
	if states, err := db.SourceStates(); err != nil || states[0].Err == "" || states[0].Synced.IsZero() {
		t.Errorf("states = %+v, %v", states, err)
	}
}

// quiet is a source that ends without a word when its scan is cancelled, after as
// many files.
type quiet struct {
	source.Source
	after  int
	cancel context.CancelFunc
}

func (q *quiet) Scan(ctx context.Context, cursor string) iter.Seq2[source.File, error] {
	return func(yield func(source.File, error) bool) {
		n := 0
		for f, err := range q.Source.Scan(ctx, cursor) {
			if n++; n > q.after || !yield(f, err) {
				q.cancel()
				return
			}
		}
	}
}

// TestFault_cancelledScanRemovesNothing: what a scan did not come to is not gone.
func TestFault_cancelledScanRemovesNothing(t *testing.T) {
	t.Parallel()
	for _, after := range []int{0, 1, 7, 19} {
		db, f := filled(t, 20)
		ctx, cancel := context.WithCancel(context.Background())
		r, err := sync.Run(ctx, db, []source.Config{f.config()}, sync.Options{
			Open: func(cfg source.Config) (source.Source, error) {
				s, err := source.Open(cfg, source.Env{})
				return &quiet{s, after, cancel}, err
			},
		})
		if err != nil || r.Sources[0].Removed != 0 || !errors.Is(r.Sources[0].Err, context.Canceled) {
			t.Errorf("cancelled after %d files: %+v, %v", after, r.Sources, err)
		}
	}
}

func TestFault_cancelKeepsWhatWasCommitted(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	for i := range 3000 {
		f.write(fmt.Sprintf("c%d.yaml", i), contract(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := sync.Run(ctx, db, []source.Config{f.config()}, sync.Options{Open: func(cfg source.Config) (source.Source, error) {
		s, err := source.Open(cfg, source.Env{})
		return &quiet{s, 1000, cancel}, err
	}})
	cancel()
	if err != nil {
		t.Fatal(err)
	}
	storetest.MustCheck(t, db)
	if states, err := db.SourceStates(); err != nil || states[0].Err != "it was interrupted" {
		t.Errorf("states = %+v, %v", states, err)
	}
	run(t, db, f.config())
	if n := snapshot(t, db).ContractCount(); n != 3000 {
		t.Errorf("%d contracts after the second run", n)
	}
}
