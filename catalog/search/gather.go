package search

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/sla"
)

// reset empties the entry and keeps its memory.
func (e *entry) reset() *entry {
	*e = entry{texts: e.texts[:0], values: e.values[:0]}
	return e
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

// product makes the entry what the snapshot says of a product. What its contracts say
// is not in it, and if it has a document, what that says is not either.
func (e *entry) product(row catalog.ProductRow, hasDocument bool) *entry {
	e.reset()
	e.add(Name, row.Name)
	if row.ID != row.Name {
		e.add(ID, row.ID)
	}
	e.add(Domain, row.Domain)
	e.add(Owner, row.Owner)
	e.value("domain", row.Domain)
	e.value("status", row.Status)
	e.value("version", row.Version)
	e.value("source", row.Source)
	e.value("owner", row.Owner)
	e.value("dialect", string(row.Dialect))
	e.value("tag", row.Tags()...)
	e.value("type", row.Type)
	e.set(hasTags, row.TagText() != "")
	e.set(hasDomain, row.Domain != "")
	e.set(hasConsumers, row.Consumers > 0)
	e.rowFlags(row.Flags)
	e.numbers = [numberCount]uint32{
		seconds(row.Updated()), uint32(row.Consumers), uint32(row.Upstream), uint32(row.Properties),
		uint32(row.Objects), uint32(row.Contracts), uint32(row.Versions), uint32(row.Checks),
	}
	if !hasDocument {
		e.add(Description, row.Description)
	}
	return e
}

// contract makes the entry what the snapshot says of a contract of the product.
func (e *entry) contract(p catalog.ProductRow, row catalog.ContractRow) *entry {
	e.reset()
	e.add(Name, cmp.Or(row.Name, row.ID))
	if row.ID != row.Name {
		e.add(ID, row.ID)
	}
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

// document makes the entry what a document says of itself as a whole, beyond what the
// snapshot says of it. What its objects and properties say is not in it.
func (e *entry) document(s *catalog.Summary) *entry {
	e.reset()
	e.add(Synonym, s.Synonyms...)
	if s.Subject == catalog.OfContract { // of a product the snapshot has these
		e.add(Owner, s.Owner)
		e.value("owner", s.Owner)
		e.value("type", s.Type)
		e.value("dialect", string(s.Dialect.Family))
		e.set(hasObjects, len(s.Objects) > 0)
	}
	e.add(Member, s.People...)
	e.add(Tag, s.Tags...)
	e.add(Support, s.Support...)
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
		e.value(slaPrefix+string(name), strings.TrimSpace(l.Value+" "+l.Unit))
	}
	e.add(Check, s.Checks...)
	e.add(Description, s.Description)
	return e
}

// slaPrefix begins the qualifiers of service levels.
const slaPrefix = "sla."

// object makes the entry what a schema object says itself.
func (e *entry) object(o *catalog.ObjectSummary) *entry {
	e.reset()
	e.add(Name, o.Name)
	e.add(Synonym, o.Physical, o.Business)
	e.add(Synonym, o.Synonyms...)
	e.add(Tag, o.Tags...)
	e.add(Check, o.Checks...)
	e.add(Description, o.Description)
	e.value("object", o.Name, o.Physical)
	e.value("type", o.Type)
	e.value("tag", o.Tags...)
	e.set(isObject, true)
	e.set(isDeprecated, o.Deprecated)
	e.set(hasQuality, len(o.Checks) > 0)
	e.set(hasDescription, o.Description != "")
	e.numbers[checks] = uint32(len(o.Checks))
	e.numbers[columns] = uint32(len(o.Properties))
	return e
}

// property makes the entry what a property says itself.
func (e *entry) property(p *catalog.PropertySummary) *entry {
	e.reset()
	e.add(Name, p.Path)
	e.add(Synonym, p.Physical, p.Business)
	e.add(Synonym, p.Synonyms...)
	e.add(Tag, p.Tags...)
	e.add(Classification, p.Classification)
	e.add(Description, p.Description)
	e.value("type", p.Type, p.PhysicalType)
	e.value("field", p.Path)
	e.value("class", p.Classification)
	e.value("tag", p.Tags...)
	e.set(isDeprecated, p.Flags.Has(catalog.DeprecatedProperty))
	e.set(hasQuality, p.Checks > 0)
	e.set(hasDescription, p.Description != "")
	e.set(hasTags, len(p.Tags) > 0)
	e.set(hasClassification, p.Classification != "")
	e.set(hasPII, p.Flags.Has(catalog.PII))
	e.numbers[checks] = uint32(p.Checks)
	return e
}
