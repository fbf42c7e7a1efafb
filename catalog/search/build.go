package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"meshdex/catalog"
)

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
	pieces, err := BuildBytes(snap, fetch)
	if err != nil {
		return nil, err
	}
	return LoadUnchecked(slices.Concat(pieces...))
}

// BuildBytes is BuildFrom for who only wants to write the index to a file: one
// after the other, the pieces are what Load reads. It needs half the memory.
func BuildBytes(snap *catalog.Snapshot, fetch Fetch) (pieces [][]byte, err error) {
	rows := make([]int, snap.Len())
	for i := range rows {
		rows[i] = i
	}
	parts, err := buildParts(snap, fetch, rows)
	if err != nil {
		return nil, err
	}
	return append([][]byte{segmentHead(snap.Generation(), parts)}, parts...), nil
}

// buildParts writes the sections of a segment of the given product rows.
func buildParts(snap *catalog.Snapshot, fetch Fetch, rows []int) ([][]byte, error) {
	b := builder{
		snap: snap, fetch: fetch,
		products: newTableWriter(Products), contracts: newTableWriter(Contracts), properties: newTableWriter(Properties),
	}
	var prints, buf []byte
	for i, row := range rows {
		if err := b.product(i, row); err != nil {
			return nil, err
		}
		var print uint64
		print, buf = fingerprint(snap, row, buf)
		prints = binary.LittleEndian.AppendUint64(prints, print)
	}
	b.contracts.first = append(b.contracts.first, uint32(len(b.properties.product)))
	return append(b.sections(), prints), nil
}

// sections uses the tables up, one after the other, so that no two of them are
// in memory both as they were gathered and as they are written.
func (b *builder) sections() [][]byte {
	var out [][]byte
	for _, w := range []**tableWriter{&b.products, &b.contracts, &b.properties} {
		out = append(out, (*w).sections()...)
		*w = nil
	}
	return out
}

// builder fills the three tables, product by product.
type builder struct {
	snap                            *catalog.Snapshot
	fetch                           Fetch
	products, contracts, properties *tableWriter
}

// product takes in the product at a row of the snapshot as number i.
func (b *builder) product(i, at int) error {
	row := b.snap.Product(at)
	var r *catalog.Record
	if row.Flags.Has(catalog.HasDocument) {
		var err error
		if r, err = b.fetch(Place{catalog.OfProduct, row.ID, row.Source, row.Path, row.Index}); err != nil {
			return err
		}
	}
	e := productEntry(i, len(b.contracts.product), row, r)
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
	r, err := b.fetch(Place{catalog.OfContract, row.ID, row.Source, row.Path, row.Index})
	if err != nil {
		return err
	}
	b.contracts.first = append(b.contracts.first, uint32(len(b.properties.product)))
	n := len(b.contracts.product)
	b.contracts.add(contractEntry(of.product, n, p, row, r), line(p.Domain, cmp.Or(row.Name, row.ID), row.ID, ""))
	if r != nil {
		of.takeIn(r)
		b.properties.addContract(sharedEntry(of.product, n, p, row, r), r)
	}
	return nil
}

// line is what is matched letter by letter: where it belongs, what it is called,
// and what else it is known by. An id that only repeats domain and name is left
// out.
func line(domain, name, id, owner string) string {
	out := appendPlain(nil, clip(domain, maxKey))
	if len(out) > 0 {
		out = append(out, '/')
	}
	out = appendPlain(out, clip(name, maxKey))
	for _, s := range lineExtras(domain, name, id, owner) {
		out = appendPlain(append(out, ' '), clip(s, maxKey))
	}
	return string(out)
}

func lineExtras(domain, name, id, owner string) []string {
	var out []string
	if n := squeeze(id); n != squeeze(name) && n != squeeze(domain+name) {
		out = append(out, id)
	}
	if owner != "" {
		out = append(out, owner)
	}
	return out
}

// squeeze leaves the letters and digits of a text, folded.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if classOf(r) == gap {
			return -1
		}
		return r
	}, fold(clip(s, maxKey)))
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
