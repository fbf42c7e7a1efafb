package search

import (
	"math/bits"
	"sort"

	"meshdex/catalog/search/topk"
)

// A step takes the best rows of a set, as many as are still wanted, and appends
// them to the hits. Rows lie in the order in which they rank (order.go), so of rows
// with the same sum of weights the first are the best: once there are enough, a
// row has to have more than the worst of them, and of 64 rows at once it is told
// which have (planes.go).

// step ranks the rows of s that are left by their scores. It changes s.
func (r *ranking) step(stage Stage, s set, clauses []clause) {
	if !r.open(s) {
		return
	}
	if len(clauses) == 0 {
		r.offerInOrder(s, 0)
	} else {
		r.offerBySum(s, clauses)
	}
	r.close(stage, s, func(row uint32) int64 {
		if len(clauses) == 0 {
			return 0
		}
		return r.score(clauses, row)
	})
}

// flatStep ranks the rows of s that are left, all of which match equally well. It
// changes s.
func (r *ranking) flatStep(stage Stage, s set, score int64) {
	if !r.open(s) {
		return
	}
	r.offerInOrder(s, score)
	r.close(stage, s, func(uint32) int64 { return score })
}

// stepBy ranks the rows of s that are left by any score. It changes s.
func (r *ranking) stepBy(stage Stage, s set, score func(row uint32) int64) {
	if !r.open(s) {
		return
	}
	for row := range s.rows() {
		item := topk.Item{ID: row, Score: score(row)}
		if r.heap.Full() && item.Score < r.heap.Worst().Score {
			continue
		}
		item.Tie = r.tie(row)
		r.heap.Offer(item)
	}
	r.close(stage, s, score)
}

// open begins a step, and reports whether there is something to do. The rows that
// the person uses are set aside: they rank before others that are like them.
func (r *ranking) open(s set) bool {
	r.aside = r.aside[:0]
	if r.full() || s == nil {
		return false
	}
	s.and(r.left)
	r.left.andNot(s)
	for _, row := range r.used {
		if s.has(row) {
			s.remove(row)
			r.aside = append(r.aside, row)
		}
	}
	r.heap.Reset(r.limit - len(r.hits))
	return true
}

// close ends a step.
func (r *ranking) close(stage Stage, s set, score func(row uint32) int64) {
	for _, row := range r.aside {
		r.heap.Offer(topk.Item{ID: row, Score: score(row), Tie: r.tie(row)})
	}
	for _, item := range r.heap.Sorted() {
		r.hits = append(r.hits, ranked{item, stage})
	}
}

// offerInOrder offers rows that have one score. Those with names of one shortness
// lie in their order, so of each shortness the first are enough.
func (r *ranking) offerInOrder(s set, score int64) {
	for from := 0; from < r.n; {
		short := r.shortnessAt(from)
		to := from + sort.Search(r.n-from, func(i int) bool { return r.shortnessAt(from+i) > short })
		for row := range s.between(from, to) {
			if !r.heap.Offer(topk.Item{ID: row, Score: score, Tie: r.tie(row)}) {
				break
			}
		}
		from = max(to, from+1)
	}
}

func (r *ranking) shortnessAt(row int) uint32 {
	return shortness(r.seg.flags(r.scope, row) >> nameShift)
}

// offerBySum offers the rows with the highest sums.
func (r *ranking) offerBySum(s set, clauses []clause) {
	width := widthOfSums(clauses)
	for i, w := range s {
		if w == 0 {
			continue
		}
		sums := clauses[0].sums(i, width)
		for k := range clauses[1:] {
			other := clauses[k+1].sums(i, width)
			sums.max(&other, width)
		}
		if r.heap.Full() {
			w &= sums.aboveNumber(r.heap.Worst().Score>>3, width)
		}
		for ; w != 0; w &= w - 1 {
			bit := bits.TrailingZeros64(w)
			row := uint32(i*64 + bit)
			item := topk.Item{ID: row, Score: r.scoreOf(sums.at(bit, width), row)}
			if r.heap.Full() && item.Score < r.heap.Worst().Score {
				continue
			}
			item.Tie = r.tie(row)
			r.heap.Offer(item)
		}
	}
}

// widthOfSums is how many planes the sums of the clauses need.
func widthOfSums(clauses []clause) int {
	most := 0
	for i := range clauses {
		most = max(most, len(clauses[i].pieces)*int(weights[naming]+wholeWord)+len(clauses[i].names)*wholeName)
	}
	return min(max(4, bits.Len(uint(most))), maxPlanes)
}

// sums are the sums of weights of 64 rows.
func (c *clause) sums(i, width int) (out planes) {
	for _, p := range c.pieces {
		a, b, c, d := p.weights(i)
		out.add(a, b, c, d, width)
	}
	for _, s := range c.names {
		out.add(0, 0, 0, s[i], width)
	}
	return out
}

// weights are what a piece is worth in each of 64 rows, bit by bit. The weights of
// the tiers are 10, 8, 4 and 2, and a whole word is worth 1 more.
func (p *piece) weights(i int) (ones, twos, fours, eights uint64) {
	named, in := p.tiers[naming].word(i), p.tiers[inside].word(i)
	fact, said := p.tiers[facts].word(i), p.tiers[prose].word(i)
	eights = named | in
	fours = fact &^ eights
	twos = named | said&^(eights|fact)
	return p.equal.word(i) & (eights | fact | said), twos, fours, eights
}
