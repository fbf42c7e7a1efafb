package lineage

import (
	"slices"
)

// Layout is a drawing of a [View] in character cells, layered from left to
// right in the direction of the data. It is geometry alone: what a box or a
// line looks like is for others to say.
//
// It follows Sugiyama, Tagawa and Toda (Methods for visual understanding of
// hierarchical system structures, 1981), in five steps:
//
//  1. edges that close a circle are turned round, so that all go one way;
//  2. every node gets a layer, to the right of all that feed it and as near as
//     can be to what it feeds; an edge that spans several layers is cut into
//     pieces that meet at invisible nodes;
//  3. within each layer nodes are ordered so that few lines cross, by sweeping
//     to and fro and sorting each layer by the mean place of its neighbours;
//  4. rows are chosen so that lines run straight where they can, by isotonic
//     regression on the rows that the neighbours ask for (place.go);
//  5. between two layers lines turn in vertical tracks; lines share one only
//     when they share an end (route.go).
type Layout struct {
	Boxes         []Box   // by layer, then from top to bottom
	Routes        []Route // one for each link that joins two different nodes
	Width, Height int
}

// Box is where a node is drawn.
type Box struct {
	Node       int
	Layer      int
	X, Y, W, H int
}

// Route is the line of one link: points at which it turns, from the cell right
// of the box it leaves to the cell left of the box it enters. Every piece is
// horizontal or vertical. A route that is Backward closes a circle: it is drawn
// from left to right like all, but the data flows from right to left.
type Route struct {
	Link     int // index among the view's links
	Points   []Point
	Backward bool
}

// Point is a cell.
type Point struct{ X, Y int }

// Style says how much room a layout takes.
type Style struct {
	Size   func(node int) (width, height int) // of a node's box; required
	RowGap int                                // empty rows between boxes of a layer
	MinGap int                                // columns between layers, at least 3
}

// Arrange lays out a view. The time is about linear in nodes and links times the
// number of layers that links span; what a person can read takes well under a
// millisecond.
func Arrange(v View, style Style) Layout {
	d := newDrawing(v, style)
	d.layer()
	d.split()
	d.order()
	d.place()
	return d.route()
}

// vertex is a node of the view, or where a long edge passes through a layer.
type vertex struct {
	node  int // -1 for a passage
	layer int
	w, h  int
	y     int
}

// row is where lines meet the vertex.
func (v *vertex) row() int { return v.y + v.h/2 }

// span is a link between vertices that goes from left to right.
type span struct {
	from, to int // vertices
	link     int
	backward bool
	pieces   []int // the vertices on its way, both ends included
}

type drawing struct {
	style  Style
	verts  []vertex
	spans  []span
	layers [][]int // vertices of each layer, from top to bottom
	left   [][]int // by vertex: neighbours in the layer before
	right  [][]int
}

func newDrawing(v View, style Style) *drawing {
	d := &drawing{style: style}
	d.style.MinGap = max(style.MinGap, 3)
	at := map[int]int{}
	for _, s := range v.Nodes {
		w, h := style.Size(s.Node)
		at[s.Node] = len(d.verts)
		d.verts = append(d.verts, vertex{node: s.Node, w: max(w, 1), h: max(h, 1)})
	}
	for i, l := range v.Links {
		from, okF := at[l.From]
		to, okT := at[l.To]
		if okF && okT && from != to {
			d.spans = append(d.spans, span{from: from, to: to, link: i})
		}
	}
	d.straighten()
	return d
}

// out lists the spans that leave each vertex.
func (d *drawing) out() [][]int {
	out := make([][]int, len(d.verts))
	for i := range d.spans {
		out[d.spans[i].from] = append(out[d.spans[i].from], i)
	}
	return out
}

// straighten turns round the spans that lead back to a vertex from which the
// search is still on its way. It keeps its own stack, for chains may be long.
func (d *drawing) straighten() {
	const unseen, open, done = 0, 1, 2
	state := make([]int, len(d.verts))
	out := d.out()
	var turn []int
	for root := range d.verts {
		if state[root] != unseen {
			continue
		}
		stack := []int{root}
		state[root] = open
		for len(stack) > 0 {
			n := stack[len(stack)-1]
			if len(out[n]) == 0 {
				state[n] = done
				stack = stack[:len(stack)-1]
				continue
			}
			s := out[n][0]
			out[n] = out[n][1:]
			switch to := d.spans[s].to; state[to] {
			case open:
				turn = append(turn, s)
			case unseen:
				state[to] = open
				stack = append(stack, to)
			}
		}
	}
	for _, i := range turn {
		s := &d.spans[i]
		s.from, s.to, s.backward = s.to, s.from, true
	}
}

// layer puts every vertex right of all before it, then moves vertices right,
// last first, until they stand next to what they feed.
func (d *drawing) layer() {
	out := d.out()
	waits := make([]int, len(d.verts))
	for i := range d.spans {
		waits[d.spans[i].to]++
	}
	var sorted []int
	for n := range d.verts {
		if waits[n] == 0 {
			sorted = append(sorted, n)
		}
	}
	for i := 0; i < len(sorted); i++ {
		n := sorted[i]
		for _, s := range out[n] {
			to := d.spans[s].to
			d.verts[to].layer = max(d.verts[to].layer, d.verts[n].layer+1)
			if waits[to]--; waits[to] == 0 {
				sorted = append(sorted, to)
			}
		}
	}
	for _, n := range slices.Backward(sorted) {
		nearest := -1
		for _, s := range out[n] {
			if l := d.verts[d.spans[s].to].layer - 1; nearest < 0 || l < nearest {
				nearest = l
			}
		}
		if nearest > d.verts[n].layer {
			d.verts[n].layer = nearest
		}
	}
}

// split fills the layers and cuts long spans into pieces.
func (d *drawing) split() {
	for n := range d.verts {
		d.enter(n)
	}
	for i := range d.spans {
		s := &d.spans[i]
		s.pieces = []int{s.from}
		for l := d.verts[s.from].layer + 1; l < d.verts[s.to].layer; l++ {
			d.verts = append(d.verts, vertex{node: -1, layer: l, w: 1, h: 1})
			d.enter(len(d.verts) - 1)
			s.pieces = append(s.pieces, len(d.verts)-1)
		}
		s.pieces = append(s.pieces, s.to)
	}
	d.left, d.right = make([][]int, len(d.verts)), make([][]int, len(d.verts))
	for _, s := range d.spans {
		for i := 1; i < len(s.pieces); i++ {
			a, b := s.pieces[i-1], s.pieces[i]
			d.right[a] = append(d.right[a], b)
			d.left[b] = append(d.left[b], a)
		}
	}
}

func (d *drawing) enter(n int) {
	l := d.verts[n].layer
	for len(d.layers) <= l {
		d.layers = append(d.layers, nil)
	}
	d.layers[l] = append(d.layers[l], n)
}
