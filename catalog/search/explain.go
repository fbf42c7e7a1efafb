package search

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"meshdex/catalog/query"
)

// Match says where in an entry a query was found.
type Match struct {
	In    Field
	Text  string
	Spans [][2]int // runes of Text: from, to; ordered, apart
}

// maxExplained is how many texts of a row are looked through.
const maxExplained = 5000

// Explain says where the query was found in the hit: the text that has all of its
// words, or else for each of them the field that says most, where it begins a word if
// there is one. It is meant for the hits on the screen.
func (ix *Index) Explain(q query.Query, s Scope, h Hit) []Match {
	seg := ix.segments[h.segment]
	f := seg.finder(s)
	defer seg.giveBack(f)
	f.begin(context.Background(), time.Time{})
	e := explanation{}
	if h.Stage == Loose {
		seg.explainLetters(&e, q, s, h)
		return e.matches
	}
	var wanted []needle
	for _, c := range f.clauses(q.Root()) {
		wanted = append(wanted, f.needles(&c, h)...)
	}
	seg.explainWords(&e, wanted, s, h)
	return e.matches
}

// needle is one thing to show where it is: a word in the ways in which it may
// be spelled, the likeliest first; a pattern; or a phrase.
type needle struct {
	spellings []string
	with      string // has to begin a word too, and is shown
	pattern   string
	phrase    *splitter
}

// needles are what the clause wants to be shown; for a hit that is Near, as the
// hit spells it.
func (f *finder) needles(c *clause, h Hit) []needle {
	var out []needle
	for _, t := range c.texts {
		if n := needleOf(t); n.phrase != nil || n.pattern != "" {
			out = append(out, n)
			continue
		}
		for _, p := range f.piecesOf(t) {
			if h.Stage == Near && p.unmatched() {
				out = append(out, f.slipNeedles(p.text)...)
				continue
			}
			out = append(out, needle{spellings: append([]string{p.text}, numberForms(p.text)...)})
		}
	}
	return out
}

// slipNeedles are what a word that nothing has was taken for.
func (f *finder) slipNeedles(word string) []needle {
	var out []needle
	for i := minInside; i+minInside <= len(word); i++ {
		out = append(out, needle{spellings: []string{word[:i]}, with: word[i:]})
	}
	for _, h := range halves(word) {
		out = append(out, needle{spellings: h[:1]}, needle{spellings: h[1:]})
	}
	return append(out, needle{spellings: f.spellings(word)})
}

// needleOf is the needle of a phrase or of a word with wildcards; empty for
// others.
func needleOf(t query.Text) needle {
	switch {
	case t.Kind == query.Phrase:
		s := &splitter{}
		if s.split(clip(t.Text, maxKey)); len(s.bounds) > 1 {
			return needle{phrase: s}
		}
	case t.Kind == query.Word && strings.ContainsAny(t.Text, "*?"):
		return needle{pattern: clip(fold(t.Text), maxKey)}
	}
	return needle{}
}

// explanation gathers matches.
type explanation struct{ matches []Match }

func (e *explanation) add(in Field, text string, spans [][2]int) {
	for i := range e.matches {
		if m := &e.matches[i]; m.In == in && m.Text == text {
			m.Spans = joinSpans(append(m.Spans, spans...))
			return
		}
	}
	e.matches = append(e.matches, Match{in, text, joinSpans(spans)})
}

// joinSpans sorts spans and makes one of those that overlap.
func joinSpans(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}

// place is how well a word is found somewhere; less is better.
type place int

const (
	atWord place = iota
	insideWord
	nowhere
)

