package lineage

import (
	"iter"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Gatherer takes the records of a catalog one by one and keeps of each only what
// the graph is made from: of a property no more than its names, packed. So a mesh
// of a hundred thousand products, whose records take gigabytes, is gathered in a
// few hundred megabytes. The zero Gatherer is empty and ready.
type Gatherer struct {
	docs []doc
}

// doc is what the graph needs of one record.
type doc struct {
	subject                                           catalog.Subject
	id, name, version, status, owner, domain, product string
	source, path                                      string
	index                                             int
	locations                                         []string // of the servers
	inputs, outputs                                   []catalog.PortSummary
	objects                                           []part
}

// part is a schema object.
type part struct {
	id, name, physical string
	leaves             string // the names of its properties, packed
	declared           []declaration
}

// declaration is a reference or a source that an object or a property of it names.
type declaration struct {
	path string // of the property below the object; "" for the object
	kind EdgeKind
	text string
}

// leaf is what a property is called.
type leaf struct{ id, path, physical string }

// Names are packed with an end after each. No name holds the sign itself: control
// characters in names are replaced.
const nameEnd = "\x00"

func packed(b *strings.Builder, names ...string) {
	for _, name := range names {
		b.WriteString(strings.ReplaceAll(name, nameEnd, "\ufffd"))
		b.WriteString(nameEnd)
	}
}

// all unpacks the names of the object's properties, in order.
func (p *part) all() iter.Seq[leaf] {
	return func(yield func(leaf) bool) {
		for rest := p.leaves; rest != ""; {
			var l leaf
			for _, name := range []*string{&l.id, &l.path, &l.physical} {
				*name, rest, _ = strings.Cut(rest, nameEnd)
			}
			if !yield(l) {
				return
			}
		}
	}
}

// Add takes one record. What is kept is copied: the record's texts are most often
// parts of larger ones.
func (g *Gatherer) Add(r *catalog.Record) {
	s := &r.Summary
	d := doc{
		subject: s.Subject, id: strings.Clone(s.ID), name: strings.Clone(s.Name), version: strings.Clone(s.Version),
		status: strings.Clone(s.Status), owner: strings.Clone(s.Owner), domain: strings.Clone(s.Domain), product: strings.Clone(s.DataProduct),
		source: r.Origin.Source, path: strings.Clone(r.Origin.Path), index: r.Origin.Index,
		inputs: ports(s.Inputs), outputs: ports(s.Outputs),
	}
	for i := range s.Servers {
		d.locations = append(d.locations, strings.Clone(s.Servers[i].Location))
	}
	if s.Subject == catalog.OfContract {
		for i := range s.Objects {
			d.objects = append(d.objects, partOf(&s.Objects[i]))
		}
	}
	g.docs = append(g.docs, d)
}

func ports(all []catalog.PortSummary) []catalog.PortSummary {
	var out []catalog.PortSummary
	for _, p := range all {
		own := catalog.PortSummary{Name: strings.Clone(p.Name), Contract: strings.Clone(p.Contract), Version: strings.Clone(p.Version)}
		for _, r := range p.Requires {
			own.Requires = append(own.Requires, catalog.PortRef{Contract: strings.Clone(r.Contract), Version: strings.Clone(r.Version)})
		}
		out = append(out, own)
	}
	return out
}

func partOf(o *catalog.ObjectSummary) part {
	p := part{id: strings.Clone(o.ID), name: strings.Clone(o.Name), physical: strings.Clone(o.Physical)}
	declare := func(path string, kind EdgeKind, texts []string) {
		for _, text := range texts {
			p.declared = append(p.declared, declaration{strings.Clone(path), kind, strings.Clone(text)})
		}
	}
	held := map[string]bool{} // by a property, which says it more exactly than the object
	for i := range o.Properties {
		for _, text := range o.Properties[i].References {
			held[text] = true
		}
	}
	declare("", References, slices.DeleteFunc(slices.Clone(o.References), func(text string) bool { return held[text] }))
	var leaves strings.Builder
	for i := range o.Properties {
		c := &o.Properties[i]
		packed(&leaves, c.ID, c.Path, c.Physical)
		declare(c.Path, References, c.References)
		declare(c.Path, Derives, c.Sources)
	}
	p.leaves = leaves.String()
	return p
}
