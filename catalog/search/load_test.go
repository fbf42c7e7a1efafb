package search_test

import (
	"bytes"
	"context"
	"errors"
	"io"
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
	loaded, err := loadWhole(bytes.Clone(m.index.Bytes()))
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

// loadWhole loads an index of which all is in order.
func loadWhole(data ...[]byte) (*search.Index, error) {
	ix, err := search.Load(data...)
	if err == nil {
		err = ix.Check()
	}
	return ix, err
}

func TestCheck_noticesHarm(t *testing.T) {
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
			bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		}
		if _, err := loadWhole(bad); !errors.Is(err, search.ErrIndex) {
			t.Fatalf("loading harmed bytes gives %v", err)
		}
	}
}

func TestLoad_manySegments(t *testing.T) {
	t.Parallel()
	small := search.Build(nil, catalog.Assemble(nil, catalog.Stamp{})).Bytes()
	if _, err := search.Load(bytes.Repeat(small, 10_000)); !errors.Is(err, search.ErrIndex) {
		t.Errorf("loading ten thousand segments gives %v", err)
	}
}

func TestLoad_harmDoesNotPanic(t *testing.T) {
	t.Parallel()
	data := smallMesh(t).index.Bytes()
	r := rand.New(rand.NewPCG(2, 1))
	for range 400 {
		bad := bytes.Clone(data)
		for range 1 + r.IntN(20) {
			bad[r.IntN(len(bad)-64)] = byte(r.Uint32())
		}
		ix, err := search.Load(bad)
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

// TestBuild_withoutObjects asks an index of contracts none of which has a schema, and one
// whose only change is such a contract.
func TestBuild_withoutObjects(t *testing.T) {
	t.Parallel()
	bare := []catalog.Record{
		parseContract("orders | Orders | sales | jane | active | orders | All orders.", 0),
		parseContract("returns | Returned orders | sales | jane | active | orders | All returns.", 1),
	}
	m := smallMesh(t)
	m.records[0].Summary.Objects, m.records[0].Origin.Hash = nil, "changed"
	n := 0
	updated, err := search.Update(m.index, catalog.Assemble(m.records, catalog.Stamp{Generation: 4}), fetch(m.records, &n))
	if err != nil {
		t.Fatal(err)
	}
	for _, ix := range []*search.Index{search.Build(bare, catalog.Assemble(bare, catalog.Stamp{})), updated} {
		for _, text := range append(slices.Clone(updateQueries), "ord", "*", "or*s", `"all orders"`, "pii:true", "object:orders") {
			for s := range search.Properties + 1 {
				ask(t, ix, text, s)
			}
		}
	}
}

func TestGathered_writesTheBytesOfTheIndex(t *testing.T) {
	t.Parallel()
	s := synthetic{50}
	snap := s.snapshot()
	var out bytes.Buffer
	n, err := s.gather(snap).WriteTo(&out)
	if err != nil || n != int64(out.Len()) || !bytes.Equal(out.Bytes(), s.index(snap).Bytes()) {
		t.Errorf("what was written, %d bytes, is not the index: %v", n, err)
	}
}

func TestGathered_tellsWhatKeepsItFromWriting(t *testing.T) {
	t.Parallel()
	s := synthetic{50}
	if _, err := s.gather(s.snapshot()).WriteTo(full{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("writing where nothing can be written gives %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
