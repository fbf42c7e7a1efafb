package browse

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/widget/table"
)

// Commands are the ":" lines that need an argument.
func (p *Page) Commands() []page.Command {
	all := []page.Command{
		{Name: "sort", Argument: "COLUMN", Help: "Sort the list; -COLUMN turns the order round", Complete: sortNames, Run: p.runSort},
		{Name: "search", Argument: "QUERY", Help: "Search products", Run: func(q string) (page.Intent, tea.Cmd) { return p.runSearch(q) }},
	}
	for _, q := range []string{"domain", "owner", "tag", "status", "source"} {
		all = append(all, page.Command{
			Name: q, Argument: "VALUE", Help: fmt.Sprintf("Show the products whose %s that is", q), Complete: p.valuesOf(q),
			Run: func(value string) (page.Intent, tea.Cmd) { return p.runSearch(q + ":" + page.Quoted(value)) },
		})
	}
	return all
}

// sortNames lists the columns that begin with what is typed.
func sortNames(prefix string) []string {
	bare, turned := strings.CutPrefix(prefix, "-")
	sign := ""
	if turned {
		sign = "-"
	}
	var out []string
	for _, c := range columns() {
		if c.Title != "" && strings.HasPrefix(c.ID, bare) {
			out = append(out, sign+c.ID)
		}
	}
	return out
}

// valuesOf completes the values of a qualifier from what the facets counted, which
// costs nothing.
func (p *Page) valuesOf(qualifier string) func(string) []string {
	return func(prefix string) []string {
		var out []string
		for _, g := range p.facets.groups {
			if g.qualifier != qualifier {
				continue
			}
			for _, v := range g.values {
				if strings.HasPrefix(strings.ToLower(v.Text), strings.ToLower(prefix)) {
					out = append(out, v.Text)
				}
			}
		}
		return out
	}
}

func (p *Page) runSort(column string) (page.Intent, tea.Cmd) {
	s := readSort(strings.TrimSpace(column))
	if s == (table.Sort{}) && column != "" && column != "relevance" {
		return page.Warn(fmt.Sprintf("There is no column %q; there are %s.", column, strings.Join(sortNames(""), ", "))), nil
	}
	return page.Intent{}, p.sortBy(s)
}

func (p *Page) runSearch(query string) (page.Intent, tea.Cmd) {
	p.input.SetValue(strings.TrimSpace(query))
	p.facets.clear()
	p.layout()
	return page.Intent{}, p.typed()
}

var _ page.Commander = (*Page)(nil)
