package catalog

import (
	"cmp"
	"slices"
	"strings"

	"meshdex/catalog/intern"
)

// group is a product on its way to a row.
type group struct {
	id                  uint32 // string number
	document            *part
	contracts           []*part
	consumers, upstream int
	dangling            bool
}

// assembly puts contracts into products. Its keys are string numbers; its values
// are groups.
type assembly struct {
	strings    *intern.Table
	groups     []group
	byContract map[uint32]int32 // contract id → product that offers it
	byKey      map[uint32]int32 // product id, and domain/name, folded
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func (a *assembly) key(parts ...uint32) uint32 {
	var texts []string
	for _, p := range parts {
		texts = append(texts, fold(a.strings.String(p)))
	}
	return a.strings.Number(strings.Join(texts, "/"))
}

func (a *assembly) add(p *part) {
	if p.subject == OfProduct {
		a.addProduct(p)
		return
	}
	g := a.home(p)
	a.groups[g].contracts = append(a.groups[g].contracts, p)
	a.byContract[p.id] = g
}

func (a *assembly) addProduct(p *part) {
	g := a.grow(p.id)
	a.groups[g].document = p
	for _, key := range []uint32{a.key(p.id), a.key(p.domain, p.name)} {
		claim(a.byKey, key, g)
	}
	for _, contract := range p.offers {
		claim(a.byContract, contract, g)
	}
}

// claim gives a key to the first group that asks for it.
func claim(to map[uint32]int32, key uint32, g int32) {
	if _, taken := to[key]; !taken {
		to[key] = g
	}
}

func (a *assembly) grow(id uint32) int32 {
	a.groups = append(a.groups, group{id: id})
	return int32(len(a.groups) - 1)
}

// home finds or makes the product of a contract.
func (a *assembly) home(p *part) int32 {
	if g, ok := a.byContract[p.id]; ok {
		return g
	}
	if p.dataProduct == 0 {
		return a.grow(p.id)
	}
	if g, ok := a.byKey[a.key(p.dataProduct)]; ok {
		return g
	}
	key := a.key(p.domain, p.dataProduct)
	if g, ok := a.byKey[key]; ok {
		return g
	}
	name := strings.TrimPrefix(a.strings.String(p.domain)+"/"+a.strings.String(p.dataProduct), "/")
	g := a.grow(a.strings.Number(name))
	a.byKey[key] = g
	return g
}

// connect follows the ports of product documents to the products behind them,
// and counts every pair of products once.
func (a *assembly) connect() {
	for i := range a.groups {
		g := &a.groups[i]
		if g.document == nil {
			continue
		}
		var from []int32
		for _, contract := range g.document.reads {
			producer, ok := a.byContract[contract]
			g.dangling = g.dangling || !ok
			if ok && producer != int32(i) {
				from = append(from, producer)
			}
		}
		slices.Sort(from)
		from = slices.Compact(from)
		g.upstream = len(from)
		for _, producer := range from {
			a.groups[producer].consumers++
		}
	}
}

func (a *assembly) write(stamp Stamp) *Snapshot {
	w := newWriter()
	for i := range a.groups {
		g := &a.groups[i]
		p := a.row(g)
		p.First = len(w.cids)
		for _, c := range g.contracts {
			row := a.contractRow(c)
			row.Product = i
			w.contract(row)
			p.include(row)
		}
		w.product(p)
	}
	return w.finish(stamp.header())
}

func (s Stamp) header() header {
	h := header{generation: s.Generation, problems: uint32(s.Problems)}
	if !s.Synced.IsZero() {
		h.synced = s.Synced.Unix()
	}
	return h
}

// include adds up what a product's contracts have.
func (p *ProductRow) include(c ContractRow) {
	p.Contracts++
	p.Versions += c.Versions
	p.Objects += c.Objects
	p.Properties += c.Properties
	p.Checks += c.Checks
	p.updated = max(p.updated, c.updated)
	p.Flags |= c.Flags & (HasSLA | HasQuality | HasPII | IsStale | VersionReused)
}

// row describes the product by its document, and fills what that leaves open
// from its contracts.
func (a *assembly) row(g *group) ProductRow {
	p := ProductRow{ID: a.strings.String(g.id), Consumers: g.consumers, Upstream: g.upstream}
	var tags []string
	fill := func(from *part) {
		a.fill(&p, from)
		if t := a.strings.String(from.tags); t != "" {
			tags = append(tags, strings.Split(t, tagSeparator)...)
		}
	}
	removed := true
	if g.document != nil {
		p.Flags |= HasDocument
		fill(g.document)
		removed = g.document.flags.Has(IsRemoved)
	}
	for _, c := range g.contracts {
		fill(c)
		removed = removed && c.flags.Has(IsRemoved)
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
func (a *assembly) fill(p *ProductRow, from *part) {
	text := a.strings.String
	name := from.name
	if from.subject == OfContract && from.dataProduct != 0 {
		name = from.dataProduct
	}
	p.Name = cmp.Or(p.Name, text(name))
	p.Domain = cmp.Or(p.Domain, text(from.domain))
	p.Owner = cmp.Or(p.Owner, text(from.owner))
	p.Status = cmp.Or(p.Status, text(from.status))
	p.Version = cmp.Or(p.Version, text(from.version))
	p.Type = cmp.Or(p.Type, text(from.kind))
	p.Description = cmp.Or(p.Description, text(from.description))
	p.Dialect = cmp.Or(p.Dialect, Family(text(from.family)))
	if p.Hash == "" {
		p.Source, p.Path, p.Hash, p.Index = text(from.source), text(from.path), text(from.hash), int(from.index)
	}
	p.updated = max(p.updated, from.updated)
}

func (a *assembly) contractRow(p *part) ContractRow {
	text := a.strings.String
	return ContractRow{
		ID: text(p.id), Name: text(p.name), Version: text(p.version), Status: text(p.status),
		Source: text(p.source), Path: text(p.path), Hash: text(p.hash), Index: int(p.index),
		Versions: int(p.versions), Objects: int(p.objects), Properties: int(p.properties), Checks: int(p.checks),
		Flags: p.flags, updated: p.updated,
	}
}
