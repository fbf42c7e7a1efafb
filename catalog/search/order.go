package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// The rows of a table lie in the order in which they rank when a query says
// nothing that would put one before the other: those with short names first, in
// eight steps, among these what is not deprecated, then what is used most, then by
// name. So of rows that match equally well the first ones are the best, and the
// best two hundred of a million are found without looking at the million.

// standing is where a row belongs.
type standing struct {
	key uint64
	row uint32 // as it was gathered
}

// standingOf packs what decides about a row. The score that a row gets for what a
// query finds in it comes before all of this, but for the length of the name,
// which is part of the score: see finder.score.
func standingOf(row int, nameLength uint8, deprecated answer, use uint64, rank uint32) standing {
	key := uint64(shortness(uint32(nameLength)))<<40 | uint64(deprecated)<<39
	return standing{key | (maxUse-use)<<36 | uint64(rank), uint32(row)}
}

// shortness is in which of eight steps a name is; 0 has the shortest ones.
func shortness(nameLength uint32) uint32 { return min(7, nameLength/8) }

const maxUse = 3

// useOf is how much a product is used: 0, 1 to 3 products that read it, up to 15,
// more.
func useOf(consumers uint32) uint64 {
	return min(maxUse, uint64(bits.Len32(consumers)+1)/2)
}

// arrange gives the rows in order.
func arrange(rows []standing) []uint32 {
	slices.SortFunc(rows, func(a, b standing) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return cmp.Compare(a.row, b.row)
	})
	out := make([]uint32, len(rows))
	for i, s := range rows {
		out[i] = s.row
	}
	return out
}

// inverse gives the place of each row in an order.
func inverse(order []uint32) []uint32 {
	out := make([]uint32, len(order))
	for i, row := range order {
		out[row] = uint32(i)
	}
	return out
}

// called is what the rows of a table are called: the place of each one's name in
// the order of all names, and how long it is.
type called struct {
	rank   []uint32
	length []uint8 // up to maxLength
}

// namesOf compares the names of all rows.
func namesOf(f *forward) called {
	folded, terms := map[uint32]uint32{}, newTerms()
	for row := range f.len() {
		n := f.name(row)
		if _, ok := folded[n]; !ok {
			folded[n] = terms.number([]byte(fold(clip(f.texts.String(n), maxKey))))
		}
	}
	terms.order()
	rank := inverse(terms.sorted)
	c := called{make([]uint32, f.len()), make([]uint8, f.len())}
	for row := range f.len() {
		term := folded[f.name(row)]
		c.rank[row] = rank[term]
		c.length[row] = uint8(min(len(terms.String(term)), maxLength))
	}
	return c
}

// maxLength is as long as a name counts: what the flags have room for.
const maxLength = 255

// standings are those of the rows of a table that is not the kinds'.
func (c *called) standings(f *forward) []standing {
	out := make([]standing, f.len())
	for row := range out {
		deprecated := isYes(f.flags[row]&isDeprecated != 0)
		out[row] = standingOf(row, c.length[row], deprecated, useOf(f.numbers[consumers].at(row)), c.rank[row])
	}
	return out
}
