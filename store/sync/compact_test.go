package sync_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	stdsync "sync"
	"sync/atomic"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
)

// holding is all that a person can get out of a store.
type holding struct {
	records  any
	versions map[string]any
	raws     map[string]string // by hash
	problems any
	marks    any
	sources  any
}

func holdingOf(t *testing.T, db *store.DB) holding {
	t.Helper()
	h := holding{versions: map[string]any{}, raws: map[string]string{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	records, err := db.Records(context.Background())
	must(err)
	h.records = records
	snap := snapshot(t, db)
	for i := range snap.Len() {
		id := snap.Contract(i).ID
		versions, err := db.Versions(id)
		must(err)
		h.versions[id] = versions
		for _, v := range versions {
			raw, err := db.Raw(v.Origin.Hash)
			must(err)
			h.raws[v.Origin.Hash] = string(raw)
		}
	}
	h.problems, err = db.Problems()
	must(err)
	h.marks, err = db.Marks()
	must(err)
	h.sources, err = db.SourceStates()
	must(err)
	return h
}

// TestCompact_givesTheSpaceBackAndKeepsTheRest removes the larger of two sources, which
// have one file in common, and has readers at work while the database is written anew.
func TestCompact_givesTheSpaceBackAndKeepsTheRest(t *testing.T) {
	t.Parallel()
	kept, removed, db := newFolder(t), newFolder(t), storetest.MustOpen(t)
	for i := range 100 {
		kept.write(fmt.Sprintf("k%d.yaml", i), wide(fmt.Sprintf("k%d", i), "1.0.0"))
	}
	for i := range 600 {
		removed.write(fmt.Sprintf("r%d.yaml", i), wide(fmt.Sprintf("r%d", i), "1.0.0"))
	}
	shared := wide("shared", "1.0.0")
	removed.write("shared.yaml", shared) // first, so that the source that goes is the one that brought it
	kept.write("broken.yaml", "kind: DataContract\nid: [unclosed\n")
	two := source.Config{Name: "removed", Kind: source.KindDir, Location: removed.dir}
	for _, cfg := range []source.Config{two, kept.config()} {
		if err := db.PutSource(cfg); err != nil {
			t.Fatal(err)
		}
	}
	run(t, db, two)
	kept.write("shared.yaml", shared)
	run(t, db, kept.config())
	for i := range 50 {
		kept.write(fmt.Sprintf("k%d.yaml", i), wide(fmt.Sprintf("k%d", i), "1.1.0"))
	}
	run(t, db, kept.config())
	if err := db.UpdateMarks(func(m *store.Marks) error { m.ToggleBookmark("k1", time.Now()); return nil }); err != nil {
		t.Fatal(err)
	}
	gone := hashOf(t, db, "r7")
	if err := db.RemoveSource("removed"); err != nil {
		t.Fatal(err)
	}
	before := holdingOf(t, db)

	stop := readAllTheTime(t, db, len(before.versions))
	was, is, err := db.Compact(context.Background())
	looks := stop()
	if err != nil || is > was/2 || is != sizeOfDatabase(t, db) {
		t.Errorf("it took %d bytes and takes %d, of which %d are there; %v", was, is, sizeOfDatabase(t, db), err)
	}
	t.Logf("%d bytes became %d, while readers looked %d times", was, is, looks)
	if after := holdingOf(t, db); !reflect.DeepEqual(after, before) {
		t.Error("what the store has is not what it had")
	}
	if len(before.raws) != 151 || before.raws[hashOf(t, db, "shared")] != shared {
		t.Errorf("%d contents, the shared one %d bytes", len(before.raws), len(before.raws[hashOf(t, db, "shared")]))
	}
	if raw, err := db.Raw(gone); err == nil {
		t.Errorf("what nothing refers to is still there: %d bytes", len(raw))
	}
	storetest.MustCheck(t, db)
	want(t, run(t, db, kept.config()), counts{files: 102, unchanged: 102})
	want(t, run(t, db, two), counts{files: 601, added: 601, versions: 601})
}

// TestCompact_leavesNoRoom grows a database little by little. Left to bbolt, what is
// written anew would take the next power of two, or more than before.
func TestCompact_leavesNoRoom(t *testing.T) {
	t.Parallel()
	const files, most = 60, 50 << 10 // bytes that so many take
	f, db, last := newFolder(t), storetest.MustOpen(t), int64(0)
	for round := range 6 {
		for i := range files {
			f.write(fmt.Sprintf("%d-%d.yaml", round, i), wide(fmt.Sprintf("c%d-%d", round, i), "1.0.0"))
		}
		run(t, db, f.config())
		was, is, err := db.Compact(t.Context())
		if err != nil || is > was || is > last+most && last > 0 {
			t.Errorf("it took %d bytes and takes %d, with %d files less %d; %v", was, is, files, last, err)
		}
		last = is
	}
	storetest.MustCheck(t, db)
}

// TestRun_growsTheDatabaseByLittle adds a few files at a time. Left to bbolt, a database
// of this size doubles.
func TestRun_growsTheDatabaseByLittle(t *testing.T) {
	t.Parallel()
	const most = 128 << 10 // twice the least that it grows by, for what the files need
	f, db, last := newFolder(t), storetest.MustOpen(t), int64(0)
	for round := range 12 {
		for i := range 30 {
			f.write(fmt.Sprintf("%d-%d.yaml", round, i), wide(fmt.Sprintf("c%d-%d", round, i), "1.0.0"))
		}
		run(t, db, f.config())
		size := sizeOfDatabase(t, db)
		if size-last > most {
			t.Errorf("after %d files it takes %d bytes, before %d", 30*(round+1), size, last)
		}
		last = size
	}
	if last <= 2*most {
		t.Errorf("only %d bytes: it never was so large that it would double by more", last)
	}
}

func hashOf(t *testing.T, db *store.DB, id string) string {
	t.Helper()
	versions, err := db.Versions(id)
	if err != nil || len(versions) == 0 {
		t.Fatalf("versions of %s: %d, %v", id, len(versions), err)
	}
	return versions[0].Origin.Hash
}

func sizeOfDatabase(t *testing.T, db *store.DB) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(db.Dir(), "catalog.db"))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// readAllTheTime looks things up until it is stopped, and has looked at least once by
// then; no look may fail. Stop returns how many there were.
func readAllTheTime(t *testing.T, db *store.DB, products int) (stop func() int64) {
	t.Helper()
	var looks atomic.Int64
	var wg stdsync.WaitGroup
	ended := make(chan struct{})
	started := make(chan struct{})
	once := stdsync.OnceFunc(func() { close(started) })
	for range 4 {
		wg.Go(func() {
			for {
				versions, err := db.Versions("k1")
				if err != nil || len(versions) != 2 {
					t.Errorf("%d versions, %v", len(versions), err)
				}
				if snap, ix, err := db.Catalog(); err != nil || snap.Len() != products || ix.Generation() != snap.Generation() {
					t.Errorf("a catalog of %d products, %v", snap.Len(), err)
				}
				looks.Add(1)
				once()
				select {
				case <-ended:
					return
				default:
				}
			}
		})
	}
	<-started
	return func() int64 {
		close(ended)
		wg.Wait()
		return looks.Load()
	}
}
