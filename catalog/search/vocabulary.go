package search

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"meshdex/catalog/intern"
)

// vocabulary is what texts are found by: each text is taken apart once, wherever
// and however often it stands.
type vocabulary struct {
	words, values *terms
	starts        []uint32 // of the words of each text in has
	has           []uint32
	names         [nameParts]*terms
	textOf        [nameParts][]uint32 // of each name a text that it is in
	called        []nameTerms         // of the texts that are names
	calledAt      []uint32            // of each text, one more than its place in called; 0 for none
	qualifiers    []uint32            // all there are, as numbers of texts
	splitter      splitter
}

// nameTerms are the terms under which a name can be asked for as a whole, 0 for
// none.
type nameTerms [nameParts]uint32

// learn takes all texts apart.
func learn(texts *intern.Table, named *marks) *vocabulary {
	v := &vocabulary{
		words: newTerms(), values: newTerms(), names: [nameParts]*terms{newTerms(), newTerms()},
		textOf: [nameParts][]uint32{{0}, {0}}, // of the term that is empty
		starts: make([]uint32, 0, texts.Len()+1), calledAt: make([]uint32, texts.Len()),
	}
	for n, s := range texts.Strings() {
		v.starts = append(v.starts, uint32(len(v.has)))
		v.splitter.split(s)
		for word := range v.splitter.words() {
			v.has = append(v.has, v.words.number(word))
		}
		if named.has(uint32(n)) {
			v.called = append(v.called, v.name(uint32(n)))
			v.calledAt[n] = uint32(len(v.called))
		}
	}
	v.starts = append(v.starts, uint32(len(v.has)))
	return v
}

// name gives the terms of the text that was split: all of it, and what is behind
// its last point.
func (v *vocabulary) name(text uint32) (out nameTerms) {
	whole := bytes.TrimSpace(v.splitter.folded)
	if len(whole) == 0 || len(whole) > maxKey {
		return out
	}
	out[wholeText] = v.nameTerm(wholeText, whole, text)
	if i := bytes.LastIndexByte(whole, '.'); i >= 0 && i+1 < len(whole) {
		out[lastPart] = v.nameTerm(lastPart, whole[i+1:], text)
	}
	return out
}

func (v *vocabulary) nameTerm(part namePart, name []byte, text uint32) uint32 {
	n := v.names[part].number(name)
	if int(n) == len(v.textOf[part]) {
		v.textOf[part] = append(v.textOf[part], text)
	}
	return n
}

// wordsOf are the words of a text.
func (v *vocabulary) wordsOf(text uint32) []uint32 { return v.has[v.starts[text]:v.starts[text+1]] }

// namesOf are the terms of a text as a name.
func (v *vocabulary) namesOf(text uint32) nameTerms {
	if n := v.calledAt[text]; n > 0 {
		return v.called[n-1]
	}
	return nameTerms{}
}

// value replaces the values of a table by their terms.
func (v *vocabulary) value(f *forward) {
	var term []byte
	known := map[[2]uint32]uint32{}
	for i := 0; i < len(f.facts); i += 2 {
		pair := [2]uint32{f.facts[i], f.facts[i+1]}
		n, ok := known[pair]
		if !ok {
			term = appendValue(term[:0], f.texts.String(pair[0]), f.texts.String(pair[1]))
			n = v.values.number(term)
			known[pair] = n
			if !slices.Contains(v.qualifiers, pair[0]) {
				v.qualifiers = append(v.qualifiers, pair[0])
			}
		}
		f.facts[i+1] = n
	}
}

// appendValue is the term for a value of a qualifier: its name, the value folded,
// and the value as written if that is not the same, with a unit separator, which
// no text has, between.
func appendValue(dst []byte, qualifier, s string) []byte {
	dst = append(append(dst, qualifier...), valueSeparator)
	from := len(dst)
	dst = lower(dst, appendPlain(nil, s))
	to := len(dst)
	dst = append(dst, valueSeparator)
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			r = ' '
		}
		dst = utf8.AppendRune(dst, r)
	}
	if bytes.Equal(dst[from:to], dst[to+1:]) {
		return dst[:to]
	}
	return dst
}

const valueSeparator = 0x1f

// order sorts the terms of all lexicons.
func (v *vocabulary) order() {
	var wg sync.WaitGroup
	for _, t := range []*terms{v.words, v.values, v.names[wholeText], v.names[lastPart]} {
		wg.Go(t.order)
	}
	wg.Wait()
}
