package lineage

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/lineage"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says the walk as two lists, each nearest first: what feeds the start, and
// what it feeds.
func (p *Page) Tell(t *page.Telling) {
	switch {
	case errors.Is(p.err, errNoEdges), p.walk != nil && len(p.walk.view.Nodes) < 2:
		t.Title(p.Title())
		nothing, where := p.alone()
		t.Say(nothing, where+".")
		return
	case p.err != nil:
		t.Title(p.Title())
		t.Failed("The lineage could not be read", p.err)
		return
	case p.walk == nil:
		t.Title(p.Title())
		return
	}
	t.Title(p.Title(), p.Status())
	for i := 0; i < len(p.rows); {
		if p.rows[i].node < 0 {
			t.Heading(p.counted(i))
			i++
			continue
		}
		from := i
		for i < len(p.rows) && p.rows[i].node >= 0 {
			i++
		}
		p.tellRows(t, from, i)
	}
}

// counted is a title of the tree with how many it names at the first hop.
func (p *Page) counted(i int) string {
	direct := 0
	for _, b := range p.rows[i+1:] {
		if b.node < 0 {
			break
		}
		if b.depth == 1 {
			direct++
		}
	}
	if direct == 0 {
		return p.heading(i)
	}
	return p.heading(i) + fmt.Sprintf(": %d directly", direct)
}

// tellRows says the nodes of some rows of the tree.
func (p *Page) tellRows(t *page.Telling, from, to int) {
	t.Rows(page.Rows{
		Len: to - from,
		Row: func(i int) string { return p.sentence(from + i) },
		Point: func(i int) {
			b := p.rows[from+i]
			p.tree.Select(b.id)
			p.at = b.node
		},
		Open: func() (page.Intent, tea.Cmd) {
			if n, ok := p.node(); ok && n.Missing {
				return page.Warn(n.Label() + " is not in the catalog."), nil
			}
			return p.open(), nil
		},
	})
}

// sentence is a node in one line: what it is, through what it was reached and by
// which declaration.
func (p *Page) sentence(i int) string {
	b := p.rows[i]
	n := p.walk.graph.Node(b.node)
	words := []string{n.Label()}
	if n.Kind != lineage.Product {
		words = append(words, n.Kind.String())
	}
	if n.Missing {
		words = append(words, "not in the catalog")
	} else {
		words = append(words, nonEmpty([]string{n.Version, n.Status, n.Owner})...)
	}
	said := strings.Join(words, ", ")
	way := ""
	if b.depth > 1 {
		way = "through " + p.walk.graph.Node(p.parent(i)).Label()
	}
	switch {
	case b.again:
		return said + "; also " + cmp.Or(way, "directly") + ", told above."
	case way != "":
		said += "; " + fmt.Sprintf("%d hops away, %s", b.depth, way)
	}
	if b.edge >= 0 {
		said += ". " + p.declared(p.walk.graph.Edge(b.edge))
	}
	if more := p.walk.seen[b.node].More; more > 0 {
		said += ". " + text.Count(more, "neighbour is", "neighbours are") + " beyond the last hop"
	}
	return said + "."
}

// parent is the node of the row that row i, which is not the start, hangs on: the
// start for the first hop.
func (p *Page) parent(i int) int {
	depth := p.rows[i].depth
	for i--; i > 0 && p.rows[i].depth >= depth; i-- {
	}
	if p.rows[i].node < 0 {
		return p.walk.start
	}
	return p.rows[i].node
}
