package sync_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/store"
	"meshdex/store/storetest"
)

// product is a product document that offers and reads contracts.
func product(id, version string, offers, reads int) string {
	return fmt.Sprintf("apiVersion: v1.0.0\nkind: DataProduct\nid: %s\nname: %s\nversion: %s\nstatus: active\ndomain: sales\n"+
		"inputPorts:\n- name: in\n  version: 1.0.0\n  contractId: c%d\noutputPorts:\n- name: out\n  version: 1.0.0\n  contractId: c%d\n",
		id, id, version, reads, offers)
}

// rewrite changes a file of a mesh in one of the ways in which files change.
func rewrite(f *folder, random *rand.Rand, i int) {
	name := fmt.Sprintf("f%d.yaml", i)
	id, version := fmt.Sprintf("c%d", i), fmt.Sprintf("1.%d.0", random.IntN(4))
	switch random.IntN(10) {
	case 0:
		f.write(name, "id: [broken\nkind: DataContract\n")
	case 1:
		f.write(name, contract(fmt.Sprintf("c%d", random.IntN(30)), version))
	case 2:
		f.write(name, contract(id, version, fmt.Sprintf("dataProduct: p%d", random.IntN(3))))
	case 3:
		f.write(name, product(fmt.Sprintf("p%d", i), version, random.IntN(30), random.IntN(30)))
	case 4:
		f.write(name, contract(id, version)+"\n---\n"+contract(id+"b", version))
	case 5:
		f.write(name, "just: a file\n")
	default:
		f.write(name, contract(id, version, fmt.Sprintf("tags: [t%d]", random.IntN(100))))
	}
}

// TestPublish_editsEqualAll changes a few files at a time, so that what is
// published is amended. Check compares it with all assembled anew; a repair
// counts the totals anew.
func TestPublish_editsEqualAll(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 1))
			f, db := newFolder(t), storetest.MustOpen(t)
			for i := range 30 {
				rewrite(f, random, i)
			}
			run(t, db, f.config())
			for range 40 {
				for range 1 + random.IntN(2) {
					rewrite(f, random, random.IntN(30))
				}
				run(t, db, f.config())
				storetest.MustCheck(t, db)
			}
			mustHaveTrueTotals(t, db)
		})
	}
}

// mustHaveTrueTotals compares what is recorded of the sources with what a repair
// counts.
func mustHaveTrueTotals(t *testing.T, db *store.DB) {
	t.Helper()
	before, err := db.SourceStates()
	if err != nil {
		t.Fatal(err)
	}
	problems := snapshot(t, db).ProblemCount()
	if _, err := db.Repair(context.Background()); err != nil {
		t.Fatal(err)
	}
	after, err := db.SourceStates()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(after, before); diff != "" {
		t.Errorf("totals (-true +recorded):\n%s", diff)
	}
	if n := snapshot(t, db).ProblemCount(); n != problems {
		t.Errorf("%d problems, recorded %d", n, problems)
	}
}

// TestIndex_contractGivenAnotherID has two contracts at one place: the one that
// the file held before, which stays as removed, and its successor. Each is to be
// found by what it says itself, whichever way the index was written.
func TestIndex_contractGivenAnotherID(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("a.yaml", contract("elder", "1.0.0", "tags: [ancient]"))
	run(t, db, f.config())
	f.write("a.yaml", contract("younger", "1.0.0", "tags: [recent]"))
	run(t, db, f.config())
	for range 2 {
		for text, want := range map[string]string{"ancient": "elder", "recent": "younger"} {
			if got := foundProducts(t, db, text); !slices.Equal(got, []string{want}) {
				t.Errorf("%s finds %v, want %s", text, got, want)
			}
		}
		if _, err := db.Repair(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
}

func foundProducts(t *testing.T, db *store.DB, text string) (ids []string) {
	t.Helper()
	snap, ix, err := db.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ix.Search(context.Background(), q, search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range r.Hits {
		ids = append(ids, snap.Product(int(h.Product)).ID)
	}
	return ids
}
