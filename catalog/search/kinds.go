package search

import (
	"meshdex/catalog"
	"meshdex/catalog/intern"
)

// A mesh has millions of properties but far fewer kinds of them: a customer_id of
// the same type with the same description is in every other contract. What an
// object or property says itself is its kind; the kinds have a table with
// everything to find them by, and a property is hardly more than the number of
// its kind.

// kinds numbers the kinds of objects and properties as they come.
type kinds struct {
	rows   *forward
	known  intern.Hashes // by all that a kind says
	hasher hasher
	entry  entry
}

func newKinds(rows *forward) *kinds {
	return &kinds{rows: rows, hasher: newHasher()}
}

func (k *kinds) object(o *catalog.ObjectSummary) uint32 {
	h := &k.hasher
	h.begin('o')
	h.count(int(isYes(o.Deprecated)))
	h.count(len(o.Properties))
	h.say(o.Name, o.Physical, o.Business, o.Type, o.Description)
	h.list(o.Synonyms)
	h.list(o.Tags)
	h.list(o.Checks)
	n, isNew := k.known.Number(h.sum())
	if isNew {
		k.rows.add(k.entry.object(o))
	}
	return n
}

func (k *kinds) property(p *catalog.PropertySummary) uint32 {
	h := &k.hasher
	h.begin('p')
	h.count(int(p.Flags & (catalog.PII | catalog.DeprecatedProperty)))
	h.count(p.Checks)
	h.say(p.Path, p.Physical, p.Business, p.Type, p.PhysicalType, p.Description, p.Classification)
	h.list(p.Synonyms)
	h.list(p.Tags)
	n, isNew := k.known.Number(h.sum())
	if isNew {
		k.rows.add(k.entry.property(p))
	}
	return n
}
