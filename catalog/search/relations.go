package search

import (
	"iter"
	"sort"
)

// contractsOf yields the contracts of a product.
func (g *segment) contractsOf(product int) iter.Seq[int] {
	return func(yield func(int) bool) {
		at := int(g.tables[Products].place.at(product))
		to := min(int(g.first.at(at+1)), g.at.len())
		for c := int(g.first.at(at)); c < to; c++ {
			if !yield(int(g.at.at(c))) {
				return
			}
		}
	}
}

// propertiesOf yields the rows of a contract's objects and properties, each object
// before its properties.
func (g *segment) propertiesOf(contract int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		from, to := g.listedOf(contract)
		along := listing{segment: g, contract: contract}
		for i := from; i < to; i++ {
			if !yield(along.row(i)) {
				return
			}
		}
	}
}

// listing goes along what is listed of a contract. It remembers where it is in kinds that
// the contract has more than once: some contract has thirty thousand columns of one.
type listing struct {
	*segment
	contract int
	next     map[uint32]uint32 // the next row of each of these kinds
}

// row is the row of what is listed at i, which comes behind the one asked for before.
func (l *listing) row(i int) uint32 {
	kind := l.spread.listed.at(i)
	if row, ok := l.next[kind]; ok {
		l.next[kind]++
		return row
	}
	first, count := l.rowsIn(int(kind), l.contract)
	if count > 1 {
		if l.next == nil {
			l.next = map[uint32]uint32{}
		}
		l.next[kind] = first + 1
	}
	return first
}

// listedOf is the range of a contract's objects and properties in spread.listed.
func (g *segment) listedOf(contract int) (from, to int) {
	at := int(g.tables[Contracts].place.at(contract))
	return int(g.spread.listedAt.at(at)), min(int(g.spread.listedAt.at(at+1)), g.spread.listed.len())
}

// rowListed is the row of what is listed at i, which is in the contract. The rows
// of a kind are in the order of their contracts, and in one contract as listed.
func (g *segment) rowListed(contract, i int) uint32 {
	kind := g.spread.listed.at(i)
	first, count := g.rowsIn(int(kind), contract)
	if count > 1 {
		from, _ := g.listedOf(contract)
		for ; from < i; from++ {
			if g.spread.listed.at(from) == kind {
				first++
			}
		}
	}
	return first
}

// rowsIn finds the rows of a kind that are in the contract.
func (g *segment) rowsIn(kind, contract int) (first uint32, count int) {
	from, to := g.rowsOf(kind)
	place := g.tables[Contracts].place.at(contract)
	first = from + uint32(sort.Search(int(to-min(from, to)), func(i int) bool { return g.spread.contract.at(int(from)+i) >= place }))
	for row := first; row < to && g.spread.contract.at(int(row)) == place; row++ {
		count++
	}
	return first, count
}

// kindOf is the kind of an object or property.
func (g *segment) kindOf(row int) int {
	n := g.tables[Properties].n
	return sort.Search(n, func(kind int) bool { return int(g.spread.starts.at(kind+1)) > row })
}

// rowsOf is the range of the rows of a kind.
func (g *segment) rowsOf(kind int) (from, to uint32) {
	return g.spread.starts.at(kind), min(g.spread.starts.at(kind+1), uint32(g.spread.n))
}

// isObjectKind reports whether a kind is one of objects.
func (g *segment) isObjectKind(kind int) bool {
	return facet(g.tables[Properties].flags.at(kind))&isObject != 0
}

// objectOf is the row of the object that a row is, or that it is a property of.
func (g *segment) objectOf(row int) int {
	kind, contract := g.kindOf(row), g.contractOf(Properties, row)
	first, _ := g.rowsIn(kind, contract)
	before := row - int(first) // of the same kind, in the same contract
	from, to := g.listedOf(contract)
	object := -1
	for i := from; i < to; i++ {
		listed := int(g.spread.listed.at(i))
		if g.isObjectKind(listed) {
			object = i
		}
		if listed != kind {
			continue
		}
		if before == 0 && object >= 0 {
			return int(g.rowListed(contract, object))
		}
		before--
	}
	return row
}

// productOf is the product of a row of the scope.
func (g *segment) productOf(s Scope, row int) int {
	switch s {
	case Products:
		return row
	case Contracts:
		return int(g.product.at(int(g.tables[Contracts].place.at(row))))
	}
	return int(g.product.at(int(g.spread.contract.at(row))))
}

// contractOf is the contract of a row of a scope, which is not Products.
func (g *segment) contractOf(s Scope, row int) int {
	if s == Properties {
		return int(g.at.at(int(g.spread.contract.at(row))))
	}
	return row
}

// own yields what a row of the scope says itself in the wanted fields.
func (g *segment) own(s Scope, row int, want fields) iter.Seq2[Field, string] {
	if s == Properties {
		row = g.kindOf(row)
	}
	return g.tables[s].own(row, want)
}

// name is what a row of the scope is called.
func (g *segment) name(s Scope, row int) string {
	for _, text := range g.own(s, row, allFields) {
		return text
	}
	return ""
}

// rank is the place of a row in the order of the names.
func (g *segment) rank(s Scope, row int) uint32 {
	if s == Properties {
		row = g.kindOf(row)
	}
	return g.tables[s].rank.at(row)
}

// ofProperties are the facts that objects and properties say themselves. Others
// they have from their contract.
const ofProperties = hasQuality | hasDescription | hasTags | hasClassification | hasPII | isDeprecated | isObject

// flags are what is so of a row, with the length of its name.
func (g *segment) flags(s Scope, row int) uint32 {
	if s != Properties {
		return g.tables[s].flags.at(row)
	}
	own := g.tables[Properties].flags.at(g.kindOf(row))
	return own | g.tables[Contracts].flags.at(g.contractOf(s, row))&uint32(1<<nameShift-1&^ofProperties)
}

// number is a count of a row. What objects and properties do not count themselves
// they have from their contract.
func (g *segment) number(s Scope, n number, row int) uint32 {
	switch {
	case s != Properties:
		return g.tables[s].numbers[n].at(row)
	case isOwn(n):
		return g.tables[Properties].numbers[n].at(g.kindOf(row))
	}
	return g.tables[Contracts].numbers[n].at(g.contractOf(s, row))
}

// isOwn reports whether objects and properties count that themselves.
func isOwn(n number) bool { return n == columns || n == checks }
