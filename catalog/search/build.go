package search

import (
	"slices"
	"sync"

	"meshdex/catalog"
	"meshdex/catalog/intern"
)

// Building goes in two steps. First all records are gone through once, and what
// they say is gathered as numbers of texts (forward.go, kinds.go). Then the rows
// are put in order, and from what was gathered the tables are made, two at a time
// (invert.go). A record costs a microsecond or two and some hundred bytes, the
// index included; the catalog need not fit into memory.

// Build indexes the records that the snapshot was assembled from.
func Build(records []catalog.Record, snap *catalog.Snapshot) *Index {
	ix, err := BuildFrom(snap, fetchFrom(records))
	if err != nil {
		panic("search: reading records from memory: " + err.Error())
	}
	return ix
}

// BuildFrom indexes the records behind the rows of the snapshot, fetching each
// of them once, in the order of the rows. The error is fetch's.
func BuildFrom(snap *catalog.Snapshot, fetch Fetch) (*Index, error) {
	g, err := Gather(snap, fetch)
	if err != nil {
		return nil, err
	}
	return LoadUnchecked(slices.Concat(g.Bytes()...))
}

// Gathered is all that the records of a catalog say, ready to be made an index of.
type Gathered struct{ builder *builder }

// Gather is the first half of BuildFrom, for who only wants to write the index to a
// file: it fetches the records, and wherever they are from can be closed before the
// second half, Bytes, which takes as long and as much memory again.
func Gather(snap *catalog.Snapshot, fetch Fetch) (*Gathered, error) {
	rows := make([]int, snap.Len())
	for i := range rows {
		rows[i] = i
	}
	b := newBuilder(snap, fetch)
	if err := b.gather(rows); err != nil {
		return nil, err
	}
	b.fetch = nil
	return &Gathered{b}, nil
}

// Bytes makes the index, once: one after the other, the pieces are what Load reads.
func (g *Gathered) Bytes() (pieces [][]byte) {
	b := g.builder
	g.builder = nil
	sections := b.sections()
	return append([][]byte{segmentHead(b.snap.Generation(), sections)}, sections...)
}

// builder makes a segment.
type builder struct {
	snap                       *catalog.Snapshot
	fetch                      Fetch
	texts                      *intern.Table
	products, contracts, kinds *forward
	kindOf                     *kinds
	first                      []uint32 // the first contract of each product, as gathered; and the end
	listed                     []uint32 // the kinds of all objects and their properties, contract by contract
	listedAt                   []uint32 // where those of each contract begin; and the end
	prints                     []uint64 // of each product
	entry                      entry
	buf                        []byte

	// Once all is gathered:
	vocabulary                   *vocabulary
	spread                       *spread
	productOrder, contractOrder  []uint32 // what number each row was gathered as
	calledProducts, calledOthers called
}

func newBuilder(snap *catalog.Snapshot, fetch Fetch) *builder {
	texts, named := intern.New(), &marks{}
	kinds := newForward(Properties, texts, named)
	return &builder{
		snap: snap, fetch: fetch, texts: texts, kinds: kinds, kindOf: newKinds(kinds),
		products: newForward(Products, texts, named), contracts: newForward(Contracts, texts, named),
	}
}

// gather takes in the products at the rows of the snapshot.
func (b *builder) gather(rows []int) error {
	for _, row := range rows {
		if err := b.product(row); err != nil {
			return err
		}
	}
	b.first = append(b.first, uint32(b.contracts.len()))
	b.listedAt = append(b.listedAt, uint32(len(b.listed)))
	return nil
}

// ofContracts are the facts that hold for a product when they hold for one of its
// contracts; ofKinds for both when they hold for a property.
const (
	ofContracts = hasTeam | hasSupport | hasTags | hasOwner | hasDescription | hasServer | hasObjects | ofKinds
	ofKinds     = hasClassification | hasPII
)

