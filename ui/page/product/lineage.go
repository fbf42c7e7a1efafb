package product

import (
	"cmp"
	"context"
	"fmt"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Neighbour is a product, or a column of one, one hop away.
type Neighbour struct {
	ID, Name, Owner, Status string
	Path                    string // of a column
	Missing                 bool   // not in the catalog
	How                     string // what was declared: "input · inputPorts[orders]"
	Doubt                   string // why the edge is not certain; "" when it is
}

// neighbours fills in what one hop up and down holds.
func (d Deps) neighbours(ctx context.Context, s *subject) error {
	if d.Graph == nil {
		return nil
	}
	g, err := d.Graph(ctx)
	if err != nil {
		return fmt.Errorf("read the lineage: %w", err)
	}
	if s.contract != nil {
		s.feeds = feeds(g, s.contract)
	}
	n, ok := g.FindProduct(s.row.ID)
	if !ok {
		return nil
	}
	s.reads = neighboursOf(g, n, lineage.Up)
	s.readBy = neighboursOf(g, n, lineage.Down)
	return nil
}

// feeds finds what is made from each column of a contract, or refers to it.
func feeds(g *lineage.Graph, c *catalog.Contract) map[string][]Neighbour {
	out := map[string][]Neighbour{}
	for i := range c.Schema {
		for at := range c.Schema[i].Walk() {
			n, ok := g.FindPath(c.ID, at.Path)
			if !ok {
				continue
			}
			for other, e := range g.Next(n, lineage.Down, lineage.Properties) {
				node, edge := g.Node(other), g.Edge(e)
				out[at.Path] = append(out[at.Path], Neighbour{
					ID: node.ID, Name: node.Ref(), Path: node.Path, Missing: node.Missing, How: edge.Kind.String(), Doubt: edge.Doubt(),
				})
			}
		}
	}
	return out
}

// most bounds how many neighbours a tab lists.
const most = 500

func neighboursOf(g *lineage.Graph, n int, d lineage.Direction) []Neighbour {
	var out []Neighbour
	seen := map[int]bool{}
	for other, e := range g.Next(n, d, lineage.Products) {
		if seen[other] || len(out) == most {
			continue
		}
		seen[other] = true
		node, edge := g.Node(other), g.Edge(e)
		out = append(out, Neighbour{
			ID: node.ID, Name: node.Label(), Owner: node.Owner, Status: node.Status, Missing: node.Missing,
			How: edge.Kind.String() + " · " + edge.Where, Doubt: edge.Doubt(),
		})
	}
	return out
}

// lineageTab lists what the product reads and what reads it; the lineage page
// draws more hops.
func (s *subject) lineageTab(b *body, env *page.Env) {
	b.Flow(0, link("Walk the graph", page.To(page.Target{Page: "lineage", Product: s.row.ID})), muted("   more hops, columns, and paths"))
	s.neighbourList(b, "Reads", s.reads, "Nothing that this product reads is declared.", env)
	s.neighbourList(b, "Read by", s.readBy, "No product in the catalog declares that it reads this one.", env)
}

func (s *subject) neighbourList(b *body, title string, all []Neighbour, none string, env *page.Env) {
	if len(all) == 0 {
		b.Heading(title)
		b.Flow(0, muted(none))
		return
	}
	b.Heading(fmt.Sprintf("%s %d", title, len(all)))
	for _, n := range all {
		s.neighbour(b, n, env)
	}
}

func (s *subject) neighbour(b *body, n Neighbour, env *page.Env) {
	if n.Missing {
		b.Flow(0, say(theme.Bad, env.Icons.Error+" "), plain(n.Name), say(theme.Bad, "  not in the catalog"), muted("  "+n.How))
		return
	}
	glyph, token := env.Lifecycle(n.Status)
	nameWidth := max(min(36, b.Width()/2), 8)
	spans := []span{
		say(token, glyph+" "), link(text.CutMiddle(text.Clean(n.Name), nameWidth), page.ToProduct(n.ID, Overview)),
		plain(pad(n.Name, nameWidth+1)), say(token, text.Fit(cmp.Or(text.Clean(n.Status), "no status"), 11)+" "),
	}
	if n.Owner != "" {
		spans = append(spans, muted(text.Cut(text.Clean(n.Owner), 24)+"  "))
	}
	b.Line(append(spans, muted(n.How))...)
	if n.Doubt != "" {
		b.Flow(4, muted(n.Doubt))
	}
}