func (g *segment) explainWords(e *explanation, wanted []needle, s Scope, h Hit) {
	best := make([]place, len(wanted))
	found := make([]Match, len(wanted))
	for i := range best {
		best[i] = nowhere
	}
	n, most := 0, whole{}
	for in, text := range g.allTexts(s, int(h.row)) {
		if n++; n > maxExplained {
			break
		}
		t, here := tracedWords(text), whole{match: Match{In: in, Text: text}}
		for i := range wanted {
			spans, at := t.locate(&wanted[i])
			if at < best[i] {
				best[i], found[i] = at, Match{in, text, spans}
			}
			here.add(spans, at)
		}
		if here.words > most.words || here.words == most.words && in < most.match.In {
			most = here
		}
	}
	if all := len(wanted) - count(best, nowhere); all > 1 && most.words == all {
		e.add(most.match.In, most.match.Text, most.match.Spans)
		return
	}
	for i, m := range found {
		if best[i] < nowhere {
			e.add(m.In, m.Text, m.Spans)
		}
	}
}

// whole is a text with how many of the words begin one in it. A column that has all
// of them says more than a name that has one and another column that has the other.
type whole struct {
	match Match
	words int
}

func (w *whole) add(spans [][2]int, at place) {
	if at == atWord {
		w.words++
		w.match.Spans = append(w.match.Spans, spans...)
	}
}

func count(all []place, what place) int {
	n := 0
	for _, p := range all {
		if p == what {
			n++
		}
	}
	return n
}

// tracedText is a text that words can be found in and shown where they are.
type tracedText struct {
	traced
	splitter
}

func tracedWords(text string) *tracedText {
	t := &tracedText{traced: trace(clip(text, maxText))}
	t.folded = lower(nil, t.traced.plain)
	for from, to := range words(t.traced.plain) {
		t.bounds = append(t.bounds, bound{from, to})
	}
	return t
}

// locate gives where the needle is.
func (t *tracedText) locate(n *needle) (spans [][2]int, at place) {
	switch {
	case n.phrase != nil:
		return t.phrase(n.phrase)
	case n.pattern != "":
		return t.glob(n.pattern)
	}
	at = nowhere
	if n.with != "" {
		return t.both(n.spellings[0], n.with)
	}
	for _, w := range n.spellings {
		if s, p := t.find(w); p < at {
			spans, at = s, p
		}
	}
	return spans, at
}

// both gives where two words are, if each begins one.
func (t *tracedText) both(a, b string) ([][2]int, place) {
	first, at := t.find(a)
	second, too := t.find(b)
	if at != atWord || too != atWord {
		return nil, nowhere
	}
	return append(first, second...), atWord
}

func (t *tracedText) phrase(s *splitter) ([][2]int, place) {
	i := phraseAt(&t.splitter, s)
	if i < 0 {
		return nil, nowhere
	}
	last := len(s.bounds) - 1
	end := t.bounds[i+last].from + s.bounds[last].to - s.bounds[last].from
	return [][2]int{t.span(t.bounds[i].from, end)}, atWord
}

// glob gives the whole text or the words that the pattern matches.
func (t *tracedText) glob(pattern string) ([][2]int, place) {
	if len(t.folded) > 0 && glob(pattern, view(t.folded)) {
		return [][2]int{t.span(0, len(t.folded))}, atWord
	}
	var spans [][2]int
	for _, b := range t.bounds {
		if glob(pattern, view(t.folded[b.from:b.to])) {
			spans = append(spans, t.span(b.from, b.to))
		}
	}
	if spans == nil {
		return nil, nowhere
	}
	return spans, atWord
}

// find gives where the word is: all places where it begins a word, or one where
// it goes on over several words, or one inside a word.
func (t *tracedText) find(word string) ([][2]int, place) {
	w := []byte(word)
	var spans [][2]int
	for _, b := range t.bounds {
		if bytes.HasPrefix(t.folded[b.from:], w) {
			spans = append(spans, t.span(b.from, b.from+len(w)))
		}
	}
	if spans != nil {
		return spans, atWord
	}
	if from, to, ok := t.runOn(w); ok {
		return [][2]int{t.span(from, to)}, atWord
	}
	if i := bytes.Index(t.folded, w); i >= 0 && len(w) > 0 {
		return [][2]int{t.span(i, i+len(w))}, insideWord
	}
	return nil, nowhere
}
