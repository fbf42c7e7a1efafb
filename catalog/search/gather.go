package search

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/sla"
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

// fetchFrom reads from records in memory.
func fetchFrom(records []catalog.Record) Fetch {
	at := make(map[Place]*catalog.Record, len(records))
	for i := range records {
		r := &records[i]
		at[Place{r.Summary.Subject, r.Summary.ID, r.Origin.Source, r.Origin.Path, r.Origin.Index}] = r
	}
	return func(p Place) (*catalog.Record, error) { return at[p], nil }
}

// add takes in texts that are not there yet; of many, a few double ones do no
// harm.
func (e *entry) add(in Field, texts ...string) {
	for _, t := range texts {
		if t != "" && (len(e.texts) > 32 || !slices.Contains(e.texts, text{in, t})) {
			e.texts = append(e.texts, text{in, t})
		}
	}
}

func (e *entry) value(qualifier string, texts ...string) {
	for _, t := range texts {
		if t != "" {
			e.values = append(e.values, value{qualifier, t})
		}
	}
}

func (e *entry) set(f facet, on bool) {
	if on {
		e.flags |= f
	}
}

// productEntry is what product i is found by before its contracts, of which it
// gets the number of the first, are taken in; r is its document, nil when it has
// none.
func productEntry(i, first int, row catalog.ProductRow, r *catalog.Record) *entry {
	e := &entry{product: i, contract: first}
	e.add(Name, row.Name)
	if row.ID != row.Name {
		e.add(ID, row.ID)
	}
	e.productFacts(row)
	e.value("type", row.Type)
	if r != nil {
		e.summary(&r.Summary)
	} else {
		e.add(Description, row.Description)
	}
	e.own = len(e.texts)
	return e
}

// takeIn makes a product found by what one of its contracts is found by.
func (e *entry) takeIn(r *catalog.Record) {
	s := &r.Summary
	e.add(Contract, s.Name, s.ID)
	e.summary(s)
	e.schema(s)
}

// productFacts adds what the product's row says. It is also true of the
// product's contracts and of their properties.
func (e *entry) productFacts(row catalog.ProductRow) {
	e.add(Domain, row.Domain)
	e.add(Owner, row.Owner)
	e.value("domain", row.Domain)
	e.value("status", row.Status)
	e.value("version", row.Version)
	e.value("source", row.Source)
	e.value("owner", row.Owner)
	e.value("dialect", string(row.Dialect))
	e.value("tag", row.Tags()...)
	e.set(hasTags, row.TagText() != "")
	e.set(hasDomain, row.Domain != "")
	e.set(hasConsumers, row.Consumers > 0)
	e.rowFlags(row.Flags)
	e.numbers = [numberCount]uint32{
		seconds(row.Updated()), uint32(row.Consumers), uint32(row.Upstream), uint32(row.Properties),
		uint32(row.Objects), uint32(row.Contracts), uint32(row.Versions), uint32(row.Checks),
	}
}

func seconds(t time.Time) uint32 {
	if t.IsZero() {
		return 0
	}
	return uint32(t.Unix())
}

func (e *entry) rowFlags(f catalog.RowFlags) {
	e.set(hasSLA, f.Has(catalog.HasSLA))
	e.set(hasQuality, f.Has(catalog.HasQuality))
	e.set(hasPII, f.Has(catalog.HasPII))
	e.set(hasOwner, f.Has(catalog.HasOwner))
	e.set(hasDescription, f.Has(catalog.HasDescription))
	e.set(hasDocument, f.Has(catalog.HasDocument))
	e.set(isDeprecated, f.Has(catalog.IsDeprecated))
}

