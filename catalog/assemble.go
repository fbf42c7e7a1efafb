package catalog

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
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
// a time. It keeps only what the rows show, so that a large catalog need not be
// in memory at once.
type Assembler struct {
	parts   []part
	strings map[string]string
}

// part is what a snapshot shows of one record. Its summary is without what only
// the counts are made of.
type part struct {
	Record
	contract ContractRow
}

// NewAssembler returns an empty Assembler.
func NewAssembler() *Assembler { return &Assembler{strings: map[string]string{}} }

// Add takes in a record. It keeps no memory of the caller's.
func (a *Assembler) Add(r *Record) {
	p := part{contract: r.row(), Record: *r}
	s := &p.Summary
	s.Objects, s.SLAs, s.Servers, s.Checks, s.People, s.Support, s.Synonyms = nil, nil, nil, nil, nil, nil, nil
	s.Description = clip(s.Description, 300)
	for _, text := range []*string{
		&s.ID, &s.Name, &s.Version, &s.Status, &s.Domain, &s.DataProduct, &s.Tenant, &s.Type, &s.Description,
		&s.Owner, &s.Created, &s.Dialect.Kind, &s.Dialect.Declared, &s.Dialect.Detected,
		&p.Origin.Source, &p.Origin.Path, &p.Origin.Hash,
	} {
		*text = a.keep(*text)
	}
	s.Dialect.Family = Family(a.keep(string(s.Dialect.Family)))
	p.Origin.Commit, p.Origin.Author, p.Origin.Message, p.Origin.Tag = "", "", "", ""
	s.Tags = slices.Clone(s.Tags)
	for i := range s.Tags {
		s.Tags[i] = a.keep(s.Tags[i])
	}
	s.Inputs, s.Outputs = a.ports(s.Inputs), a.ports(s.Outputs)
	p.contract = p.contract.named(s, &p.Origin)
	a.parts = append(a.parts, p)
}

// keep copies a string once, however often it comes: as a part of a longer one it
// would hold all of that in memory.
func (a *Assembler) keep(s string) string {
	if s == "" {
		return ""
	}
	if kept, ok := a.strings[s]; ok {
		return kept
	}
	s = strings.Clone(s)
	a.strings[s] = s
	return s
}

func (a *Assembler) ports(ports []PortSummary) []PortSummary {
	out := make([]PortSummary, 0, len(ports))
	for _, p := range ports {
		requires := slices.Clone(p.Requires)
		for i := range requires {
			requires[i] = PortRef{a.keep(requires[i].Contract), a.keep(requires[i].Version)}
		}
		out = append(out, PortSummary{a.keep(p.Name), a.keep(p.Version), a.keep(p.Contract), requires})
	}
	return out
}

// Finish builds the snapshot of what was added. The Assembler is used up.
func (a *Assembler) Finish(stamp Stamp) *Snapshot {
	order := make([]*part, len(a.parts))
	for i := range a.parts {
		order[i] = &a.parts[i]
	}
	slices.SortStableFunc(order, func(x, y *part) int {
		return cmp.Or(cmp.Compare(y.Summary.Subject, x.Summary.Subject), // products first
			strings.Compare(x.Summary.ID, y.Summary.ID),
			strings.Compare(x.Origin.Source, y.Origin.Source), strings.Compare(x.Origin.Path, y.Origin.Path))
	})
	as := assembly{byContract: map[string]*group{}, byKey: map[string]*group{}}
	for _, p := range order {
		as.add(p)
	}
	return as.write(stamp)
}

// group is a product on its way to a row.
type group struct {
	id        string
	document  *part
	contracts []*part
	consumers map[*group]bool
	upstream  map[*group]bool
	dangling  bool
}

