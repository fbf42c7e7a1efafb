package search

import "bytes"

// Names are remembered without what is between their words: customerorders for
// customer_orders. Such a word is taken apart into words that names have, in every
// way that there is, the last of which need not be finished. That finds more than
// names which only happen to have all of them, so names are looked at in the end.

const (
	minRun  = 2 // letters of each of the words
	maxRuns = 4 // words
)

// runOn adds the rows of names in which words stand side by side that make up the
// word.
func (f *finder) runOn(to *tiered, in *source, word []byte) {
	s := in.pool.get()
	f.takeApart(in, word, nil, maxRuns, s)
	for row := range s.rows() {
		if !f.runsOn(in.table, int(row), word) {
			s.remove(row)
		}
	}
	if to[naming] == nil {
		to[naming] = in.pool.get()
	}
	to[naming].or(s)
	in.pool.put(s)
}

// takeApart adds the rows that have words in their names which make up the rest of
// a word, of those that have the words before it; nil means all.
func (f *finder) takeApart(in *source, rest []byte, having set, most int, to set) {
	l := &in.table.words
	for n := minRun; most > 1 && n+minRun <= len(rest); n++ {
		i := l.lookup(rest[:n])
		if i < 0 {
			continue
		}
		if list := l.list(i, naming); list.count > 0 {
			s := in.pool.get()
			list.into(s)
			if having != nil {
				s.and(having)
			}
			if !s.empty() {
				f.takeApart(in, rest[n:], s, most-1, to)
			}
			in.pool.put(s)
		}
	}
	if having == nil {
		return // the word as it is was looked for already
	}
	s := in.pool.get()
	for i, end := l.prefix(rest); i < end && f.ctx.Err() == nil; i++ {
		l.list(i, naming).into(s)
	}
	s.and(having)
	to.or(s)
	in.pool.put(s)
}

// runsOn reports whether words that stand side by side in a name of the row make
// up the word.
func (f *finder) runsOn(t *table, row int, word []byte) bool {
	for _, text := range t.own(row, nameFields) {
		if !f.budget.spend(len(text)) {
			continue
		}
		f.name.split(clip(text, maxKey))
		if _, _, ok := f.name.runOn(word); ok {
			return true
		}
	}
	return false
}

// runOn finds the word where it goes on over what is between words, from the start
// of one.
func (s *splitter) runOn(w []byte) (from, to int, ok bool) {
	for i, b := range s.bounds {
		rest := w
		for _, c := range s.bounds[i:] {
			n := min(len(rest), c.to-c.from)
			if !bytes.Equal(rest[:n], s.folded[c.from:c.from+n]) {
				break
			}
			if rest = rest[n:]; len(rest) == 0 {
				return b.from, c.from + n, true
			}
		}
	}
	return 0, 0, false
}