func (b *builder) product(at int) error {
	row := b.snap.Product(at)
	var r *catalog.Record
	if row.Flags.Has(catalog.HasDocument) {
		var err error
		if r, err = b.fetch(Place{catalog.OfProduct, row.ID, row.Source, row.Path, row.Index}); err != nil {
			return err
		}
	}
	b.products.add(b.entry.product(row, r))
	b.first = append(b.first, uint32(b.contracts.len()))
	var print uint64
	print, b.buf = fingerprint(b.snap, at, b.buf)
	b.prints = append(b.prints, print)
	for c := row.First; c < row.First+row.Contracts; c++ {
		if err := b.contract(row, c); err != nil {
			return err
		}
		flags := b.contracts.flags[b.contracts.len()-1]
		b.products.flags[b.products.len()-1] |= flags & ofContracts
	}
	return nil
}

// contract takes in contract row c of the product, with its objects and
// properties.
func (b *builder) contract(p catalog.ProductRow, c int) error {
	row := b.snap.Contract(c)
	r, err := b.fetch(Place{catalog.OfContract, row.ID, row.Source, row.Path, row.Index})
	if err != nil {
		return err
	}
	b.contracts.add(b.entry.contract(p, row, r))
	b.listedAt = append(b.listedAt, uint32(len(b.listed)))
	if r == nil {
		return nil
	}
	for i := range r.Summary.Objects {
		o := &r.Summary.Objects[i]
		b.listed = append(b.listed, b.kindOf.object(o))
		for j := range o.Properties {
			b.listed = append(b.listed, b.kindOf.property(&o.Properties[j]))
		}
	}
	flags := &b.contracts.flags[b.contracts.len()-1]
	for _, kind := range b.listed[b.listedAt[len(b.listedAt)-1]:] {
		*flags |= b.kinds.flags[kind] & ofKinds
	}
	return nil
}

// sections orders what was gathered and makes the sections of a segment.
func (b *builder) sections() [][]byte {
	b.kindOf = nil
	b.vocabulary = learn(b.texts, b.products.named)
	for _, f := range []*forward{b.products, b.contracts, b.kinds} {
		b.vocabulary.value(f)
	}
	b.vocabulary.order()
	b.calledProducts, b.calledOthers = namesOf(b.products), namesOf(b.contracts)
	b.productOrder = arrange(b.calledProducts.standings(b.products))
	b.contractOrder = arrange(b.calledOthers.standings(b.contracts))
	b.spread = spreadOut(b.kinds, b.contracts, b.listed, b.listedAt)
	var products, rest [][]byte
	var wg sync.WaitGroup
	wg.Go(func() { products = b.productSections() })
	wg.Go(func() { rest = slices.Concat(b.contractSections(), b.kindSections(), b.spreadSections()) })
	wg.Wait()
	return slices.Concat(products, rest, b.textSections())
}

// marked are the numbers of the qualifiers that are among those of the list.
func (b *builder) marked(list []string) marks {
	var m marks
	for _, n := range b.vocabulary.qualifiers {
		if isAmong(b.texts.String(n), list) {
			m.add(n)
		}
	}
	return m
}

// productSections make products found by what they say, and what their contracts,
// objects and properties say.
func (b *builder) productSections() [][]byte {
	t := newInverted(b.vocabulary, b.products.len())
	recipes := t.recipes(b.kinds, b.marked(raisedByObjects), b.marked(raisedByProperties))
	raised := b.marked(raisedByContracts)
	for row, at := range b.productOrder {
		t.take(b.products, int(at), uint32(row))
		for c := b.first[at]; c < b.first[at+1]; c++ {
			t.raise(b.contracts, int(c), raised, uint32(row))
			for _, kind := range b.listed[b.listedAt[c]:b.listedAt[c+1]] {
				t.cook(recipes, kind, uint32(row))
			}
		}
	}
	return b.tableSections(b.products, t, b.productOrder, b.calledProducts)
}

func (b *builder) contractSections() [][]byte {
	t := newInverted(b.vocabulary, b.contracts.len())
	for row, at := range b.contractOrder {
		t.take(b.contracts, int(at), uint32(row))
	}
	return b.tableSections(b.contracts, t, b.contractOrder, b.calledOthers)
}

// kindSections make the kinds found, part by part.
func (b *builder) kindSections() [][]byte {
	t := newInverted(b.vocabulary, len(b.spread.kinds))
	for row, kind := range b.spread.kinds {
		t.take(b.kinds, int(kind), uint32(row))
	}
	return b.tableSections(b.kinds, t, b.spread.kinds, called{b.spread.rank, b.spread.length})
}
