package lineage

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/tree"
)

// Draw paints the picture and what there is to say of the node under the cursor.
func (p *Page) Draw(c canvas.Canvas) {
	switch {
	case p.err != nil:
		p.drawError(c)
	case p.walk == nil:
		c.PutCut(2, 1, c.Width()-2, "Walking …", theme.Muted.Plain())
	default:
		h := max(c.Height()-detailLines, 1)
		in := c.Region(0, 0, c.Width(), h)
		switch {
		case len(p.walk.view.Nodes) < 2:
			p.drawAlone(in)
		case p.isTree():
			p.drawTree(in)
		default:
			p.drawGraph(in)
		}
		p.drawDetail(c.Region(0, h, c.Width(), c.Height()-h))
	}
}

func (p *Page) drawError(c canvas.Canvas) {
	if errors.Is(p.err, errNoEdges) {
		p.drawAlone(c)
		return
	}
	p.drawLines(c, "The lineage could not be read: "+p.err.Error(), p.env.TryAgain())
}

func (p *Page) drawAlone(c canvas.Canvas) {
	nothing, where := p.alone()
	p.drawLines(c, nothing, where+"; "+p.env.Key(action.Escape)+" goes back.")
}

// alone says that nothing is declared, and where it would be.
func (p *Page) alone() (nothing, where string) {
	return "Nothing is known of where " + p.name + " comes from, or of who reads it.",
		"Lineage is declared by the ports of product documents, by foreign keys and by sources of transformations; none of them names it. " +
			p.env.Key(doLevel) + " looks at contracts and columns"
}

func (p *Page) drawLines(c canvas.Canvas, lines ...string) {
	y := 1
	for _, l := range lines {
		for _, part := range text.Wrap(text.Clean(l), max(c.Width()-4, 8)) {
			c.Put(2, y, part, theme.Muted.Plain())
			y++
		}
		y++
	}
}

// glyphs are the line characters by the sides on which a line leaves the cell.
func glyphs(ascii bool) map[lineage.Dirs]string {
	const n, e, s, w = lineage.North, lineage.East, lineage.South, lineage.West
	if ascii {
		return map[lineage.Dirs]string{e | w: "-", n | s: "|", e: "-", w: "-", n: "|", s: "|"}
	}
	return map[lineage.Dirs]string{
		e | w: "─", n | s: "│", e: "─", w: "─", n: "│", s: "│",
		e | s: "╭", w | s: "╮", e | n: "╰", w | n: "╯",
		n | e | s: "├", n | w | s: "┤", e | s | w: "┬", e | n | w: "┴", n | e | s | w: "┼",
	}
}

func (p *Page) drawGraph(c canvas.Canvas) {
	w := p.walk
	set, joint := glyphs(p.env.Icons.Name == "ascii"), "+"
	lit := p.litCells()
	for at, dirs := range w.lines {
		g := cmp.Or(set[dirs], joint)
		st := theme.Border.Plain()
		if lit[at] {
			st = theme.Accent.Plain()
		}
		c.Put(at.X-p.x+1, at.Y-p.y, g, st)
	}
	for _, r := range w.layout.Routes {
		end := r.Points[len(r.Points)-1]
		arrow := p.env.Icons.ArrowRight
		if r.Backward {
			end, arrow = r.Points[0], p.env.Icons.ArrowLeft
		}
		st := theme.Border.Plain()
		if lit[end] {
			st = theme.Accent.Plain()
		}
		c.Put(end.X-p.x+1, end.Y-p.y, arrow, st)
	}
	for _, b := range w.layout.Boxes {
		p.drawBox(c, b)
	}
	p.drawEdges(c)
}

// litCells are the cells of the lines that touch the node under the cursor.
func (p *Page) litCells() map[lineage.Point]bool {
	one := lineage.Layout{}
	for _, r := range p.walk.layout.Routes {
		if l := p.walk.view.Links[r.Link]; l.From == p.at || l.To == p.at {
			one.Routes = append(one.Routes, r)
		}
	}
	lit := map[lineage.Point]bool{}
	for at := range one.Lines() {
		lit[at] = true
	}
	return lit
}

// drawBox draws one node: its status, its name, and brackets around the one under
// the cursor so that it shows without colour. Of a node that begins left of the
// window its end is seen, where its lines are.
func (p *Page) drawBox(c canvas.Canvas, b lineage.Box) {
	n := p.walk.graph.Node(b.Node)
	glyph, token := p.env.Lifecycle(n.Status)
	name := theme.Text
	if n.Missing {
		glyph, token, name = p.env.Icons.Error, theme.Bad, theme.Bad
	}
	if b.Node == p.walk.start {
		name = theme.Title
	}
	open, end := " ", " "
	if b.Node == p.at {
		open, end = "[", "]"
	}
	left, y := b.X-p.x+1, b.Y-p.y
	x := c.Put(left, y, open+glyph, token.Plain())
	x = c.Put(x, y, " "+p.walk.label(b.Node), name.Plain())
	c.Put(x, y, end, token.Plain())
	if b.Node == p.at {
		c.Restyle(left, y, b.W, theme.Style.Selected)
	}
}

