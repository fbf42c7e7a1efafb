package search

import (
	"maps"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/intern"
)

// Place is where a row of a snapshot has its record from. Two may differ in
// nothing but the id: that of a contract which was given another one stays, as
// removed, at the place of its successor.
type Place struct {
	Subject          catalog.Subject
	ID, Source, Path string
	Index            int
}

// Fetch reads the record of a row. It gives nil when there is none any more. The
// record is good until the next call.
type Fetch func(Place) (*catalog.Record, error)

func placeOf(r *catalog.Record) Place {
	return Place{r.Summary.Subject, r.Summary.ID, r.Origin.Source, r.Origin.Path, r.Origin.Index}
}

func placeOfProduct(p catalog.ProductRow) Place {
	return Place{catalog.OfProduct, p.ID, p.Source, p.Path, p.Index}
}

func placeOfContract(c catalog.ContractRow) Place {
	return Place{catalog.OfContract, c.ID, c.Source, c.Path, c.Index}
}

// documents are what records say, before it is known of which rows they are.
type documents struct {
	sayings
	hasher   hasher
	at       map[intern.Hash]uint32 // by place
	listed   []uint32               // the kinds of all objects and their properties, document by document
	listedAt []uint32               // where those of each document begin
}

func newDocuments(all *statements) *documents {
	return &documents{sayings: sayings{statements: all}, hasher: newHasher(), at: map[intern.Hash]uint32{}}
}

func (d *documents) grow(n int) {
	d.sayings.grow(n)
	d.listedAt = slices.Grow(d.listedAt, n)
	at := make(map[intern.Hash]uint32, len(d.at)+n)
	maps.Copy(at, d.at)
	d.at = at
}

// add takes in the next document; what is listed from here on is of it.
func (d *documents) add(p Place, e *entry) {
	d.at[d.key(p)] = uint32(d.len())
	d.sayings.add(e)
	d.listedAt = append(d.listedAt, uint32(len(d.listed)))
}

func (d *documents) key(p Place) intern.Hash {
	d.hasher.begin(byte(p.Subject))
	d.hasher.count(p.Index)
	d.hasher.say(p.ID, p.Source, p.Path)
	return d.hasher.sum()
}

// find is the number of the document at a place.
func (d *documents) find(p Place) (int, bool) {
	n, ok := d.at[d.key(p)]
	return int(n), ok
}

// kindsOf are those of the objects and properties of a document.
func (d *documents) kindsOf(n int) []uint32 { return between(d.listed, d.listedAt, n) }
