package browse

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
)

// errOtherSnapshot tells that the index was built for another state of the
// catalog; a refresh brings them together.
var errOtherSnapshot = errors.New("the index is being built for the catalog as it is now")

// group is one facet: a qualifier and its values, with how many products each
// would leave.
type group struct {
	qualifier string
	values    []query.Value
}

// facets is the pane that narrows by value. Values of one group are alternatives,
// groups narrow each other.
type facets struct {
	list   list.List
	groups []group
	rows   facetRows
	picked map[string][]string // qualifier → values, in the order of picking
}

func newFacets() facets { return facets{picked: map[string][]string{}} }

// facetRow is a heading (value "") or a value.
type facetRow struct {
	qualifier, value string
	count            int
}

type facetRows []facetRow

func (r facetRows) Len() int        { return len(r) }
func (r facetRows) ID(i int) string { return r[i].qualifier + "\x00" + r[i].value }

func (r facetRows) Find(id string) (int, bool) {
	i := slices.IndexFunc(r, func(f facetRow) bool { return f.qualifier+"\x00"+f.value == id })
	return i, i >= 0
}

// facetValues bounds the values of one group that are listed.
const facetValues = 12

func (f *facets) set(groups []group) {
	f.groups = groups
	f.rows = nil
	for _, g := range groups {
		f.rows = append(f.rows, facetRow{qualifier: g.qualifier})
		for _, v := range f.listed(g) {
			f.rows = append(f.rows, facetRow{g.qualifier, v.Text, v.Count})
		}
	}
	f.list.SetRows(f.rows)
}

// listed are the group's most frequent values, and every picked one.
func (f *facets) listed(g group) []query.Value {
	out := slices.Clone(g.values[:min(len(g.values), facetValues)])
	for _, v := range f.picked[g.qualifier] {
		if !slices.ContainsFunc(out, func(o query.Value) bool { return strings.EqualFold(o.Text, v) }) {
			out = append(out, query.Value{Text: v})
		}
	}
	return out
}

// toggle picks the value under the cursor, or lets it go.
func (f *facets) toggle() {
	if !f.onValue() {
		return
	}
	r := f.rows[f.list.Cursor()]
	if f.has(r.qualifier, r.value) {
		f.picked[r.qualifier] = slices.DeleteFunc(slices.Clone(f.picked[r.qualifier]), func(v string) bool { return v == r.value })
		return
	}
	f.picked[r.qualifier] = append(slices.Clone(f.picked[r.qualifier]), r.value)
}

// onValue reports whether the cursor is on a value, not on a heading.
func (f *facets) onValue() bool {
	i := f.list.Cursor()
	return i >= 0 && f.rows[i].value != ""
}

func (f *facets) has(qualifier, value string) bool {
	return slices.Contains(f.picked[qualifier], value)
}

// any reports whether anything is picked.
func (f *facets) any() bool { return f.query() != "" }

func (f *facets) clear() { f.picked = map[string][]string{} }

// qualifiers are those that have picked values, in a fixed order.
func (f *facets) qualifiers() []string {
	var out []string
	for q, values := range f.picked {
		if len(values) > 0 {
			out = append(out, q)
		}
	}
	slices.Sort(out)
	return out
}

// query is what is picked, in the query language.
func (f *facets) query() string { return f.queryWithout("") }

// queryWithout leaves one qualifier out: what its own counts are taken over.
func (f *facets) queryWithout(left string) string {
	var parts []string
	for _, q := range f.qualifiers() {
		if q == left {
			continue
		}
		var values []string
		for _, v := range f.picked[q] {
			values = append(values, page.Quoted(v))
		}
		parts = append(parts, q+":"+strings.Join(values, ","))
	}
	return strings.Join(parts, " ")
}

// facetDelay lets typing settle before values are counted.
const facetDelay = 120 * time.Millisecond

// countFacets starts to count the values under the present query.
func (p *Page) countFacets() tea.Cmd {
	if p.deps.Index == nil {
		return nil
	}
	deps, snap, typed := p.deps, p.snap, strings.TrimSpace(p.input.Value())
	queries := map[string]string{"": strings.TrimSpace(typed + " " + p.facets.query())}
	for _, q := range p.facets.qualifiers() {
		queries[q] = strings.TrimSpace(typed + " " + p.facets.queryWithout(q))
	}
	return page.AskAfter(&p.count, facetDelay, func(ctx context.Context) ([]group, error) {
		ix, err := deps.Index(ctx, snap)
		if err != nil {
			return nil, err
		}
		return count(ctx, ix, queries)
	})
}

// count asks for the facets of every query, and takes from each the group that it
// is for; "" is for all that have none of their own.
func count(ctx context.Context, ix *search.Index, queries map[string]string) ([]group, error) {
	var out []group
	all, err := ix.Facets(ctx, query.ParsePartial(queries[""]), search.Products)
	if err != nil {
		return nil, err
	}
	for _, f := range all {
		g := group{f.Qualifier, f.Values}
		if own, ok := queries[f.Qualifier]; ok {
			without, err := ix.Facets(ctx, query.ParsePartial(own), search.Products)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(without, func(o search.Facet) bool { return o.Qualifier == f.Qualifier })
			if i >= 0 {
				g.values = without[i].Values
			}
		}
		out = append(out, g)
	}
	return out, nil
}

func (p *Page) drawFacets(c canvas.Canvas) {
	f := &p.facets
	if len(f.rows) == 0 {
		message := "Nothing to count."
		if p.count.Pending() {
			message = "Counting …"
		}
		c.PutCut(1, 0, c.Width()-1, message, theme.Muted.Plain())
		return
	}
	f.list.Draw(c, list.Look{Icons: p.env.Icons, Focused: p.focus == facetPane, Row: func(c canvas.Canvas, i int) {
		r := f.rows[i]
		if r.value == "" {
			c.PutCut(0, 0, c.Width(), r.qualifier, theme.Title.Plain())
			return
		}
		st := theme.Text.Plain()
		if f.has(r.qualifier, r.value) {
			c.Put(0, 0, p.env.Icons.Mark, theme.Accent.Plain())
			st = theme.Accent.Plain()
		}
		c.PutCut(2, 0, c.Width()-text.Digits(r.count)-3, text.Clean(text.Person(r.value)), st)
		c.PutNumber(c.Width(), 0, r.count, theme.Muted.Plain())
	}})
}

// narrowings say what is picked.
func (p *Page) narrowings() []string {
	var parts []string
	for _, q := range p.facets.qualifiers() {
		var values []string
		for _, v := range p.facets.picked[q] {
			values = append(values, text.Person(v))
		}
		parts = append(parts, q+": "+strings.Join(values, " or "))
	}
	if p.bookmarks {
		parts = append(parts, "bookmarks only")
	}
	return parts
}

// chips shows what is picked in one line.
func (p *Page) chips() string {
	parts := p.narrowings()
	if len(parts) == 0 {
		return ""
	}
	return text.Clean(strings.Join(parts, "  ·  ") + "   (" + p.env.Key(doClear) + " clears)")
}
