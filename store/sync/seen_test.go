package sync_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSeen_aFileIsCheckedOnceUntilItChanges harms a file that was checked. Its time
// tells, and it is built anew; where the time is put back, only a check of the store
// finds it.
func TestSeen_aFileIsCheckedOnceUntilItChanges(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"catalog.snap", "search.idx"} {
		db, _ := filled(t, 20)
		path := filepath.Join(db.Dir(), name)
		before := time.Now().Add(-time.Hour)
		if err := os.Chtimes(path, before, before.Add(time.Nanosecond)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := db.Catalog(); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		harm(t, path)
		if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
			t.Fatal(err)
		}
		if faults, err := db.Check(context.Background()); err != nil || len(faults) == 0 {
			t.Errorf("%s: the check of the store finds %v, %v", name, faults, err)
		}
		if err := os.Chtimes(path, time.Now(), time.Now()); err != nil {
			t.Fatal(err)
		}
		if snap, ix, err := db.Catalog(); err != nil || snap.ContractCount() != 20 || ix.Generation() != snap.Generation() {
			t.Errorf("%s: %v", name, err)
		}
		if faults, err := db.Check(context.Background()); err != nil || len(faults) > 0 {
			t.Errorf("%s is not built anew: %v, %v", name, faults, err)
		}
	}
}

// harm changes the last byte of a file in place.
func harm(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-1] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
