package search

import "iter"

// texts yields the texts by which a row is found, those of the row itself
// first. What belongs to something inside or around it is given as its field of
// the row: the name of a property, say, as a property.
func (ix *Index) texts(s Scope, row int) iter.Seq2[Field, string] {
	return func(yield func(Field, string) bool) {
		t := &ix.tables[s]
		for in, text := range t.own(row) {
			if !yield(in, text) {
				return
			}
		}
		switch s {
		case Products:
			ix.ofProduct(row, yield)
		case Contracts:
			ix.ofContract(row, yield)
		case Properties:
			ix.around(row, yield)
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
func (ix *Index) contractsOf(product int) (from, to int) {
	t := &ix.tables[Products]
	from, to = int(t.contract.at(product)), ix.tables[Contracts].n
	if product+1 < t.n {
		to = int(t.contract.at(product + 1))
	}
	return from, min(to, ix.tables[Contracts].n)
}

// propertiesOf is the range of the property rows of a contract row.
func (ix *Index) propertiesOf(contract int) (from, to int) {
	first := ix.tables[Contracts].first
	return int(first.at(contract)), min(int(first.at(contract+1)), ix.tables[Properties].n)
}

func (ix *Index) ofProduct(product int, yield func(Field, string) bool) bool {
	from, to := ix.contractsOf(product)
	for c := from; c < to; c++ {
		if !under(Contract, ix.tables[Contracts].own(c), yield) || !ix.ofContract(c, yield) {
			return false
		}
	}
	return true
}

func (ix *Index) ofContract(contract int, yield func(Field, string) bool) bool {
	t := &ix.tables[Properties]
	from, to := ix.propertiesOf(contract)
	for p := from; p < to; p++ {
		field := Property
		if ix.isObject(p) {
			field = Object
		}
		if !under(field, t.own(p), yield) {
			return false
		}
	}
	return true
}

func (ix *Index) isObject(property int) bool {
	return int(ix.tables[Properties].object.at(property)) == property
}

// around yields what an object or property is in.
func (ix *Index) around(row int, yield func(Field, string) bool) bool {
	t := &ix.tables[Properties]
	if of := int(t.object.at(row)); of != row {
		for in, text := range t.own(of) {
			if in <= Synonym && !yield(Object, text) {
				return false
			}
		}
	}
	for in, text := range ix.tables[Contracts].own(int(t.contract.at(row))) {
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
