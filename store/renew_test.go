package store

import (
	"context"
	"fmt"
	"testing"

	"meshdex/catalog"
)

// publishOne brings a contract into the store, as a sync does.
func publishOne(t *testing.T, db *DB, id string) {
	t.Helper()
	s, err := db.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	raw := []byte(id)
	digest := &Digest{Path: id, Contracts: []catalog.Summary{{ID: id}}}
	change := Change{Path: id, News: Content, Hash: HashOf(raw), Parsed: NewParsed(HashOf(raw), raw, nil, digest)}
	if _, err := s.Apply("s", []Change{change}); err != nil {
		t.Fatal(err)
	}
	if err := s.Ended("s", "", nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// TestSnapshot_aSyncEndsWhileItLooks has a reader see the list of products before
// the end of a sync, and the state of the database after it: it is no damage, and
// nothing is said or built.
func TestSnapshot_aSyncEndsWhileItLooks(t *testing.T) {
	t.Parallel()
	var said []string
	db, err := Open(t.TempDir(), Options{Note: func(s string) { said = append(said, s) }})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 3; n++ {
		tag, seen := db.storedSnapshot()
		publishOne(t, db, fmt.Sprintf("c%d", n))
		stamp := db.SnapshotStamp()
		st, err := db.stateNow()
		if err != nil {
			t.Fatal(err)
		}
		got, err := db.renew(st, tag, seen)
		if err != nil || got.Generation() != st.Generation || got.ContractCount() != n {
			t.Fatalf("sync %d: generation %d of %d, %v", n, got.Generation(), st.Generation, err)
		}
		if db.SnapshotStamp() != stamp {
			t.Errorf("sync %d: the list was written again", n)
		}
		if _, ix := db.republish(); ix == nil || ix.Generation() != st.Generation {
			t.Errorf("sync %d: no index", n)
		}
	}
	if len(said) > 0 {
		t.Errorf("said: %q", said)
	}
}
