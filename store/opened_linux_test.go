package store

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"meshdex/catalog"
)

// mappings counts the files below a folder that the process has mapped.
func mappings(t *testing.T, dir string) int {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(maps), dir+"/")
}

// TestCatalog_openedForever looks at the catalog more often than a process may map
// files, and after many syncs. What an early state gave out stays readable, and the
// files of states that nobody needs any more are let go.
func TestCatalog_openedForever(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var early []*catalog.Snapshot
	for n := range 40 {
		publishOne(t, db, fmt.Sprintf("c%02d", n))
		snap, ix, err := db.Catalog()
		if err != nil || snap.ContractCount() != n+1 || ix.Generation() != snap.Generation() {
			t.Fatalf("sync %d: %v", n, err)
		}
		early = append(early, snap)
	}
	for range 3000 {
		if snap, _, err := db.Catalog(); err != nil || snap.ContractCount() != len(early) {
			t.Fatal(err)
		}
	}
	runtime.GC()
	for n, snap := range early {
		if _, ok := snap.FindContract(fmt.Sprintf("c%02d", n)); !ok || snap.ContractCount() != n+1 {
			t.Errorf("the state after sync %d is not what it was", n)
		}
	}
	if n := mappings(t, dir); n == 0 || n > mostMapped {
		t.Errorf("%d files are mapped", n)
	}
}
