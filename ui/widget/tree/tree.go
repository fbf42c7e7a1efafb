// Package tree shows rows that hold other rows and can be folded. It is a
// [list.List] over the rows that no folded row hides, with lines that show what
// belongs to what; only visible rows are drawn. It knows nothing of what the rows
// are.
package tree

import (
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
)

// Node is one row. Nodes are given in the order in which they are drawn: each
// before what it holds, and what it holds one level deeper.
type Node struct {
	ID    string // unique
	Depth int    // 0 for the outermost
}

// Tree is the state of a tree. The zero Tree is empty and ready.
type Tree struct {
	list   list.List
	nodes  []Node
	parent []int // of each node, -1 for the outermost
	end    []int // of each node: the first node after all that it holds
	folded map[string]bool
	shown  []int // the nodes that no folded node hides, in order
}

// SetNodes shows other nodes. What is folded and where the cursor is stay by id;
// nodes not seen before are unfolded.
func (t *Tree) SetNodes(nodes []Node) {
	t.nodes = nodes
	t.parent, t.end = make([]int, len(nodes)), make([]int, len(nodes))
	var open []int // the chain of nodes that the next one may be in
	for i, n := range nodes {
		for len(open) > 0 && nodes[open[len(open)-1]].Depth >= n.Depth {
			t.end[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
		t.parent[i] = -1
		if len(open) > 0 {
			t.parent[i] = open[len(open)-1]
		}
		open = append(open, i)
	}
	for _, i := range open {
		t.end[i] = len(nodes)
	}
	t.reflow(-1)
}

// reflow finds the nodes that are shown. The cursor goes to node at, or to the
// fold that hides it; with -1 it stays on its id.
func (t *Tree) reflow(at int) {
	t.shown = nil // the list still holds the old rows, to know the id of its own
	for i := 0; i < len(t.nodes); {
		t.shown = append(t.shown, i)
		if t.folded[t.nodes[i].ID] {
			i = t.end[i]
			continue
		}
		i++
	}
	t.list.SetRows(rows{t.nodes, t.shown})
	for i := at; i >= 0; i = t.parent[i] {
		if t.list.Select(t.nodes[i].ID) {
			return
		}
	}
}

// rows shows the unhidden nodes to the list. It is immutable.
type rows struct {
	nodes []Node
	shown []int
}

func (r rows) Len() int        { return len(r.shown) }
func (r rows) ID(i int) string { return r.nodes[r.shown[i]].ID }

func (r rows) Find(id string) (int, bool) {
	for row, i := range r.shown {
		if r.nodes[i].ID == id {
			return row, true
		}
	}
	return 0, false
}

// Resize tells how many rows are visible.
func (t *Tree) Resize(height int) { t.list.Resize(height) }

// Len is the number of nodes, hidden ones included.
func (t *Tree) Len() int { return len(t.nodes) }

// Cursor is the node under the cursor as an index into the nodes, -1 for none.
func (t *Tree) Cursor() int {
	if row := t.list.Cursor(); row >= 0 {
		return t.shown[row]
	}
	return -1
}

// ID is the id of the node under the cursor, "" for none.
func (t *Tree) ID() string { return t.list.ID() }

// Counter says where the cursor is among the rows that are shown.
func (t *Tree) Counter() string { return t.list.Counter() }

// Select unfolds what hides the node with the given id and puts the cursor on
// it. It reports whether there is such a node.
func (t *Tree) Select(id string) bool {
	for i, n := range t.nodes {
		if n.ID != id {
			continue
		}
		for p := t.parent[i]; p >= 0; p = t.parent[p] {
			delete(t.folded, t.nodes[p].ID)
		}
		t.reflow(i)
		return true
	}
	return false
}

// IsFolded reports whether node i hides what it holds.
func (t *Tree) IsFolded(i int) bool { return t.holds(i) && t.folded[t.nodes[i].ID] }

func (t *Tree) holds(i int) bool { return t.end[i] > i+1 }

// Do performs an action of the tree or list context, and reports whether it was
// one.
func (t *Tree) Do(id action.ID) bool {
	switch id {
	case action.Fold:
		t.foldOrLeave()
	case action.Unfold:
		t.unfoldOrEnter()
	case action.Toggle:
		t.toggle()
	case action.FoldAll:
		t.foldAll()
	case action.UnfoldAll:
		t.folded = nil
		t.reflow(t.Cursor())
	default:
		return t.list.Do(id)
	}
	return true
}

func (t *Tree) setFolded(i int, folded bool) {
	if t.folded == nil {
		t.folded = map[string]bool{}
	}
	t.folded[t.nodes[i].ID] = folded
	t.reflow(t.Cursor())
}

func (t *Tree) toggle() {
	if i := t.Cursor(); i >= 0 && t.holds(i) {
		t.setFolded(i, !t.folded[t.nodes[i].ID])
	}
}

func (t *Tree) foldOrLeave() {
	i := t.Cursor()
	switch {
	case i < 0:
	case t.holds(i) && !t.IsFolded(i):
		t.setFolded(i, true)
	case t.parent[i] >= 0:
		t.list.Select(t.nodes[t.parent[i]].ID)
	}
}

func (t *Tree) unfoldOrEnter() {
	i := t.Cursor()
	switch {
	case i < 0 || !t.holds(i):
	case t.IsFolded(i):
		t.setFolded(i, false)
	default:
		t.list.Move(1)
	}
}

// foldAll folds everything; the cursor goes to the outermost node it was in.
func (t *Tree) foldAll() {
	t.folded = map[string]bool{}
	for i, n := range t.nodes {
		t.folded[n.ID] = t.holds(i)
	}
	t.reflow(t.Cursor())
}

// Mouse handles an event in the coordinates of the tree's canvas. A click on the
// sign of a fold turns it.
func (t *Tree) Mouse(e mouse.Event) list.Hit {
	hit := t.list.Mouse(e)
	if i := t.Cursor(); hit == list.Selected && i >= 0 && e.X == 1+2*t.nodes[i].Depth {
		t.toggle()
	}
	return hit
}

// Look says how a tree is drawn.
type Look struct {
	Icons   *theme.Icons
	Focused bool
	// Node draws node i in plain styles, to the right of its lines. The canvas is
	// one line high.
	Node func(c canvas.Canvas, i int)
}

// Draw draws the visible rows.
func (t *Tree) Draw(c canvas.Canvas, look Look) {
	t.list.Draw(c, list.Look{
		Icons: look.Icons, Focused: look.Focused,
		Row: func(c canvas.Canvas, row int) {
			i := t.shown[row]
			t.drawLines(c, look.Icons, i)
			x := 2*t.nodes[i].Depth + 2
			look.Node(c.Region(x, 0, c.Width()-x, 1), i)
		},
	})
}

// drawLines draws what leads to node i: two cells for each level, from the
// outside in, and the sign of its fold.
func (t *Tree) drawLines(c canvas.Canvas, icons *theme.Icons, i int) {
	st := theme.Border.Plain()
	for at, own := i, true; t.parent[at] >= 0; at, own = t.parent[at], false {
		p := t.parent[at]
		last := t.end[at] == t.end[p]
		glyph := icons.Trunk
		switch {
		case own && last:
			glyph = icons.LastBranch
		case own:
			glyph = icons.Branch
		case last:
			glyph = " "
		}
		c.Put(2*t.nodes[p].Depth, 0, glyph, st)
	}
	if t.holds(i) {
		sign := icons.Unfolded
		if t.IsFolded(i) {
			sign = icons.Folded
		}
		c.Put(2*t.nodes[i].Depth, 0, sign, st)
	}
}
