package product

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/card"
	"meshdex/ui/page"
)

// meet starts to look for the neighbours. The graph of a large mesh takes a while,
// so the product is shown before it is there.
func (p *Page) meet() tea.Cmd {
	if p.deps.Graph == nil {
		p.with(func(s *subject) { s.Kin = &card.Kin{} })
		return nil
	}
	graph, s := p.deps.Graph, p.sub
	return page.Ask(&p.around, func(ctx context.Context) (*card.Kin, error) {
		g, err := graph(ctx)
		if err != nil {
			return nil, fmt.Errorf("read the lineage: %w", err)
		}
		return s.kinIn(g), ctx.Err()
	})
}

// kinIn finds what is one hop up and down.
func (s *subject) kinIn(g *lineage.Graph) *card.Kin {
	k := &card.Kin{}
	if s.Contract != nil {
		k.Feeds, k.Targets = feeds(g, s.Contract), targets(g, s.Contract)
	}
	if n, ok := g.FindProduct(s.Row.ID); ok {
		k.Reads = neighboursOf(g, n, lineage.Up)
		k.ReadBy = neighboursOf(g, n, lineage.Down)
	}
	return k
}

// feeds finds what is made from each column of a contract, or refers to it.
func feeds(g *lineage.Graph, c *catalog.Contract) map[string][]card.Neighbour {
	out := map[string][]card.Neighbour{}
	for i := range c.Schema {
		for at := range c.Schema[i].Walk() {
			n, ok := g.FindPath(c.ID, at.Path)
			if !ok {
				continue
			}
			for other, e := range g.Next(n, lineage.Down, lineage.Properties) {
				node, edge := g.Node(other), g.Edge(e)
				out[at.Path] = append(out[at.Path], card.Neighbour{
					ID: node.ID, Name: node.Ref(), Path: node.Path, Missing: node.Missing, How: edge.Kind.String(), Doubt: edge.Doubt(),
				})
			}
		}
	}
	return out
}

// targets finds what the contract's columns are made from and refer to.
func targets(g *lineage.Graph, c *catalog.Contract) map[string]card.Neighbour {
	out := map[string]card.Neighbour{}
	visit := func(path string) {
		n, ok := g.FindPath(c.ID, path)
		if !ok {
			return
		}
		for other, e := range g.Next(n, lineage.Up, lineage.Properties) {
			node, home := g.Node(other), g.Node(other)
			for home.Kind != lineage.Contract && home.Parent >= 0 {
				home = g.Node(home.Parent)
			}
			if name := g.Edge(e).Named(); name != "" {
				out[name] = card.Neighbour{ID: node.ID, Name: home.Label(), Path: node.Path, Missing: node.Missing}
			}
		}
	}
	for i := range c.Schema {
		visit(c.Schema[i].Name)
		for at := range c.Schema[i].Walk() {
			visit(at.Path)
		}
	}
	return out
}

// most bounds how many neighbours a tab lists.
const most = 500

func neighboursOf(g *lineage.Graph, n int, d lineage.Direction) []card.Neighbour {
	var out []card.Neighbour
	seen := map[int]bool{}
	for other, e := range g.Next(n, d, lineage.Products) {
		if seen[other] || len(out) == most {
			continue
		}
		seen[other] = true
		node, edge := g.Node(other), g.Edge(e)
		out = append(out, card.Neighbour{
			ID: node.ID, Name: node.Label(), Owner: node.Owner, Status: node.Status, Missing: node.Missing,
			How: g.Says(edge), Doubt: edge.Doubt(),
		})
	}
	return out
}