// summary adds what a document says of itself as a whole, names aside.
func (e *entry) summary(s *catalog.Summary) {
	e.add(Synonym, s.Synonyms...)
	e.add(Owner, s.Owner)
	e.add(Member, s.People...)
	e.add(Tag, s.Tags...)
	e.add(Support, s.Support...)
	e.value("owner", s.Owner)
	e.value("owner", s.People...)
	e.value("tag", s.Tags...)
	e.set(hasTeam, len(s.People) > 0)
	e.set(hasSupport, len(s.Support) > 0)
	e.set(hasTags, len(s.Tags) > 0)
	e.set(hasOwner, s.Owner != "")
	e.set(hasDescription, s.Description != "")
	for _, v := range s.Servers {
		e.add(Server, strings.Join(strings.Fields(v.Name+" "+v.Type+" "+v.Environment+" "+v.Location), " "))
		e.value("server", v.Name, v.Type, v.Environment, v.Location)
		e.value("format", v.Format)
		e.set(hasServer, true)
	}
	for _, l := range s.SLAs {
		e.add(SLA, strings.Join(strings.Fields(l.Property+" "+l.Value+" "+l.Unit), " "))
		name, _ := sla.Canonical(l.Property)
		e.value("sla."+string(name), strings.TrimSpace(l.Value+" "+l.Unit))
	}
	e.add(Check, s.Checks...)
	e.add(Description, s.Description)
}

// schema adds the names and texts of a contract's objects and properties.
func (e *entry) schema(s *catalog.Summary) {
	e.value("type", s.Type)
	e.set(hasObjects, len(s.Objects) > 0)
	for i := range s.Objects {
		o := &s.Objects[i]
		e.add(Object, o.Name, o.Physical, o.Business)
		e.add(Object, o.Synonyms...)
		e.add(Tag, o.Tags...)
		e.add(Check, o.Checks...)
		e.add(Description, o.Description)
		e.value("object", o.Name, o.Physical)
		e.value("type", o.Type)
		e.value("tag", o.Tags...)
		for j := range o.Properties {
			e.column(&o.Properties[j])
		}
	}
}

// column adds a property to the product or contract that has it.
func (e *entry) column(p *catalog.PropertySummary) {
	e.add(Property, p.Path)
	if p.Physical != p.Path {
		e.add(Property, p.Physical)
	}
	e.add(Property, p.Business)
	e.add(Property, p.Synonyms...)
	e.add(Tag, p.Tags...)
	e.add(Description, p.Description)
	e.propertyValues(p)
}

func (e *entry) propertyValues(p *catalog.PropertySummary) {
	e.value("field", p.Path)
	e.value("class", p.Classification)
	e.value("tag", p.Tags...)
	e.set(hasClassification, p.Classification != "")
	e.set(hasPII, p.Flags.Has(catalog.PII))
}

// contractEntry is what contract i of a product is found by.
func contractEntry(product, i int, p catalog.ProductRow, row catalog.ContractRow, r *catalog.Record) *entry {
	e := contractFacts(product, i, p, row)
	e.texts = append([]text{{Name, cmp.Or(row.Name, row.ID)}}, e.texts...)
	if row.ID != row.Name {
		e.add(ID, row.ID)
	}
	e.own = len(e.texts)
	if r != nil {
		e.summary(&r.Summary)
		e.own = len(e.texts)
		e.schema(&r.Summary)
		e.value("dialect", string(r.Summary.Dialect.Family))
	}
	return e
}

// contractFacts is an entry with what holds for the contract and for all in
// it.
func contractFacts(product, i int, p catalog.ProductRow, row catalog.ContractRow) *entry {
	e := &entry{product: product, contract: i}
	e.add(Product, p.Name)
	if p.ID != p.Name {
		e.add(Product, p.ID)
	}
	e.add(Domain, p.Domain)
	e.value("domain", p.Domain)
	e.value("status", row.Status)
	e.value("version", row.Version)
	e.value("source", row.Source)
	e.rowFlags(row.Flags)
	e.set(hasDomain, p.Domain != "")
	e.set(hasConsumers, p.Consumers > 0)
	e.numbers = [numberCount]uint32{
		seconds(row.Updated()), uint32(p.Consumers), uint32(p.Upstream), uint32(row.Properties),
		uint32(row.Objects), 1, uint32(row.Versions), uint32(row.Checks),
	}
	return e
}
