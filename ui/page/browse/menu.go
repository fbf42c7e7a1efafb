package browse

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// sortMenu offers every column.
func (p *Page) sortMenu() page.Intent {
	choices := []page.Choice{{Key: "r", Title: "relevance", Detail: "best first while searching, else by name", Value: sorting{}}}
	for _, c := range columns() {
		if c.Title == "" {
			continue
		}
		s := sorting{Column: c.ID}
		if c.Right || c.ID == "updated" {
			s.Order = table.Descending // most and newest first
		}
		detail := ""
		if c.ID == "consumers" {
			detail = "by ports"
		}
		choices = append(choices, page.Choice{Title: strings.ToLower(c.Title), Detail: detail, Value: s})
	}
	return page.Intent{Kind: page.Menu, What: "Sort by", Choices: choices}
}

// recentMenu offers what was opened lately.
func (p *Page) recentMenu() page.Intent {
	var choices []page.Choice
	for _, id := range p.deps.Marks.Recents() {
		if row, ok := p.snap.FindProduct(id); ok {
			r := p.snap.Product(row)
			choices = append(choices, page.Choice{Title: r.Label(), Detail: strings.Trim(r.Domain+" · "+r.Owner, " ·"), Intent: page.ToProduct(id, "")})
		}
	}
	if len(choices) == 0 {
		return page.Note("Nothing was opened yet.")
	}
	return page.Intent{Kind: page.Menu, What: "Opened lately", Choices: choices}
}

// keepSearch is the wish to keep the present search, or to let it go.
type keepSearch struct{ query string }

// savedMenu offers the searches that are kept, and to keep this one.
func (p *Page) savedMenu() page.Intent {
	var choices []page.Choice
	if q := p.query(); q != "" {
		title := "Keep this search"
		if isKept(p.deps.Searches, q) {
			title = "Let this search go"
		}
		choices = append(choices, page.Choice{Key: "k", Title: title, Detail: q, Value: keepSearch{q}})
	}
	for _, s := range p.deps.Searches.Saved() {
		choices = append(choices, page.Choice{Title: s.Name, Detail: s.Query, Value: completed(s.Query)})
	}
	if len(choices) == 0 {
		return page.Note("No search is kept yet; search for something first.")
	}
	return page.Intent{Kind: page.Menu, What: "Searches", Choices: choices}
}

func isKept(searches Searches, query string) bool {
	return slices.ContainsFunc(searches.Saved(), func(s Saved) bool { return s.Query == query })
}

// keep writes a search down, or strikes it out.
func (p *Page) keep(query string) tea.Cmd {
	searches := p.deps.Searches
	return page.Ask(&p.write, func(context.Context) (written, error) {
		err := searches.Save(query)
		return written{query: query, on: isKept(searches, query)}, err
	})
}

// chosen are the marked products in the order of the list, else the one under the
// cursor.
func (p *Page) chosen() []string {
	var out []string
	if len(p.marked) > 0 {
		for i := range p.answer.Len() {
			if id := p.answer.ID(i); p.marked[id] {
				out = append(out, id)
			}
		}
	}
	if id := p.list.ID(); len(out) == 0 && id != "" {
		out = append(out, id)
	}
	return out
}

// copyMenu offers what can be copied of what is chosen.
func (p *Page) copyMenu() page.Intent {
	ids := p.chosen()
	var names, commands []string
	for _, id := range ids {
		row, _ := p.snap.FindProduct(id)
		names = append(names, p.snap.Product(row).Label())
		commands = append(commands, "meshdex show "+text.ShellWord(id))
	}
	choice := func(key, what string, lines []string) page.Choice {
		value := strings.Join(lines, "\n")
		return page.Choice{Key: key, Title: what, Detail: lines[0], Intent: page.ToCopy(value, strings.ToLower(what))}
	}
	choices := []page.Choice{choice("i", "Id", ids), choice("n", "Name", names), choice("l", "Command that shows it", commands)}
	if q := p.query(); q != "" {
		choices = append(choices, choice("q", "Search", []string{q}))
	}
	return page.Intent{Kind: page.Menu, What: "Copy", Choices: choices}
}

// Mouse hands what the pointer did to the pane under it.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if e.Y == 0 && e.Kind == mouse.Click {
		p.input.Focus()
		p.check()
		return page.Intent{}, nil
	}
	if in, ok := inside(e, p.box.preview); ok {
		if i, clicked := p.preview.text.Mouse(in); clicked {
			return i, nil
		}
		return page.Intent{}, nil
	}
	if in, ok := inside(e, p.box.facets); ok {
		p.focusOn(facetPane)
		if hit := p.facets.list.Mouse(in); hit == list.Selected || hit == list.Opened {
			return p.Do(doPick)
		}
		return page.Intent{}, nil
	}
	if in, ok := inside(e, p.box.list); ok {
		return p.mouseList(in)
	}
	return page.Intent{}, nil
}

// inside moves an event into a framed pane.
func inside(e mouse.Event, r rect) (mouse.Event, bool) {
	w, h := frame.Inside(r.w, r.h)
	return e.In(r.x+(r.w-w)/2, r.y+(r.h-h)/2, w, h)
}

func (p *Page) mouseList(e mouse.Event) (page.Intent, tea.Cmd) {
	if e.Y == 0 && e.Kind != mouse.Wheel {
		return page.Intent{}, p.clickTitle(e.X)
	}
	if p.focus != listPane {
		p.focusOn(listPane)
	}
	e.Y--
	if p.list.Mouse(e) == list.Opened {
		return p.open()
	}
	return page.Intent{}, tea.Batch(p.settle(), p.more())
}

// sortBy lists the products in another order.
func (p *Page) sortBy(s sorting) tea.Cmd {
	p.sort = s
	p.layout()
	return p.ask()
}

// clickTitle sorts by the column whose title was clicked; again turns the order.
func (p *Page) clickTitle(x int) tea.Cmd {
	col, ok := p.table.At(x - 1)
	if _, sorts := orders()[col.ID]; !ok || !sorts {
		return nil
	}
	if p.sort.Column == col.ID {
		p.reverse()
		return p.ask()
	}
	return p.sortBy(sorting{Column: col.ID})
}
