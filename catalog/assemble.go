package catalog

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"meshdex/catalog/intern"
)

// Record is the current version of one contract or product, with what the store
// knows of its history.
type Record struct {
	Summary  Summary
	Origin   Origin
	Versions int // known versions, this one included
	Stale    bool
	Removed  bool
	Reused   bool // several contents under one version text
}

// Stamp is what a snapshot says about itself.
type Stamp struct {
	Generation uint64
	Synced     time.Time
	Problems   int
}

// Assemble builds the snapshot of a catalog from the current record of every
// contract and product. The result does not depend on the order of the records.
//
// Which product a contract belongs to is decided so, first match wins: the
// product whose document names it on an output port; the product document whose
// id, or whose name within the contract's domain, equals the contract's
// dataProduct; the product made of all contracts that share domain and
// dataProduct; a product of its own.
func Assemble(records []Record, stamp Stamp) *Snapshot {
	a := NewAssembler()
	for i := range records {
		a.Add(&records[i])
	}
	return a.Finish(stamp)
}

// Assembler builds the same snapshot as [Assemble] from records that come one at
// a time. It keeps some hundred bytes of a record, so that a large catalog need
// not be in memory at once.
type Assembler struct {
	parts   []part
	strings *intern.Table
}

// NewAssembler returns an empty Assembler.
func NewAssembler() *Assembler { return &Assembler{strings: intern.New()} }

// Grow makes room for n records, so that what there is need not be moved for more.
func (a *Assembler) Grow(n int) { a.parts = slices.Grow(a.parts, n) }

// Add takes in a record. It keeps no memory of the caller's.
func (a *Assembler) Add(r *Record) {
	s, o, n := &r.Summary, &r.Origin, a.strings.Number
	p := part{
		subject: s.Subject, id: n(s.ID), name: n(s.Name), version: n(s.Version), status: n(s.Status),
		domain: n(s.Domain), dataProduct: n(s.DataProduct), kind: n(s.Type), description: n(clip(s.Description, 300)),
		owner: n(s.Owner), source: n(o.Source), path: n(o.Path), hash: n(o.Hash), family: n(string(s.Dialect.Family)),
		tags: n(strings.Join(s.Tags, tagSeparator)), counts: r.counts(),
	}
	for _, id := range s.offers() {
		p.offers = append(p.offers, n(id))
	}
	for _, id := range s.reads() {
		p.reads = append(p.reads, n(id))
	}
	a.parts = append(a.parts, p)
}

// offers lists the contracts on a product's output ports.
func (s *Summary) offers() []string {
	var ids []string
	for _, p := range s.Outputs {
		if p.Contract != "" {
			ids = append(ids, p.Contract)
		}
	}
	return ids
}

// reads lists the contracts that a product's ports say it reads.
func (s *Summary) reads() []string {
	var ids []string
	for _, p := range s.Inputs {
		ids = append(ids, p.Contract)
	}
	for _, p := range s.Outputs {
		for _, r := range p.Requires {
			ids = append(ids, r.Contract)
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// part is what a snapshot shows of one record. Texts are numbers of the
// assembler's strings.
type part struct {
	subject                                 Subject
	id, name, version, status               uint32
	domain, dataProduct, kind, description  uint32
	owner, source, path, hash, family, tags uint32
	counts
	offers, reads []uint32 // contract ids on the ports of a product
}

// counts are the numbers and flags of a row.
type counts struct {
	index, versions, objects, properties, checks int32
	updated                                      uint32
	flags                                        RowFlags
}

func (r *Record) counts() counts {
	s := &r.Summary
	c := counts{
		index: int32(r.Origin.Index), versions: int32(r.Versions), objects: int32(len(s.Objects)),
		checks: int32(len(s.Checks)), updated: seconds(r.Origin.Time),
	}
	for i := range s.Objects {
		o := &s.Objects[i]
		c.properties += int32(len(o.Properties))
		c.checks += int32(len(o.Checks))
		for j := range o.Properties {
			c.checks += int32(o.Properties[j].Checks)
			setFlag(&c.flags, HasPII, o.Properties[j].Flags.Has(PII))
		}
	}
	setFlag(&c.flags, HasSLA, len(s.SLAs) > 0)
	setFlag(&c.flags, HasQuality, c.checks > 0)
	setFlag(&c.flags, HasOwner, s.Owner != "")
	setFlag(&c.flags, HasDescription, s.Description != "")
	setFlag(&c.flags, IsDeprecated, LifecycleOf(s.Status) == Deprecated)
	setFlag(&c.flags, IsStale, r.Stale)
	setFlag(&c.flags, IsRemoved, r.Removed)
	setFlag(&c.flags, VersionReused, r.Reused)
	return c
}

// Finish builds the snapshot of what was added. The Assembler is used up.
func (a *Assembler) Finish(stamp Stamp) *Snapshot {
	as := assembly{strings: a.strings, byContract: map[uint32]int32{}, byKey: map[uint32]int32{}}
	for _, i := range a.order() {
		as.add(&a.parts[i])
	}
	as.connect()
	return as.write(stamp)
}

// order lists the parts in an order that does not depend on that of Add: products
// first, then by id, source and path.
func (a *Assembler) order() []int32 {
	order := make([]int32, len(a.parts))
	for i := range order {
		order[i] = int32(i)
	}
	text := a.strings.String
	slices.SortFunc(order, func(i, j int32) int {
		x, y := &a.parts[i], &a.parts[j]
		return cmp.Or(cmp.Compare(y.subject, x.subject), strings.Compare(text(x.id), text(y.id)),
			strings.Compare(text(x.source), text(y.source)), strings.Compare(text(x.path), text(y.path)), cmp.Compare(i, j))
	})
	return order
}

func setFlag(f *RowFlags, g RowFlags, on bool) {
	if on {
		*f |= g
	}
}

func seconds(t time.Time) uint32 {
	if t.IsZero() || t.Unix() < 0 {
		return 0
	}
	return uint32(t.Unix())
}

// clip cuts a text to n bytes at a rune's edge and folds its white space.
func clip(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
