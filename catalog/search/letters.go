package search

import (
	"cmp"
	"strings"

	"github.com/sahilm/fuzzy"

	"meshdex/catalog/query"
)

// lettersOf are the texts of a query that are found letter by letter: those
// with ~ if there are any, or else its words.
func lettersOf(n query.Node) string {
	nodes, ok := n.(query.All)
	if !ok {
		nodes = query.All{n}
	}
	var words, loose strings.Builder
	for _, n := range nodes {
		switch t, _ := n.(query.Text); t.Kind {
		case query.Fuzzy:
			loose.WriteString(t.Text)
		default:
			words.WriteString(t.Text)
		}
	}
	if loose.Len() > 0 {
		return loose.String()
	}
	return words.String()
}

// letters gives where the letters of a pattern are, as they are scored.
func (t *tracedText) letters(pattern string) [][2]int {
	var out [][2]int
	for _, i := range positions(pattern, string(t.traced.plain)) {
		out = append(out, t.span(i, i+1))
	}
	return joinSpans(out)
}

// positions are the bytes of the plain text where the letters are matched.
func positions(pattern, plain string) []int {
	letters := []rune(pattern)
	for _, m := range fuzzy.FindNoSort(string(letters[:min(len(letters), maxLetters)]), []string{plain}) {
		return m.MatchedIndexes
	}
	return nil
}

// explainLetters shows the letters of a loose hit: in its name if they are all
// there, or else over its line.
func (g *segment) explainLetters(e *explanation, q query.Query, s Scope, h Hit) {
	letters := pattern(lettersOf(q.Root()))
	name := g.name(s, int(h.row))
	if spans := tracedWords(name).letters(letters); spans != nil {
		e.add(Name, name, spans)
		return
	}
	parts := g.lineParts(s, int(h.row))
	var plain strings.Builder
	starts := make([]int, len(parts))
	for i, p := range parts {
		starts[i] = plain.Len()
		plain.Write(appendPlain(nil, p.text))
		plain.WriteByte(" /"[isYes(p.in == Domain)])
	}
	at := positions(letters, plain.String())
	for i, p := range parts {
		t := trace(p.text)
		var spans [][2]int
		for _, b := range at {
			if b >= starts[i] && b-starts[i] < len(t.plain) {
				spans = append(spans, t.span(b-starts[i], b-starts[i]+1))
			}
		}
		if spans != nil {
			e.add(p.in, p.text, spans)
		}
	}
}

// lineParts are the texts that a row's line is made of, in its order.
func (g *segment) lineParts(s Scope, row int) []text {
	var of [fieldCount]string
	for in, s := range g.own(s, row, 1<<Domain|1<<Name|1<<ID|1<<Owner) {
		if of[in] == "" {
			of[in] = clip(s, maxKey)
		}
	}
	var out []text
	if of[Domain] != "" {
		out = append(out, text{Domain, of[Domain]})
	}
	out = append(out, text{Name, of[Name]})
	if s != Products {
		of[Owner] = "" // it is in the lines of products only
	}
	for _, extra := range lineExtras(of[Domain], of[Name], cmp.Or(of[ID], of[Name]), of[Owner]) {
		in := Owner
		if extra == of[ID] {
			in = ID
		}
		out = append(out, text{in, extra})
	}
	return out
}
