package browse

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/table"
)

// Tell says the products that are listed; or the facets, why one product is found,
// or the service levels that are compared, when they have been asked for.
func (p *Page) Tell(t *page.Telling) {
	switch {
	case p.preview.matrix != nil:
		t.Title("Products compared")
		t.Leave = func() tea.Cmd {
			p.preview.matrix = nil
			p.focusOn(listPane)
			return p.settle()
		}
		t.Text(p.writeMatrix)
	case p.preview.explain && p.answer.Len() > 0:
		p.tellWhy(t)
	case p.focus == facetPane:
		p.tellFacets(t)
	default:
		p.tellList(t)
	}
}

func (p *Page) tellList(t *page.Telling) {
	t.Title("Products", p.counted(), p.order())
	if wrong := p.mistake(); wrong != "" {
		t.Say("Not understood: "+wrong+".", "help query explains the query language.")
	}
	if only := p.narrowings(); len(only) > 0 {
		t.Say("Narrowed to " + strings.Join(only, ", ") + ". " + p.env.Key(doClear) + " shows everything again.")
	}
	if p.answer.Len() == 0 {
		p.tellEmpty(t)
		return
	}
	t.Rows(page.Rows{
		Len: p.answer.Len(), Row: p.sentence, Point: p.list.MoveTo, Open: p.open,
		Ready: func(i int) tea.Cmd {
			p.list.MoveTo(i)
			return p.more()
		},
	})
}

// counted says how many products there are, and of what.
func (p *Page) counted() string {
	switch {
	case p.bookmarks:
		return fmt.Sprintf("%d of %s", p.answer.total, text.Count(p.snap.Len(), "product", "products"))
	case p.answer.query == "":
		return p.answer.summary()
	}
	return p.answer.summary() + " for " + p.answer.query
}

// order says how the list is ordered, unless that is by name.
func (p *Page) order() string {
	switch {
	case p.answer.Len() == 0:
		return ""
	case p.sort.Column != "" && p.sort.Order == table.Descending:
		return "by " + p.sort.Column + ", the last first"
	case p.sort.Column != "":
		return "by " + p.sort.Column
	case len(page.Words(p.answer.query)) > 0:
		return "best first"
	}
	return ""
}

// sentence is row i in one line.
func (p *Page) sentence(i int) string {
	r := p.answer.product(i)
	words := []string{cmp.Or(r.Domain, "no domain"), "owner " + cmp.Or(r.Owner, "not named"), cmp.Or(r.Status, "no status")}
	if r.Version != "" {
		words = append(words, "version "+r.Version)
	}
	for _, f := range []struct {
		is   bool
		word string
	}{
		{r.Flags.Has(catalog.IsStale), "file broken now"},
		{r.Flags.Has(catalog.IsRemoved), "gone from its source"},
		{p.deps.Marks != nil && p.deps.Marks.Bookmarked(r.ID), "bookmarked"},
		{p.marked[r.ID], "marked"},
	} {
		if f.is {
			words = append(words, f.word)
		}
	}
	words = append(words, p.sortedBy(r), p.whereFound(i))
	return r.Label() + ": " + strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), ", ")
}

// sortedBy is what a product has in the column that the list is ordered by, if it is
// not said anyway.
func (p *Page) sortedBy(r catalog.ProductRow) string {
	switch p.sort.Column {
	case "updated":
		return "updated " + cmp.Or(text.Day(r.Updated()), "never")
	case "columns":
		return text.Count(r.Properties, "column", "columns")
	case "consumers":
		return "read by " + text.Count(r.Consumers, "product", "products") + ", by ports"
	case "checks":
		return text.Count(r.Checks, "check", "checks")
	case "type":
		return cmp.Or(r.Type, "no type")
	case "source":
		return "source " + r.Source
	}
	return ""
}

// whereFound says in what a product is found, if not in its name.
func (p *Page) whereFound(i int) string {
	if i >= len(p.answer.hits) || p.answer.index == nil || p.answer.hits[i].Stage == search.Listed {
		return ""
	}
	found := p.answer.index.Explain(query.ParsePartial(p.answer.query), search.Products, p.answer.hits[i])
	if len(found) == 0 || found[0].In == search.Name || found[0].In == search.ID {
		return ""
	}
	return "found in " + strings.ToLower(found[0].In.String()) + " " + text.Cut(text.Person(text.OneLine(found[0].Text)), mostFound)
}

// mostFound is how much of the text is told in which something was found.
const mostFound = 60

func (p *Page) tellEmpty(t *page.Telling) {
	switch {
	case p.err != nil && !errors.Is(p.err, errOtherSnapshot):
		t.Failed("The search did not work", p.err)
	case p.snap.Len() == 0:
		t.Say("The catalog is empty.", "meshdex sync PATH brings contracts in from a folder, a repository or an address; sources says what is set up; meshdex demo shows a sample.")
	case p.bookmarks:
		t.Say("None of your bookmarks is among these.", p.env.Key(doBookmarks)+" shows everything again; "+p.env.Key(doBookmark)+" and a number bookmarks a product.")
	default:
		t.Say(p.nothing())
		if p.answer.suggest != "" && !strings.EqualFold(p.answer.suggest, p.query()) {
			n := t.Number(page.To(page.Target{Page: Name, Query: p.answer.suggest}))
			t.Say(fmt.Sprintf("Nearest that matches: %s [%d].", p.answer.suggest, n))
		}
		if p.answer.columns > 0 {
			t.Say(p.env.Key(doFields) + " shows them.")
		}
	}
}

// tellWhy says why the product under the cursor is found, and previews it.
func (p *Page) tellWhy(t *page.Telling) {
	row, ok := p.product()
	if !ok {
		return
	}
	t.Title("Products, why " + row.Label() + " is found")
	t.Leave = func() tea.Cmd {
		p.preview.explain = false
		p.layout()
		return nil
	}
	v := view{env: p.env, row: row}
	if p.preview.from.id == row.ID {
		v.loaded = p.preview.from
	}
	v.loaded.match = p.answer.match(p.list.Cursor())
	t.Text(func(b *sheet.Body[page.Intent]) { v.write(b, true) })
}

// tellFacets says the values to narrow by; choosing one picks it, or lets it go.
func (p *Page) tellFacets(t *page.Telling) {
	t.Title("Products, narrowed", "a number picks a value or lets it go, back returns to the list")
	t.Leave = func() tea.Cmd {
		p.focusOn(listPane)
		return nil
	}
	f := &p.facets
	if len(f.rows) == 0 {
		t.Say("Nothing to count.")
		return
	}
	for i := 0; i < len(f.rows); {
		t.Heading(f.rows[i].qualifier)
		i++
		from := i
		for i < len(f.rows) && f.rows[i].value != "" {
			i++
		}
		t.Rows(page.Rows{
			Len:   i - from,
			Row:   func(n int) string { return f.sentence(f.rows[from+n]) },
			Point: func(n int) { f.list.MoveTo(from + n) },
			Open: func() (page.Intent, tea.Cmd) {
				in, cmd := p.Do(doPick)
				p.focusOn(listPane)
				return in, cmd
			},
		})
	}
}

func (f *facets) sentence(r facetRow) string {
	said := text.Person(r.value) + ": " + text.Count(r.count, "product", "products")
	if f.has(r.qualifier, r.value) {
		said += ", picked"
	}
	return said
}
