package search

import (
	"iter"
	"unicode/utf8"
)

// splitter folds a text and cuts it into words. It keeps its memory for the
// next text; what it gives is good until then.
type splitter struct {
	plain  []byte // without diacritics
	folded []byte // and without case
	bounds []bound
}

// bound is where a word is, in plain and in folded.
type bound struct{ from, to int }

func (s *splitter) split(text string) {
	s.plain = appendPlain(s.plain[:0], text)
	s.folded, s.bounds = lower(s.folded[:0], s.plain), s.bounds[:0]
	for from, to := range words(s.plain) {
		s.bounds = append(s.bounds, bound{from, to})
	}
}

// words yields the words and, where camelCase or digits cut a run of letters
// and digits, the whole run too. Long ones are cut at maxWord bytes.
func (s *splitter) words() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := 0
		for i, b := range s.bounds {
			if !yield(cut(s.folded[b.from:b.to])) {
				return
			}
			if i > 0 && s.bounds[i-1].to != b.from {
				start = i
			}
			ends := i+1 == len(s.bounds) || s.bounds[i+1].from != b.to
			if ends && start < i && !yield(cut(s.folded[s.bounds[start].from:b.to])) {
				return
			}
		}
	}
}

func cut(word []byte) []byte {
	if len(word) <= maxWord {
		return word
	}
	n := maxWord
	for n > 0 && !utf8.RuneStart(word[n]) {
		n--
	}
	return word[:n]
}
