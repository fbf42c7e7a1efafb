package search_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/sample"
)

// fetch reads from a slice, and counts.
func fetch(records []catalog.Record, n *int) search.Fetch {
	return func(p search.Place) (*catalog.Record, error) {
		*n++
		for i := range records {
			r := &records[i]
			if r.Summary.Subject == p.Subject && r.Summary.ID == p.ID && r.Origin.Path == p.Path && r.Origin.Index == p.Index {
				return r, nil
			}
		}
		return nil, nil
	}
}

// found is what a search gives, by names and not by rows, and whether all of it
// matches and nothing only resembles the query.
func (m mesh) found(t testing.TB, ix *search.Index, text string, o search.Options) (found []string, sure bool) {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ix.Search(context.Background(), q, o)
	if err != nil {
		t.Fatal(err)
	}
	found, sure = []string{fmt.Sprint("total ", r.Total)}, true
	from := 1 // where the hits begin that rank as the last one does
	for i, h := range r.Hits {
		sure = sure && h.Stage != search.Near && h.Stage != search.Loose
		if last := r.Hits[max(0, i-1)]; h.Stage != last.Stage || h.Score != last.Score || h.Path != last.Path {
			from = len(found)
		}
		found = append(found, fmt.Sprint(m.label(h), " ", h.Stage, " ", h.Score, " ", ix.Explain(q, o.Scope, h)))
		if o.Scope == search.Properties { // of one name they come kind by kind
			slices.Sort(found[from:])
		}
	}
	return found, sure
}

var updateQueries = []string{
	"orders", "customer", "stock levels", "care-cases", "sales/web orders", "cust", "ordres", "custlife", "~wborders",
	"domain:sales", "-orders", "owner:jane", "has:quality consumers>1", "newcomer", "renamed", "id", "",
}

func TestUpdate_equalsBuild(t *testing.T) {
	t.Parallel()
	_, records, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	old := search.Build(records, snap)
	records = slices.Clone(records)
	r := rand.New(rand.NewPCG(1, 9))
	for i := range records { // change a few, take one away, add one
		if r.IntN(40) == 0 {
			records[i].Summary.Name = "Renamed " + records[i].Summary.Name
			records[i].Origin.Hash = fmt.Sprint("changed", i)
		}
	}
	records = slices.Delete(records, 7, 8)
	added := parseContract("new.newcomer | newcomer orders | sales | Jane Doe | active | | Came later.", 1)
	records = append(records, added)
	now := catalog.Assemble(records, catalog.Stamp{Generation: 2})

	fetched := 0
	updated, err := search.Update(old, now, fetch(records, &fetched))
	if err != nil {
		t.Fatal(err)
	}
	if updated.Delta() == nil || fetched >= len(records)/2 || updated.Generation() != 2 {
		t.Fatalf("fetched %d of %d records, delta of %d bytes, generation %d", fetched, len(records), len(updated.Delta()), updated.Generation())
	}
	loaded, err := loadWhole(updated.Bytes(), updated.Delta())
	if err != nil {
		t.Fatal(err)
	}
	newMesh(records, now).mustFindAlike(t, loaded)
}

// mustFindAlike compares an index that was brought up to date with the one of the mesh.
func (m mesh) mustFindAlike(t *testing.T, loaded *search.Index) {
	t.Helper()
	for _, text := range updateQueries {
		for _, o := range []search.Options{
			{},
			{Scope: search.Contracts},
			{Scope: search.Properties, Limit: -1},
			{Limit: 3},
			{Sort: search.Sort{By: search.ByName}},
			{Sort: search.Sort{By: search.ByConsumers, Direction: search.Descending}},
		} {
			want, sure := m.found(t, m.index, text, o)
			got, gotSure := m.found(t, loaded, text, o)
			if !sure || !gotSure && len(want) == 1 {
				continue // whether and how much is guessed depends on what a segment has
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q %+v:\n%s", text, o, diff)
			}
		}
		q, _ := query.Parse(text)
		want, _ := m.index.Facets(context.Background(), q, search.Products)
		got, _ := loaded.Facets(context.Background(), q, search.Products)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("facets of %q:\n%s", text, diff)
		}
	}
	if got, want := loaded.Len(search.Properties), m.index.Len(search.Properties); got != want {
		t.Errorf("%d properties, want %d", got, want)
	}
}

