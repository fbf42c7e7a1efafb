package search

import (
	"bytes"
	"encoding/binary"
	"sort"
	"unsafe"
)

// column is a run of little-endian uint32, read in place.
type column []byte

func (c column) len() int { return len(c) / 4 }

// at is number i, 0 when there is none.
func (c column) at(i int) uint32 {
	if i*4+4 > len(c) {
		return 0
	}
	return binary.LittleEndian.Uint32(c[i*4:])
}

func appendColumn(numbers []uint32) []byte {
	out := make([]byte, 0, 4*len(numbers))
	for _, n := range numbers {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

// lexicon is a sorted list of terms, each with its posting lists. Terms lie one
// after the other with a newline, which no term has, after each, so that all of
// them can be searched at the speed of memory for those that contain a text.
type lexicon struct {
	n      int
	starts column // of each term in text, and the end
	text   []byte
	lists  column // of each term in data, and the end
	data   []byte
}

const termEnd = '\n'

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

// list is the posting list of a tier of term i.
func (l *lexicon) list(i int, t tier) postings {
	p, _ := l.tiers(i)
	return p[t]
}

// tiers are the posting lists of term i, and whether it has any.
func (l *lexicon) tiers(i int) (out [tierCount]postings, ok bool) {
	from, to := int(l.lists.at(i)), int(l.lists.at(i+1))
	if from >= to || to > len(l.data) {
		return out, false
	}
	data := l.data[from:to]
	present := data[0]
	data = data[1:]
	for t := range out {
		if present>>t&1 == 0 {
			continue
		}
		count, n := uvarint(data)
		data = data[n:]
		size, n := uvarint(data)
		data = data[n:]
		if size > uint64(len(data)) {
			return out, false
		}
		out[t] = postings{data[:size], int(count)}
		data = data[size:]
	}
	return out, true
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

// lexiconWriter gathers terms and their rows.
type lexiconWriter struct {
	numbers map[string]int32 // of the first list of each term
	lists   []tieredRuns
}

type tieredRuns struct {
	runs
	tier tier
	next int32 // list of the same term, -1 at the end
}

func newLexiconWriter() *lexiconWriter {
	return &lexiconWriter{numbers: map[string]int32{}}
}

// add notes that the rows [from, to) have the term. The rows of a term and tier
// have to come in order.
func (w *lexiconWriter) add(term []byte, t tier, from, to uint32) {
	w.lists[w.list(term, t)].add(from, to)
}

// list is the number of the posting list of a term and tier.
func (w *lexiconWriter) list(term []byte, t tier) int32 {
	first, ok := w.numbers[string(term)]
	if !ok {
		first = w.grow(t)
		w.numbers[string(bytes.ReplaceAll(term, []byte{termEnd}, []byte{' '}))] = first
	}
	for i := first; ; i = w.lists[i].next {
		if w.lists[i].tier == t {
			return i
		}
		if w.lists[i].next < 0 {
			n := w.grow(t)
			w.lists[i].next = n
		}
	}
}

func (w *lexiconWriter) grow(t tier) int32 {
	w.lists = append(w.lists, tieredRuns{tier: t, next: -1})
	return int32(len(w.lists) - 1)
}

// lexiconSections is how many sections a lexicon has.
const lexiconSections = 4

// sections are what loadLexicon reads.
func (w *lexiconWriter) sections() [][]byte {
	terms := make([]string, 0, len(w.numbers))
	for s := range w.numbers {
		terms = append(terms, s)
	}
	sort.Strings(terms)
	starts, lists := make([]uint32, 0, len(terms)+1), make([]uint32, 0, len(terms)+1)
	var text, data []byte
	for _, s := range terms {
		starts, lists = append(starts, uint32(len(text))), append(lists, uint32(len(data)))
		text = append(append(text, s...), termEnd)
		data = w.appendLists(data, w.numbers[s])
	}
	starts, lists = append(starts, uint32(len(text))), append(lists, uint32(len(data)))
	return [][]byte{appendColumn(starts), text, appendColumn(lists), data}
}

func (w *lexiconWriter) appendLists(data []byte, first int32) []byte {
	var byTier [tierCount]*runs
	present := byte(0)
	for i := first; i >= 0; i = w.lists[i].next {
		r := &w.lists[i].runs
		r.flush()
		r.from = r.to
		byTier[w.lists[i].tier] = r
		present |= 1 << w.lists[i].tier
	}
	data = append(data, present)
	for _, r := range byTier {
		if r != nil {
			data = binary.AppendUvarint(data, uint64(r.count))
			data = binary.AppendUvarint(data, uint64(len(r.data)))
			data = append(data, r.data...)
		}
	}
	return data
}

// loadLexicon reads a lexicon in place.
func loadLexicon(s *sections) lexicon {
	l := lexicon{starts: column(s.next()), text: s.next(), lists: column(s.next()), data: s.next()}
	l.n = max(0, l.starts.len()-1)
	if l.lists.len() != l.starts.len() {
		s.bad = true
	}
	return l
}

// view is b as a string without a copy. It is for bytes that do not change for
// as long as the string is in use, as those of an index do not, which is what
// unsafe.String asks for.
func view(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}
