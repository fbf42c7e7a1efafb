package search

import "meshdex/catalog"

// sharedEntry is what every object and property of a contract inherits from it.
func sharedEntry(i int, p catalog.ProductRow, row catalog.ContractRow, r *catalog.Record) *entry {
	e := contractFacts(i, p, row)
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

// child starts an entry that inherits the facts of another.
func (e *entry) child() *entry {
	return &entry{product: e.product, contract: e.contract, flags: e.flags, numbers: e.numbers}
}

// object is what a schema object is found by, besides what its contract
// shares.
func (e *entry) object(o *catalog.ObjectSummary) *entry {
	c := e.child()
	c.add(Name, o.Name)
	c.add(Synonym, o.Physical, o.Business)
	c.add(Synonym, o.Synonyms...)
	c.add(Tag, o.Tags...)
	c.add(Check, o.Checks...)
	c.add(Description, o.Description)
	c.value("object", o.Name, o.Physical)
	c.value("type", o.Type)
	c.value("tag", o.Tags...)
	c.set(isDeprecated, o.Deprecated)
	c.set(hasQuality, len(o.Checks) > 0)
	c.set(hasDescription, o.Description != "")
	c.numbers[checks] = uint32(len(o.Checks))
	c.numbers[columns] = uint32(len(o.Properties))
	c.own = len(c.texts)
	return c
}

// propertyOf is what a property of the object is found by, besides what its
// contract shares.
func (e *entry) propertyOf(o *catalog.ObjectSummary, p *catalog.PropertySummary) *entry {
	c := e.child()
	c.add(Name, p.Path)
	c.add(Synonym, p.Physical, p.Business)
	c.add(Synonym, p.Synonyms...)
	c.add(Tag, p.Tags...)
	c.add(Classification, p.Classification)
	c.add(Description, p.Description)
	c.own = len(c.texts)
	c.add(Object, o.Name, o.Physical)
	c.value("object", o.Name, o.Physical)
	c.value("type", p.Type, p.PhysicalType)
	c.propertyValues(p)
	c.set(isDeprecated, p.Flags.Has(catalog.DeprecatedProperty))
	c.set(hasQuality, p.Checks > 0)
	c.set(hasDescription, p.Description != "")
	c.set(hasTags, len(p.Tags) > 0)
	c.numbers[checks] = uint32(p.Checks)
	c.numbers[columns] = 0
	return c
}
