package search

import "meshdex/catalog"

// sharedEntry is what every object and property of a contract inherits from it.
func sharedEntry(product, i int, p catalog.ProductRow, row catalog.ContractRow, r *catalog.Record) *entry {
	e := contractFacts(product, i, p, row)
	e.flags &^= hasPII | hasQuality | hasDescription
	s := &r.Summary
	e.add(Contract, s.Name, s.ID)
	e.add(Owner, s.Owner)
	e.value("owner", s.Owner)
	e.value("owner", s.People...)
	for _, v := range s.Servers {
		e.value("server", v.Name, v.Type, v.Environment, v.Location)
		e.value("format", v.Format)
	}
	return e
}

// inherit makes the entry one that has the facts of another, and nothing else
// yet.
func (e *entry) inherit(from *entry) {
	*e = entry{
		product: from.product, contract: from.contract, flags: from.flags, numbers: from.numbers,
		texts: e.texts[:0], values: e.values[:0],
	}
}

// object makes the entry what a schema object is found by, besides what its
// contract shares.
func (e *entry) object(shared *entry, o *catalog.ObjectSummary) *entry {
	e.inherit(shared)
	e.add(Name, o.Name)
	e.add(Synonym, o.Physical, o.Business)
	e.add(Synonym, o.Synonyms...)
	e.add(Tag, o.Tags...)
	e.add(Check, o.Checks...)
	e.add(Description, o.Description)
	e.value("object", o.Name, o.Physical)
	e.value("type", o.Type)
	e.value("tag", o.Tags...)
	e.set(isDeprecated, o.Deprecated)
	e.set(hasQuality, len(o.Checks) > 0)
	e.set(hasDescription, o.Description != "")
	e.numbers[checks] = uint32(len(o.Checks))
	e.numbers[columns] = uint32(len(o.Properties))
	e.own = len(e.texts)
	return e
}

// property makes the entry what a property of the object is found by, besides
// what its contract shares.
func (e *entry) property(shared *entry, o *catalog.ObjectSummary, p *catalog.PropertySummary) *entry {
	e.inherit(shared)
	e.add(Name, p.Path)
	e.add(Synonym, p.Physical, p.Business)
	e.add(Synonym, p.Synonyms...)
	e.add(Tag, p.Tags...)
	e.add(Classification, p.Classification)
	e.add(Description, p.Description)
	e.own = len(e.texts)
	e.add(Object, o.Name, o.Physical)
	e.value("object", o.Name, o.Physical)
	e.value("type", p.Type, p.PhysicalType)
	e.propertyValues(p)
	e.set(isDeprecated, p.Flags.Has(catalog.DeprecatedProperty))
	e.set(hasQuality, p.Checks > 0)
	e.set(hasDescription, p.Description != "")
	e.set(hasTags, len(p.Tags) > 0)
	e.numbers[checks] = uint32(p.Checks)
	e.numbers[columns] = 0
	return e
}
