package search

import (
	"strings"
	"sync"

	"meshdex/catalog/query"
)

// piece is a word of a query and the rows that have it.
type piece struct {
	text   string
	round  int            // in which it was last used
	equal  set            // it is a whole word of some field
	tiers  [tierCount]set // it begins a word of a field of the tier
	inside set            // it is inside a word
	any    set            // any of these
}

// minInside is the length from which a word is looked for inside others; of
// shorter ones that would find almost everything.
const minInside = 3

// minJoined is the length from which a word is looked for over what is between
// words; shorter ones come together by chance.
const minJoined = 5

// maxPieces is how many words of a query are looked at.
const maxPieces = 32

// piecesOf gives the words of a text. One with wildcards is one word. A phrase
// without any letter is looked for as it is; a word without any, such as the
// dash in "sales - daily", asks for nothing.
func (f *finder) piecesOf(t query.Text) []*piece {
	out, ok := f.texts[t]
	if !ok {
		out = f.findPieces(t)
		f.texts[t] = out
	}
	return out
}

func (f *finder) findPieces(t query.Text) []*piece {
	text := clip(t.Text, maxKey)
	if t.Kind == query.Word && strings.ContainsAny(text, "*?") {
		return []*piece{f.piece(fold(text), f.wild)}
	}
	f.split.split(text)
	if len(f.split.bounds) == 0 {
		if t.Kind == query.Word {
			return nil
		}
		return []*piece{f.piece(strings.TrimSpace(string(f.split.folded)), f.literally)}
	}
	var out []*piece
	for _, w := range f.split.pieces() {
		if len(out) < maxPieces {
			out = append(out, f.piece(w, f.beginning))
		}
	}
	return out
}

// pieces are the words that a query text has to have: those of the split, but
// of running ideographs only every gramRunes-th, for the others overlap.
func (s *splitter) pieces() []string {
	var out []string
	end := 0
	for _, b := range s.bounds {
		if b.from >= end {
			out = append(out, string(cut(s.folded[b.from:b.to])))
			end = b.to
		}
	}
	return out
}

// piece finds a word by the given means, unless it is at hand.
func (f *finder) piece(text string, find func(*piece)) *piece {
	p, ok := f.pieces[text]
	if !ok {
		p = &piece{text: text}
		find(p)
		p.any = f.pool.get()
		for _, s := range p.tiers {
			p.any.or(s)
		}
		p.any.or(p.inside)
		f.pieces[text] = p
	}
	p.round = f.round
	return p
}

// into adds a posting list to a set that may still be nil.
func (f *finder) into(s *set, p postings) {
	if p.count == 0 {
		return
	}
	if *s == nil {
		*s = f.pool.get()
	}
	p.into(*s)
}

// beginning finds the words that begin with the piece, or are its singular or
// plural, and those that it is inside of.
func (f *finder) beginning(p *piece) {
	l, word := &f.table.words, []byte(p.text)
	from, to := l.prefix(word)
	f.union(p, from, to)
	if i := l.lookup(word); i >= 0 {
		lists, _ := l.tiers(i)
		for _, list := range lists {
			f.into(&p.equal, list)
		}
	}
	for _, v := range numberForms(p.text) {
		if i := l.lookup([]byte(v)); i >= 0 {
			f.union(p, i, i+1)
		}
	}
	if len(word) >= minJoined {
		f.joinedKeys(p, word)
	}
	if len(word) < minInside {
		return
	}
	l.containing(word, 0, l.n, func(i int) bool {
		if i < from || i >= to {
			lists, _ := l.tiers(i)
			for _, list := range lists[:prose] {
				f.into(&p.inside, list)
			}
		}
		return f.budget.spend(1) && f.ctx.Err() == nil
	})
	if len(word) >= minJoined && p.inside == nil && p.unmatched() {
		f.across(p, word)
	}
}

// unmatched reports whether the piece begins no word.
func (p *piece) unmatched() bool {
	for _, s := range p.tiers {
		if !s.empty() {
			return false
		}
	}
	return true
}

// union adds the rows of the words [from, to) to the tiers of the piece. Two
// goroutines share the tiers when it is worth it.
func (f *finder) union(p *piece, from, to int) {
	tiers := func(low, high tier) {
		for i := from; i < to; i++ {
			if i%1024 == 0 && f.ctx.Err() != nil {
				return
			}
			lists, _ := f.table.words.tiers(i)
			for t := low; t < high; t++ {
				lists[t].into(p.tiers[t])
			}
		}
	}
	for t := range p.tiers {
		if p.tiers[t] == nil {
			p.tiers[t] = f.pool.get()
		}
	}
	if to-from < 64 {
		tiers(naming, tierCount)
		return
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		tiers(facts, tierCount)
	}()
	tiers(naming, facts)
	wg.Wait()
}

// joinedKeys adds the names that begin with the word when what is between
// their words is left out: customerorders finds customer_orders.
func (f *finder) joinedKeys(p *piece, word []byte) {
	from, to := f.table.keys.prefix(word)
	for i := from; i < to; i++ {
		f.into(&p.tiers[naming], f.table.keys.list(i, joined))
	}
}

// across adds the names that have the word inside when what is between their
// words is left out. It is the last thing tried.
func (f *finder) across(p *piece, word []byte) {
	keys := &f.table.keys
	keys.containing(word, 0, keys.n, func(i int) bool {
		lists, _ := keys.tiers(i)
		for _, list := range lists {
			f.into(&p.inside, list)
		}
		return f.budget.spend(1) && f.ctx.Err() == nil
	})
}

// literally finds the names that contain a text without any letter.
func (f *finder) literally(p *piece) {
	if p.text == "" {
		p.inside = f.pool.all()
		return
	}
	f.across(p, []byte(p.text))
}

// numberForms are the singulars and plurals that an English word may have.
func numberForms(w string) []string {
	if len(w) < 4 {
		return nil
	}
	forms := []string{w + "s"}
	if stem, ok := strings.CutSuffix(w, "ies"); ok {
		forms = append(forms, stem+"y")
	}
	if stem, ok := strings.CutSuffix(w, "y"); ok {
		forms = append(forms, stem+"ies")
	}
	if stem, ok := strings.CutSuffix(w, "es"); ok {
		forms = append(forms, stem)
	}
	if stem, ok := strings.CutSuffix(w, "s"); ok {
		forms = append(forms, stem)
	}
	return forms
}
