package search

import (
	"math/rand/v2"
	"testing"
)

// TestPlanes_sumAsNumbersDo adds and compares 64 numbers both ways.
func TestPlanes_sumAsNumbersDo(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 4))
	for range 300 {
		var a, b planes
		var as, bs [64]int64
		const width = 9
		for range 1 + r.IntN(12) {
			addRandom(r, &a, &as, width)
		}
		for range 1 + r.IntN(12) {
			addRandom(r, &b, &bs, width)
		}
		greater, limit := a.above(&b, width), r.Int64N(100)
		over := a.aboveNumber(limit, width)
		for i := range 64 {
			if a.at(i, width) != as[i] || greater>>i&1 != isTrue(as[i] > bs[i]) || over>>i&1 != isTrue(as[i] > limit) {
				t.Fatalf("number %d is %d and not %d, or compares badly with %d or %d", i, a.at(i, width), as[i], bs[i], limit)
			}
		}
		a.max(&b, width)
		for i := range 64 {
			if a.at(i, width) != max(as[i], bs[i]) {
				t.Fatalf("the greater of %d and %d is %d", as[i], bs[i], a.at(i, width))
			}
		}
	}
}

func addRandom(r *rand.Rand, p *planes, sums *[64]int64, width int) {
	var v [4]uint64
	for i := range sums {
		n := r.IntN(12)
		sums[i] += int64(n)
		for k := range v {
			v[k] |= uint64(n>>k&1) << i
		}
	}
	p.add(v[0], v[1], v[2], v[3], width)
}

func isTrue(is bool) uint64 { return uint64(isYes(is)) }

// TestClause_sumsAreScores compares the sums of 64 rows with the score of each.
func TestClause_sumsAreScores(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 4))
	random := func() set {
		if r.IntN(4) == 0 {
			return nil
		}
		return set{r.Uint64() & r.Uint64()}
	}
	for range 300 {
		c := clause{names: []set{{r.Uint64()}}}
		for range 1 + r.IntN(5) {
			p := &piece{equal: random()}
			for t := range p.tiers {
				p.tiers[t] = random()
			}
			c.pieces = append(c.pieces, p)
		}
		width := widthOfSums([]clause{c})
		sums := c.sums(0, width)
		for row := range uint32(64) {
			want := int64(0)
			for _, p := range c.pieces {
				want += p.weight(row)
			}
			if c.names[0].has(row) {
				want += wholeName
			}
			if got := sums.at(int(row), width); got != want {
				t.Fatalf("row %d sums to %d, want %d", row, got, want)
			}
		}
	}
}
