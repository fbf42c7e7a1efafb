package search

import "iter"

// allTexts yields the texts by which a row is found, those of the row itself
// first. What belongs to something inside or around it is given as its field of
// the row: the name of a property, say, as a property.
func (g *segment) allTexts(s Scope, row int) iter.Seq2[Field, string] {
	return func(yield func(Field, string) bool) {
		for in, text := range g.own(s, row, allFields) {
			if !yield(in, text) {
				return
			}
		}
		switch s {
		case Products:
			g.ofProduct(row, yield)
		case Contracts:
			g.ofContract(row, yield)
		case Properties:
			g.around(row, yield)
		}
	}
}

// under yields texts of something inside the row, its names under the given
// field. What it has from around it is left out: the row has that itself.
func under(names Field, texts iter.Seq2[Field, string], yield func(Field, string) bool) bool {
	for in, text := range texts {
		switch in {
		case Name, ID, Synonym:
			in = names
		case Product, Domain:
			continue
		}
		if !yield(in, text) {
			return false
		}
	}
	return true
}

func (g *segment) ofProduct(product int, yield func(Field, string) bool) bool {
	for c := range g.contractsOf(product) {
		if !under(Contract, g.tables[Contracts].own(c, allFields), yield) || !g.ofContract(c, yield) {
			return false
		}
	}
	return true
}

func (g *segment) ofContract(contract int, yield func(Field, string) bool) bool {
	from, to := g.listedOf(contract)
	for i := from; i < to; i++ {
		kind, field := int(g.spread.listed.at(i)), Property
		if g.isObjectKind(kind) {
			field = Object
		}
		if !under(field, g.tables[Properties].own(kind, allFields), yield) {
			return false
		}
	}
	return true
}

// around yields what an object or property is in.
func (g *segment) around(row int, yield func(Field, string) bool) bool {
	if of := g.objectOf(row); of != row {
		for _, text := range g.own(Properties, of, nameFields) {
			if !yield(Object, text) {
				return false
			}
		}
	}
	for in, text := range g.tables[Contracts].own(g.contractOf(Properties, row), 1<<Name|1<<ID|1<<Product|1<<Domain|1<<Owner) {
		if in == Name || in == ID {
			in = Contract
		}
		if !yield(in, text) {
			return false
		}
	}
	return true
}
