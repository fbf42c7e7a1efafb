package browse

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/query"
	"meshdex/ui/action"
	"meshdex/ui/page"
)

// doInput performs what is bound while a search is typed, and reports whether it was
// that.
func (p *Page) doInput(id action.ID) (tea.Cmd, bool) {
	switch {
	case id == action.InputAccept:
		p.leavePrompt()
		return nil, true
	case id == action.InputComplete:
		return p.complete(), true
	case id == action.Up && p.history.offers(p.input.Value()):
		p.input.SetValue(p.history.older(p.input.Value()))
		return p.typed(), true
	case p.list.Do(id):
		p.history.shut = true
		return p.moved(id), true
	}
	return nil, false
}

// leavePrompt ends the typing; the search stays, and is remembered.
func (p *Page) leavePrompt() {
	p.input.Blur()
	p.check()
	p.history.keep(p.input.Value())
}

// completed is a completed query that was chosen from the menu.
type completed string

// complete asks for ways to go on with what is typed.
func (p *Page) complete() tea.Cmd {
	deps, snap, typed := p.deps, p.snap, p.input.Value()
	return page.Ask(&p.propose, func(ctx context.Context) ([]query.Completion, error) {
		ix, err := deps.Index(ctx, snap)
		if err != nil {
			return nil, err
		}
		return query.Complete(typed, len([]rune(typed)), ix), nil
	})
}

// proposed takes the only way to go on, or offers several.
func (p *Page) proposed(all []query.Completion) (page.Intent, tea.Cmd) {
	typed := []rune(p.input.Value())
	whole := func(c query.Completion) string {
		from, to := min(c.From, len(typed)), min(c.To, len(typed))
		return string(typed[:from]) + c.Text + string(typed[to:])
	}
	if len(all) == 1 {
		p.input.SetValue(whole(all[0]))
		return page.Intent{}, p.typed()
	}
	var choices []page.Choice
	for _, c := range all {
		detail := c.Help
		if c.Count > 0 {
			detail = keyed(c.Count, "products")
		}
		choices = append(choices, page.Choice{Title: c.Text, Detail: detail, Value: completed(whole(c))})
	}
	if len(choices) == 0 {
		return page.Warn("Nothing completes this."), nil
	}
	return page.Intent{Kind: page.Menu, What: "Go on with", Choices: choices}, nil
}

// Type edits the search; every change is answered at once.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	before := p.input.Value()
	if !p.input.Type(k) {
		return false, nil
	}
	if p.input.Value() == before {
		return true, nil
	}
	return true, p.typed()
}

// Escape leaves, from the inside out: the typing (the search stays), the facets or
// the preview, the search, marks, facets and bookmarks.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.input.Focused():
		p.leavePrompt()
	case p.preview.matrix != nil:
		p.preview.matrix = nil
		p.focusOn(listPane)
		return true, p.settle()
	case p.focus != listPane:
		p.focusOn(listPane)
	case p.input.Value() != "":
		p.input.SetValue("")
		p.check()
		p.stay = p.list.ID()
		return true, p.ask()
	case len(p.marked) > 0:
		clear(p.marked)
	case p.facets.any() || p.bookmarks:
		p.facets.clear()
		p.bookmarks = false
		p.layout()
		p.stay = p.list.ID()
		return true, p.ask()
	default:
		return false, nil
	}
	return true, nil
}