type assembly struct {
	groups     []*group
	byContract map[string]*group // contract id → product that outputs it
	byKey      map[string]*group // product id, and domain/name, folded
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func productKey(domain, name string) string { return fold(domain) + "/" + fold(name) }

func (a *assembly) add(r *part) {
	if r.Summary.Subject == OfProduct {
		a.addProduct(r)
		return
	}
	g := a.home(&r.Summary)
	g.contracts = append(g.contracts, r)
	a.byContract[r.Summary.ID] = g
}

func (a *assembly) addProduct(r *part) {
	g := a.grow(r.Summary.ID)
	g.document = r
	for _, key := range []string{fold(r.Summary.ID), productKey(r.Summary.Domain, r.Summary.Name)} {
		if _, taken := a.byKey[key]; !taken {
			a.byKey[key] = g
		}
	}
	for _, p := range r.Summary.Outputs {
		if _, taken := a.byContract[p.Contract]; !taken && p.Contract != "" {
			a.byContract[p.Contract] = g
		}
	}
}

func (a *assembly) grow(id string) *group {
	g := &group{id: id, consumers: map[*group]bool{}, upstream: map[*group]bool{}}
	a.groups = append(a.groups, g)
	return g
}

// home finds or makes the product of a contract.
func (a *assembly) home(s *Summary) *group {
	if g := a.byContract[s.ID]; g != nil {
		return g
	}
	if s.DataProduct == "" {
		return a.grow(s.ID)
	}
	if g := a.byKey[fold(s.DataProduct)]; g != nil {
		return g
	}
	key := productKey(s.Domain, s.DataProduct)
	g := a.byKey[key]
	if g == nil {
		g = a.grow(strings.TrimPrefix(s.Domain+"/"+s.DataProduct, "/"))
		a.byKey[key] = g
	}
	return g
}

// connect follows the ports of product documents to the products behind them.
func (a *assembly) connect() {
	for _, g := range a.groups {
		if g.document == nil {
			continue
		}
		for id := range g.document.Summary.reads() {
			from := a.byContract[id]
			switch {
			case from == nil:
				g.dangling = true
			case from != g:
				from.consumers[g], g.upstream[from] = true, true
			}
		}
	}
}

// reads lists the contracts that a product's ports say it reads.
func (s *Summary) reads() map[string]bool {
	ids := map[string]bool{}
	for _, p := range s.Inputs {
		ids[p.Contract] = true
	}
	for _, p := range s.Outputs {
		for _, r := range p.Requires {
			ids[r.Contract] = true
		}
	}
	delete(ids, "")
	return ids
}

func (a *assembly) write(stamp Stamp) *Snapshot {
	a.connect()
	w := newWriter()
	for row, g := range a.groups {
		p := g.row()
		p.First = len(w.cids)
		for _, r := range g.contracts {
			c := r.contract
			c.Product = row
			w.contract(c)
			p.Contracts++
			p.Versions += c.Versions
			p.Objects += c.Objects
			p.Properties += c.Properties
			p.Checks += c.Checks
			p.updated = max(p.updated, c.updated)
			p.Flags |= c.Flags & (HasSLA | HasQuality | HasPII | IsStale | VersionReused)
		}
		w.product(p)
	}
	h := header{generation: stamp.Generation, problems: uint32(stamp.Problems)}
	if !stamp.Synced.IsZero() {
		h.synced = stamp.Synced.Unix()
	}
	return w.finish(h)
}

// row describes the product by its document, and fills what that leaves open
// from its contracts.
func (g *group) row() ProductRow {
	p := ProductRow{ID: g.id, Consumers: len(g.consumers), Upstream: len(g.upstream)}
	var tags []string
	if g.document != nil {
		p.Flags |= HasDocument
		p.fill(g.document)
		tags = append(tags, g.document.Summary.Tags...)
	}
	removed := g.document == nil || g.document.Removed
	for _, r := range g.contracts {
		p.fill(r)
		tags = append(tags, r.Summary.Tags...)
		removed = removed && r.Removed
	}
	slices.Sort(tags)
	p.tags = strings.Join(slices.Compact(tags), tagSeparator)
	setFlag(&p.Flags, IsRemoved, removed)
	setFlag(&p.Flags, HasDangling, g.dangling)
	setFlag(&p.Flags, HasOwner, p.Owner != "")
	setFlag(&p.Flags, HasDescription, p.Description != "")
	setFlag(&p.Flags, IsDeprecated, LifecycleOf(p.Status) == Deprecated)
	return p
}

// fill sets what is still empty.
func (p *ProductRow) fill(r *part) {
	s := &r.Summary
	name := s.Name
	if s.Subject == OfContract && s.DataProduct != "" {
		name = s.DataProduct
	}
	p.Name = cmp.Or(p.Name, name)
	p.Domain = cmp.Or(p.Domain, s.Domain)
	p.Owner = cmp.Or(p.Owner, s.Owner)
	p.Status = cmp.Or(p.Status, s.Status)
	p.Version = cmp.Or(p.Version, s.Version)
	p.Type = cmp.Or(p.Type, s.Type)
	p.Description = cmp.Or(p.Description, clip(s.Description, 300))
	p.Dialect = cmp.Or(p.Dialect, s.Dialect.Family)
	if p.Hash == "" {
		p.Source, p.Path, p.Hash, p.Index = r.Origin.Source, r.Origin.Path, r.Origin.Hash, r.Origin.Index
	}
	p.updated = max(p.updated, seconds(r.Origin.Time))
}

// row counts what one contract has; its texts are still to be named.
func (r *Record) row() ContractRow {
	s := &r.Summary
	c := ContractRow{
		Index: r.Origin.Index, Versions: r.Versions, Objects: len(s.Objects), Checks: len(s.Checks), updated: seconds(r.Origin.Time),
	}
	for i := range s.Objects {
		o := &s.Objects[i]
		c.Properties += len(o.Properties)
		c.Checks += len(o.Checks)
		for j := range o.Properties {
			c.Checks += o.Properties[j].Checks
			setFlag(&c.Flags, HasPII, o.Properties[j].Flags.Has(PII))
		}
	}
	setFlag(&c.Flags, HasSLA, len(s.SLAs) > 0)
	setFlag(&c.Flags, HasQuality, c.Checks > 0)
	setFlag(&c.Flags, HasOwner, s.Owner != "")
	setFlag(&c.Flags, HasDescription, s.Description != "")
	setFlag(&c.Flags, IsDeprecated, LifecycleOf(s.Status) == Deprecated)
	setFlag(&c.Flags, IsStale, r.Stale)
	setFlag(&c.Flags, IsRemoved, r.Removed)
	setFlag(&c.Flags, VersionReused, r.Reused)
	return c
}

// named returns the row with its texts.
func (c ContractRow) named(s *Summary, o *Origin) ContractRow {
	c.ID, c.Name, c.Version, c.Status = s.ID, s.Name, s.Version, s.Status
	c.Source, c.Path, c.Hash = o.Source, o.Path, o.Hash
	return c
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
