package lineage

import (
	"cmp"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Options of Build.
type Options struct {
	// Versions lists the version texts known of a contract, in any order. Nil
	// means that only the current version of each is known.
	Versions func(contract string) []string
}

// Build makes the graph of a catalog: of the snapshot, which says what product a
// contract belongs to, and of the records that the snapshot was assembled from.
// The graph does not depend on the order of the records.
func Build(s *catalog.Snapshot, records []catalog.Record, opts Options) *Graph {
	var g Gatherer
	for i := range records {
		g.Add(&records[i])
	}
	return g.Build(s, opts)
}

// Build makes the graph of what was gathered; see the function of that name. The
// Gatherer is used up by it.
func (g *Gatherer) Build(s *catalog.Snapshot, opts Options) *Graph {
	b := builder{index: map[key]int{}, versions: opts.Versions}
	slices.SortStableFunc(g.docs, compareDocs)
	b.addProducts(s)
	b.addContracts(s, g.docs)
	b.names = newNames(g.docs, b.contractNode)
	for i := range g.docs {
		b.declare(&g.docs[i])
	}
	return flatten(b.nodes, b.edges)
}

func compareDocs(x, y doc) int {
	return cmp.Or(cmp.Compare(y.subject, x.subject), // products first
		strings.Compare(x.id, y.id),
		strings.Compare(x.source, y.source), strings.Compare(x.path, y.path),
		cmp.Compare(x.index, y.index))
}

type key struct {
	kind     Kind
	id, path string
}

type builder struct {
	nodes    []Node
	edges    []Edge
	index    map[key]int
	names    *names
	versions func(string) []string
}

// node returns the node of that key, made from n when it is new.
func (b *builder) node(n Node) int {
	k := key{n.Kind, n.ID, n.Path}
	if i, ok := b.index[k]; ok {
		return i
	}
	b.index[k] = len(b.nodes)
	b.nodes = append(b.nodes, n)
	return len(b.nodes) - 1
}

func (b *builder) addProducts(s *catalog.Snapshot) {
	for i := range s.Len() {
		p := s.Product(i)
		b.node(Node{
			Kind: Product, ID: p.ID, Name: p.Name, Owner: p.Owner,
			Status: p.Status, Version: p.Version, Parent: -1,
		})
	}
}

func (b *builder) addContracts(s *catalog.Snapshot, docs []doc) {
	for i := range docs {
		c := &docs[i]
		if c.subject != catalog.OfContract {
			continue
		}
		parent := -1
		if row, ok := s.FindContract(c.id); ok {
			product := s.Product(s.Contract(row).Product)
			parent = b.index[key{Product, product.ID, ""}]
		}
		b.node(Node{
			Kind: Contract, ID: c.id, Name: c.name, Owner: cmp.Or(c.owner, b.owner(parent)),
			Status: c.status, Version: c.version, Parent: parent,
		})
	}
}

func (b *builder) owner(n int) string {
	if n < 0 {
		return ""
	}
	return b.nodes[n].Owner
}

func (b *builder) contractNode(id string) (int, bool) {
	i, ok := b.index[key{Contract, strings.TrimSpace(id), ""}]
	return i, ok
}

func (b *builder) declare(d *doc) {
	if d.subject == catalog.OfProduct {
		b.declareOutputs(d)
		b.declareInputs(d)
		return
	}
	for i := range d.objects {
		o := &d.objects[i]
		for _, of := range o.declared {
			path := o.name
			if of.path != "" {
				path += "." + of.path
			}
			b.relate(d, path, of.kind, of.text)
		}
	}
}

func (b *builder) declareOutputs(d *doc) {
	product := b.index[key{Product, d.id, ""}]
	for _, p := range d.outputs {
		where := "outputPorts[" + p.Name + "]"
		serves := product
		if id := strings.TrimSpace(p.Contract); id != "" {
			serves = b.contract(id, product)
			b.edges = append(b.edges, b.versioned(Edge{
				From: product, To: serves, Kind: Output, Certain: true, By: d.id, Where: where, Wanted: p.Version,
			}))
		}
		for _, r := range p.Requires {
			if id := strings.TrimSpace(r.Contract); id != "" {
				b.edges = append(b.edges, b.versioned(Edge{
					From: b.contract(id, -1), To: serves, Kind: Requires, Certain: true,
					By: d.id, Where: where + ".inputContracts[" + id + "]", Wanted: r.Version,
				}))
			}
		}
	}
}

func (b *builder) declareInputs(d *doc) {
	product := b.index[key{Product, d.id, ""}]
	for _, p := range d.inputs {
		e := Edge{To: product, Kind: Input, By: d.id, Where: "inputPorts[" + p.Name + "]", Wanted: p.Version}
		if id := strings.TrimSpace(p.Contract); id != "" {
			e.From, e.Certain = b.contract(id, -1), true
			e = b.versioned(e)
		} else {
			e.From = b.unnamed(d.id, p.Name)
		}
		b.edges = append(b.edges, e)
	}
}

// contract returns the node of a contract, made as missing when the catalog
// does not have it. A missing contract belongs to the product that outputs it.
func (b *builder) contract(id string, product int) int {
	if n, ok := b.contractNode(id); ok {
		if b.nodes[n].Missing && b.nodes[n].Parent < 0 {
			b.nodes[n].Parent = product
		}
		return n
	}
	return b.node(Node{Kind: Contract, ID: id, Parent: product, Missing: true, Owner: b.owner(product)})
}

// unnamed is where an input port without a contract leads: to the product or
// contract that bears the port's name, else to a missing end of its own.
func (b *builder) unnamed(product, port string) int {
	if n, ok := b.names.byTitle(port); ok && n != b.index[key{Product, product, ""}] {
		return n
	}
	if n, ok := b.index[key{Product, strings.TrimSpace(port), ""}]; ok {
		return n
	}
	return b.node(Node{Kind: Object, ID: product, Path: cmp.Or(port, "an unnamed input"), Parent: -1, Missing: true})
}

var whereOf = map[EdgeKind]string{Derives: "transformSourceObjects", References: "relationships"}

// relate adds the edge from what text names to the object or property at path.
func (b *builder) relate(d *doc, path string, kind EdgeKind, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	self, ok := b.contractNode(d.id)
	if !ok {
		return
	}
	found, certain := b.names.resolve(d, kind, text)
	e := Edge{From: b.place(found), To: b.part(self, path), Kind: kind, Certain: certain, By: d.id}
	e.Where = path + " " + whereOf[kind] + "[" + text + "]"
	b.edges = append(b.edges, e)
}

// part returns the node of an object or property of a contract that has it.
func (b *builder) part(contract int, path string) int {
	kind := Property
	if !strings.Contains(path, ".") {
		kind = Object
	}
	return b.node(Node{
		Kind: kind, ID: b.nodes[contract].ID, Path: path, Parent: contract,
		Owner: b.nodes[contract].Owner, Status: b.nodes[contract].Status,
	})
}

// place returns the node of what a name resolved to.
func (b *builder) place(f finding) int {
	switch {
	case f.contract == "":
		return b.node(Node{Kind: Object, Path: f.text, Parent: -1, Missing: true})
	case f.path == "":
		n, _ := b.contractNode(f.contract)
		return n
	}
	contract, _ := b.contractNode(f.contract)
	n := Node{Kind: f.kind, ID: f.contract, Path: f.path, Parent: contract, Missing: f.missing}
	n.Owner, n.Status = b.nodes[contract].Owner, b.nodes[contract].Status
	return b.node(n)
}

// versioned says how the wanted version was found.
func (b *builder) versioned(e Edge) Edge {
	n := e.From
	if e.Kind == Output {
		n = e.To
	}
	known := []string{b.nodes[n].Version}
	e.Match = match(e.Wanted, known, b.nodes[n].Missing)
	if older := e.Match == SameMajor || e.Match == UnknownMajor; older && b.versions != nil { // a history is costly to ask for
		e.Match = match(e.Wanted, append(known, b.versions(b.nodes[n].ID)...), false)
	}
	return e
}

// match applies the fallbacks of ODPS to a wanted version.
func match(wanted string, known []string, missing bool) Match {
	switch {
	case missing:
		return NothingKnown
	case strings.TrimSpace(wanted) == "":
		return AnyVersion
	case slices.ContainsFunc(known, func(v string) bool { return v == wanted || v != "" && catalog.CompareVersions(v, wanted) == 0 }):
		return ExactVersion
	case slices.ContainsFunc(known, func(v string) bool { return SameMajorVersion(v, wanted) }):
		return SameMajor
	}
	return UnknownMajor
}

// SameMajorVersion reports whether both texts read as semantic versions of one
// major.
func SameMajorVersion(a, b string) bool {
	va, okA := catalog.ParseVersion(a)
	vb, okB := catalog.ParseVersion(b)
	return okA && okB && va.Major() == vb.Major()
}
