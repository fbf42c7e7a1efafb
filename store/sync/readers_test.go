package sync_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	stdsync "sync"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// TestReaders_duringASync has lookups wait for the batches of another process that
// syncs many new files: none fails, and all see what was there before. How long they
// took, with -v, is in figures beside those of the same lookups while nobody writes;
// MESHDEX_READ_FILES says how many files there are.
func TestReaders_duringASync(t *testing.T) {
	if dir := os.Getenv("MESHDEX_READ_STORE"); dir != "" {
		syncFor(t, dir, os.Getenv("MESHDEX_READ_DIR"))
		return
	}
	t.Parallel()
	files := 1500
	if n, err := strconv.Atoi(os.Getenv("MESHDEX_READ_FILES")); err == nil {
		files = n
	}
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("first.yaml", contract("first", "1.0.0"))
	run(t, db, f.config())
	quiet := lookups(t, db, func(n int) bool { return n < 500 })
	for i := range files {
		f.write(fmt.Sprintf("%03d/c%d.yaml", i%500, i), wide(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestReaders_duringASync$")
	cmd.Env = append(os.Environ(), "MESHDEX_READ_STORE="+db.Dir(), "MESHDEX_READ_DIR="+f.dir)
	ended := make(chan error, 1)
	go func() {
		out, err := cmd.CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w: %s", err, out)
		}
		ended <- err
		close(ended)
	}()
	busy := lookups(t, db, func(int) bool { return len(ended) == 0 })
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files; lookups while nobody writes: %v; during the sync: %v", files, quiet, busy)
}

// syncFor is the other process: this test binary, once more.
func syncFor(t *testing.T, dir, from string) {
	db, err := store.Open(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cfg := source.Config{Name: "folder", Kind: source.KindDir, Location: from}
	report, err := sync.Run(context.Background(), db, []source.Config{cfg}, sync.Options{})
	if err != nil || report.Sources[0].Err != nil {
		t.Fatal(err, report.Sources)
	}
}

// latencies are how long lookups took, in order.
type latencies []time.Duration

func (l latencies) String() string {
	at := func(part float64) time.Duration { return l[int(part*float64(len(l)-1))].Round(10 * time.Microsecond) }
	return fmt.Sprintf("p50 %v, p99 %v, max %v of %d", at(0.5), at(0.99), at(1), len(l))
}

// lookups has readers look something up, one lookup each after a few milliseconds,
// as long as more says so of the number that each has made.
func lookups(t *testing.T, db *store.DB, more func(n int) bool) latencies {
	const readers = 4
	var all [readers]latencies
	var wg stdsync.WaitGroup
	for i := range all {
		wg.Go(func() {
			tick := time.NewTicker(3 * time.Millisecond)
			defer tick.Stop()
			for ; more(len(all[i])); <-tick.C {
				start := time.Now()
				versions, err := db.Versions("first")
				all[i] = append(all[i], time.Since(start))
				if err != nil || len(versions) != 1 {
					t.Errorf("%d versions, %v", len(versions), err)
					return
				}
			}
		})
	}
	wg.Wait()
	every := latencies(slices.Concat(all[:]...))
	slices.Sort(every)
	return every
}
