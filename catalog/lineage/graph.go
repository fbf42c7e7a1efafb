package lineage

import "iter"

// Kind says what a [Node] stands for.
type Kind uint8

// The kinds of a Node. Objects and properties are in the graph only when some
// edge touches them.
const (
	Product Kind = iota
	Contract
	Object
	Property
)

// String names the kind in one word.
func (k Kind) String() string { return [...]string{"product", "contract", "object", "property"}[k&3] }

// Node is one end of an edge.
type Node struct {
	Kind    Kind
	ID      string // of the product or contract; of objects and properties that of their contract
	Path    string // objects and properties: "orders.lines[].sku"
	Name    string // of the product or contract; of a missing end what the declaration called it
	Owner   string
	Status  string
	Version string
	Missing bool // not in the catalog: the end of an edge that dangles
	Parent  int  // the node it is part of, or -1
}

// Label is how to call the node, within its parent.
func (n Node) Label() string {
	switch {
	case n.Path != "":
		return n.Path
	case n.Name != "":
		return n.Name
	}
	return n.ID
}

// Ref names the node exactly, in the form that catalog.ParseRef reads.
func (n Node) Ref() string {
	switch {
	case n.ID == "":
		return n.Label()
	case n.Path != "":
		return n.ID + "#" + n.Path
	}
	return n.ID
}

// EdgeKind says what was declared.
type EdgeKind uint8

// The kinds of an Edge, with the direction in which data flows along them.
const (
	Input      EdgeKind = iota // contract → product: an input port
	Output                     // product → contract: an output port
	Requires                   // contract → contract or product: inputContracts of an output port
	Derives                    // object or property → property: a source of a transformation
	References                 // object or property → object or property: a foreign key, from its target
)

// String names the kind in one word.
func (k EdgeKind) String() string {
	return [...]string{"input", "output", "requires", "derives", "references"}[min(k, References)]
}

// Match says how the version that an edge asks for was found.
type Match uint8

// The matches of a version (see the fallbacks of ODPS: exact version, else the
// newest of the same major).
const (
	AnyVersion   Match = iota // no version was asked for
	ExactVersion              // that version is known
	SameMajor                 // it is not, but another of the same major is
	UnknownMajor              // no version of that major is known
	NothingKnown              // the contract itself is missing
)

// Edge is one declaration.
type Edge struct {
	From, To int // nodes, in the direction of the data
	Kind     EdgeKind
	Certain  bool   // an id was given; else a name was resolved
	By       string // id of the document that declares it
	Where    string // place in that document: "inputPorts[orders]"
	Wanted   string // the version it asks for, verbatim
	Match    Match
}

// Level says how finely to look.
type Level uint8

// The levels. A coarser level lifts every edge to the products or contracts
// that its ends are part of, and forgets those that stay inside one.
const (
	Products Level = iota
	Contracts
	Properties
)

// Graph is an immutable directed graph. It is a thin reader over one flat byte
// slice, so that loading it costs nothing; see flat.go. Safe for concurrent use.
type Graph struct {
	flat
}

// Len is the number of nodes.
func (g *Graph) Len() int { return int(g.head.nodes) }

// EdgeCount is the number of edges.
func (g *Graph) EdgeCount() int { return int(g.head.edges) }

// FindProduct returns the node of the product with that id.
func (g *Graph) FindProduct(id string) (int, bool) { return g.find(Product, id, "") }

// FindContract returns the node of the contract with that id, missing or not.
func (g *Graph) FindContract(id string) (int, bool) { return g.find(Contract, id, "") }

// FindPath returns the node of an object ("orders") or property
// ("orders.lines[].sku") of a contract. It is not found when no edge touches it.
func (g *Graph) FindPath(contract, path string) (int, bool) {
	if n, ok := g.find(Property, contract, path); ok {
		return n, true
	}
	return g.find(Object, contract, path)
}

// lift returns the node that stands for n at a level: the top of what it is
// part of, the contract (or top) of it, or itself.
func (g *Graph) lift(n int, l Level) int {
	switch l {
	case Products:
		return int(g.top.word(n, 0))
	case Contracts:
		for p := g.parent(n); p >= 0 && g.kind(n) != Contract; p = g.parent(n) {
			n = p
		}
	}
	return n
}

// parts appends n and everything that lifts to n at the level.
func (g *Graph) parts(to []int, n int, l Level) []int {
	to = append(to, n)
	if l == Properties {
		return to
	}
	for c := range g.children(n) {
		if l == Products || g.kind(c) != Contract {
			to = g.parts(to, c, l)
		}
	}
	return to
}

// Direction is the way to walk.
type Direction uint8

// The directions: Up to where data comes from, Down to where it goes.
const (
	Up Direction = iota
	Down
)

// Next yields, for every edge that leaves n in the direction at the level, the
// node at its other end and the edge. Edges inside n are left out, except at
// the level of properties, where a column may refer to itself.
func (g *Graph) Next(n int, d Direction, l Level) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for _, part := range g.parts(nil, n, l) {
			for e := range g.edgesAt(part, d) {
				other := g.lift(g.end(e, d), l)
				if (other != n || l == Properties) && !yield(other, e) {
					return
				}
			}
		}
	}
}
