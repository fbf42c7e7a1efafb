package search

import (
	"io"
	"slices"
	"sync"

	"meshdex/catalog"
	"meshdex/catalog/search/fsst"
)

// Building goes in three steps. First all records are gone through once, in any
// order, and what they say is gathered as numbers of texts (documents.go, kinds.go).
// Then comes the snapshot, which says what rows there are and which documents are
// theirs (forward.go). Then the rows are put in order, and from what was gathered the
// tables are made, two at a time (invert.go). A record costs a microsecond or two and
// some hundred bytes, the index included; the catalog need not fit into memory.

// Build indexes the records that the snapshot was assembled from.
func Build(records []catalog.Record, snap *catalog.Snapshot) *Index {
	g := NewGatherer()
	for i := range records {
		g.Add(&records[i])
	}
	return g.Finish(snap).Index()
}

// Gatherer takes in records one at a time, so that a large catalog need not be in
// memory at once. For one goroutine at a time.
type Gatherer struct{ builder *builder }

// NewGatherer returns an empty Gatherer.
func NewGatherer() *Gatherer { return &Gatherer{newBuilder()} }

// Grow makes room for n records, so that what there is need not be moved for more.
func (g *Gatherer) Grow(n int) { g.builder.documents.grow(n) }

// Add takes in a record. It keeps no memory of the caller's.
func (g *Gatherer) Add(r *catalog.Record) { g.builder.document(r) }

// Finish takes the snapshot that was assembled from the same records. The Gatherer is
// used up. Wherever the records are from can be closed before the rest, WriteTo, which
// takes as long again.
func (g *Gatherer) Finish(snap *catalog.Snapshot) *Gathered {
	rows := make([]int, snap.Len())
	for i := range rows {
		rows[i] = i
	}
	b := g.builder
	g.builder = nil
	b.rows(snap, rows)
	b.snap = nil
	return &Gathered{b, snap.Generation()}
}

// Gathered is all that a catalog says, ready to be made an index of.
type Gathered struct {
	builder    *builder
	generation uint64
}

// WriteTo makes the index, once, and writes what Load reads, each part of it as soon as
// it is made. The error is the writer's.
func (g *Gathered) WriteTo(to io.Writer) (int64, error) {
	b, w := g.builder, segmentWriter{to: to}
	g.builder = nil
	b.sections(w.section)
	err := w.end(g.generation)
	return w.size, err
}

// Index loads what WriteTo makes.
func (g *Gathered) Index() *Index {
	var out pieces
	_, _ = g.WriteTo(&out) // pieces take everything
	ix, err := Load(slices.Concat(out...))
	if err != nil {
		panic("search: loading what was built: " + err.Error())
	}
	return ix
}

// builder makes a segment.
type builder struct {
	statements          *statements
	documents           *documents
	kinds               *forward
	kindOf              *kinds
	snap                *catalog.Snapshot
	products, contracts *forward
	first               []uint32 // the first contract of each product, as gathered; and the end
	listed              []uint32 // the kinds of all objects and their properties, contract by contract
	listedAt            []uint32 // where those of each contract begin; and the end
	prints              []uint64 // of each product
	entry               entry
	buf                 []byte

	// Once all is gathered:
	vocabulary                   *vocabulary
	spread                       *spread
	productOrder, contractOrder  []uint32 // what number each row was gathered as
	calledProducts, calledOthers called
}

func newBuilder() *builder {
	all := newStatements()
	kinds := newForward(Properties, all)
	return &builder{statements: all, documents: newDocuments(all), kinds: kinds, kindOf: newKinds(kinds)}
}

// document takes in what a record says, with its objects and properties.
func (b *builder) document(r *catalog.Record) {
	d := b.documents
	d.add(placeOf(r), b.entry.document(&r.Summary))
	for i := range r.Summary.Objects {
		o := &r.Summary.Objects[i]
		d.listed = append(d.listed, b.kindOf.object(o))
		for j := range o.Properties {
			d.listed = append(d.listed, b.kindOf.property(&o.Properties[j]))
		}
	}
}

// rows takes in the products at rows of the snapshot, whose documents it has.
func (b *builder) rows(snap *catalog.Snapshot, rows []int) {
	b.snap, b.kindOf = snap, nil
	b.products, b.contracts = newForward(Products, b.statements), newForward(Contracts, b.statements)
	b.products.grow(len(rows))
	b.contracts.grow(b.documents.len())
	b.listed = make([]uint32, 0, len(b.documents.listed))
	for _, row := range rows {
		b.product(row)
	}
	b.first = append(b.first, uint32(b.contracts.len()))
	b.listedAt = append(b.listedAt, uint32(len(b.listed)))
	b.documents, b.entry = nil, entry{} // whose texts are the snapshot's
	b.statements.seal()
}

