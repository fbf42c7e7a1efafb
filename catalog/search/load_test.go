package search_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
)

func TestLoad_givesWhatWasBuilt(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	loaded, err := search.Load(bytes.Clone(m.index.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if loaded.Generation() != 3 || loaded.Len(search.Products) != m.snap.Len() {
		t.Errorf("generation %d of %d products", loaded.Generation(), loaded.Len(search.Products))
	}
	want, _ := m.found(t, m.index, "orders", search.Options{})
	got, _ := m.found(t, loaded, "orders", search.Options{})
	if len(got) != len(want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

func TestLoad_noticesHarm(t *testing.T) {
	t.Parallel()
	data := smallMesh(t).index.Bytes()
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		bad := bytes.Clone(data)
		switch r.IntN(3) {
		case 0:
			bad = bad[:r.IntN(len(bad))]
		case 1:
			bad = append(bad, bad[:1+r.IntN(100)]...)
		default:
			at := r.IntN(len(bad))
			if at >= 8 && at < 16 {
				continue // the generation: the snapshot's is compared with it
			}
			bad[at] ^= 1 << r.IntN(8)
		}
		if _, err := search.Load(bad); !errors.Is(err, search.ErrIndex) {
			t.Fatalf("loading harmed bytes gives %v", err)
		}
		if err := search.Verify(bytes.NewReader(bad)); !errors.Is(err, search.ErrIndex) {
			t.Fatalf("verifying harmed bytes gives %v", err)
		}
	}
	if err := search.Verify(bytes.NewReader(data)); err != nil {
		t.Errorf("verifying good bytes gives %v", err)
	}
}

func TestLoadUnchecked_harmDoesNotPanic(t *testing.T) {
	t.Parallel()
	data := smallMesh(t).index.Bytes()
	r := rand.New(rand.NewPCG(2, 1))
	for range 400 {
		bad := bytes.Clone(data)
		for range 1 + r.IntN(20) {
			bad[64+r.IntN(len(bad)-64)] = byte(r.Uint32())
		}
		ix, err := search.LoadUnchecked(bad)
		if err != nil {
			continue
		}
		for _, text := range []string{"orders", "cust ord", "ordres", "~snsr", "*_id", `"seven years"`, "sales/orders.customer_id", "domain:sales updated<9y", "-a"} {
			for s := range search.Properties + 1 {
				ask(t, ix, text, s)
			}
		}
	}
}

// ask asks everything that can be asked about a query.
func ask(t testing.TB, ix *search.Index, text string, s search.Scope) {
	t.Helper()
	q := query.ParsePartial(text)
	r, err := ix.Search(context.Background(), q, search.Options{Scope: s, Limit: 5, Usage: search.Usage{Bookmarks: []string{"sales.orders"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range r.Hits {
		for _, m := range ix.Explain(q, s, h) {
			n := len([]rune(m.Text))
			for _, span := range m.Spans {
				if span[0] < 0 || span[0] >= span[1] || span[1] > n {
					t.Fatalf("%q: span %v of %q", text, span, m.Text)
				}
			}
		}
	}
	if _, err := ix.Facets(context.Background(), q, s); err != nil {
		t.Fatal(err)
	}
	query.Complete(text, len(text), ix)
}

func TestBuild_emptyCatalog(t *testing.T) {
	t.Parallel()
	ix := search.Build(nil, catalog.Assemble(nil, catalog.Stamp{}))
	for s := range search.Properties + 1 {
		ask(t, ix, "orders", s)
		ask(t, ix, "", s)
	}
}

func TestGathered_givesTheBytesOfTheIndex(t *testing.T) {
	t.Parallel()
	s := synthetic{50}
	snap := s.snapshot()
	if !bytes.Equal(slices.Concat(s.gather(snap).Bytes()...), s.index(snap).Bytes()) {
		t.Error("the pieces are not the bytes of the index")
	}
}
