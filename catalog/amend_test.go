package catalog_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"meshdex/catalog"
)

// randomMesh is n records whose contracts find their products in every way there
// is.
func randomMesh(random *rand.Rand, n int) []catalog.Record {
	var records []catalog.Record
	for i := range n {
		records = append(records, randomRecord(random, i))
	}
	return records
}

// randomRecord is record i of a mesh. Every fourth is a product document.
func randomRecord(random *rand.Rand, i int) catalog.Record {
	word := func(of ...string) string { return of[random.IntN(len(of))] }
	contract := func() string { return fmt.Sprintf("c%d", random.IntN(60)) }
	r := catalog.Record{
		Versions: 1 + random.IntN(3), Stale: random.IntN(9) == 0, Removed: random.IntN(9) == 0,
		Origin: catalog.Origin{Source: word("s", "t"), Path: fmt.Sprintf("%d.yaml", i), Hash: fmt.Sprint(random.Uint64())},
	}
	s := &r.Summary
	s.Subject, s.ID, s.Name = catalog.OfContract, fmt.Sprintf("c%d", i), word("orders", "returns", "")
	s.Domain, s.DataProduct = word("sales", "Sales", ""), word("", "", "p4", "orders", "After Sales")
	if i%4 == 0 {
		s.Subject, s.ID, s.DataProduct = catalog.OfProduct, fmt.Sprintf("p%d", i), ""
		s.Outputs = []catalog.PortSummary{{Contract: contract()}, {Contract: contract(), Requires: []catalog.PortRef{{Contract: contract()}}}}
		s.Inputs = []catalog.PortSummary{{Contract: contract()}, {Contract: "nowhere"}}
	}
	return edited(random, r)
}

// edited is the record with another content that leaves it in its product.
func edited(random *rand.Rand, r catalog.Record) catalog.Record {
	word := func(of ...string) string { return of[random.IntN(len(of))] }
	r.Origin.Hash, r.Origin.Time = fmt.Sprint(random.Uint64()), time.Unix(random.Int64N(1e9), 0)
	r.Versions++
	r.Stale = random.IntN(3) == 0
	s := &r.Summary
	s.Version, s.Status, s.Owner = word("1.0.0", "2.0.0"), word("active", "deprecated", ""), word("jane", "omar", "")
	s.Description, s.Tags = word("", "of every day", "of every night"), []string{word("a", "b"), word("c", "d")}
	s.Objects = make([]catalog.ObjectSummary, random.IntN(3))
	for i := range s.Objects {
		s.Objects[i].Properties = []catalog.PropertySummary{{Path: "x", Checks: random.IntN(2)}}
	}
	return r
}

// amended replaces the records that differ.
func amended(t *testing.T, snap *catalog.Snapshot, was, is []catalog.Record, stamp catalog.Stamp) (*catalog.Snapshot, bool) {
	t.Helper()
	var edits []catalog.Edit
	for i := range is {
		if is[i].Origin.Hash != was[i].Origin.Hash {
			edits = append(edits, catalog.Edit{Was: &was[i].Summary, Is: &is[i]})
		}
	}
	fetch := func(subject catalog.Subject, id string) (*catalog.Record, error) {
		i := slices.IndexFunc(is, func(r catalog.Record) bool { return r.Summary.Subject == subject && r.Summary.ID == id })
		if i < 0 {
			return nil, nil
		}
		return &is[i], nil
	}
	now, rows, err := snap.Amend(edits, fetch, stamp)
	ok := now != nil
	if err != nil {
		t.Fatal(err)
	}
	if loaded, err := catalog.LoadSnapshot(written(t, now)); ok && (err != nil || !loaded.Equal(now)) {
		t.Fatalf("the snapshot that was written is another: %v", err)
	}
	for row := range snap.Len() {
		if ok && now.Product(row) != snap.Product(row) && !slices.Contains(rows, row) {
			t.Errorf("product row %d changed, and rows are %v", row, rows)
		}
	}
	return now, ok
}

// written are the bytes of a snapshot; none of none.
func written(t *testing.T, s *catalog.Snapshot) []byte {
	t.Helper()
	if s == nil {
		return nil
	}
	var out bytes.Buffer
	if n, err := s.WriteTo(&out); err != nil || int(n) != out.Len() {
		t.Fatalf("wrote %d of %d bytes: %v", out.Len(), n, err)
	}
	return out.Bytes()
}