// ofContracts are the facts that hold for a product when they hold for one of its
// contracts; ofKinds for both when they hold for a property.
const (
	ofContracts = hasTeam | hasSupport | hasTags | hasOwner | hasDescription | hasServer | hasObjects | ofKinds
	ofKinds     = hasClassification | hasPII
)

func (b *builder) product(at int) {
	row := b.snap.Product(at)
	doc, has := -1, row.Flags.Has(catalog.HasDocument)
	if has {
		doc, has = b.documents.find(placeOfProduct(row))
	}
	b.products.add(b.entry.product(row, has))
	if has {
		b.products.repeat(&b.documents.sayings, doc)
	}
	b.first = append(b.first, uint32(b.contracts.len()))
	var print uint64
	print, b.buf = fingerprint(b.snap, at, b.buf)
	b.prints = append(b.prints, print)
	for c := row.First; c < row.First+row.Contracts; c++ {
		b.contract(row, c)
		flags := b.contracts.flags[b.contracts.len()-1]
		b.products.flags[b.products.len()-1] |= flags & ofContracts
	}
}

// contract takes in contract row c of the product.
func (b *builder) contract(p catalog.ProductRow, c int) {
	row := b.snap.Contract(c)
	b.contracts.add(b.entry.contract(p, row))
	b.listedAt = append(b.listedAt, uint32(len(b.listed)))
	doc, has := b.documents.find(placeOfContract(row))
	if !has {
		return
	}
	b.contracts.repeat(&b.documents.sayings, doc)
	flags := &b.contracts.flags[b.contracts.len()-1]
	for _, kind := range b.documents.kindsOf(doc) {
		b.listed = append(b.listed, kind)
		*flags |= b.kinds.flags[kind] & ofKinds
	}
}

// emitter takes the next section of a segment, which may be in several pieces. It
// keeps none.
type emitter func(pieces ...[]byte)

// sections orders what was gathered and makes the sections of a segment. Those of kinds
// come first, because they are most of it when that is large.
func (b *builder) sections(emit emitter) {
	var symbols *fsst.Table
	side(func() {
		b.vocabulary = learn(b.statements)
	}, func() {
		b.arrange()
		symbols = b.statements.learnSymbols()
	})
	b.vocabulary.order()
	var others [][]byte
	keep := func(pieces ...[]byte) { others = append(others, pieces...) } // of each section there is one
	var texts *textWriter
	side(func() {
		b.kindSections(emit)
		texts = b.statements.writeTexts(symbols)
	}, func() {
		b.productSections(keep)
		b.contractSections(keep)
		b.rowSections(keep)
	})
	for _, s := range others {
		emit(s)
	}
	texts.sections(emit)
}

// arrange puts the rows in order.
func (b *builder) arrange() {
	b.calledProducts, b.calledOthers = namesOf(b.products), namesOf(b.contracts)
	b.productOrder = arrange(b.calledProducts.standings(b.products))
	b.contractOrder = arrange(b.calledOthers.standings(b.contracts))
	b.spread = spreadOut(b.kinds, b.contracts, b.listed, b.listedAt)
}

// side runs both side by side.
func side(one, other func()) {
	var wg sync.WaitGroup
	wg.Go(other)
	one()
	wg.Wait()
}

// productSections make products found by what they say, and what their contracts,
// objects and properties say.
func (b *builder) productSections(emit emitter) {
	columnSections(emit, b.products, b.productOrder, b.calledProducts)
	t := newInverted(b.vocabulary, b.products.len())
	recipes := t.recipes(b.kinds, repeated(b.listed))
	raised := t.vocabulary.valuesOf(raisedByContracts)
	for row, at := range b.productOrder {
		t.take(b.products, int(at), uint32(row))
		for c := b.first[at]; c < b.first[at+1]; c++ {
			t.raise(b.contracts, int(c), &raised, uint32(row))
			for _, kind := range b.listed[b.listedAt[c]:b.listedAt[c+1]] {
				recipes.cook(kind, uint32(row))
			}
		}
	}
	b.foundSections(emit, b.products, t, b.productOrder)
}

func (b *builder) contractSections(emit emitter) {
	columnSections(emit, b.contracts, b.contractOrder, b.calledOthers)
	t := newInverted(b.vocabulary, b.contracts.len())
	for row, at := range b.contractOrder {
		t.take(b.contracts, int(at), uint32(row))
	}
	b.foundSections(emit, b.contracts, t, b.contractOrder)
}

// kindSections say where kinds are, and make them found, part by part.
func (b *builder) kindSections(emit emitter) {
	b.spread.places(emit, b.listedAt)
	b.spread.columns(emit, b.kinds)
	order := b.spread.kinds
	b.spread = nil // it is written
	t := newInverted(b.vocabulary, len(order))
	for row, kind := range order {
		t.take(b.kinds, int(kind), uint32(row))
	}
	b.foundSections(emit, b.kinds, t, order)
}
