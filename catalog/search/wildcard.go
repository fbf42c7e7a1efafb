package search

import (
	"bytes"
	"strings"
)

// glob reports whether the text matches a pattern of *, any bytes, and ?, any
// one character. When a star has to take more it starts over from the last one
// only, so the time is at most the product of the lengths.
func glob(pattern, text string) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && pattern[p] == '?':
			p++
			t += runeLen(text[t:])
		case p < len(pattern) && pattern[p] == text[t]:
			p++
			t++
		case star >= 0:
			mark += runeLen(text[mark:])
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.TrimLeft(pattern[p:], "*") == ""
}

func runeLen(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			return i
		}
	}
	return len(s)
}

// literal is the longest part of the pattern without a wildcard.
func literal(pattern string) string {
	longest := ""
	for _, part := range strings.FieldsFunc(pattern, func(r rune) bool { return r == '*' || r == '?' }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// wild finds the words and whole names that match a pattern. One that has
// nothing but wildcards matches everything.
func (f *finder) wild(p *piece) {
	if literal(clip(p.text, maxWord)) == "" {
		p.inside = f.pool.all()
		return
	}
	f.lookUp(p, (*finder).wildWords)
	for t := range tierCount {
		if p.tiers[t] == nil {
			p.tiers[t] = f.pool.get()
		}
		f.names(t, p.tiers[t], func(w *window, to set) { f.wildNames(w, p.text, to) })
	}
}

func (f *finder) wildWords(in *source, text string) (n finding) {
	l := &in.table.words
	f.matching(l, 0, l.n, clip(text, maxWord), func(i int) { n.begin.take(l.tiers(i), in.pool) })
	return n
}

// wildNames adds the rows of the names that match a pattern.
func (f *finder) wildNames(w *window, text string, to set) {
	pattern := clip(text, maxKey)
	test := func(name string) bool {
		f.budget.spend(stars(pattern, len(name)))
		return glob(pattern, name)
	}
	first := strings.IndexAny(pattern+"*", "*?") // what was cut off may have had the only one
	if first == 0 {
		f.testNames(w, literal(pattern), test, to)
		return
	}
	for k := range w.table.names {
		n := &w.table.names[k]
		for i, end := n.prefix([]byte(pattern[:first])); i < end && f.ctx.Err() == nil; i++ {
			name := n.name(i)
			if !f.budget.spend(len(name)) {
				return
			}
			if test(name) {
				n.lists.list(i, naming).into(to)
			}
		}
	}
}

// matching calls each with the terms of the range that the pattern, which is
// not all wildcards, matches.
func (f *finder) matching(l *lexicon, from, to int, pattern string, each func(i int)) {
	first := strings.IndexAny(pattern+"*", "*?")
	if first > 0 {
		low, high := l.prefix([]byte(pattern[:first]))
		from, to = max(from, low), min(to, high)
	}
	l.containing([]byte(literal(pattern)), from, max(from, to), func(i int) bool {
		term := bytes.TrimSpace(l.term(i))
		if !f.budget.spend(len(term)+stars(pattern, len(term))) || f.ctx.Err() != nil {
			return false
		}
		if glob(pattern, view(term)) {
			each(i)
		}
		return true
	})
}

// stars is what several stars may cost on a text of n bytes.
func stars(pattern string, n int) int {
	return strings.Count(pattern, "*") * n / 2
}
