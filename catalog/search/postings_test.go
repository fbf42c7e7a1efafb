package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestPostings_everyForm writes lists of every density and reads them back.
func TestPostings_everyForm(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	const n = 1000
	for _, oneIn := range []int{1, 2, 3, 10, 100, 999} {
		var rows []uint32
		var list runs
		var memory arena
		for row := range uint32(n) {
			if r.IntN(oneIn) == 0 {
				list.add(&memory, row)
				list.add(&memory, row) // once is enough
				rows = append(rows, row)
			}
		}
		got, rest, ok := readPostings(append(list.write(nil, &memory, n), 7))
		if !ok || len(rest) != 1 || got.count != len(rows) {
			t.Fatalf("1 in %d: %d rows read, %d bytes left; want %d and 1", oneIn, got.count, len(rest), len(rows))
		}
		if dense := got.form == asBits; dense != (oneIn == 2 || oneIn == 3) {
			t.Errorf("1 in %d: dense is %v", oneIn, dense)
		}
		s := make(set, setWords(n))
		got.into(s)
		if !slices.Equal(slices.Collect(s.rows()), rows) || !slices.Equal(slices.Collect(got.all(n)), rows) || got.countIn(s) != len(rows) {
			t.Errorf("1 in %d: other rows are read", oneIn)
		}
	}
}
