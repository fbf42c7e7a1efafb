package sample

import (
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"meshdex/catalog"
)

// GeneratedSource is the source that the origins of generated meshes name.
const GeneratedSource = "generated"

// Generated is a mesh made up from a seed: any number of products that look like
// those of a large company. Product i depends on the seed and i alone, so a mesh
// of a million products need not exist anywhere: its records are made as they are
// iterated, its documents when they are asked for. As a [catalog.Library] its
// hashes are not those of bytes but names from which the bytes can be made. Safe
// for concurrent use.
type Generated struct {
	seed    uint64
	n       int
	shelves *shelves
	servers []catalog.ServerSummary // of serverTypes
}

var _ catalog.Library = (*Generated)(nil)

// Generate returns the mesh of n products, n ≥ 0, that the seed stands for. A
// larger n adds products and changes none.
func Generate(seed uint64, n int) *Generated {
	g := &Generated{seed: seed, n: max(n, 0), shelves: &shelves{}}
	for _, s := range serverTypes {
		c := catalog.Contract{Servers: []catalog.Server{s.server()}}
		g.servers = append(g.servers, c.Summarize(time.Time{}).Servers...)
	}
	return g
}

func (s serverType) server() catalog.Server {
	return catalog.Server{Name: "production", Type: s.kind, Environment: "prod", Settings: []catalog.Field{
		{Key: s.key1, Value: catalog.StringValue(s.value1)}, {Key: s.key2, Value: catalog.StringValue(s.value2)},
	}}
}

// Len is the number of products.
func (g *Generated) Len() int { return g.n }

// Today is the day on which the newest version may have come out.
func (*Generated) Today() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }

// Records yields what a store would hold after syncing the mesh: the contracts of
// each product, then its document if it has one. The records share memory that
// must not be changed.
func (g *Generated) Records() iter.Seq[catalog.Record] {
	return func(yield func(catalog.Record) bool) {
		for i := range g.n {
			p := g.plan(i)
			people := p.labels()
			for n := range p.contracts {
				if !yield(g.contractRecord(&p, n, people)) {
					return
				}
			}
			if p.document && !yield(g.productRecord(&p, people)) {
				return
			}
		}
	}
}

// Snapshot assembles the snapshot of the whole mesh. Its generation is the number
// of products, so that the snapshots of a mesh that grows can be told apart.
func (g *Generated) Snapshot() *catalog.Snapshot {
	a := catalog.NewAssembler()
	for r := range g.Records() {
		a.Add(&r)
	}
	return a.Finish(g.Stamp())
}

// Stamp is what the snapshot of the mesh says about itself.
func (g *Generated) Stamp() catalog.Stamp {
	return catalog.Stamp{Generation: max(1, uint64(g.n)), Synced: g.Today()}
}

func (g *Generated) contractRecord(p *plan, n int, people []string) catalog.Record {
	c := &p.contracts[n]
	return catalog.Record{
		Summary: g.contractSummary(p, c, people),
		Origin: catalog.Origin{
			Source: GeneratedSource, Path: p.path(n), Hash: g.hash(p.index, n, c.versions-1), Time: g.published(p.index, 0),
		},
		Versions: c.versions,
	}
}

func (g *Generated) productRecord(p *plan, people []string) catalog.Record {
	return catalog.Record{
		Summary: p.productSummary(people),
		Origin: catalog.Origin{
			Source: GeneratedSource, Path: p.path(document), Hash: g.hash(p.index, document, 0), Time: g.published(p.index, 0),
		},
		Versions: 1,
	}
}

// document stands for a product's own file among the numbers of its contracts.
const document = 1 << 16

func (p *plan) path(file int) string {
	name := "product.odps.yaml"
	if file != document {
		name = strings.TrimPrefix(p.contractID(file), p.id+".") + ".odcs.yaml"
	}
	return domains[p.domain].name + "/" + p.id + "/" + name
}

// labels are the people as summaries show them.
func (p *plan) labels() []string {
	labels := make([]string, len(p.people))
	for i, name := range p.people {
		labels[i] = name + " <" + username(name) + ">, " + p.role(i)
	}
	return labels
}

func username(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@corp.example"
}

// role of a member: where a team owns the product its first member is the owner;
// where nobody does, nobody is.
func (p *plan) role(member int) string {
	if p.owner == "" {
		member++
	}
	return roleNames[member%len(roleNames)]
}

