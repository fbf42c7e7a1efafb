package walkthroughs

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/text"
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
	words := strings.Fields(strings.ToLower(p.input.Value()))
	p.rows = p.all
	if len(words) > 0 {
		p.rows = nil
	}
	for _, r := range p.all {
		if len(words) > 0 && r.has(words) {
			p.rows = append(p.rows, r)
		}
	}
	p.list.SetRows(p.rows)
	p.Resize(p.w, p.h)
}

func (r Row) has(words []string) bool {
	all := strings.ToLower(text.Clean(strings.Join([]string{r.Title, r.Summary, r.Audience, r.From}, " ")))
	for _, w := range words {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
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

var _ page.Page = (*Page)(nil)
