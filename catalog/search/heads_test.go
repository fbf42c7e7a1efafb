package search

import (
	"bytes"
	"fmt"
	"testing"
)

// TestHeads_spanIsOfAllThatBeginSo compares a span with one found word by word, for
// beginnings that one word has, some, or all to the end, and rows for each list to cost
// nothing or something.
func TestHeads_spanIsOfAllThatBeginSo(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 3, 7, 8, 9, 200} {
		words := newTerms()
		w := newLexiconWriter(words, 1000)
		for i := range n {
			for row := range i%3 + 1 {
				w.add(words.number(fmt.Appendf(nil, "%c%03d", "abc"[i*3/(2*n)], i)), naming, uint32(row*7+i))
			}
		}
		words.order()
		l := loadLexicon(&sections{parts: w.sections()})
		h := heads{lexicon: &l, costs: costsOf(&l)}
		for from := range l.n {
			for letters := range 5 {
				start := beginning(l.term(from), letters)
				to, cost := from, 0
				for ; to < l.n && bytes.HasPrefix(l.term(to), start); to++ {
					of := l.tiers(to)
					cost += len(of[naming].data)
				}
				if gotTo, gotCost := h.span(from, start); gotTo != to || gotCost != cost {
					t.Errorf("of %d words, those from %d on that begin with %q end at %d and cost %d, want %d and %d",
						n, from, start, gotTo, gotCost, to, cost)
				}
			}
		}
	}
}