func (g *Generated) contractSummary(p *plan, c *planned, people []string) catalog.Summary {
	s := catalog.Summary{
		Subject: catalog.OfContract, ID: c.id, Name: c.name, Version: c.version, Status: p.status,
		Domain: domains[p.domain].name, DataProduct: p.group(), Type: "table",
		Dialect:     catalog.Dialect{Family: catalog.ODCS, Kind: "DataContract", Declared: "v3.1.0", Detected: "v3.1.0"},
		Description: p.text, Owner: p.owner, People: people, Support: []string{p.channel}, Tags: p.tags,
	}
	for i := range serverTypes {
		if serverTypes[i] == c.server {
			s.Servers = g.servers[i : i+1 : i+1]
		}
	}
	s.Objects = make([]catalog.ObjectSummary, len(c.objects))
	for i, o := range c.objects {
		s.Objects[i] = catalog.ObjectSummary{
			Name: o.shelf.object, Type: "table", Description: o.shelf.about, Properties: o.shelf.first(o.props), Checks: o.checks.labels(),
		}
	}
	for _, l := range c.slas {
		s.SLAs = append(s.SLAs, catalog.SLASummary{Property: l.property, Value: l.value, Unit: l.unit})
	}
	return s
}

// group is the name by which a contract finds its product. One without a document
// is its contract and nothing else.
func (p *plan) group() string {
	if !p.document {
		return ""
	}
	return p.id
}

func (c checkSet) labels() []string {
	var labels []string
	for _, check := range c {
		labels = append(labels, check.name)
	}
	return labels
}

func (p *plan) productSummary(people []string) catalog.Summary {
	return catalog.Summary{
		Subject: catalog.OfProduct, ID: p.id, Name: p.name, Version: "1.0.0", Status: p.status,
		Domain: domains[p.domain].name, Type: p.shape,
		Dialect:     catalog.Dialect{Family: catalog.ODPS, Kind: "DataProduct", Declared: "v1.1.0", Detected: "v1.1.0"},
		Description: p.text, Owner: p.owner, People: people, Support: []string{p.channel}, Tags: p.tags,
		Inputs: p.inputs, Outputs: p.outputs(),
	}
}

func (p *plan) outputs() []catalog.PortSummary {
	requires := make([]catalog.PortRef, len(p.inputs))
	for i, in := range p.inputs {
		requires[i] = catalog.PortRef{Contract: in.Contract, Version: in.Version}
	}
	ports := make([]catalog.PortSummary, len(p.contracts))
	for i, c := range p.contracts {
		ports[i] = catalog.PortSummary{Name: strings.TrimPrefix(c.id, p.id+"."), Version: c.version, Contract: c.id, Requires: requires}
	}
	return ports
}

// File is a generated file of a contract repository.
type File struct {
	Path string
	Data []byte
}

// Files makes the files of product i, 0 ≤ i < Len, in their newest state.
func (g *Generated) Files(i int) []File {
	p := g.plan(i)
	var files []File
	for n := range p.contracts {
		files = append(files, File{p.path(n), p.contracts[n].yaml(&p)})
	}
	if p.document {
		files = append(files, File{p.path(document), p.yaml()})
	}
	return files
}

// WriteTo writes the files of all products below dir and returns how many. It
// refuses to write over a file that exists.
func (g *Generated) WriteTo(dir string) (int, error) {
	written := 0
	for i := range g.n {
		for _, f := range g.Files(i) {
			if err := writeNew(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data); err != nil {
				return written, err
			}
			written++
		}
	}
	return written, nil
}

// Versions lists the versions of a contract, newest first, or the only one of a
// product's document.
func (g *Generated) Versions(id string) ([]catalog.Version, error) {
	p, file, ok := g.find(id)
	if !ok {
		return nil, fmt.Errorf("versions of %q: %w", id, catalog.ErrNotFound)
	}
	origin := catalog.Origin{Source: GeneratedSource, Path: p.path(file)}
	count, name := 1, p.name
	if file != document {
		count, name = p.contracts[file].versions, p.contracts[file].name
	}
	list := make([]catalog.Version, count)
	for i := range list {
		v := count - 1 - i
		origin.Hash, origin.Time = g.hash(p.index, file, v), g.published(p.index, i)
		list[i] = catalog.Version{Contract: id, Text: versionText(v + 1), Status: p.status, Name: name, Origin: origin, Seq: v}
	}
	return list, nil
}
