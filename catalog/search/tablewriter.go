package search

import (
	"encoding/binary"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/search/subseq"
)

// tableWriter gathers a table.
type tableWriter struct {
	*termWriter
	product, contract, first, object, flag []uint32
	numbers                                [numberCount][]uint32
	lineRows                               *lexiconWriter
	places                                 map[string]uint32 // numbers of the folded names
	names                                  []uint32          // number of the name of each row
	lines                                  []string
	starts                                 []uint32
	texts                                  []byte
	plain, folded                          []byte
	scratch                                entry
}

func newTableWriter(s Scope) *tableWriter {
	return &tableWriter{termWriter: newTermWriter(s), lineRows: newLexiconWriter(), places: map[string]uint32{}}
}

// add takes in the next row.
func (w *tableWriter) add(e *entry, line string) {
	row := w.row(e)
	w.index(e, row, row+1)
	w.lines = append(w.lines, line)
}

// row stores an entry and gives it its number.
func (w *tableWriter) row(e *entry) uint32 {
	row := uint32(len(w.product))
	w.product = append(w.product, uint32(e.product))
	w.contract = append(w.contract, uint32(e.contract))
	w.flag = append(w.flag, uint32(e.flags))
	for i, n := range e.numbers {
		w.numbers[i] = append(w.numbers[i], n)
	}
	w.starts = append(w.starts, uint32(len(w.texts)))
	for _, t := range e.texts[:e.own] {
		s := clip(t.text, maxText)
		w.texts = append(w.texts, byte(t.in))
		w.texts = binary.AppendUvarint(w.texts, uint64(len(s)))
		w.texts = append(w.texts, s...)
	}
	w.name(e)
	return row
}

// name notes what the row is called and how long that is.
func (w *tableWriter) name(e *entry) {
	w.plain = w.plain[:0]
	if len(e.texts) > 0 {
		w.plain = appendPlain(w.plain, clip(e.texts[0].text, maxKey))
	}
	w.folded = lower(w.folded[:0], w.plain)
	place, ok := w.places[string(w.folded)]
	if !ok {
		place = uint32(len(w.places))
		w.places[string(w.folded)] = place
	}
	w.names = append(w.names, place)
	w.flag[len(w.flag)-1] |= uint32(min(len(w.folded), 255)) << nameShift
}

// addContract takes in the objects and properties of a contract.
func (w *tableWriter) addContract(shared *entry, r *catalog.Record) {
	from := uint32(len(w.product))
	to := from + uint32(len(r.Summary.Objects))
	for i := range r.Summary.Objects {
		to += uint32(len(r.Summary.Objects[i].Properties))
	}
	w.index(shared, from, to)
	for i := range r.Summary.Objects {
		o := &r.Summary.Objects[i]
		at := w.addChild(w.scratch.object(shared, o))
		w.object = append(w.object, at)
		for j := range o.Properties {
			w.addChild(w.scratch.property(shared, o, &o.Properties[j]))
			w.object = append(w.object, at)
		}
	}
}

// addChild takes in an object or property. Lines of the same text are kept
// once.
func (w *tableWriter) addChild(e *entry) uint32 {
	row := w.row(e)
	w.index(e, row, row+1)
	if len(e.texts) > 0 {
		w.plain = appendPlain(w.plain[:0], clip(e.texts[0].text, maxKey))
		w.lineRows.add(w.plain, naming, row, row+1)
	}
	return row
}

// sections are what table.load reads. The writer is used up on the way.
func (w *tableWriter) sections() [][]byte {
	w.forget()
	out := [][]byte{
		appendColumn(w.product), appendColumn(w.contract), appendColumn(w.first),
		appendColumn(w.object), appendColumn(w.ranks()), appendColumn(w.flag),
	}
	for i, n := range w.numbers {
		out = append(out, appendColumn(n))
		w.numbers[i] = nil
	}
	for _, l := range []**lexiconWriter{&w.words, &w.keys, &w.values, &w.lineRows} {
		out = append(out, (*l).sections()...)
		*l = nil
	}
	if w.scope == Properties {
		w.lines = linesOf(out[len(out)-lexiconSections:])
	}
	return append(out, appendColumn(append(w.starts, uint32(len(w.texts)))), w.texts, subseq.Build(w.lines).Bytes())
}

// linesOf lists the terms of a lexicon.
func linesOf(parts [][]byte) []string {
	l := lexicon{starts: column(parts[0]), text: parts[1]}
	out := make([]string, l.starts.len()-1)
	for i := range out {
		out[i] = string(l.term(i))
	}
	return out
}

// ranks gives each row the place of its name among all names.
func (w *tableWriter) ranks() []uint32 {
	names := make([]string, 0, len(w.places))
	for s := range w.places {
		names = append(names, s)
	}
	slices.Sort(names)
	rank := make([]uint32, len(names))
	for i, s := range names {
		rank[w.places[s]] = uint32(i)
	}
	out := make([]uint32, len(w.names))
	for row, place := range w.names {
		out[row] = rank[place]
	}
	return out
}
