package store_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"meshdex/store"
	"meshdex/store/storetest"
)

// TestDB_noiseOfAnySizeIsRepaired puts bytes that are no database, from none to
// many pages, in the place of one.
func TestDB_noiseOfAnySizeIsRepaired(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 200_000)
	random := rand.New(rand.NewPCG(3, 4))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for _, size := range []int{0, 1, 1024, 4095, 4096, 5000, 8191, 8192, 20_000, len(noise)} {
		db := storetest.MustOpen(t)
		if err := db.UpdateMarks(func(m *store.Marks) error { m.ToggleBookmark("a", noon); return nil }); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(db.Dir(), "catalog.db")
		if err := os.WriteFile(path, noise[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Check(context.Background()); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%d bytes: check: %v", size, err)
		}
		if _, err := db.Records(context.Background()); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%d bytes: records: %v", size, err)
		}
		if done, err := db.Repair(context.Background()); err != nil || !done.Resync {
			t.Errorf("%d bytes: repair: %v, %v", size, done, err)
			continue
		}
		if data, err := os.ReadFile(onlyFile(t, path+".damaged-*")); err != nil || !bytes.Equal(data, noise[:size]) {
			t.Errorf("%d bytes: set aside: %d bytes, %v", size, len(data), err)
		}
		if m, err := db.Marks(); err != nil || !m.IsBookmarked("a") {
			t.Errorf("%d bytes: marks: %+v, %v", size, m, err)
		}
	}
}

// TestBegin_setsASmallDamagedDatabaseAside is what a sync meets.
func TestBegin_setsASmallDamagedDatabaseAside(t *testing.T) {
	t.Parallel()
	db := storetest.MustOpen(t)
	path := filepath.Join(db.Dir(), "catalog.db")
	if err := os.WriteFile(path, bytes.Repeat([]byte{0xa5}, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := db.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	onlyFile(t, path+".damaged-*")
}

// onlyFile returns the one file that matches.
func onlyFile(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v, %v", pattern, found, err)
	}
	return found[0]
}
