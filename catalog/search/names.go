package search

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"
)

// names are what the rows of a table are called, sorted without regard to case and
// diacritics, each with its rows. They are not written once more but as numbers of
// texts, and folded while they are compared: ids are most of what a large index
// has to say, and a lookup compares some twenty.
type names struct {
	part  namePart
	texts *texts
	of    column // number of the text of each
	lists lists
}

// namePart is what of a text is the name.
type namePart uint8

const (
	wholeText namePart = iota
	lastPart           // what is behind its last point
	nameParts
)

func loadNames(s *sections, part namePart, texts *texts) names {
	n := names{part: part, texts: texts, of: loadColumn(s), lists: loadLists(s)}
	if n.lists.at.len() != n.of.len() {
		s.bad = true
	}
	return n
}

func (n *names) len() int { return n.of.len() }

// text is the text that name i is of, as it was written.
func (n *names) text(i int) string { return n.texts.at(n.of.at(i)) }

// name is name i, folded.
func (n *names) name(i int) string { return n.part.of(n.text(i)) }

// of takes the name out of a text and folds it.
func (p namePart) of(text string) string {
	folded := strings.TrimSpace(fold(text))
	if p == lastPart {
		folded = folded[strings.LastIndexByte(folded, '.')+1:]
	}
	return folded
}

// compare orders the name in the text, folded, against s, which is folded. Nearly
// all names are ASCII without white space around them, and are folded on the way.
func (p namePart) compare(text string, s []byte) int {
	part := text
	if p == lastPart {
		part = text[strings.LastIndexByte(text, '.')+1:]
	}
	if hasSpaceAround(text) || p == lastPart && !isASCII(part) { // an ellipsis folds to points
		return strings.Compare(p.of(text), string(s))
	}
	for i := range len(part) {
		c := part[i]
		if c >= utf8.RuneSelf {
			return strings.Compare(p.of(text), string(s))
		}
		switch c = lowerByte(plainByte(c)); {
		case i == len(s) || c > s[i]:
			return 1
		case c < s[i]:
			return -1
		}
	}
	if len(part) < len(s) {
		return -1
	}
	return 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hasSpaceAround reports whether there may be white space around a text, once it is
// folded. What it ends with beyond ASCII may become that; where it begins so it is folded
// anyway.
func hasSpaceAround(s string) bool {
	if s == "" {
		return false
	}
	last := s[len(s)-1]
	return plainByte(s[0]) == ' ' || plainByte(last) == ' ' || last >= utf8.RuneSelf
}

// lookup is the number of a folded name, or -1.
func (n *names) lookup(s []byte) int {
	i := n.find(s)
	if i < n.len() && n.part.compare(n.text(i), s) == 0 {
		return i
	}
	return -1
}

// find is the number of the first name that is not before s.
func (n *names) find(s []byte) int {
	return sort.Search(n.len(), func(i int) bool { return n.part.compare(n.text(i), s) >= 0 })
}

// prefix is the range of the names that begin with s.
func (n *names) prefix(s []byte) (from, to int) {
	from = n.find(s)
	after := append(bytes.Clone(s), 0xff) // no name has such a byte
	return from, from + sort.Search(n.len()-from, func(i int) bool { return n.part.compare(n.text(from+i), after) >= 0 })
}

// eachCalled calls f with the lists of the rows that are called s.
func (t *table) eachCalled(s []byte, f func(postings)) {
	for k := range t.names {
		if i := t.names[k].lookup(s); i >= 0 {
			f(t.names[k].lists.list(i, naming))
		}
	}
}

// testNames adds the rows of a window's table that have a name which passes the
// test. Every such name has the part in it, which is folded and may be empty.
// Products and contracts are found by their lines first, which is faster than to
// fold all names.
func (f *finder) testNames(w *window, part string, test func(name string) bool, to set) {
	t := w.table
	if part = solid(part); part != "" && t.scope != Properties {
		t.lines.Containing(f.ctx, part, func(row uint32) bool {
			if f.hasName(t, int(row), test) {
				to.add(row)
			}
			return f.budget > 0
		})
		return
	}
	for k := range t.names {
		n := &t.names[k]
		for i := 0; i < n.len() && f.ctx.Err() == nil; i++ {
			name := n.name(i)
			if !f.budget.spend(len(name)) {
				return
			}
			if test(name) {
				n.lists.into(i, naming, to)
			}
		}
	}
}

// solid is the longest part of a text without anything between words: ids and
// lines differ in that.
func solid(s string) string {
	longest := ""
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return classOf(r) == gap }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// hasName reports whether one of the row's names passes the test.
func (f *finder) hasName(t *table, row int, test func(name string) bool) bool {
	for _, text := range t.own(row, nameFields) {
		for part := range nameParts {
			name := part.of(text)
			if !f.budget.spend(len(name)) {
				return false
			}
			if test(name) {
				return true
			}
		}
	}
	return false
}
