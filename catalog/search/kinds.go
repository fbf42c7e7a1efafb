package search

import (
	"encoding/binary"
	"hash/maphash"

	"meshdex/catalog"
)

// A mesh has millions of properties but far fewer kinds of them: a customer_id of
// the same type with the same description is in every other contract. What an
// object or property says itself is its kind; the kinds have a table with
// everything to find them by, and a property is hardly more than the number of
// its kind.

// kinds numbers the kinds of objects and properties as they come.
type kinds struct {
	rows  *forward
	seeds [2]maphash.Seed
	known map[[2]uint64]uint32 // by two hashes of all that a kind says
	key   []byte
	entry entry
}

func newKinds(rows *forward) *kinds {
	return &kinds{
		rows: rows, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		known: map[[2]uint64]uint32{},
	}
}

func (k *kinds) object(o *catalog.ObjectSummary) uint32 {
	k.key = append(k.key[:0], 'o', byte(isYes(o.Deprecated)))
	k.count(len(o.Properties))
	k.say(o.Name, o.Physical, o.Business, o.Type, o.Description)
	k.list(o.Synonyms)
	k.list(o.Tags)
	k.list(o.Checks)
	n, isNew := k.number()
	if isNew {
		k.rows.add(k.entry.object(o))
	}
	return n
}

func (k *kinds) property(p *catalog.PropertySummary) uint32 {
	k.key = append(k.key[:0], 'p')
	k.count(int(p.Flags & (catalog.PII | catalog.DeprecatedProperty)))
	k.count(p.Checks)
	k.say(p.Path, p.Physical, p.Business, p.Type, p.PhysicalType, p.Description, p.Classification)
	k.list(p.Synonyms)
	k.list(p.Tags)
	n, isNew := k.number()
	if isNew {
		k.rows.add(k.entry.property(p))
	}
	return n
}

func (k *kinds) count(n int) { k.key = binary.AppendUvarint(k.key, uint64(n)) }

func (k *kinds) say(texts ...string) {
	for _, s := range texts {
		k.count(len(s))
		k.key = append(k.key, s...)
	}
}

func (k *kinds) list(texts []string) {
	k.count(len(texts))
	k.say(texts...)
}

// number is that of the kind whose key is at hand. Two kinds with the same 128
// bits of seeded hashes would be taken for one, which does not happen.
func (k *kinds) number() (n uint32, isNew bool) {
	h := [2]uint64{maphash.Bytes(k.seeds[0], k.key), maphash.Bytes(k.seeds[1], k.key)}
	n, ok := k.known[h]
	if !ok {
		n = uint32(len(k.known))
		k.known[h] = n
	}
	return n, !ok
}
