package lineage

import (
	"cmp"
	"encoding/binary"
	"errors"
	"iter"
	"slices"
	"sort"
	"strings"
	"unsafe"
)

// flat is the graph's one byte slice, cut into sections of little-endian uint32
// words. Adjacency is in compressed rows: the edges are sorted by their start,
// so the edges out of node n are the run out[n]…out[n+1]; the edges into n are
// the run in[n]…in[n+1] of inEdges, which holds edge numbers; children likewise.
//
// top[n] is the product that node n is part of, or what stands in its place: a
// walk over products asks it of every edge, so it has a narrow row of its own.
//
//	magic | counts | string offsets | nodes | ends | edges | out | in | inEdges |
//	child | children | top | nodes by key | string bytes
type flat struct {
	data               []byte
	head               header
	strings            section
	nodes              section
	ends, edges        section // of an edge: its two nodes; all the rest
	out, in, inEdges   section
	child, childOfNode section
	top, byKey         section
	text               []byte
}

type header struct{ strings, nodes, edges, owned uint32 }

const (
	magic       = "mdxline1"
	headerBytes = 8 + 4*4
	nodeWords   = 8
	edgeWords   = 4
	missingBit  = 1 << 8
	certainBit  = 1 << 8
	matchShift  = 16
)

type section struct {
	data  []byte
	words int
}

func (s section) word(row, col int) uint32 {
	return binary.LittleEndian.Uint32(s.data[(row*s.words+col)*4:])
}

// ErrGraph is returned for bytes that are not a graph of this format.
var ErrGraph = errors.New("not a lineage graph of this version")

// Load reads a graph in place: data must not change while the Graph or any
// string it gave out is in use. It checks sizes, not content; whoever stores
// the bytes guards them by a checksum.
func Load(data []byte) (*Graph, error) {
	if len(data) < headerBytes || string(data[:8]) != magic {
		return nil, ErrGraph
	}
	word := func(i int) uint32 { return binary.LittleEndian.Uint32(data[8+4*i:]) }
	f := flat{data: data, head: header{word(0), word(1), word(2), word(3)}}
	n, m := int(f.head.nodes), int(f.head.edges)
	rest, ok := data[headerBytes:], true
	cut := func(rows, words int) section {
		size := rows * words * 4
		if !ok || size < 0 || size > len(rest) {
			ok = false
			return section{words: words}
		}
		s := section{rest[:size], words}
		rest = rest[size:]
		return s
	}
	f.strings = cut(int(f.head.strings)+1, 1)
	f.nodes, f.ends, f.edges = cut(n, nodeWords), cut(m, 2), cut(m, edgeWords)
	f.out, f.in, f.inEdges = cut(n+1, 1), cut(n+1, 1), cut(m, 1)
	f.child, f.childOfNode = cut(n+1, 1), cut(int(f.head.owned), 1)
	f.top, f.byKey = cut(n, 1), cut(n, 1)
	if !ok || int(f.strings.word(int(f.head.strings), 0)) != len(rest) {
		return nil, ErrGraph
	}
	f.text = rest
	return &Graph{f}, nil
}

// Bytes returns what Load reads. The caller must not change it.
func (f *flat) Bytes() []byte { return f.data }

// str returns string number n without copying it: the bytes are immutable for
// the life of the graph, which is what unsafe.String asks for.
func (f *flat) str(n uint32) string {
	if n >= f.head.strings {
		return ""
	}
	from, to := f.strings.word(int(n), 0), f.strings.word(int(n)+1, 0)
	if from >= to || int(to) > len(f.text) {
		return ""
	}
	return unsafe.String(&f.text[from], int(to-from))
}

// Node returns node i, 0 <= i < Len. It does not allocate.
func (f *flat) Node(i int) Node {
	str := func(c int) string { return f.str(f.nodes.word(i, c)) }
	return Node{
		Kind: f.kind(i), Missing: f.nodes.word(i, 0)&missingBit != 0, Parent: f.parent(i),
		ID: str(2), Path: str(3), Name: str(4), Owner: str(5), Status: str(6), Version: str(7),
	}
}

func (f *flat) kind(i int) Kind { return Kind(f.nodes.word(i, 0) & 0xff) }

func (f *flat) parent(i int) int { return int(f.nodes.word(i, 1)) - 1 }

// Edge returns edge i, 0 <= i < EdgeCount. It does not allocate.
func (f *flat) Edge(i int) Edge {
	w := func(c int) uint32 { return f.edges.word(i, c) }
	return Edge{
		From: f.end(i, Up), To: f.end(i, Down), Kind: EdgeKind(w(0) & 0xff), Certain: f.certain(i),
		Match: Match(w(0) >> matchShift), By: f.str(w(1)), Where: f.str(w(2)), Wanted: f.str(w(3)),
	}
}

// end is the far end of an edge that is walked in the direction.
func (f *flat) end(e int, d Direction) int { return int(f.ends.word(e, int(d))) }

func (f *flat) certain(e int) bool { return f.edges.word(e, 0)&certainBit != 0 }

// edgesAt yields the edges that leave node n in the direction.
func (f *flat) edgesAt(n int, d Direction) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, to := f.run(n, d); i < to; i++ {
			if !yield(f.edgeOf(i, d)) {
				return
			}
		}
	}
}

