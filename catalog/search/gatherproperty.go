package search

import (
	"iter"

	"meshdex/catalog"
)

// propertyEntries yields the schema objects and their properties, in the order
// of the contract rows and then of the document; an object comes right before
// its properties.
func (g *gatherer) propertyEntries() iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		for i, r := range g.contracts {
			if r == nil {
				continue
			}
			shared := g.shared(i, r)
			for j := range r.Summary.Objects {
				if !yieldObject(shared, &r.Summary.Objects[j], yield) {
					return
				}
			}
		}
	}
}

// shared is what every property of a contract inherits from it.
func (g *gatherer) shared(i int, r *catalog.Record) *entry {
	row := g.snap.Contract(i)
	e := g.contractFacts(i, row)
	s := &r.Summary
	e.add(Contract, s.Name)
	if s.ID != s.Name {
		e.add(Contract, s.ID)
	}
	e.add(Owner, s.Owner)
	e.value("owner", s.Owner)
	e.value("owner", s.People...)
	for _, v := range s.Servers {
		e.value("server", v.Name, v.Type, v.Environment, v.Location)
		e.value("format", v.Format)
	}
	e.flags &^= hasPII | hasQuality | hasDescription
	return e
}

// inherit starts an entry from what it shares with its siblings.
func inherit(from *entry) *entry {
	e := *from
	e.texts = append([]text(nil), from.texts...)
	e.values = append([]value(nil), from.values...)
	return &e
}

func yieldObject(shared *entry, o *catalog.ObjectSummary, yield func(*entry) bool) bool {
	e := inherit(shared)
	e.object = o.Name
	e.texts = append([]text{{Name, o.Name}}, e.texts...)
	e.add(Synonym, o.Physical, o.Business)
	e.add(Synonym, o.Synonyms...)
	e.add(Tag, o.Tags...)
	e.add(Check, o.Checks...)
	e.add(Description, o.Description)
	e.value("name", o.Name)
	e.value("object", o.Name, o.Physical)
	e.value("type", o.Type)
	e.value("tag", o.Tags...)
	e.set(isDeprecated, o.Deprecated)
	e.set(hasQuality, len(o.Checks) > 0)
	e.set(hasDescription, o.Description != "")
	e.numbers[checks] = uint32(len(o.Checks))
	e.numbers[columns] = uint32(len(o.Properties))
	if !yield(e) {
		return false
	}
	for i := range o.Properties {
		if !yield(propertyEntry(shared, o, &o.Properties[i])) {
			return false
		}
	}
	return true
}

func propertyEntry(shared *entry, o *catalog.ObjectSummary, p *catalog.PropertySummary) *entry {
	e := inherit(shared)
	e.object, e.path = o.Name, p.Path
	e.texts = append([]text{{Name, p.Path}}, e.texts...)
	if p.Physical != p.Path {
		e.add(Synonym, p.Physical)
	}
	e.add(Synonym, p.Business)
	e.add(Synonym, p.Synonyms...)
	e.add(Object, o.Name)
	e.add(Tag, p.Tags...)
	e.add(Classification, p.Classification)
	e.add(Description, p.Description)
	e.value("name", p.Path)
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
