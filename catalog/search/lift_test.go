package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/sample"
)

// TestLift_asksEveryRowTheSame lifts sets of few and of many rows, two of them to one
// set, and asks each row of the scope on its own whether it belongs there.
func TestLift_asksEveryRowTheSame(t *testing.T) {
	t.Parallel()
	g := sample.Generate(2, 150)
	liftAll(t, Build(slices.Collect(g.Records()), g.Snapshot()).segments[0])
}

// TestLift_kindsRepeatedInAContract is the same for contracts that list a kind again and
// again.
func TestLift_kindsRepeatedInAContract(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(6, 2))
	var records []catalog.Record
	for i := range 60 {
		s := catalog.Summary{ID: fmt.Sprint("orders", i), Name: "Orders"}
		for range r.IntN(4) {
			o := catalog.ObjectSummary{Name: "orders", Properties: make([]catalog.PropertySummary, 3)}
			for k := range o.Properties {
				o.Properties[k].Path = fmt.Sprint("id", r.IntN(2))
			}
			s.Objects = append(s.Objects, o)
		}
		records = append(records, catalog.Record{Summary: s, Origin: catalog.Origin{Path: s.ID}})
	}
	seg := Build(records, catalog.Assemble(records, catalog.Stamp{})).segments[0]
	liftAll(t, seg)
	for object := range uint32(seg.spread.n) {
		below := make(set, setWords(seg.spread.n))
		if !seg.isObjectKind(seg.kindOf(int(object))) {
			continue
		}
		seg.below(object, below)
		for row := range seg.spread.n {
			if of := seg.objectOf(row); below.has(uint32(row)) != (of == int(object) && of != row) {
				t.Fatalf("row %d is below %d: %v; it is of %d", row, object, below.has(uint32(row)), of)
			}
		}
	}
}

// liftAll checks what contracts list, and lifts sets.
func liftAll(t *testing.T, seg *segment) {
	t.Helper()
	for c := range seg.tables[Contracts].n {
		from, _ := seg.listedOf(c)
		for row := range seg.propertiesOf(c) {
			if want := seg.rowListed(c, from); row != want || seg.contractOf(Properties, int(row)) != c {
				t.Fatalf("contract %d lists row %d, want %d", c, row, want)
			}
			from++
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, lift := range []struct {
		name string
		n    int
		up   func([]lifted)
		has  func(from set, row int) bool
	}{
		{"contracts", seg.tables[Contracts].n, seg.spreadContracts, func(from set, row int) bool {
			return from.has(uint32(seg.contractOf(Properties, row)))
		}},
		{"objects", seg.tables[Properties].n, seg.spreadObjects, func(from set, row int) bool {
			object := seg.objectOf(row)
			return object != row && from.has(uint32(seg.kindOf(object)))
		}},
	} {
		for _, part := range []int{1, 3, 40, 100_000} {
			var from [3]set
			for i := range from {
				from[i] = make(set, setWords(lift.n))
				for row := range uint32(lift.n) {
					if r.IntN(part) == 0 && (lift.name == "contracts" || seg.isObjectKind(int(row))) {
						from[i].add(row)
					}
				}
			}
			one, other := make(set, setWords(seg.spread.n)), make(set, setWords(seg.spread.n))
			lift.up([]lifted{{from[0], one}, {from[1], other}, {from[2], one}})
			for row := range seg.spread.n {
				want := lift.has(from[0], row) || lift.has(from[2], row)
				if one.has(uint32(row)) != want || other.has(uint32(row)) != lift.has(from[1], row) {
					t.Fatalf("%s, a %dth of them: row %d is in %v and %v", lift.name, part, row, one.has(uint32(row)), other.has(uint32(row)))
				}
			}
		}
	}
}
