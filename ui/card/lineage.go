package card

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Neighbour is a product, or a column of one, one hop away.
type Neighbour struct {
	ID, Name, Owner, Status string
	Path                    string // of a column
	Missing                 bool   // not in the catalog
	How                     string // what was declared: "input port orders"
	Doubt                   string // why the edge is not certain; "" when it is
}

// Kin is what a product reads and feeds, one hop away. It does not change.
type Kin struct {
	Reads, ReadBy []Neighbour
	Feeds         map[string][]Neighbour // by path: the columns elsewhere that are made from it or refer to it
	Targets       map[string]Neighbour   // where what the contract refers to is, by what it calls it
	Err           error                  // why nothing of this is known
}

// lineageTab lists what the product reads and what reads it; the lineage page
// draws more hops.
func (s *Subject) lineageTab(b *body, env *page.Env) {
	switch {
	case s.Kin == nil:
		b.Flow(0, muted("Reading the lineage …"))
		return
	case s.Kin.Err != nil:
		b.Flow(0, say(theme.Bad, "The lineage is not known: "+s.Kin.Err.Error()))
		return
	}
	b.Flow(0, link("Walk the graph", page.To(page.Target{Page: "lineage", Product: s.Row.ID})), muted("   more hops, columns, and paths"))
	cols := alignNeighbours(b.Width(), slices.Concat(s.Kin.Reads, s.Kin.ReadBy))
	cols.list(b, env, "Reads", s.Kin.Reads, "Nothing that this product reads is declared.")
	cols.list(b, env, "Read by", s.Kin.ReadBy, "No product in the catalog declares that it reads this one.")
}

// neighbourColumns are the widths of the columns in which neighbours are listed; a
// column without width is left out, but for what was declared, which then has a
// line of its own.
type neighbourColumns struct{ name, status, owner, how int }

// alignNeighbours makes the columns as wide as what stands in them, names first.
func alignNeighbours(width int, all []Neighbour) neighbourColumns {
	var c neighbourColumns
	for _, n := range all {
		c.name = max(c.name, text.Width(text.Clean(n.Name)))
		c.status = max(c.status, text.Width(text.Clean(statusWord(n))))
		c.owner = max(c.owner, text.Width(text.Clean(n.Owner)))
	}
	const mark, gap, least = 2, 2, 24
	left := width - mark
	take := func(want, most int) int {
		w := min(want, most)
		if w+gap > left {
			return 0
		}
		left -= w + gap
		return w
	}
	c.name = take(c.name, max(min(36, left-gap), 1))
	c.status = take(c.status, 18)
	c.owner = take(c.owner, 28)
	if left >= least {
		c.how = left
	}
	return c
}

func statusWord(n Neighbour) string {
	if n.Missing {
		return "not in the catalog"
	}
	return cmp.Or(n.Status, "no status")
}

func nonEmpty(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

func (c neighbourColumns) list(b *body, env *page.Env, title string, all []Neighbour, none string) {
	if len(all) == 0 {
		b.Heading(title)
		b.Flow(0, muted(none))
		return
	}
	b.Heading(fmt.Sprintf("%s %d", title, len(all)))
	for _, n := range all {
		c.line(b, env, n)
	}
}

func (c neighbourColumns) line(b *body, env *page.Env, n Neighbour) {
	glyph, token := env.Lifecycle(n.Status)
	name := link(n.Name, page.ToProduct(n.ID, Overview))
	if n.Missing {
		glyph, token, name = env.Icons.Error, theme.Bad, plain(text.CutMiddle(text.Clean(n.Name), c.name))
	}
	cells := []cell{{Span: say(token, glyph), Width: 1}, {Span: name, Width: c.name, Gap: 2}}
	column := func(w int, s string, t theme.Token) {
		if w > 0 {
			cells = append(cells, cell{Span: say(t, s), Width: w, Gap: 2})
		}
	}
	column(c.status, statusWord(n), token)
	column(c.owner, n.Owner, theme.Muted)
	below := strings.Join(nonEmpty(n.How, n.Doubt), "; ")
	var how []span
	if c.how > 0 {
		how, below = []span{muted(text.Cut(text.Clean(n.How), c.how))}, n.Doubt
	}
	b.Row(cells, how...)
	if below != "" {
		b.Flow(4, muted(below))
	}
}
