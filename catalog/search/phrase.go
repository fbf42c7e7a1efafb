package search

import "strings"

// sideBySide keeps the rows of s where the words of the phrase follow each other
// in one text. In each table only rows that have all the words are looked at, and
// each of their texts once, wherever it stands.
func (f *finder) sideBySide(s set, phrase string) {
	p := phrases{finder: f, known: map[uint32]bool{}}
	if p.want.split(phrase); len(p.want.bounds) < 2 {
		return
	}
	found := f.pool.get()
	for i := range f.windows {
		if w := &f.windows[i]; w.use&byPhrases != 0 {
			p.in(w, found)
		}
	}
	s.and(found)
	f.pool.put(found)
}

// phrases looks for the words of a phrase side by side.
type phrases struct {
	*finder
	want, have splitter
	text       []byte
	known      map[uint32]bool // whether a text, by its number, has them so
}

// in adds the rows of the scope that have the phrase in what the window shows.
func (p *phrases) in(w *window, to set) {
	s := w.pool.all()
	for _, b := range p.want.bounds {
		one := w.pool.get()
		p.eachBegin(w, p.want.folded[b.from:b.to], one)
		s.and(one)
		w.pool.put(one)
	}
	for row := range s.rows() {
		if !p.isSaid(w, int(row)) {
			s.remove(row)
		}
	}
	w.into(s, to)
	w.pool.put(s)
}

// eachBegin adds the rows that have a word which begins so, in fields that count.
func (p *phrases) eachBegin(w *window, word []byte, to set) {
	l := &w.table.words
	from, end := l.prefix(cut(word))
	for i := from; i < end && p.ctx.Err() == nil; i++ {
		for t, list := range l.tiers(i) {
			if w.tiers[t] != none {
				list.into(to)
			}
		}
	}
}

// isSaid reports whether the row of the table says the phrase.
func (p *phrases) isSaid(w *window, row int) bool {
	for in, n := range w.table.said(row) {
		if w.tiers[tierOf(w.table.scope, in)] != none && p.isIn(w.table.texts, n) {
			return true
		}
	}
	return false
}

func (p *phrases) isIn(texts *texts, n uint32) bool {
	is, known := p.known[n]
	if known {
		return is
	}
	p.text = texts.appendTo(p.text[:0], n)
	text := view(p.text)
	if p.budget.spend(len(text)) {
		p.have.split(text)
		is = phraseAt(&p.have, &p.want) >= 0
	}
	p.known[n] = is
	return is
}

// phraseAt is the word of text where the words of the phrase begin to follow
// each other, or -1. The last of them need not be finished.
func phraseAt(text, phrase *splitter) int {
	n := len(phrase.bounds)
next:
	for i := 0; i+n <= len(text.bounds); i++ {
		for j, w := range phrase.bounds {
			b := text.bounds[i+j]
			word, have := phrase.folded[w.from:w.to], text.folded[b.from:b.to]
			if j < n-1 && len(word) != len(have) || !strings.HasPrefix(view(have), view(word)) {
				continue next
			}
		}
		return i
	}
	return -1
}
