package search

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"iter"
	"slices"

	"meshdex/catalog/intern"
)

// terms are the terms of several lexicons, numbered as they come.
type terms struct {
	*intern.Table
	sorted []uint32 // numbers in the order of the terms
}

func newTerms() *terms { return &terms{Table: intern.New()} }

// number is that of a term. What ends terms in a lexicon becomes a space.
func (t *terms) number(term []byte) uint32 {
	if bytes.IndexByte(term, termEnd) >= 0 {
		term = bytes.ReplaceAll(term, []byte{termEnd}, []byte{' '})
	}
	return t.Number(view(term))
}

// order seals and sorts the terms, once all are there. They are compared by their first
// eight bytes as numbers, and only when these are equal as texts.
func (t *terms) order() {
	type key struct {
		head   uint64
		number uint32
	}
	t.Seal()
	keys := make([]key, t.Len())
	for i := range keys {
		keys[i] = key{head(t.String(uint32(i))), uint32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return cmp.Compare(t.String(a.number), t.String(b.number))
	})
	t.sorted = make([]uint32, len(keys))
	for i, k := range keys {
		t.sorted[i] = k.number
	}
}

// head is the first eight bytes of a text as a number that is ordered as they
// are.
func head(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}

// lexiconWriter gathers the rows of the terms of a lexicon.
type lexiconWriter struct {
	terms *terms
	rows  int     // of the table
	first []int32 // the first list of each term by its number, or none
	lists []tieredRuns
	arena arena
}

const none = -1

type tieredRuns struct {
	runs
	tier tier
	next int32 // list of the same term, or none
}

func newLexiconWriter(t *terms, rows int) *lexiconWriter {
	return &lexiconWriter{terms: t, rows: rows, first: make([]int32, 0, t.Len())}
}

// add notes that the row has the term. The rows of a term and tier have to come in
// order.
func (w *lexiconWriter) add(term uint32, t tier, row uint32) {
	w.addTo(w.list(term, t), row)
}

// addTo is add, when it is known which list that is.
func (w *lexiconWriter) addTo(list int32, row uint32) { w.lists[list].add(&w.arena, row) }

// list is the number of the posting list of a term and tier.
func (w *lexiconWriter) list(term uint32, t tier) int32 {
	for int(term) >= len(w.first) {
		w.first = append(w.first, none)
	}
	at := &w.first[term]
	for *at != none {
		l := &w.lists[*at]
		if l.tier == t {
			return *at
		}
		at = &l.next
	}
	n := int32(len(w.lists))
	*at = n // before append moves what it points into
	if len(w.lists) == cap(w.lists) {
		w.lists = slices.Grow(w.lists, max(len(w.lists), 16)) // append would leave more behind
	}
	w.lists = append(w.lists, tieredRuns{tier: t, next: none})
	return n
}

// sections are what loadLexicon reads, of the terms that have rows.
func (w *lexiconWriter) sections() [][]byte {
	starts := make([]uint32, 0, w.terms.Len()+1)
	text := make([]byte, 0, w.terms.Size()+w.terms.Len())
	for term := range w.used() {
		starts = append(starts, uint32(len(text)))
		text = append(append(text, w.terms.String(term)...), termEnd)
	}
	starts = append(starts, uint32(len(text)))
	return append([][]byte{appendColumn(starts), text}, w.listSections()...)
}

// nameSections are what loadNames reads; texts has for each term a text that it is
// the name of.
func (w *lexiconWriter) nameSections(texts []uint32) [][]byte {
	of := make([]uint32, 0, w.terms.Len())
	for term := range w.used() {
		of = append(of, texts[term])
	}
	return append([][]byte{appendColumn(of)}, w.listSections()...)
}

// used yields the terms that have rows, in their order.
func (w *lexiconWriter) used() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, term := range w.terms.sorted {
			if int(term) < len(w.first) && w.first[term] != none && !yield(term) {
				return
			}
		}
	}
}

// listSections are what loadLists reads.
func (w *lexiconWriter) listSections() [][]byte {
	at := make([]uint32, 0, w.terms.Len())
	data := make([]byte, 0, w.arena.size()) // about as much as is written
	for term := range w.used() {
		if row, ok := w.sole(w.first[term]); ok {
			at = append(at, row<<1|1)
			continue
		}
		at = append(at, uint32(len(data))<<1)
		data = w.appendLists(data, w.first[term])
	}
	return [][]byte{appendColumn(at), data}
}

// sole is the only row of a term that has one in the first tier and no other.
func (w *lexiconWriter) sole(first int32) (row uint32, ok bool) {
	l := &w.lists[first]
	if l.tier != naming || l.next != none || l.count != 1 {
		return 0, false
	}
	return l.from, true
}

func (w *lexiconWriter) appendLists(data []byte, first int32) []byte {
	var byTier [listTiers]*runs
	present := byte(0)
	for i := first; i != none; i = w.lists[i].next {
		byTier[w.lists[i].tier] = &w.lists[i].runs
		present |= 1 << w.lists[i].tier
	}
	data = append(data, present)
	for _, r := range byTier {
		if r != nil {
			data = r.write(data, &w.arena, w.rows)
		}
	}
	return data
}
