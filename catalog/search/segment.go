package search

import (
	"bytes"
	"encoding/binary"
	"sync"
)

// segment is a part of an index that was written at once: the tables of some
// products. Most indexes have one; after a small sync a second one holds what has
// changed, and says which rows of the first are still good.
type segment struct {
	tables  [scopeCount]table // of products, contracts and kinds
	texts   texts
	first   column // the first contract of each product, as they were gathered; and the end
	at      column // where each contract, as gathered, ranks
	product column // the product of each contract, as gathered
	prints  []byte // of each product: see fingerprint
	spread  places

	// Where the products and contracts are in the snapshot, by row; gone marks
	// those that are no more. live are the rows of each scope that are still good,
	// nil when all are.
	products, contracts column
	live                [scopeCount]set

	objects func() [2]set         // kinds that are objects, and the others
	finders [scopeCount]sync.Pool // of *finder, so that a search allocates little
}

// places are where the kinds of objects and properties are: the rows of the scope
// Properties, of which those of a kind lie together.
type places struct {
	n        int
	starts   column // the first row of each kind; and the end
	contract column // of each row, as gathered; the rows of a kind are in its order
	listed   column // kinds, contract by contract, as gathered: each object before its properties
	listedAt column // where those of each contract begin; and the end
}

// load reads what spread.places gave.
func (p *places) load(s *sections) {
	p.starts, p.contract, p.listed, p.listedAt = loadColumn(s), loadColumn(s), loadColumn(s), loadColumn(s)
	p.n = p.contract.len()
}

// gone is the row of what is no longer in the snapshot.
const gone = ^uint32(0)

// load reads the tables.
func (g *segment) load(s *sections) {
	g.objects = sync.OnceValue(g.sortKinds)
	g.spread.load(s)
	for _, scope := range []Scope{Properties, Products, Contracts} {
		t := &g.tables[scope]
		t.scope, t.texts = scope, &g.texts
		t.load(s)
	}
	g.first, g.at, g.product, g.prints = loadColumn(s), loadColumn(s), loadColumn(s), s.next()
	p := &g.spread
	g.texts = loadTexts(s)
	g.products, g.contracts = g.tables[Products].place, g.tables[Contracts].place
	if len(g.prints) != 8*g.tables[Products].n || g.first.len() != g.tables[Products].n+1 ||
		g.product.len() != g.tables[Contracts].n || p.starts.len() != g.tables[Properties].n+1 {
		s.bad = true
	}
}

// rows is the number of rows of a scope, good or not.
func (g *segment) rows(s Scope) int {
	if s == Properties {
		return g.spread.n
	}
	return g.tables[s].n
}

// place moves the rows of the segment to where they are in the snapshot now.
func (g *segment) place(products, contracts column, s *sections) {
	if products.len() != g.tables[Products].n || contracts.len() != g.tables[Contracts].n {
		s.bad = true
		return
	}
	g.products, g.contracts = products, contracts
	g.live[Products], g.live[Contracts] = liveRows(products), liveRows(contracts)
	g.live[Properties] = make(set, setWords(g.spread.n))
	g.askRows([]lifted{{g.live[Contracts], g.live[Properties]}})
}

func liveRows(rows column) set {
	s := make(set, setWords(rows.len()))
	for i := range rows.len() {
		if rows.at(i) != gone {
			s.add(uint32(i))
		}
	}
	return s
}

// finder lends a finder; it is to be given back.
func (g *segment) finder(s Scope) *finder {
	if f, ok := g.finders[s].Get().(*finder); ok {
		return f
	}
	return newFinder(g, s)
}

func (g *segment) giveBack(f *finder) { g.finders[f.scope].Put(f) }

// len is the number of rows of the scope that are still good.
func (g *segment) len(s Scope) int {
	if g.live[s] != nil {
		return g.live[s].count()
	}
	return g.rows(s)
}

// readDelta takes apart a segment that was written on top of base: its tables,
// then the checksum of base, and where the products and contracts of both are
// in the snapshot.
func readDelta(base *segment, baseData []byte, s *sections) *segment {
	g := &segment{}
	g.load(s)
	if !bytes.Equal(s.next(), sumOf(baseData)) {
		s.bad = true
		return g
	}
	products, contracts := loadColumn(s), loadColumn(s)
	if !s.bad {
		g.place(products, contracts, s)
		base.place(loadColumn(s), loadColumn(s), s)
	}
	return g
}

// printAt is the fingerprint of a product row.
func (g *segment) printAt(row int) uint64 {
	return binary.LittleEndian.Uint64(g.prints[row*8:])
}
