package lineage

import (
	"cmp"
	"slices"
)

// Query says what to walk.
type Query struct {
	From  []int // nodes; lifted to the level
	Level Level
	Up    int // hops against the flow of data; negative is without end
	Down  int // hops with it; negative is without end
	Limit int // nodes seen at most; 0 is 10,000
}

// defaultLimit keeps what is drawn within what anyone can read.
const defaultLimit = 10_000

// View is what a walk saw: the part of the graph around its start.
type View struct {
	Level Level
	Nodes []Seen // by hop, nearest first; the start comes first
	Links []Link // no two between the same nodes
	Cut   bool   // Limit was reached
}

// Seen is a node of a View.
type Seen struct {
	Node int
	Hop  int // negative upstream, 0 at the start, positive downstream
	More int // neighbours beyond that the walk did not follow
}

// Link joins two nodes of a View, by one edge or several.
type Link struct {
	From, To int // nodes at the view's level, in the direction of the data
	Edge     int // the edge that says most: a certain one if there is one
	Edges    int // how many edges it stands for
}

// Walk follows the edges from the start, breadth first, both ways as asked.
func (g *Graph) Walk(q Query) View {
	w := walker{g: g, level: q.Level, limit: q.Limit, met: make([]meeting, g.Len())}
	if w.limit <= 0 {
		w.limit = defaultLimit
	}
	start := make([]int, 0, len(q.From))
	for _, n := range q.From {
		if n = g.lift(n, q.Level); w.met[n].at == 0 {
			w.see(n, 0)
			start = append(start, n)
		}
	}
	w.view.Level = q.Level
	w.walk(start, Up, q.Up)
	upward := len(w.view.Links)
	w.walk(start, Down, q.Down)
	if upward > 0 && upward < len(w.view.Links) {
		w.merge()
	}
	slices.SortStableFunc(w.view.Nodes, func(a, b Seen) int { return abs(a.Hop) - abs(b.Hop) })
	return w.view
}

// merge drops the links of a cycle that both directions met.
func (w *walker) merge() {
	slices.SortStableFunc(w.view.Links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	w.view.Links = slices.CompactFunc(w.view.Links, func(a, b Link) bool { return a.From == b.From && a.To == b.To })
}

func abs(n int) int { return max(n, -n) }

type walker struct {
	g     *Graph
	level Level
	limit int
	view  View
	met   []meeting // by node
	turn  int32     // number of the expansion
	parts []int     // of the node being expanded
}

// meeting is what the walk knows of one node, in one piece because every edge
// asks for all of it.
type meeting struct {
	at   int32 // 1 + index among the view's nodes, 0 if not seen
	hop  int32
	turn int32 // the expansion that last met it
	link int32 // the link that expansion made for it
}

func (w *walker) see(n, hop int) {
	w.view.Nodes = append(w.view.Nodes, Seen{Node: n, Hop: hop})
	w.met[n].at, w.met[n].hop = int32(len(w.view.Nodes)), int32(hop)
}

func (w *walker) walk(frontier []int, d Direction, hops int) {
	sign := 1
	if d == Up {
		sign = -1
	}
	expanded := make([]bool, w.g.Len())
	for hop := 1; len(frontier) > 0; hop++ {
		var next []int
		for _, n := range frontier {
			if expanded[n] {
				continue
			}
			expanded[n] = true
			if hops >= 0 && hop > hops {
				w.count(n, d)
				continue
			}
			next = w.expand(n, d, hop*sign, next)
		}
		frontier = next
	}
}

// expand follows every edge of n and returns next with the nodes met anew. It
// does what ranging over Graph.Next would, without a closure for every node.
func (w *walker) expand(n int, d Direction, hop int, next []int) []int {
	w.turn++
	w.parts = w.g.parts(w.parts[:0], n, w.level)
	for _, part := range w.parts {
		for i, to := w.g.run(part, d); i < to; i++ {
			e := w.g.edgeOf(i, d)
			other := w.g.lift(w.g.end(e, d), w.level)
			if other != n || w.level == Properties {
				next = w.follow(n, other, e, d, hop, next)
			}
		}
	}
	return next
}

// follow goes one edge further. A node that was met on the way up is walked
// through on the way down as well.
func (w *walker) follow(n, other, e int, d Direction, hop int, next []int) []int {
	switch m := &w.met[other]; {
	case m.at == 0 && len(w.view.Nodes) >= w.limit:
		w.view.Cut = true
		w.view.Nodes[w.met[n].at-1].More++
		return next
	case m.at == 0:
		w.see(other, hop)
		next = append(next, other)
	case int(m.hop)*hop < 0:
		next = append(next, other)
	}
	w.join(n, other, e, d)
	return next
}

// join adds the edge to the link between the two nodes.
func (w *walker) join(n, other, e int, d Direction) {
	m := &w.met[other]
	if m.turn == w.turn {
		l := &w.view.Links[m.link]
		l.Edges++
		if !w.g.certain(l.Edge) && w.g.certain(e) {
			l.Edge = e
		}
		return
	}
	from, to := n, other
	if d == Up {
		from, to = other, n
	}
	m.turn, m.link = w.turn, int32(len(w.view.Links))
	if len(w.view.Links) == cap(w.view.Links) {
		w.view.Links = slices.Grow(w.view.Links, 64+len(w.view.Links)) // doubling copies less than append does
	}
	w.view.Links = append(w.view.Links, Link{from, to, e, 1})
}

// count notes how many neighbours of n were not followed.
func (w *walker) count(n int, d Direction) {
	w.turn++
	for other := range w.g.Next(n, d, w.level) {
		if m := &w.met[other]; m.at == 0 && m.turn != w.turn {
			m.turn = w.turn
			w.view.Nodes[w.met[n].at-1].More++
		}
	}
}

// Path returns the edges of a shortest way from one node down to another at the
// level, or false when data does not flow between them.
func (g *Graph) Path(from, to int, l Level) ([]int, bool) {
	from, to = g.lift(from, l), g.lift(to, l)
	came := make([]int32, g.Len()) // the edge by which a node was met
	prior := make([]int32, g.Len())
	met := make([]bool, g.Len())
	met[from] = true
	queue := []int{from}
	for len(queue) > 0 && !met[to] {
		n := queue[0]
		queue = queue[1:]
		for other, e := range g.Next(n, Down, l) {
			if !met[other] {
				met[other], came[other], prior[other] = true, int32(e), int32(n)
				queue = append(queue, other)
			}
		}
	}
	if !met[to] {
		return nil, false
	}
	var edges []int
	for n := to; n != from; n = int(prior[n]) {
		edges = append(edges, int(came[n]))
	}
	slices.Reverse(edges)
	return edges, true
}

// Between yields every edge from one node to another at the level.
func (g *Graph) Between(from, to int, l Level) []int {
	var edges []int
	for other, e := range g.Next(from, Down, l) {
		if other == to {
			edges = append(edges, e)
		}
	}
	return edges
}
