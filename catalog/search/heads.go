package search

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// Somebody who has typed one or two letters asks for the rows of thousands of
// words, and that is when answers are waited for most. So the rows of all words
// that begin so are kept ready for the beginnings that would be costly to ask: a
// lexicon of beginnings, each with the lists of its words made one.

const (
	maxHead   = 4 // letters of a beginning
	headGains = 3 // how many times smaller than the lists of its words a list is that is kept
)

// headSections are what loadLexicon reads: the beginnings of a lexicon's words
// that are worth it.
func headSections(l *lexicon, rows int) [][]byte {
	beginnings := newTerms()
	w := newLexiconWriter(beginnings, rows)
	costly := max(1<<13, rows/4) // bytes of lists; reading a byte takes about a nanosecond
	h := heads{lexicon: l, costs: costsOf(l), sets: make([]set, tierCount)}
	for t := range h.sets {
		h.sets[t] = make(set, setWords(rows))
	}
	for size := 1; size <= maxHead; size++ {
		for from := 0; from < l.n; {
			start := beginning(l.term(from), size)
			to, cost := h.span(from, start)
			if start != nil && to > from+1 && cost > costly {
				h.join(w, start, from, to, cost)
			}
			from = to
		}
	}
	beginnings.order()
	return w.sections()
}

// beginning is the first letters of a word, nil when it is shorter.
func beginning(word []byte, letters int) []byte {
	n := 0
	for range letters {
		if n >= len(word) {
			return nil
		}
		_, size := utf8.DecodeRune(word[n:])
		n += size
	}
	return word[:n]
}

type heads struct {
	lexicon *lexicon
	costs   []int // bytes of the lists of all words before each; and of all
	sets    []set
}

// costsOf adds up the bytes of lists.
func costsOf(l *lexicon) []int {
	costs := make([]int, l.n+1)
	for i, at := range l.at.all() {
		if costs[i+1] = costs[i]; at&1 != 0 {
			continue // a list of one has no bytes
		}
		of := l.tiers(i)
		for _, list := range of[:tierCount] {
			costs[i+1] += len(list.data)
		}
	}
	return costs
}

// span finds the end of the words that begin so, and how many bytes their lists
// have. Many words or few may begin so: steps double as long as they are not too large.
func (h *heads) span(from int, start []byte) (to, cost int) {
	if start == nil {
		return from + 1, 0
	}
	begins := func(i int) bool { return bytes.HasPrefix(h.lexicon.term(i), start) }
	to, step := from+1, 1
	for ; to+step <= h.lexicon.n && begins(to+step-1); step *= 2 {
		to += step
	}
	last := min(step, h.lexicon.n-to)
	to += sort.Search(last, func(i int) bool { return !begins(to + i) })
	return to, h.costs[to] - h.costs[from]
}

// join makes one list of each tier's, and keeps them if they are small enough.
func (h *heads) join(w *lexiconWriter, start []byte, from, to, cost int) {
	var lists [tierCount]runs
	for t := range h.sets {
		clear(h.sets[t])
	}
	for i := from; i < to; i++ {
		of := h.lexicon.tiers(i)
		for t := range h.sets {
			of[t].into(h.sets[t])
		}
	}
	size, before := 0, w.arena.next
	for t := range h.sets {
		for row := range h.sets[t].rows() {
			lists[t].add(&w.arena, row)
		}
		size += min(int(lists[t].chain.size), 8*setWords(w.rows))
	}
	if size*headGains > cost {
		w.arena.next = before
		return
	}
	term := w.terms.number(slices.Clone(start))
	for t := range lists {
		if lists[t].count > 0 {
			w.lists[w.list(term, tier(t))].runs = lists[t]
		}
	}
}
