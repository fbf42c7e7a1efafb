package search

import (
	"math/rand/v2"
	"slices"
	"testing"

	"meshdex/sample"
)

// TestLift_asksEveryRowTheSame lifts sets of few and of many rows, two of them to one
// set, and asks each row of the scope on its own whether it belongs there.
func TestLift_asksEveryRowTheSame(t *testing.T) {
	t.Parallel()
	g := sample.Generate(2, 150)
	seg := Build(slices.Collect(g.Records()), g.Snapshot()).segments[0]
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
