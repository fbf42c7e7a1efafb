package store

import "testing"

// TestDB_releaseTakesNothingAway reads a snapshot and its index on after their pages
// were given back, also where the file has been replaced.
func TestDB_releaseTakesNothingAway(t *testing.T) {
	t.Parallel()
	db, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	publishOne(t, db, "first")
	snap, ix, err := db.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	publishOne(t, db, "second")
	db.Release()
	if row, ok := snap.FindContract("first"); !ok || snap.Contract(row).ID != "first" || snap.ContractCount() != 1 {
		t.Errorf("the snapshot has %d contracts, want the first", snap.ContractCount())
	}
	if err := ix.Check(); err != nil {
		t.Error(err)
	}
}
