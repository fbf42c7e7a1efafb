package search

import (
	"bytes"
	"encoding/binary"
	"sync"
)

// segment is a part of an index that was written at once: the three tables of
// some products. Most indexes have one; after a small sync a second one holds
// what has changed, and says which rows of the first are still good.
type segment struct {
	tables [scopeCount]table
	prints []byte // of each product: see fingerprint

	// Where the segment's products and contracts are in the snapshot, by row;
	// empty when they are where they were. gone marks those that are no more.
	products, contracts column
	live                [scopeCount]set // rows that are still good; nil when all are

	finders [scopeCount]sync.Pool // of *finder, so that a search allocates little
}

// gone is the row of what is no longer in the snapshot.
const gone = ^uint32(0)

// load reads the tables.
func (g *segment) load(s *sections) {
	for i := range g.tables {
		g.tables[i].scope = Scope(i)
		g.tables[i].load(s)
	}
	g.prints = s.next()
	if len(g.prints) != 8*g.tables[Products].n {
		s.bad = true
	}
}

// place moves the rows of the segment to where they are in the snapshot now.
func (g *segment) place(products, contracts column, s *sections) {
	if products.len() != g.tables[Products].n || contracts.len() != g.tables[Contracts].n {
		s.bad = true
		return
	}
	g.products, g.contracts = products, contracts
	g.live[Products], g.live[Contracts] = liveRows(products), liveRows(contracts)
	properties := make(set, setWords(g.tables[Properties].n))
	for c := range g.live[Contracts].rows() {
		from, to := g.propertiesOf(int(c))
		properties.addRange(uint32(from), uint32(max(from, to)))
	}
	g.live[Properties] = properties
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

// productRow is where a product of the segment is in the snapshot.
func (g *segment) productRow(row int) int32 {
	if g.products != nil {
		row = int(g.products.at(row))
	}
	return int32(row)
}

// contractRow is where a contract of the segment is in the snapshot.
func (g *segment) contractRow(row int) int32 {
	if g.contracts != nil {
		row = int(g.contracts.at(row))
	}
	return int32(row)
}

// finder lends a finder; it is to be given back.
func (g *segment) finder(s Scope) *finder {
	if f, ok := g.finders[s].Get().(*finder); ok {
		return f
	}
	return newFinder(g, s)
}

func (g *segment) giveBack(f *finder) { g.finders[f.table.scope].Put(f) }

// len is the number of rows of the scope that are still good.
func (g *segment) len(s Scope) int {
	if g.live[s] != nil {
		return g.live[s].count()
	}
	return g.tables[s].n
}

// readDelta takes apart a segment that was written on top of base: its tables,
// then the checksum of base, and where the products and contracts of both are
// in the snapshot.
func readDelta(base *segment, baseData []byte, s *sections) *segment {
	g := &segment{}
	g.load(s)
	if !bytes.Equal(s.next(), baseData[24:headerBytes]) {
		s.bad = true
		return g
	}
	products, contracts := column(s.next()), column(s.next())
	if !s.bad {
		g.place(products, contracts, s)
		base.place(column(s.next()), column(s.next()), s)
	}
	return g
}

// printAt is the fingerprint of a product row.
func (g *segment) printAt(row int) uint64 {
	return binary.LittleEndian.Uint64(g.prints[row*8:])
}
