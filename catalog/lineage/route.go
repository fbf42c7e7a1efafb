package lineage

import "slices"

// Between two layers runs a channel. Pieces of lines that share an end form a
// net, which has one vertical track in the channel:
//
//	box ─┬──→ box        left rows ─ track ─ right rows
//	     └──→ box
//
// Two nets may have the same track if their rows do not overlap. A net whose
// left row is another's right row must have its track further left, or their
// horizontal pieces would run over each other. Tracks are given out greedily in
// an order that respects this; where that order runs in a circle, it is broken.

// net is the pieces of lines that turn in one track.
type net struct {
	left, right []int // rows
	top, bottom int
	track       int
}

func (n *net) add(left, right int) {
	if len(n.left) == 0 {
		n.top, n.bottom = left, left
	}
	n.left, n.right = append(n.left, left), append(n.right, right)
	n.top, n.bottom = min(n.top, left, right), max(n.bottom, left, right)
}

// piece is the part of a span between two neighbouring layers.
type piece struct{ from, to int }

// route gives every box its column and every span its line.
func (d *drawing) route() Layout {
	l := Layout{}
	turns := map[piece]int{}
	x := 0
	starts := make([]int, len(d.layers))
	for k, layer := range d.layers {
		starts[k] = x
		x += d.width(layer)
		used := d.turns(layer, x+1, turns)
		if k+1 < len(d.layers) {
			x += max(used+2, d.style.MinGap)
		}
	}
	l.Width = x
	for k, layer := range d.layers {
		for _, n := range layer {
			v := &d.verts[n]
			l.Height = max(l.Height, v.y+v.h)
			if v.node >= 0 {
				l.Boxes = append(l.Boxes, Box{Node: v.node, Layer: k, X: starts[k], Y: v.y, W: v.w, H: v.h})
			}
		}
	}
	for i := range d.spans {
		l.Routes = append(l.Routes, d.line(&d.spans[i], starts, turns))
	}
	return l
}

func (d *drawing) width(layer []int) int {
	width := 0
	for _, n := range layer {
		width = max(width, d.verts[n].w)
	}
	return width
}

// line runs along the pieces of a span.
func (d *drawing) line(s *span, starts []int, turns map[piece]int) Route {
	from, to := &d.verts[s.from], &d.verts[s.to]
	points := []Point{{starts[from.layer] + from.w, from.row()}}
	for i := 1; i < len(s.pieces); i++ {
		a, b := s.pieces[i-1], s.pieces[i]
		x := turns[piece{a, b}]
		points = append(points, Point{x, d.verts[a].row()}, Point{x, d.verts[b].row()})
	}
	points = append(points, Point{starts[to.layer] - 1, to.row()})
	return Route{Link: s.link, Points: straight(points), Backward: s.backward}
}

// straight drops the points at which a line does not turn.
func straight(points []Point) []Point {
	out := points[:1]
	for i, p := range points[1:] {
		last := out[len(out)-1]
		next := points[min(i+2, len(points)-1)]
		isEnd := i+2 == len(points)
		if !isEnd && (p == last || last.Y == p.Y && p.Y == next.Y || last.X == p.X && p.X == next.X) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// turns gives every piece that leaves the layer the column in which it turns,
// the first of the channel being at x, and returns how many columns it took.
func (d *drawing) turns(layer []int, x int, turns map[piece]int) int {
	nets, of := d.nets(layer)
	used := assign(nets)
	for p, i := range of {
		turns[p] = x + nets[i].track
	}
	return used
}

// nets gathers the pieces that leave a layer: those to a vertex that is the only
// aim of all that lead to it by that vertex, the others by where they start.
func (d *drawing) nets(layer []int) ([]net, map[piece]int) {
	var nets []net
	of := map[piece]int{}
	byEnd := map[int]int{} // vertex → net
	for _, n := range layer {
		for _, to := range d.right[n] {
			end := n
			if len(d.right[n]) == 1 {
				end = to
			}
			i, ok := byEnd[end]
			if !ok {
				i = len(nets)
				byEnd[end] = i
				nets = append(nets, net{})
			}
			of[piece{n, to}] = i
			nets[i].add(d.verts[n].row(), d.verts[to].row())
		}
	}
	return nets, of
}

// assign gives every net its track and returns how many there are.
func assign(nets []net) int {
	before := precedence(nets)
	state := make([]int8, len(nets)) // 1 while its predecessors are placed, 2 when it is
	var placed []int
	used := 0
	var place func(i int)
	place = func(i int) {
		state[i] = 1
		track := 0
		for _, b := range before[i] {
			if state[b] == 0 {
				place(b)
			}
			if state[b] == 2 {
				track = max(track, nets[b].track+1)
			}
		}
		for !isFree(nets, placed, i, track) {
			track++
		}
		nets[i].track, state[i] = track, 2
		placed = append(placed, i)
		used = max(used, track+1)
	}
	for i := range nets {
		if state[i] == 0 {
			place(i)
		}
	}
	return used
}

// precedence lists for every net those whose track must be further left.
func precedence(nets []net) [][]int {
	byLeft := map[int][]int{}
	for i := range nets {
		for _, row := range nets[i].left {
			byLeft[row] = append(byLeft[row], i)
		}
	}
	before := make([][]int, len(nets))
	for i := range nets {
		for _, row := range nets[i].right {
			for _, other := range byLeft[row] {
				if other != i && !slices.Contains(before[i], other) {
					before[i] = append(before[i], other)
				}
			}
		}
	}
	return before
}

func isFree(nets []net, placed []int, i, track int) bool {
	for _, p := range placed {
		if nets[p].track == track && nets[p].top <= nets[i].bottom && nets[i].top <= nets[p].bottom {
			return false
		}
	}
	return true
}

// Dirs are the sides on which a line leaves a cell.
type Dirs uint8

// The four sides.
const (
	North Dirs = 1 << iota
	East
	South
	West
)

// Lines returns every cell that a route passes, with the sides on which lines
// leave it, ready to be drawn with box-drawing characters. Where routes meet
// their sides are joined. The last cell of a route, before the box it enters,
// has East among its sides; so has the first one West.
func (l Layout) Lines() map[Point]Dirs {
	cells := map[Point]Dirs{}
	for _, r := range l.Routes {
		first, last := r.Points[0], r.Points[len(r.Points)-1]
		cells[first] |= West
		cells[last] |= East
		for i := 1; i < len(r.Points); i++ {
			draw(cells, r.Points[i-1], r.Points[i])
		}
	}
	return cells
}

func draw(cells map[Point]Dirs, a, b Point) {
	for a != b {
		switch {
		case a.X < b.X:
			cells[a] |= East
			a.X++
			cells[a] |= West
		case a.X > b.X:
			cells[a] |= West
			a.X--
			cells[a] |= East
		case a.Y < b.Y:
			cells[a] |= South
			a.Y++
			cells[a] |= North
		default:
			cells[a] |= North
			a.Y--
			cells[a] |= South
		}
	}
}
