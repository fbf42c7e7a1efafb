package lineage

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// walk is what was seen around a start, and how it is drawn. It is immutable.
type walk struct {
	graph  *lineage.Graph
	level  lineage.Level
	start  int
	view   lineage.View
	layout lineage.Layout
	lines  map[lineage.Point]lineage.Dirs
	box    map[int]lineage.Box // by node
	seen   map[int]lineage.Seen
	named  map[string]int         // how many nodes have a name
	up     map[int][]lineage.Link // links that end at a node
	down   map[int][]lineage.Link // links that begin at a node
	counts map[int]neighbours     // of the nodes that were asked for
}

// neighbours are how many nodes feed a node and are fed by it, met or not.
type neighbours struct{ fed, feeds int }

var (
	errNoGraph = errors.New("no lineage is at hand")
	errNoEdges = errors.New("no document says what this reads, or that anything reads it")
)

// labelWidth bounds the names in the picture.
const labelWidth = 30

// newWalk walks and lays out. Glyph is the width of what stands before a name.
func newWalk(g *lineage.Graph, starts []int, level lineage.Level, hops, glyph int) *walk {
	w := &walk{
		graph: g, level: level, start: starts[0], box: map[int]lineage.Box{}, seen: map[int]lineage.Seen{},
		up: map[int][]lineage.Link{}, down: map[int][]lineage.Link{}, counts: map[int]neighbours{},
	}
	w.view = g.Walk(lineage.Query{From: starts, Level: level, Up: hops, Down: hops, Limit: mostNodes})
	if len(w.view.Nodes) > 0 {
		w.start = w.view.Nodes[0].Node
	}
	for _, s := range w.view.Nodes {
		w.seen[s.Node] = s
	}
	for _, l := range w.view.Links {
		w.up[l.To] = append(w.up[l.To], l)
		w.down[l.From] = append(w.down[l.From], l)
	}
	w.named = map[string]int{}
	for _, s := range w.view.Nodes {
		w.named[g.Node(s.Node).Label()]++
	}
	w.layout = lineage.Arrange(w.view, lineage.Style{
		Size:   func(n int) (int, int) { return text.Width(w.label(n)) + glyph + 3, 1 },
		RowGap: 1, MinGap: 6,
	})
	w.lines = w.layout.Lines()
	for _, b := range w.layout.Boxes {
		w.box[b.Node] = b
	}
	return w
}

// neighbours counts those of a node once: it is drawn again and again, and a hub has
// thousands.
func (w *walk) neighbours(node int) neighbours {
	n, known := w.counts[node]
	if !known {
		n = neighbours{w.count(node, lineage.Up), w.count(node, lineage.Down)}
		w.counts[node] = n
	}
	return n
}

func (w *walk) count(node int, d lineage.Direction) int {
	all := map[int]bool{}
	for other := range w.graph.Next(node, d, w.level) {
		all[other] = true
	}
	return len(all)
}

// isAlone reports whether nothing is declared of the column that a target names.
func (w *walk) isAlone(t page.Target) bool {
	_, known := w.graph.FindPath(t.Contract, t.Path)
	return !known || len(w.view.Nodes) < 2
}

// label is a node's name in the picture, with what it is where another has the same
// name, such as a product and its contract, and how many neighbours were not followed.
func (w *walk) label(n int) string {
	node := w.graph.Node(n)
	s := text.CutMiddle(text.Clean(node.Label()), labelWidth)
	if w.named[node.Label()] > 1 {
		s += " (" + node.Kind.String() + ")"
	}
	if more := w.seen[n].More; more > 0 {
		s += fmt.Sprintf(" +%d", more)
	}
	return s
}

// move moves the cursor along the edges, or among the nodes of a layer.
func (p *Page) move(id action.ID) {
	if p.walk == nil {
		return
	}
	if p.isTree() {
		p.tree.Do(id)
		p.ofTree()
		return
	}
	before := p.at
	defer func() {
		if p.at != before {
			p.from = before
		}
	}()
	switch id {
	case doLeft:
		p.at = p.walk.nearest(p.at, ends(p.walk.up[p.at], func(l lineage.Link) int { return l.From }))
	case doRight:
		p.at = p.walk.nearest(p.at, ends(p.walk.down[p.at], func(l lineage.Link) int { return l.To }))
	case doUp:
		p.at = p.walk.beside(p.at, -1)
	case doDown:
		p.at = p.walk.beside(p.at, 1)
	case doStart:
		p.at = p.walk.start
	}
	p.centre()
}