// run is where the edges that leave node n in the direction are listed.
func (f *flat) run(n int, d Direction) (from, to int) {
	starts := f.out
	if d == Up {
		starts = f.in
	}
	return int(starts.word(n, 0)), int(starts.word(n+1, 0))
}

// edgeOf is the edge at a place of a run.
func (f *flat) edgeOf(i int, d Direction) int {
	if d == Up {
		return int(f.inEdges.word(i, 0))
	}
	return i
}

func (f *flat) children(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := f.child.word(n, 0); i < f.child.word(n+1, 0); i++ {
			if !yield(int(f.childOfNode.word(int(i), 0))) {
				return
			}
		}
	}
}

func compareKeys(a, b Node) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID), strings.Compare(a.Path, b.Path))
}

func (f *flat) find(kind Kind, id, path string) (int, bool) {
	want := Node{Kind: kind, ID: id, Path: path}
	i, ok := sort.Find(int(f.head.nodes), func(i int) int { return compareKeys(want, f.Node(int(f.byKey.word(i, 0)))) })
	if !ok {
		return 0, false
	}
	return int(f.byKey.word(i, 0)), true
}

// flatten lays nodes and edges out. It sorts the edges.
func flatten(nodes []Node, edges []Edge) *Graph {
	slices.SortFunc(edges, compareEdges)
	edges = slices.Compact(edges)
	t := texts{numbers: map[string]uint32{"": 0}, offsets: []uint32{0}}
	parents := make([]int, len(nodes))
	nodeWords := make([]uint32, 0, len(nodes)*nodeWords)
	for i := range nodes {
		parents[i] = nodes[i].Parent
		nodeWords = t.node(nodeWords, &nodes[i])
	}
	edgeWords := make([]uint32, 0, len(edges)*edgeWords)
	from, to := make([]int, len(edges)), make([]int, len(edges))
	ends := make([]uint32, 0, 2*len(edges))
	for i := range edges {
		from[i], to[i] = edges[i].From, edges[i].To
		ends = append(ends, uint32(from[i]), uint32(to[i]))
		edgeWords = t.edge(edgeWords, &edges[i])
	}
	out, _ := rows(from, len(nodes))
	in, inEdges := rows(to, len(nodes))
	child, children := rows(parents, len(nodes))
	t.offsets = append(t.offsets, uint32(len(t.text)))
	head := []uint32{uint32(len(t.offsets) - 1), uint32(len(nodes)), uint32(len(edges)), uint32(len(children))}
	data := []byte(magic)
	for _, words := range [][]uint32{head, t.offsets, nodeWords, ends, edgeWords, out, in, inEdges, child, children, tops(nodes), keyOrder(nodes)} {
		for _, w := range words {
			data = binary.LittleEndian.AppendUint32(data, w)
		}
	}
	g, err := Load(append(data, t.text...))
	if err != nil {
		panic("lineage: a graph just written does not load: " + err.Error())
	}
	return g
}

func compareEdges(a, b Edge) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind),
		strings.Compare(a.By, b.By), strings.Compare(a.Where, b.Where), strings.Compare(a.Wanted, b.Wanted))
}

// rows compresses: item i belongs to row of[i] (none when negative). It returns
// the start of every row and the items in the order of their rows.
func rows(of []int, n int) (starts, items []uint32) {
	starts = make([]uint32, n+1)
	for _, r := range of {
		if r >= 0 {
			starts[r+1]++
		}
	}
	for i := range n {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	items = make([]uint32, starts[n])
	for i, r := range of {
		if r >= 0 {
			items[next[r]] = uint32(i)
			next[r]++
		}
	}
	return starts, items
}

func tops(nodes []Node) []uint32 {
	top := make([]uint32, len(nodes))
	for i := range nodes {
		n := i
		for nodes[n].Parent >= 0 {
			n = nodes[n].Parent
		}
		top[i] = uint32(n)
	}
	return top
}

func keyOrder(nodes []Node) []uint32 {
	order := make([]uint32, len(nodes))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return compareKeys(nodes[a], nodes[b]) })
	return order
}

// texts interns strings.
type texts struct {
	numbers map[string]uint32
	offsets []uint32
	text    []byte
}

func (t *texts) intern(s string) uint32 {
	if n, ok := t.numbers[s]; ok {
		return n
	}
	n := uint32(len(t.offsets))
	t.numbers[s] = n
	t.offsets = append(t.offsets, uint32(len(t.text)))
	t.text = append(t.text, s...)
	return n
}

func (t *texts) node(words []uint32, n *Node) []uint32 {
	bits := uint32(n.Kind)
	if n.Missing {
		bits |= missingBit
	}
	words = append(words, bits, uint32(n.Parent+1))
	for _, s := range []string{n.ID, n.Path, n.Name, n.Owner, n.Status, n.Version} {
		words = append(words, t.intern(s))
	}
	return words
}

func (t *texts) edge(words []uint32, e *Edge) []uint32 {
	bits := uint32(e.Kind) | uint32(e.Match)<<matchShift
	if e.Certain {
		bits |= certainBit
	}
	return append(words, bits, t.intern(e.By), t.intern(e.Where), t.intern(e.Wanted))
}
