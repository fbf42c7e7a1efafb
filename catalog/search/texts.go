package search

import "iter"

// texts yields the texts by which a row is found, those of the row itself
// first. What belongs to something inside or around it is given as its field of
// the row: the name of a property, say, as a property.
func (g *segment) texts(s Scope, row int) iter.Seq2[Field, string] {
	return func(yield func(Field, string) bool) {
		t := &g.tables[s]
		for in, text := range t.own(row) {
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

// contractsOf is the range of the contract rows of a product row.
func (g *segment) contractsOf(product int) (from, to int) {
	t := &g.tables[Products]
	from, to = int(t.contract.at(product)), g.tables[Contracts].n
	if product+1 < t.n {
		to = int(t.contract.at(product + 1))
	}
	return from, min(to, g.tables[Contracts].n)
}

// propertiesOf is the range of the property rows of a contract row.
func (g *segment) propertiesOf(contract int) (from, to int) {
	first := g.tables[Contracts].first
	return int(first.at(contract)), min(int(first.at(contract+1)), g.tables[Properties].n)
}

func (g *segment) ofProduct(product int, yield func(Field, string) bool) bool {
	from, to := g.contractsOf(product)
	for c := from; c < to; c++ {
		if !under(Contract, g.tables[Contracts].own(c), yield) || !g.ofContract(c, yield) {
			return false
		}
	}
	return true
}

func (g *segment) ofContract(contract int, yield func(Field, string) bool) bool {
	t := &g.tables[Properties]
	from, to := g.propertiesOf(contract)
	for p := from; p < to; p++ {
		field := Property
		if g.isObject(p) {
			field = Object
		}
		if !under(field, t.own(p), yield) {
			return false
		}
	}
	return true
}

func (g *segment) isObject(property int) bool {
	return int(g.tables[Properties].object.at(property)) == property
}

// around yields what an object or property is in.
func (g *segment) around(row int, yield func(Field, string) bool) bool {
	t := &g.tables[Properties]
	if of := int(t.object.at(row)); of != row {
		for in, text := range t.own(of) {
			if in <= Synonym && !yield(Object, text) {
				return false
			}
		}
	}
	for in, text := range g.tables[Contracts].own(int(t.contract.at(row))) {
		switch in {
		case Name, ID:
			in = Contract
		case Product, Domain, Owner:
		default:
			continue
		}
		if !yield(in, text) {
			return false
		}
	}
	return true
}
