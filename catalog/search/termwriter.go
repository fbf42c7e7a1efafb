package search

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// The bounds on what a hostile document can make the index take in.
const (
	maxText = 4096 // bytes of a text
	maxWord = 64   // bytes of a word
	maxKey  = 256  // bytes of a name that can be found as a whole
)

// termWriter gathers the terms by which rows are found. The same texts come
// again and again, as the names of columns do, so what a text comes to is
// remembered: the numbers of its posting lists.
type termWriter struct {
	scope               Scope
	words, keys, values *lexiconWriter
	splitter            splitter
	recipes             [tierCount]map[string]recipe // of names
	others              [tierCount]map[string]recipe // of texts that are none
	facts               map[value]int32
}

// recipe is the posting lists that a text belongs into.
type recipe struct{ words, keys []int32 }

// The bounds on what is remembered. Names come again more often than sentences
// do, and need less memory.
const (
	maxRecipes    = 1 << 16
	maxSentences  = 1 << 13
	maxRemembered = 160 // bytes of a text
)

func newTermWriter(s Scope) *termWriter {
	w := &termWriter{
		scope: s, words: newLexiconWriter(), keys: newLexiconWriter(), values: newLexiconWriter(),
		facts: map[value]int32{},
	}
	for t := range tierCount {
		w.recipes[t], w.others[t] = map[string]recipe{}, map[string]recipe{}
	}
	return w
}

// index makes the rows [from, to) found by the entry.
func (w *termWriter) index(e *entry, from, to uint32) {
	for _, t := range e.texts {
		r := w.recipe(t)
		for _, list := range r.words {
			w.words.lists[list].add(from, to)
		}
		for _, list := range r.keys {
			w.keys.lists[list].add(from, to)
		}
	}
	for _, v := range e.values {
		w.values.lists[w.value(v)].add(from, to)
	}
}

// forget lets go of what is remembered.
func (w *termWriter) forget() {
	clear(w.recipes[:])
	clear(w.others[:])
	w.facts = nil
}

// recipe is what the text comes to.
func (w *termWriter) recipe(t text) recipe {
	tier := tierOf(w.scope, t.in)
	known, most := w.others[tier], maxSentences
	if isKey(t.in) {
		known, most = w.recipes[tier], maxRecipes
	}
	if r, ok := known[t.text]; ok {
		return r
	}
	var r recipe
	w.splitter.split(clip(t.text, maxText))
	for word := range w.splitter.words() {
		r.words = append(r.words, w.words.list(word, tier))
	}
	if isKey(t.in) {
		r.keys = w.key(tier)
	}
	if len(known) < most && len(t.text) <= maxRemembered {
		known[strings.Clone(t.text)] = r
	}
	return r
}

// isKey reports whether a field holds names that can be asked for as a whole.
func isKey(f Field) bool { return f <= Property }

// key gives the lists of the text that was split as a name.
func (w *termWriter) key(t tier) []int32 {
	whole := bytes.TrimSpace(w.splitter.folded)
	if len(whole) == 0 || len(whole) > maxKey {
		return nil
	}
	out := []int32{w.keys.list(whole, t)}
	if i := bytes.LastIndexByte(whole, '.'); i >= 0 && i+1 < len(whole) && t != inside {
		out = append(out, w.keys.list(whole[i+1:], t))
	}
	if j := w.splitter.joined(); t == naming && len(j) > 0 && len(j) < len(whole) {
		out = append(out, w.keys.list(j, joined))
	}
	return out
}

// value gives the list of a value of a qualifier.
func (w *termWriter) value(v value) int32 {
	if list, ok := w.facts[v]; ok {
		return list
	}
	list := w.values.list(appendValue(nil, v.qualifier, clip(v.text, maxKey)), naming)
	if len(w.facts) < maxRecipes {
		w.facts[value{v.qualifier, strings.Clone(v.text)}] = list
	}
	return list
}

// appendValue is the term for a value of a qualifier: its name, the value
// folded, and the value as written, with a unit separator between, which no
// text has.
func appendValue(dst []byte, qualifier, s string) []byte {
	plain := appendPlain(nil, s)
	dst = append(append(dst, qualifier...), valueSeparator)
	dst = append(lower(dst, plain), valueSeparator)
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			r = ' '
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

const valueSeparator = 0x1f