// drawEdges marks the sides on which the picture goes on.
func (p *Page) drawEdges(c canvas.Canvas) {
	w, h := c.Size()
	l := p.walk.layout
	for _, m := range []struct {
		on   bool
		x, y int
	}{
		{p.x > 0, 0, h / 2},
		{p.x+w-2 < l.Width, w - 1, h / 2},
	} {
		if m.on {
			c.Put(m.x, m.y, p.env.Icons.More, theme.Accent.Plain())
		}
	}
	if p.y+h < l.Height {
		c.PutRight(w, h-1, " more below ", theme.Muted.Plain())
	}
	if p.y > 0 {
		c.PutRight(w, 0, " more above ", theme.Muted.Plain())
	}
}

func (p *Page) drawTree(c canvas.Canvas) {
	p.tree.Draw(c, tree.Look{Icons: p.env.Icons, Focused: true, Node: func(c canvas.Canvas, i int) {
		b := p.rows[i]
		if b.node < 0 {
			c.PutCut(0, 0, c.Width(), p.heading(i), theme.Title.Plain())
			return
		}
		n := p.walk.graph.Node(b.node)
		glyph, token := p.env.Lifecycle(n.Status)
		name := theme.Text
		if n.Missing {
			glyph, token, name = p.env.Icons.Error, theme.Bad, theme.Bad
		}
		x := c.Put(0, 0, glyph+" ", token.Plain())
		x = c.PutCut(x, 0, c.Width()-x, p.walk.label(b.node), name.Plain())
		if b.again {
			c.Put(x+2, 0, "see above", theme.Muted.Plain())
		}
	}})
}

// heading is a title of the tree, which says so when there is nothing below it.
func (p *Page) heading(i int) string {
	b := p.rows[i]
	if i+1 < len(p.rows) && p.rows[i+1].depth > 0 {
		return b.title
	}
	return b.title + " nothing that is declared"
}

// drawDetail says what there is to know of the node under the cursor, and of the
// edge that leads to it.
func (p *Page) drawDetail(c canvas.Canvas) {
	c.Rule(0, 0, c.Width(), p.env.Icons.Rule, theme.Border.Plain())
	n, ok := p.node()
	if !ok {
		return
	}
	x := c.PutCut(1, 1, c.Width()-2, text.Clean(n.Label()), theme.Title.Plain())
	what := []string{n.Kind.String(), n.Version, n.Status, n.Owner}
	if n.Missing {
		what = []string{n.Kind.String(), "not in the catalog"}
	}
	c.PutCut(x+2, 1, c.Width()-x-3, text.Clean(strings.Join(nonEmpty(what), " · ")), theme.Muted.Plain())
	c.PutCut(1, 2, c.Width()-2, text.Clean(p.edgeText(p.at)), theme.Text.Plain())
	c.PutCut(1, 3, c.Width()-2, text.Clean(p.balance()), theme.Muted.Plain())
}

func nonEmpty(words []string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// edgeText says by which declaration a node was met.
func (p *Page) edgeText(node int) string {
	e, ok := p.edge(node)
	if !ok {
		return "The walk began here."
	}
	return p.declared(e)
}

// declared says who declared an edge, and how.
func (p *Page) declared(e lineage.Edge) string {
	s := "Declared by " + e.By + ": " + p.walk.graph.Says(e)
	if doubt := e.Doubt(); doubt != "" {
		s += "; " + doubt
	}
	return s
}

// edge is the one by which the cursor came to a node, else one that joins it to
// what is nearer to the start.
func (p *Page) edge(node int) (lineage.Edge, bool) {
	w := p.walk
	for _, l := range slices.Concat(w.up[node], w.down[node]) {
		if node == p.at && (l.From == p.from || l.To == p.from) {
			return w.graph.Edge(l.Edge), true
		}
	}
	hop := w.seen[node].Hop
	links := w.up[node]
	if hop < 0 {
		links = w.down[node]
	}
	if hop == 0 || len(links) == 0 {
		return lineage.Edge{}, false
	}
	return w.graph.Edge(links[0].Edge), true
}

// balance counts the neighbours, and those of them that the walk met: it goes up or
// down from its start, and leaves out what else feeds those it came to.
func (p *Page) balance() string {
	n, all := p.walk.seen[p.at], p.walk.neighbours(p.at)
	s := fmt.Sprintf("Fed by %s, feeds %s", ofThem(all.fed, len(p.walk.up[p.at])), ofThem(all.feeds, len(p.walk.down[p.at])))
	if n.More > 0 {
		s += "; " + text.Count(n.More, "neighbour is", "neighbours are") + " beyond the last hop, " + p.env.Key(doMore) + " shows them"
	}
	return s + "."
}

// ofThem is a number of neighbours, with how many are shown if that is not all.
func ofThem(all, shown int) string {
	if all <= shown {
		return strconv.Itoa(shown)
	}
	return fmt.Sprintf("%d (%d shown)", all, shown)
}