func TestAmend_equalsAssemble(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	for round := range 200 {
		records := randomMesh(random, 60)
		snap := catalog.Assemble(records, catalog.Stamp{Generation: 1})
		for generation := range uint64(3) {
			is := slices.Clone(records)
			for range 1 + random.IntN(3) {
				i := random.IntN(len(is))
				is[i] = edited(random, is[i])
			}
			stamp := catalog.Stamp{Generation: 2 + generation, Problems: round, Synced: time.Unix(int64(round), 0)}
			now, ok := amended(t, snap, records, is, stamp)
			want := catalog.Assemble(is, stamp)
			if !ok {
				t.Fatalf("round %d: an edit that moves nothing is refused", round)
			}
			if !now.Equal(want) {
				t.Fatalf("round %d: amended and assembled differ", round)
			}
			records, snap = is, now
		}
	}
}

// TestAmend_refusesWhatMoves changes records so that contracts may move and
// ports lead elsewhere: what is not refused must be right all the same.
func TestAmend_refusesWhatMoves(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 8))
	refused := 0
	for round := range 600 {
		records := randomMesh(random, 40)
		snap := catalog.Assemble(records, catalog.Stamp{})
		is := slices.Clone(records)
		i := random.IntN(len(is))
		place := is[i].Origin
		is[i] = randomRecord(random, i)
		if random.IntN(2) == 0 {
			is[i].Origin.Source, is[i].Origin.Path = place.Source, place.Path
		}
		now, ok := amended(t, snap, records, is, catalog.Stamp{})
		if !ok {
			refused++
			continue
		}
		if !now.Equal(catalog.Assemble(is, catalog.Stamp{})) {
			t.Fatalf("round %d: %+v became %+v: amended and assembled differ", round, records[i].Summary, is[i].Summary)
		}
	}
	if refused == 0 || refused == 600 {
		t.Errorf("%d of 600 refused", refused)
	}
}

func TestAmend_refusesWhatComesAndGoes(t *testing.T) {
	t.Parallel()
	records := mesh()
	snap := catalog.Assemble(records, catalog.Stamp{})
	fresh := record(catalog.OfContract, "c-new", "sales", "new", nil)
	none := func(catalog.Subject, string) (*catalog.Record, error) { return nil, nil }
	if now, _, err := snap.Amend([]catalog.Edit{{Was: &fresh.Summary, Is: &fresh}}, none, catalog.Stamp{}); now != nil || err != nil {
		t.Errorf("a new contract: %v, %v", now, err)
	}
	if now, _, err := snap.Amend([]catalog.Edit{{Was: &records[0].Summary, Is: &records[0]}}, none, catalog.Stamp{}); now != nil || err != nil {
		t.Errorf("a record that is gone: %v, %v", now, err)
	}
}

func TestAmend_refusesToFillUpWithTexts(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, 10))
	records := randomMesh(random, 40)
	snap := catalog.Assemble(records, catalog.Stamp{})
	size := len(written(t, snap))
	for range 1000 {
		is := slices.Clone(records)
		is[5] = edited(random, is[5])
		now, ok := amended(t, snap, records, is, catalog.Stamp{})
		if !ok {
			return
		}
		if len(written(t, now)) > 2*size {
			break
		}
		records, snap = is, now
	}
	t.Errorf("%d bytes became more than twice as many", size)
}

func TestSnapshot_Equal(t *testing.T) {
	t.Parallel()
	s := catalog.Assemble(mesh(), catalog.Stamp{})
	if !s.Equal(catalog.Assemble(mesh(), catalog.Stamp{})) {
		t.Error("the same records make another snapshot")
	}
	for name, change := range map[string]func([]catalog.Record) []catalog.Record{
		"one less": func(r []catalog.Record) []catalog.Record { return r[1:] },
		"a text":   func(r []catalog.Record) []catalog.Record { r[0].Summary.Status = "draft"; return r },
		"a number": func(r []catalog.Record) []catalog.Record { r[3].Versions++; return r },
	} {
		if s.Equal(catalog.Assemble(change(mesh()), catalog.Stamp{})) {
			t.Errorf("%s: equal", name)
		}
	}
	if s.Equal(catalog.Assemble(mesh(), catalog.Stamp{Generation: 1})) {
		t.Error("another generation: equal")
	}
}
