// Package lineage is the screen on which one walks from product to product along
// what they read: a graph layered from left to right in the direction of the data,
// or a tree where there is no room for one. [New] makes the page and the command
// that loads the graph. It must not import store or another page.
package lineage

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/tree"
)

// Name is the page's name in a page.Target.
const Name = "lineage"

// Deps is what the page needs from outside.
type Deps struct {
	Graph func(context.Context) (*lineage.Graph, error)
}

// The limits of a walk: beyond them nobody can read the picture.
const (
	firstHops = 2
	mostHops  = 9
	mostNodes = 400
)

// Page is the lineage screen.
type Page struct {
	page.Base
	env       *page.Env
	deps      Deps
	target    page.Target
	name      string
	contracts []string // of the product
	level     lineage.Level
	hops      int
	load      page.Slot
	walk      *walk
	err       error

	at     int // the node under the cursor, of the graph
	from   int // the node that the cursor came from, to tell the edge that was walked
	asTree bool
	tree   tree.Tree
	rows   []branch
	x, y   int // of the picture's cell in the window's corner
	w, h   int
}

// New returns the page that walks from the target's product, contract or column.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{env: env, deps: deps, target: t, hops: firstHops, at: -1, from: -1}
	if t.Path != "" {
		p.level = lineage.Properties
	}
	p.resolve(snap)
	return p, p.reload()
}

func (p *Page) resolve(snap *catalog.Snapshot) {
	if i, ok := snap.FindContract(p.target.Contract); ok && p.target.Product == "" {
		p.target.Product = snap.Product(snap.Contract(i).Product).ID
	}
	p.name, p.contracts = p.target.Product, nil
	if i, ok := snap.FindProduct(p.target.Product); ok {
		row := snap.Product(i)
		p.name = row.Label()
		for n := range row.Contracts {
			p.contracts = append(p.contracts, snap.Contract(row.First+n).ID)
		}
	}
}

// Title names where the walk began.
func (p *Page) Title() string { return "Lineage of " + p.name }

// Status says how far and how finely the walk looks.
func (p *Page) Status() string {
	s := text.Count(p.hops, "hop", "hops") + " · " + levelName(p.level)
	if p.walk != nil {
		s += fmt.Sprintf(" · %d seen", len(p.walk.view.Nodes))
		if p.walk.view.Cut {
			s += ", more are left out"
		}
	}
	return s
}

func levelName(l lineage.Level) string {
	return [...]string{"products", "contracts", "columns"}[l]
}

// Target names where the walk began.
func (p *Page) Target() page.Target {
	t := p.target
	t.Page = Name
	return t
}

// Contexts are those of the graph or of the tree.
func (p *Page) Contexts() []action.Context {
	if p.isTree() {
		return atTree.Contexts
	}
	return atGraph.Contexts
}

// narrow is the width below which the graph becomes a tree.
const narrow = 70

func (p *Page) isTree() bool { return p.asTree || p.w < narrow }

// Refresh walks the new graph; the cursor stays by id.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.resolve(snap)
	return p.reload()
}

// reload starts a walk.
func (p *Page) reload() tea.Cmd {
	if p.deps.Graph == nil {
		p.err = errNoGraph
		return nil
	}
	deps, t, level, hops, arrow, contracts := p.deps, p.target, p.level, p.hops, p.env.Icons.More, p.contracts
	return page.Ask(&p.load, func(ctx context.Context) (*walk, error) {
		g, err := deps.Graph(ctx)
		if err != nil {
			return nil, fmt.Errorf("read the lineage: %w", err)
		}
		starts := find(g, t, level, contracts)
		if len(starts) == 0 {
			return nil, errNoEdges
		}
		w := newWalk(g, starts, level, hops, text.Width(arrow))
		if _, ok := g.FindProduct(t.Product); ok && w.level == lineage.Properties && t.Path != "" && w.isAlone(t) {
			w = newWalk(g, find(g, page.Target{Product: t.Product}, lineage.Products, nil), lineage.Products, hops, text.Width(arrow))
		}
		return w, ctx.Err()
	})
}

// find is where the walk begins: at the column, the product, or, among contracts, at
// the contract that is named, else at those of the product and its own ports.
func find(g *lineage.Graph, t page.Target, level lineage.Level, contracts []string) []int {
	if n, ok := g.FindPath(t.Contract, t.Path); ok && t.Path != "" {
		return []int{n}
	}
	n, known := g.FindProduct(t.Product)
	if level == lineage.Contracts || !known {
		if c, ok := g.FindContract(t.Contract); ok {
			return []int{c}
		}
	}
	if !known {
		return nil
	}
	starts := []int{n}
	for _, id := range contracts {
		if c, ok := g.FindContract(id); ok && level == lineage.Contracts {
			starts = append(starts, c)
		}
	}
	return starts
}

// Receive takes a walk over.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	m, ok := msg.(page.Result[*walk])
	if !ok || !p.load.Settle(m.Request) {
		return page.Intent{}, nil
	}
	p.err = m.Err
	if m.Err != nil {
		return page.Intent{}, nil
	}
	id := ""
	if p.walk != nil && p.at >= 0 {
		id = p.walk.graph.Node(p.at).Ref()
	}
	p.show(m.Value, id)
	return page.Intent{}, nil
}

// show takes a walk over; the cursor goes to the node with the given reference,
// else to the start.
func (p *Page) show(w *walk, ref string) {
	p.walk, p.at, p.from, p.level = w, w.start, -1, w.level
	for _, s := range w.view.Nodes {
		if w.graph.Node(s.Node).Ref() == ref {
			p.at = s.Node
		}
	}
	p.rows = w.branches()
	nodes := make([]tree.Node, len(p.rows))
	for i, b := range p.rows {
		nodes[i] = tree.Node{ID: b.id, Depth: b.depth}
	}
	p.tree.SetNodes(nodes)
	p.centre()
}

