package search

import (
	"bytes"
	"sort"
	"unsafe"
)

// lexicon is a sorted list of terms, each with its posting lists. Terms lie one
// after the other with a newline, which no term has, after each, so that all of
// them can be searched at the speed of memory for those that contain a text.
type lexicon struct {
	n      int
	starts column // of each term in text, and the end
	text   []byte
	lists
}

const termEnd = '\n'

// loadLexicon reads a lexicon in place.
func loadLexicon(s *sections) lexicon {
	l := lexicon{starts: loadColumn(s), text: s.next(), lists: loadLists(s)}
	l.n = max(0, l.starts.len()-1)
	if l.at.len() != l.n {
		s.bad = true
	}
	return l
}

// term is term i without a copy. It is good for as long as the index's bytes.
func (l *lexicon) term(i int) []byte {
	from, to := int(l.starts.at(i)), int(l.starts.at(i+1))-1
	if from > to || to > len(l.text) {
		return nil
	}
	return l.text[from:to]
}

// find is the number of the first term that is not before s.
func (l *lexicon) find(s []byte) int {
	return sort.Search(l.n, func(i int) bool { return bytes.Compare(l.term(i), s) >= 0 })
}

// lookup is the number of the term, or -1.
func (l *lexicon) lookup(s []byte) int {
	if i := l.find(s); i < l.n && bytes.Equal(l.term(i), s) {
		return i
	}
	return -1
}

// prefix is the range of the terms that begin with s.
func (l *lexicon) prefix(s []byte) (from, to int) {
	from = l.find(s)
	n := sort.Search(l.n-from, func(i int) bool { return !bytes.HasPrefix(l.term(from+i), s) })
	return from, from + n
}

// containing calls f with the terms of the range that contain s, which is not
// empty, in order, until it returns false.
func (l *lexicon) containing(s []byte, from, to int, f func(i int) bool) {
	end := int(l.starts.at(to))
	for at := int(l.starts.at(from)); at < end && end <= len(l.text); {
		hit := bytes.Index(l.text[at:end], s)
		if hit < 0 {
			return
		}
		at += hit
		i := from + sort.Search(to-from, func(i int) bool { return int(l.starts.at(from+i+1)) > at })
		if i >= to || !f(i) {
			return
		}
		at, from = int(l.starts.at(i+1)), i+1
	}
}

// view is b as a string without a copy. It is for bytes that do not change for
// as long as the string is in use, as those of an index do not, which is what
// unsafe.String asks for.
func view(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}