// toTree puts the tree's cursor on the node under the graph's. A node may be in the
// tree several times; where the cursor is on one of them, it stays.
func (p *Page) toTree() {
	if at := p.tree.Cursor(); at >= 0 && p.rows[at].node == p.at {
		return
	}
	for _, b := range p.rows {
		if b.node == p.at {
			p.tree.Select(b.id)
			return
		}
	}
}

// ofTree puts the graph's cursor on the node under the tree's, as if it had come by
// the edge that the tree shows.
func (p *Page) ofTree() {
	i := p.tree.Cursor()
	if i < 0 || p.rows[i].node < 0 {
		return
	}
	p.at, p.from = p.rows[i].node, -1
	if p.rows[i].depth > 0 {
		p.from = p.parent(i)
	}
}

func ends(links []lineage.Link, end func(lineage.Link) int) []int {
	var out []int
	for _, l := range links {
		out = append(out, end(l))
	}
	return out
}

// nearest is the neighbour whose row is nearest, or the node itself when it has
// none.
func (w *walk) nearest(from int, to []int) int {
	best := from
	for _, n := range to {
		if n != from && (best == from || w.distance(from, n) < w.distance(from, best)) {
			best = n
		}
	}
	return best
}

func (w *walk) distance(a, b int) int {
	d := w.box[a].Y - w.box[b].Y
	return max(d, -d)
}

// beside is the next node above or below in the same layer; past its end, the
// nearest one so of any layer.
func (w *walk) beside(from, step int) int {
	here := w.box[from]
	best, far := from, 1<<30
	for _, b := range w.layout.Boxes {
		if (b.Y-here.Y)*step <= 0 {
			continue
		}
		d := (b.Y - here.Y) * step
		if b.Layer != here.Layer {
			d += 1 << 16
		}
		if d < far {
			best, far = b.Node, d
		}
	}
	return best
}

// detailLines is what is told of the node under the cursor, below the picture.
const detailLines = 4

// centre moves the window so that the node under the cursor is in sight, with its
// neighbours if they fit.
func (p *Page) centre() {
	if p.walk == nil || p.at < 0 {
		return
	}
	b, h := p.walk.box[p.at], max(p.h-detailLines, 1)
	w := max(p.w-2, 1)
	if p.walk.layout.Width <= w {
		p.x = 0
	} else {
		p.x = max(0, min(b.X+b.W/2-w/2, p.walk.layout.Width-w))
	}
	if p.walk.layout.Height <= h {
		p.y = -(h - p.walk.layout.Height) / 3 // a little above the middle
	} else {
		p.y = max(0, min(b.Y-h/2, p.walk.layout.Height-h))
	}
}

// branch is a row of the tree. A node that was told before is not followed again.
type branch struct {
	id    string
	depth int
	node  int // -1 for a heading
	title string
	edge  int // by which it was met; -1 at a heading and the start
	again bool
}

// branches lists the walk as two trees: what feeds the start, and what it feeds.
func (w *walk) branches() []branch {
	var out []branch
	starts := map[int]bool{}
	for _, s := range w.view.Nodes {
		if s.Hop == 0 {
			out = append(out, branch{id: fmt.Sprintf("start/%d", s.Node), node: s.Node, edge: -1})
			starts[s.Node] = true
		}
	}
	begin := out
	for _, dir := range []struct {
		id, title string
		next      func(int) []lineage.Link
		end       func(lineage.Link) int
	}{
		{"up", "Reads", func(n int) []lineage.Link { return w.up[n] }, func(l lineage.Link) int { return l.From }},
		{"down", "Read by", func(n int) []lineage.Link { return w.down[n] }, func(l lineage.Link) int { return l.To }},
	} {
		out = append(out, branch{id: dir.id, node: -1, edge: -1, title: dir.title})
		told := maps.Clone(starts)
		var follow func(n, depth int, id string)
		follow = func(n, depth int, id string) {
			for _, l := range dir.next(n) {
				m := dir.end(l)
				b := branch{id: fmt.Sprintf("%s/%d", id, m), depth: depth, node: m, edge: l.Edge, again: told[m]}
				out = append(out, b)
				if !told[m] {
					told[m] = true
					follow(m, depth+1, b.id)
				}
			}
		}
		for _, b := range begin {
			follow(b.node, 1, fmt.Sprintf("%s/%d", dir.id, b.node))
		}
	}
	return slices.Clip(out)
}
