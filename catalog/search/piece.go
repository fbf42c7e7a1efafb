package search

import (
	"strings"

	"meshdex/catalog/query"
)

// piece is a word of a query and the rows that have it.
type piece struct {
	text    string
	round   int            // in which it was last used
	partial bool           // not all was looked at: it is not for the next query
	equal   set            // it is a whole word of some field
	tiers   [tierCount]set // it begins a word of a field of the tier
	inside  set            // it is inside a word
	any     set            // any of these
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
		return []*piece{f.piece(fold(text), (*finder).wild)}
	}
	f.split.split(text)
	if len(f.split.bounds) == 0 {
		if t.Kind == query.Word {
			return nil
		}
		literal := query.Text{Text: strings.TrimSpace(string(f.split.folded)), Kind: query.Phrase}
		return []*piece{f.pieceOf(literal, (*finder).literally)}
	}
	var out []*piece
	for _, w := range f.split.pieces() {
		if len(out) < maxPieces {
			out = append(out, f.piece(w, (*finder).word))
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
func (f *finder) piece(text string, find func(*finder, *piece)) *piece {
	return f.pieceOf(query.Text{Text: text}, find)
}

// pieceOf is piece for a text of any kind: a star is a wildcard, and in a phrase it is
// a star.
func (f *finder) pieceOf(t query.Text, find func(*finder, *piece)) *piece {
	p, ok := f.pieces[t]
	if !ok {
		p = &piece{text: t.Text}
		find(f, p)
		p.partial = !f.exact() || f.ctx.Err() != nil
		p.any = f.pool.get()
		for _, s := range p.tiers {
			p.any.or(s)
		}
		p.any.or(p.inside)
		f.pieces[t] = p
	}
	p.round = f.round
	return p
}

// finding is what is found in one table for a word.
type finding struct{ begin, equal, part tiered }

func (n *finding) put(p *pool) {
	p.put(n.begin[:]...)
	p.put(n.equal[:]...)
	p.put(n.part[:]...)
}

// lookUp looks for a piece in all tables that the scope sees words in, and lifts
// what is found to the rows of the scope.
func (f *finder) lookUp(p *piece, find func(*finder, *source, string) finding) {
	begin := [tierCount]*set{&p.tiers[naming], &p.tiers[inside], &p.tiers[facts], &p.tiers[prose]}
	equal := [tierCount]*set{&p.equal, &p.equal, &p.equal, &p.equal}
	part := [tierCount]*set{&p.inside, &p.inside, &p.inside, &p.inside}
	var last *source
	var n finding
	for i := range f.windows {
		w := &f.windows[i]
		if w.use&byWords == 0 {
			continue
		}
		if w.source != last {
			if last != nil {
				n.put(last.pool)
			}
			n, last = find(f, w.source, p.text), w.source
		}
		pairs := w.raise(&n.begin, begin, &f.pool, f.pairs[:0])
		pairs = w.raise(&n.equal, equal, &f.pool, pairs)
		f.pairs = w.raise(&n.part, part, &f.pool, pairs)
		w.intoAll(f.pairs)
	}
	n.put(last.pool)
}

// word finds a word: see beginning.
func (f *finder) word(p *piece) { f.lookUp(p, (*finder).beginning) }

// beginning finds the words that begin with the piece, or are its singular or
// plural, and those that it is inside of.
func (f *finder) beginning(in *source, text string) (n finding) {
	l, word := &in.table.words, []byte(text)
	from, to := l.prefix(word)
	if i := in.table.heads.lookup(word); i >= 0 {
		n.begin.take(in.table.heads.tiers(i), in.pool)
	} else {
		f.takeRange(&n.begin, in, from, to)
	}
	if i := l.lookup(word); i >= 0 {
		n.equal.take(l.tiers(i), in.pool)
	}
	for _, v := range numberForms(text) {
		if i := l.lookup([]byte(v)); i >= 0 {
			n.begin.take(l.tiers(i), in.pool)
		}
	}
	if len(word) >= minJoined {
		f.runOn(&n.begin, in, word)
	}
	if len(word) < minInside {
		return n
	}
	l.containing(word, 0, l.n, func(i int) bool {
		if i < from || i >= to {
			lists := l.tiers(i)
			lists[prose] = postings{}
			n.part.take(lists, in.pool)
		}
		return f.budget.spend(1) && f.ctx.Err() == nil
	})
	return n
}

// takeRange adds the rows of the words [from, to).
func (f *finder) takeRange(to *tiered, in *source, from, end int) {
	for i := from; i < end; i++ {
		if i%1024 == 0 && f.ctx.Err() != nil {
			return
		}
		to.take(in.table.words.tiers(i), in.pool)
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

// names adds the rows to which something is a name of the given tier: find adds
// what it finds in a table to a set of the table's rows.
func (f *finder) names(t tier, to set, find func(w *window, to set)) {
	for i := range f.windows {
		w := &f.windows[i]
		if w.use&byNames == 0 || w.tiers[naming] != int(t) {
			continue
		}
		s := w.pool.get()
		if find(w, s); !s.empty() {
			w.into(s, to)
		}
		w.pool.put(s)
	}
}

// called adds the rows to which the folded text is a whole name of the tier.
func (f *finder) called(t tier, text string, to set) {
	f.names(t, to, func(w *window, to set) {
		w.table.eachCalled([]byte(text), func(rows postings) { rows.into(to) })
	})
}

// literally finds the names that contain a text without any letter.
func (f *finder) literally(p *piece) {
	if p.text == "" {
		p.inside = f.pool.all()
		return
	}
	p.inside = f.pool.get()
	for t := range tierCount {
		f.names(t, p.inside, func(w *window, to set) {
			f.testNames(w, "", func(name string) bool { return strings.Contains(name, p.text) }, to)
		})
	}
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
