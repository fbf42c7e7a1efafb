package walkthroughs

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
)

// headLines is the height of the line in which words are looked for, 0 while nobody
// looks for any.
func (p *Page) headLines() int {
	if p.input.Focused() || p.input.Value() != "" {
		return 1
	}
	return 0
}

// narrow lists the walkthroughs in which all words that are typed stand.
func (p *Page) narrow() {
	words := page.FoldedWords(p.input.Value())
	p.rows = slices.DeleteFunc(slices.Clone(p.all), func(r Row) bool {
		return !page.HasAll(strings.Join([]string{r.Title, r.Summary, r.Audience, r.From}, " "), words)
	})
	p.list.SetRows(p.rows)
	p.Resize(p.w, p.h)
}

// Type edits the words that are looked for.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	taken = p.input.Type(k)
	p.narrow()
	return taken, nil
}

// Escape ends the typing, then shows all walkthroughs again.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.input.Focused():
		p.input.Blur()
	case p.input.Value() != "":
		p.input.SetValue("")
	default:
		return false, nil
	}
	p.narrow()
	return true, nil
}

// doFinding performs what belongs to looking for words, and reports whether it was
// that.
func (p *Page) doFinding(id action.ID) bool {
	switch {
	case id == doFind:
		p.input.Focus()
	case id == action.InputAccept && p.input.Focused():
		p.input.Blur()
	default:
		return false
	}
	p.Resize(p.w, p.h)
	return true
}