// TestAmend_equalsBuild changes a few records again and again, some of them back, and
// brings both the snapshot and the index up to date.
func TestAmend_equalsBuild(t *testing.T) {
	t.Parallel()
	_, records, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	ix := search.Build(records, snap)
	first := slices.Clone(records)
	r := rand.New(rand.NewPCG(3, 9))
	for round := range 6 {
		records = slices.Clone(records)
		var edits []catalog.Edit
		for range 4 {
			i := r.IntN(len(records) / 4)
			was := records[i].Summary
			if records[i] = first[i]; r.IntN(3) > 0 {
				records[i].Summary.Description = fmt.Sprint("Renamed in round ", round)
				records[i].Summary.Owner = "jane.doe"
				records[i].Origin.Hash = fmt.Sprint("changed", round)
			}
			edits = append(edits, catalog.Edit{Was: &was, Is: &records[i]})
		}
		now, rows, err := snap.Amend(edits, recordIn(records), catalog.Stamp{Generation: uint64(round + 10)})
		if err != nil || now == nil {
			t.Fatalf("amending the snapshot gives %v, %v", now, err)
		}
		fetched := 0
		amended, err := search.Amend(ix, now, rows, fetch(records, &fetched))
		if err != nil || fetched >= len(records)/2 || amended.Generation() != now.Generation() {
			t.Fatalf("fetched %d of %d records: %v", fetched, len(records), err)
		}
		if ix, err = loadWhole(amended.Bytes(), amended.Delta()); err != nil {
			t.Fatal(err)
		}
		newMesh(records, now).mustFindAlike(t, ix)
		snap = now
	}
}

// TestUpdate_harmDoesNotPanic brings indexes up to date that were harmed since they were
// found whole.
func TestUpdate_harmDoesNotPanic(t *testing.T) {
	t.Parallel()
	g := sample.Generate(3, 40)
	records, snap := slices.Collect(g.Records()), g.Snapshot()
	data := search.Build(records, snap).Bytes()
	r := rand.New(rand.NewPCG(5, 1))
	taken := 0
	for range 400 {
		bad := bytes.Clone(data)
		for range 1 + r.IntN(200) {
			bad[r.IntN(len(bad)-2048)] = byte(r.Uint32()) // but for the directory
		}
		ix, err := search.Load(bad)
		if err != nil {
			continue
		}
		taken++
		fetched := 0
		_, _ = search.Update(ix, snap, fetch(records, &fetched))
		_, _ = search.Amend(ix, snap, []int{0, snap.Len() - 1}, fetch(records, &fetched))
	}
	if taken == 0 {
		t.Error("no harmed index is loaded")
	}
}

func recordIn(records []catalog.Record) func(catalog.Subject, string) (*catalog.Record, error) {
	return func(subject catalog.Subject, id string) (*catalog.Record, error) {
		for i := range records {
			if s := &records[i].Summary; s.Subject == subject && s.ID == id {
				return &records[i], nil
			}
		}
		return nil, nil
	}
}

func TestUpdate_saysWhenMuchHasChanged(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	records := slices.Clone(m.records)
	for i := range records {
		records[i].Origin.Hash = fmt.Sprint(i)
	}
	now := catalog.Assemble(records, catalog.Stamp{Generation: 4})
	n := 0
	if _, err := search.Update(m.index, now, fetch(records, &n)); !errors.Is(err, search.ErrChanged) || n != 0 {
		t.Errorf("fetched %d records, error %v; want none and ErrChanged", n, err)
	}
}

func TestUpdate_deltaOfAnotherBase(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	n := 0
	updated, err := search.Update(m.index, m.snap, fetch(m.records, &n))
	if err != nil || n != 0 {
		t.Fatalf("nothing changed: fetched %d, error %v", n, err)
	}
	other := search.Build(m.records[:10], catalog.Assemble(m.records[:10], catalog.Stamp{}))
	if _, err := search.Load(other.Bytes(), updated.Delta()); err == nil {
		t.Error("a delta loads on a base that it does not belong to")
	}
	if _, err := search.Load(updated.Delta()); err == nil {
		t.Error("a delta loads alone")
	}
}

// TestGatherer_takesRecordsInAnyOrder asks an index of records that came in another
// order than that of the rows, and that room was made for more than once.
func TestGatherer_takesRecordsInAnyOrder(t *testing.T) {
	t.Parallel()
	_, records, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	m := newMesh(records, snap)
	r := rand.New(rand.NewPCG(4, 2))
	for range 5 {
		gatherer := search.NewGatherer()
		for n, i := range r.Perm(len(records)) {
			if n%50 == 0 {
				gatherer.Grow(50)
			}
			gatherer.Add(&records[i])
		}
		shuffled := gatherer.Finish(snap).Index()
		for _, text := range updateQueries {
			for s := range search.Properties + 1 {
				o := search.Options{Scope: s, Limit: -1}
				want, _ := m.found(t, m.index, text, o)
				got, _ := m.found(t, shuffled, text, o)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%q among %v:\n%s", text, s, diff)
				}
			}
		}
	}
}