// Resize keeps the node under the cursor in sight.
func (p *Page) Resize(w, h int) {
	before := p.isTree()
	p.w, p.h = w, h
	p.tree.Resize(max(h-detailLines, 1))
	if !before {
		p.toTree()
	}
	p.centre()
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	switch id {
	case doMore, doFewer, doLevel, doCentre:
		return page.Intent{}, p.rewalk(id)
	case doTree:
		p.asTree = !p.asTree
		p.toTree()
	case doOpen:
		return p.open(), nil
	case doCopy:
		return p.copyMenu(), nil
	default:
		p.move(id)
	}
	return page.Intent{}, nil
}

// rewalk walks again: further, nearer, more finely, or from somewhere else.
func (p *Page) rewalk(id action.ID) tea.Cmd {
	switch id {
	case doMore:
		p.hops = min(p.hops+1, mostHops)
	case doFewer:
		p.hops = max(p.hops-1, 1)
	case doLevel:
		p.level = (p.level + 1) % 3
	case doCentre:
		n, ok := p.node()
		if !ok || n.Missing {
			return nil
		}
		p.target = page.Target{Product: p.productOf(), Contract: n.ID, Path: n.Path}
		p.name = n.Label()
	}
	return p.reload()
}

// node is the one under the cursor.
func (p *Page) node() (lineage.Node, bool) {
	if p.walk == nil {
		return lineage.Node{}, false
	}
	if !p.isTree() {
		return p.walk.graph.Node(p.at), p.at >= 0
	}
	i := p.tree.Cursor()
	if i < 0 || p.rows[i].node < 0 {
		return lineage.Node{}, false
	}
	return p.walk.graph.Node(p.rows[i].node), true
}

// productOf is the id of the product that the node under the cursor is part of,
// "" when it is not known.
func (p *Page) productOf() string {
	n, ok := p.node()
	for ok && n.Kind != lineage.Product {
		if n.Parent < 0 {
			return ""
		}
		n = p.walk.graph.Node(n.Parent)
	}
	return n.ID
}

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	n, ok := p.node()
	switch {
	case id == doMore && p.hops == mostHops:
		return "further than that nobody can read"
	case id == doFewer && p.hops == 1:
		return "there is nothing nearer"
	case (id == doOpen || id == doCentre) && !ok:
		return "nothing is chosen"
	case (id == doOpen || id == doCentre) && n.Missing:
		return n.Label() + " is not in the catalog"
	case !ok || p.isTree():
	case id == doLeft && len(p.walk.up[p.at]) == 0:
		return "nothing that feeds it is seen from here" + p.otherLevel()
	case id == doRight && len(p.walk.down[p.at]) == 0:
		return "nothing that it feeds is seen from here" + p.otherLevel()
	}
	return ""
}

// otherLevel says where more is seen than among columns, of which lineage is declared
// more seldom.
func (p *Page) otherLevel() string {
	if p.level != lineage.Properties {
		return ""
	}
	return "; " + p.env.Key(doLevel) + " shows products"
}

func (p *Page) open() page.Intent {
	n, ok := p.node()
	if !ok {
		return page.Intent{}
	}
	t := page.Target{Page: "product", Product: p.productOf()}
	if n.Kind != lineage.Product {
		t.Contract = n.ID
	}
	if n.Path != "" {
		t.Tab, t.Path = "schema", n.Path
	}
	return page.To(t)
}

// copyMenu offers the walk in the forms that other tools read.
func (p *Page) copyMenu() page.Intent {
	if p.walk == nil {
		return page.Intent{}
	}
	var mermaid, dot, plain strings.Builder
	_ = lineage.WriteMermaid(&mermaid, p.walk.graph, p.walk.view)
	_ = lineage.WriteDOT(&dot, p.walk.graph, p.walk.view)
	_ = lineage.WriteTree(&plain, p.walk.graph, p.walk.view, lineage.UnicodeBranches)
	choices := []page.Choice{
		{Key: "m", Title: "Mermaid", Detail: "for Markdown", Intent: page.ToCopy(mermaid.String(), "Mermaid graph")},
		{Key: "d", Title: "DOT", Detail: "for Graphviz", Intent: page.ToCopy(dot.String(), "DOT graph")},
		{Key: "t", Title: "Tree", Detail: "as text", Intent: page.ToCopy(plain.String(), "tree")},
	}
	if n, ok := p.node(); ok {
		choices = append([]page.Choice{{Key: "i", Title: "Id", Detail: n.Ref(), Intent: page.ToCopy(n.Ref(), "id")}}, choices...)
	}
	return page.Intent{Kind: page.Menu, What: "Copy", Choices: choices}
}

// Mouse puts the cursor where the pointer clicked; twice opens.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if p.walk == nil {
		return page.Intent{}, nil
	}
	if p.isTree() {
		hit := p.tree.Mouse(e)
		p.ofTree()
		if hit == list.Opened {
			return p.open(), nil
		}
		return page.Intent{}, nil
	}
	if e.Kind == mouse.Wheel {
		if room := p.walk.layout.Height - p.h + detailLines; room > 0 {
			p.y = max(0, min(p.y+e.Delta, room))
		}
		return page.Intent{}, nil
	}
	for _, b := range p.walk.layout.Boxes {
		if _, ok := e.In(b.X-p.x+1, b.Y-p.y, b.W, b.H); ok {
			p.at = b.Node
			if e.Kind == mouse.Double {
				return p.open(), nil
			}
		}
	}
	return page.Intent{}, nil
}
