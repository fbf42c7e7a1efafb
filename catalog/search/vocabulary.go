package search

import (
	"bytes"
	"encoding/binary"
	"iter"
	"strings"
	"sync"
	"unicode/utf8"

	"meshdex/catalog/intern"
)

// vocabulary is what texts are found by: each text is taken apart once, wherever
// and however often it stands.
type vocabulary struct {
	words, values *terms
	starts        []uint32 // of the words of each text in has
	has           []byte   // numbers of words
	names         [nameParts]*terms
	textOf        [nameParts][]uint32 // of each name a text that it is in
	named         ranks               // texts that are names
	called        []nameTerms         // of these
	said          *intern.Table       // the values as they were said
	valueTerm     []uint32            // of each of these
	splitter      splitter
}

// nameTerms are the terms under which a name can be asked for as a whole, 0 for
// none.
type nameTerms [nameParts]uint32

// learn takes all texts and values apart.
func learn(all *statements) *vocabulary {
	texts := all.texts
	v := &vocabulary{
		said:  all.values,
		words: newTerms(), values: newTerms(), names: [nameParts]*terms{newTerms(), newTerms()},
		textOf: [nameParts][]uint32{{0}, {0}}, // of the term that is empty
		starts: make([]uint32, 0, texts.Len()+1), named: rank(*all.named),
		has: make([]byte, 0, texts.Size()/3), // and more if words are short
	}
	for n := range texts.Len() {
		v.starts = append(v.starts, uint32(len(v.has)))
		v.splitter.split(texts.String(uint32(n)))
		for word := range v.splitter.words() {
			v.has = binary.AppendUvarint(v.has, uint64(v.words.number(word)))
		}
		if v.named.has(uint32(n)) {
			v.called = append(v.called, v.name(uint32(n)))
		}
	}
	v.starts = append(v.starts, uint32(len(v.has)))
	v.learnValues()
	return v
}

// learnValues makes terms of the values.
func (v *vocabulary) learnValues() {
	v.valueTerm = make([]uint32, v.said.Len())
	var term []byte
	for n := 1; n < v.said.Len(); n++ {
		qualifier, text := v.value(uint32(n))
		term = appendValue(term[:0], qualifier, text)
		v.valueTerm[n] = v.values.number(term)
	}
}

// value is a value as it was said.
func (v *vocabulary) value(n uint32) (qualifier, text string) {
	qualifier, text, _ = strings.Cut(v.said.String(n), string(rune(valueSeparator)))
	return qualifier, text
}

// valuesOf are the numbers of the values of some qualifiers.
func (v *vocabulary) valuesOf(qualifiers []string) (m marks) {
	for n := 1; n < v.said.Len(); n++ {
		if qualifier, _ := v.value(uint32(n)); isAmong(qualifier, qualifiers) {
			m.add(uint32(n))
		}
	}
	return m
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
func (v *vocabulary) wordsOf(text uint32) iter.Seq[uint32] {
	return numbersIn(v.has[v.starts[text]:v.starts[text+1]])
}

// namesOf are the terms of a text as a name.
func (v *vocabulary) namesOf(text uint32) nameTerms {
	if v.named.has(text) {
		return v.called[v.named.of(text)]
	}
	return nameTerms{}
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
