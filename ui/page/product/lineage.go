package product

import (
	"context"
	"fmt"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/card"
)

// neighbours fills in what one hop up and down holds.
func (d Deps) neighbours(ctx context.Context, s *subject) error {
	if d.Graph == nil {
		return nil
	}
	g, err := d.Graph(ctx)
	if err != nil {
		return fmt.Errorf("read the lineage: %w", err)
	}
	if s.Contract != nil {
		s.Feeds = feeds(g, s.Contract)
	}
	n, ok := g.FindProduct(s.Row.ID)
	if !ok {
		return nil
	}
	s.Reads = neighboursOf(g, n, lineage.Up)
	s.ReadBy = neighboursOf(g, n, lineage.Down)
	return nil
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
			How: edge.Kind.String() + " · " + edge.Where, Doubt: edge.Doubt(),
		})
	}
	return out
}
