package lineage

import "slices"

// Cycles returns the groups of nodes that feed each other in a circle at the
// level, each in the order of their numbers, the groups by their first node. It
// is Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972)
// with its own stack, for a chain of contracts may be longer than Go's.
func (g *Graph) Cycles(l Level) [][]int {
	t := tarjan{g: g, level: l, order: make([]int, g.Len()), low: make([]int, g.Len()), open: make([]bool, g.Len())}
	for n := range g.Len() {
		if g.lift(n, l) == n && t.order[n] == 0 {
			t.visit(n)
		}
	}
	slices.SortFunc(t.found, func(a, b []int) int { return a[0] - b[0] })
	return t.found
}

type tarjan struct {
	g          *Graph
	level      Level
	turn       int
	order, low []int  // by node; order 0 is not visited
	open       []bool // by node: on the stack
	stack      []int
	frames     []frame
	found      [][]int
}

// frame is one node whose neighbours are being visited.
type frame struct {
	node int
	rest []int
	self bool // it refers to itself
}

func (t *tarjan) visit(root int) {
	t.push(root)
	for len(t.frames) > 0 {
		f := &t.frames[len(t.frames)-1]
		if len(f.rest) == 0 {
			t.pop()
			continue
		}
		next := f.rest[0]
		f.rest = f.rest[1:]
		switch {
		case next == f.node:
			f.self = true
		case t.order[next] == 0:
			t.push(next)
		case t.open[next]:
			t.low[f.node] = min(t.low[f.node], t.order[next])
		}
	}
}

func (t *tarjan) push(n int) {
	t.turn++
	t.order[n], t.low[n], t.open[n] = t.turn, t.turn, true
	t.stack = append(t.stack, n)
	f := frame{node: n}
	for other := range t.g.Next(n, Down, t.level) {
		f.rest = append(f.rest, other)
	}
	t.frames = append(t.frames, f)
}

// pop leaves a node; when it is the first of its group, the group is complete.
func (t *tarjan) pop() {
	f := t.frames[len(t.frames)-1]
	t.frames = t.frames[:len(t.frames)-1]
	if len(t.frames) > 0 {
		above := t.frames[len(t.frames)-1].node
		t.low[above] = min(t.low[above], t.low[f.node])
	}
	if t.low[f.node] != t.order[f.node] {
		return
	}
	first := slices.Index(t.stack, f.node)
	group := slices.Clone(t.stack[first:])
	t.stack = t.stack[:first]
	for _, n := range group {
		t.open[n] = false
	}
	if len(group) > 1 || f.self {
		slices.Sort(group)
		t.found = append(t.found, group)
	}
}
