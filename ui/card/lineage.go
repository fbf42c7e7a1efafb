package card

import (
	"cmp"
	"fmt"

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

// lineageTab lists what the product reads and what reads it; the lineage page
// draws more hops.
func (s *Subject) lineageTab(b *body, env *page.Env) {
	b.Flow(0, link("Walk the graph", page.To(page.Target{Page: "lineage", Product: s.Row.ID})), muted("   more hops, columns, and paths"))
	s.neighbourList(b, "Reads", s.Reads, "Nothing that this product reads is declared.", env)
	s.neighbourList(b, "Read by", s.ReadBy, "No product in the catalog declares that it reads this one.", env)
}

func (s *Subject) neighbourList(b *body, title string, all []Neighbour, none string, env *page.Env) {
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

func (s *Subject) neighbour(b *body, n Neighbour, env *page.Env) {
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
