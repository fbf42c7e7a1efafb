package search

import (
	"bytes"
	"cmp"
	"context"
	"slices"
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

// Explain says where the query was found in the hit: for each of its words the
// field that says most, where it begins a word if there is one. It is meant for
// the hits on the screen.
func (ix *Index) Explain(q query.Query, s Scope, h Hit) []Match {
	f := ix.finders[s].Get().(*finder)
	defer ix.finders[s].Put(f)
	f.begin(context.Background(), time.Time{})
	var words []string
	for _, c := range f.clauses(q.Root()) {
		words = append(words, f.wordsIn(&c, h)...)
	}
	e := explanation{}
	if h.Stage == Loose {
		ix.explainLetters(&e, q, s, h)
	} else {
		ix.explainWords(&e, words, s, h)
	}
	return e.matches
}

// wordsIn are the words to look for; for a hit that is Near, as it spells them.
func (f *finder) wordsIn(c *clause, h Hit) []string {
	var out []string
	for _, p := range c.pieces {
		if h.Stage == Near && p.any.empty() {
			out = append(out, f.spellings(p.text)...)
			continue
		}
		out = append(out, p.text)
		out = append(out, numberForms(p.text)...)
	}
	return out
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

func (ix *Index) explainWords(e *explanation, words []string, s Scope, h Hit) {
	best := make([]place, len(words))
	found := make([]Match, len(words))
	for i := range best {
		best[i] = nowhere
	}
	n := 0
	for in, text := range ix.texts(s, int(h.row)) {
		if n++; n > maxExplained {
			break
		}
		t := tracedWords(text)
		for i, w := range words {
			if spans, at := t.find(w); at < best[i] {
				best[i], found[i] = at, Match{in, text, spans}
			}
		}
	}
	for i, m := range found {
		if best[i] < nowhere {
			e.add(m.In, m.Text, m.Spans)
		}
	}
}

// Highlight gives the runes of any text that the words of the query match, for
// a list, a preview or what is opened.
func Highlight(q query.Query, text string) [][2]int {
	var out [][2]int
	t := tracedWords(text)
	highlight(q.Root(), t, &out)
	return joinSpans(out)
}

func highlight(n query.Node, t *tracedText, out *[][2]int) {
	switch n := n.(type) {
	case query.All:
		for _, c := range n {
			highlight(c, t, out)
		}
	case query.Any:
		for _, c := range n {
			highlight(c, t, out)
		}
	case query.Text:
		if n.Kind == query.Fuzzy {
			*out = append(*out, t.letters(pattern(n.Text))...)
			return
		}
		var s splitter
		s.split(clip(n.Text, maxKey))
		for _, w := range s.pieces() {
			spans, at := t.find(w)
			for _, v := range numberForms(w) {
				if at != atWord {
					spans, at = t.find(v)
				}
			}
			*out = append(*out, spans...)
		}
	}
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
	if from, to, ok := t.across(w); ok {
		return [][2]int{t.span(from, to)}, atWord
	}
	if i := bytes.Index(t.folded, w); i >= 0 && len(w) > 0 {
		return [][2]int{t.span(i, i+len(w))}, insideWord
	}
	return nil, nowhere
}

// across finds a word that goes on over what is between words, from the start
// of one.
func (t *tracedText) across(w []byte) (from, to int, ok bool) {
	for i, b := range t.bounds {
		rest := w
		for _, c := range t.bounds[i:] {
			n := min(len(rest), c.to-c.from)
			if !bytes.Equal(rest[:n], t.folded[c.from:c.from+n]) {
				break
			}
			if rest = rest[n:]; len(rest) == 0 {
				return b.from, c.from + n, true
			}
		}
	}
	return 0, 0, false
}
