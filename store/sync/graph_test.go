package sync_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"meshdex/catalog/lineage"
	"meshdex/store"
	"meshdex/store/storetest"
)

// refers is a contract with a column that is computed from, or refers to, another.
func refers(id, how string) string {
	return contract(id, "1.0.0", "schema:", "  - name: "+id, "    properties:", "      - name: id", "      - name: other", "        "+how, "")
}

// mustBeLineage compares the store's graph with one made of all its records.
func mustBeLineage(t *testing.T, db *store.DB) *lineage.Graph {
	t.Helper()
	snap := snapshot(t, db)
	records, err := db.Records(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	g, err := db.Graph(context.Background(), snap)
	if err != nil {
		t.Fatal(err)
	}
	if want := lineage.Build(snap, records, lineage.Options{}); !bytes.Equal(g.Bytes(), want.Bytes()) {
		t.Errorf("the store's graph has %d nodes and %d edges, want %d and %d", g.Len(), g.EdgeCount(), want.Len(), want.EdgeCount())
	}
	return g
}

func TestGraph_isThatOfThePresentState(t *testing.T) {
	t.Parallel()
	db, f := storetest.MustOpen(t), newFolder(t)
	f.write("a.yaml", refers("a", "transformSourceObjects: [b.b.id]"))
	f.write("b.yaml", refers("b", "businessName: nothing"))
	run(t, db, f.config())
	slot := filepath.Join(db.Dir(), "lineage.graph")
	if _, err := os.Stat(slot); err == nil {
		t.Error("a sync made a graph that nobody has asked for")
	}
	if g := mustBeLineage(t, db); g.EdgeCount() != 1 {
		t.Errorf("%d edges, want that from b to a", g.EdgeCount())
	}
	first, err := os.ReadFile(slot)
	if err != nil {
		t.Fatal(err)
	}

	f.write("b.yaml", refers("b", "transformSourceObjects: [c.c.id]"))
	run(t, db, f.config())
	if g := mustBeLineage(t, db); g.EdgeCount() != 2 {
		t.Errorf("after a sync %d edges, want 2", g.EdgeCount())
	}

	for name, data := range map[string][]byte{"of an earlier state": first, "noise": []byte("junk"), "cut": first[:len(first)-3]} {
		if err := os.WriteFile(slot+".new", data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(slot+".new", slot); err != nil { // as slots are replaced
			t.Fatal(err)
		}
		if g := mustBeLineage(t, db); g.EdgeCount() != 2 {
			t.Errorf("%s: %d edges, want 2", name, g.EdgeCount())
		}
	}
}

func TestGraph_isKept(t *testing.T) {
	t.Parallel()
	db, f := storetest.MustOpen(t), newFolder(t)
	f.write("a.yaml", refers("a", "transformSourceObjects: [b.b.id]"))
	run(t, db, f.config())
	snap := snapshot(t, db)
	made, err := db.Graph(context.Background(), snap)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(db.Dir(), "catalog.db")); err != nil { // so that it cannot be made again
		t.Fatal(err)
	}
	kept, err := db.Graph(context.Background(), snap)
	if err != nil || !bytes.Equal(kept.Bytes(), made.Bytes()) {
		t.Errorf("the second time: %v", err)
	}
}
