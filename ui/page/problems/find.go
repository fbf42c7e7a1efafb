package problems

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/table"
)

// headLines is the height of the line in which words are looked for, 0 while nobody
// looks for any.
func (p *Page) headLines() int {
	if p.input.Focused() || p.input.Value() != "" {
		return 1
	}
	return 0
}

// filter lists the problems in which all words that are typed stand, or of these the
// errors only.
func (p *Page) filter() {
	words := page.FoldedWords(p.input.Value())
	p.shown = p.all
	if p.errors || len(words) > 0 {
		p.shown = slices.DeleteFunc(slices.Clone(p.all), func(r Row) bool {
			return p.errors && r.Severity != catalog.Error ||
				!page.HasAll(strings.Join([]string{r.Path, r.Message, r.Rule, r.Source, string(r.Severity)}, " "), words)
		})
	}
	p.paths = table.Gauge{}
	for _, r := range p.shown {
		p.paths.Add(text.Clean(r.Path))
	}
	p.list.SetRows(p.shown)
	p.Resize(p.w, p.h)
}

// Type edits the words that are looked for.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	taken = p.input.Type(k)
	p.filter()
	return taken, nil
}

// Escape ends the typing, then lets go of the words, then of errors only.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.input.Focused():
		p.input.Blur()
	case p.input.Value() != "":
		p.input.SetValue("")
	case p.errors:
		p.errors = false
	default:
		return false, nil
	}
	p.filter()
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
