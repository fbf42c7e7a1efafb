package search

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"meshdex/catalog"
	"meshdex/catalog/search/subseq"
)

// The bounds on what a hostile document can make the index take in.
const (
	maxText = 4096 // bytes of a text
	maxWord = 64   // bytes of a word
	maxKey  = 256  // bytes of a name that can be found as a whole
)

// tableWriter gathers a table.
type tableWriter struct {
	scope                                  Scope
	product, contract, first, object, flag []uint32
	numbers                                [numberCount][]uint32
	words, keys, values, lineRows          *lexiconWriter
	names                                  []string // folded, of each row
	lines                                  []string
	starts                                 []uint32
	texts                                  []byte
	splitter                               splitter
}

func newTableWriter(s Scope) *tableWriter {
	return &tableWriter{
		scope: s, words: newLexiconWriter(), keys: newLexiconWriter(),
		values: newLexiconWriter(), lineRows: newLexiconWriter(),
	}
}

// Build indexes the records that the snapshot was assembled from.
func Build(records []catalog.Record, snap *catalog.Snapshot) *Index {
	ix, err := BuildFrom(snap, fetchFrom(records))
	if err != nil {
		panic("search: reading records from memory: " + err.Error())
	}
	return ix
}

// BuildFrom indexes the records behind the rows of the snapshot, fetching each
// of them once, in the order of the rows. It keeps one record at a time, so the
// catalog need not fit into memory. The error is fetch's.
func BuildFrom(snap *catalog.Snapshot, fetch Fetch) (*Index, error) {
	b := builder{
		snap: snap, fetch: fetch,
		products: newTableWriter(Products), contracts: newTableWriter(Contracts), properties: newTableWriter(Properties),
	}
	for i := range snap.Len() {
		if err := b.product(i); err != nil {
			return nil, err
		}
	}
	b.contracts.first = append(b.contracts.first, uint32(len(b.properties.product)))
	parts := slices.Concat(b.products.sections(), b.contracts.sections(), b.properties.sections())
	return LoadUnchecked(writeSegment(snap.Generation(), parts))
}

// builder fills the three tables, product by product.
type builder struct {
	snap                            *catalog.Snapshot
	fetch                           Fetch
	products, contracts, properties *tableWriter
}

func (b *builder) product(i int) error {
	row := b.snap.Product(i)
	var r *catalog.Record
	if row.Flags.Has(catalog.HasDocument) {
		var err error
		if r, err = b.fetch(catalog.OfProduct, row.Source, row.Path, row.Index); err != nil {
			return err
		}
	}
	e := productEntry(i, row, r)
	for c := row.First; c < row.First+row.Contracts; c++ {
		if err := b.contract(e, row, c); err != nil {
			return err
		}
	}
	b.products.add(e, line(row.Domain, cmp.Or(row.Name, row.ID), row.ID, row.Owner))
	return nil
}

// contract takes contract row c of the product in: itself, its objects and
// properties, and what the product is found by.
func (b *builder) contract(of *entry, p catalog.ProductRow, c int) error {
	row := b.snap.Contract(c)
	r, err := b.fetch(catalog.OfContract, row.Source, row.Path, row.Index)
	if err != nil {
		return err
	}
	b.contracts.first = append(b.contracts.first, uint32(len(b.properties.product)))
	b.contracts.add(contractEntry(c, p, row, r), line(p.Domain, cmp.Or(row.Name, row.ID), row.ID, ""))
	if r != nil {
		of.takeIn(r)
		b.properties.addContract(sharedEntry(c, p, row, r), r)
	}
	return nil
}

// line is what is matched letter by letter: names first in front of all else.
func line(domain, name, id, owner string) string {
	out := appendPlain(nil, clip(domain, maxKey))
	if len(out) > 0 {
		out = append(out, '/')
	}
	out = appendPlain(out, clip(name, maxKey))
	for _, s := range []string{id, owner} {
		if s != "" && s != name {
			out = appendPlain(append(out, ' '), clip(s, maxKey))
		}
	}
	return string(out)
}

// clip cuts a text to n bytes at a rune's edge.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
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
	name := ""
	if len(e.texts) > 0 {
		name = fold(clip(e.texts[0].text, maxKey))
	}
	w.names = append(w.names, name)
	w.flag = append(w.flag, uint32(e.flags)|uint32(min(len(name), 255))<<nameShift)
	return row
}

// index makes the rows [from, to) found by the entry.
func (w *tableWriter) index(e *entry, from, to uint32) {
	for _, t := range e.texts {
		tier := tierOf(w.scope, t.in)
		w.splitter.split(clip(t.text, maxText))
		for word := range w.splitter.words() {
			w.words.add(word, tier, from, to)
		}
		if isKey(t.in) {
			w.key(tier, from, to)
		}
	}
	var term []byte
	for _, v := range e.values {
		term = appendValue(term[:0], v.qualifier, clip(v.text, maxKey))
		w.values.add(term, naming, from, to)
	}
}

// isKey reports whether a field holds names that can be asked for as a whole.
func isKey(f Field) bool { return f <= Property }

// key takes in the text that was split as a name.
func (w *tableWriter) key(t tier, from, to uint32) {
	whole := bytes.TrimSpace(w.splitter.folded)
	if len(whole) == 0 || len(whole) > maxKey {
		return
	}
	w.keys.add(whole, t, from, to)
	if i := bytes.LastIndexByte(whole, '.'); i >= 0 && i+1 < len(whole) && t != inside {
		w.keys.add(whole[i+1:], t, from, to)
	}
	if t == naming {
		if j := w.splitter.joined(); len(j) > 0 && len(j) < len(whole) {
			w.keys.add(j, joined, from, to)
		}
	}
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
		at := w.addChild(shared.object(o))
		w.object = append(w.object, at)
		for j := range o.Properties {
			w.addChild(shared.propertyOf(o, &o.Properties[j]))
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
		w.lineRows.add(appendPlain(nil, clip(e.texts[0].text, maxKey)), naming, row, row+1)
	}
	return row
}

// sections are what table.load reads.
func (w *tableWriter) sections() [][]byte {
	out := [][]byte{
		appendColumn(w.product), appendColumn(w.contract), appendColumn(w.first),
		appendColumn(w.object), appendColumn(ranks(w.names)), appendColumn(w.flag),
	}
	for _, n := range w.numbers {
		out = append(out, appendColumn(n))
	}
	lineRows := w.lineRows.sections()
	if w.scope == Properties {
		w.lines = linesOf(lineRows)
	}
	out = slices.Concat(out, w.words.sections(), w.keys.sections(), w.values.sections(), lineRows)
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
func ranks(names []string) []uint32 {
	distinct := slices.Clone(names)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	place := make(map[string]uint32, len(distinct))
	for i, s := range distinct {
		place[s] = uint32(i)
	}
	out := make([]uint32, len(names))
	for i, s := range names {
		out[i] = place[s]
	}
	return out
}
