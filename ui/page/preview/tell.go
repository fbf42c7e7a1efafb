package preview

import (
	"cmp"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/diff"
	"meshdex/catalog/lint"
	"meshdex/ui/card"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says how the file is, the tab that is shown, and which others there are.
func (p *Page) Tell(t *page.Telling) {
	if p.asked && p.inSchema() {
		t.Title(p.Title() + ", " + p.schema.ID())
		t.Leave = func() tea.Cmd { p.asked = false; return nil }
		p.schema.TellDetail(t)
		return
	}
	titles, active := p.titles()
	t.Title(p.Title()+", "+titles[active], p.standing()...)
	if p.isWaiting() {
		t.Say("Reading the file ...")
		return
	}
	for _, l := range p.headline() {
		t.Say(l.sentence())
	}
	p.tellTab(t)
	t.Heading("Sections")
	t.Rows(page.Rows{
		Len: len(titles), Row: func(i int) string { return titles[i] }, Point: func(i int) { p.turn(tabNames()[i].name) },
		Open: func() (page.Intent, tea.Cmd) { return page.Intent{}, nil },
	})
}

// sentence is a line of the head as it is read out: what stands in capitals is no
// abbreviation, and what begins with one is a sentence of its own.
func (l line) sentence() string {
	s := strings.TrimRight(l.strong, ".")
	var line, column int
	if n, _ := fmt.Sscanf(s, "%d:%d", &line, &column); n == 2 {
		return fmt.Sprintf("Line %d, column %d: %s", line, column, l.rest)
	}
	if s == strings.ToUpper(s) {
		s = text.Capital(strings.ToLower(s))
	}
	switch {
	case l.column > 0:
		return "Line " + strings.Fields(l.strong)[0] + " is: " + strings.TrimSpace(l.rest)
	case l.rest != text.Capital(l.rest):
		return s + ": " + l.rest
	case l.rest != "":
		return s + ". " + l.rest
	}
	return s + "."
}

func (p *Page) tellTab(t *page.Telling) {
	switch {
	case p.tab == Findings:
		p.tellFindings(t)
	case p.good == nil:
		t.Say(unread)
	case p.tab == card.Schema:
		p.schema.Tell(t, func() (page.Intent, tea.Cmd) { p.asked = true; return page.Intent{}, nil })
	case p.tab == Changes && p.report() != nil:
		p.tellChanges(t)
	case p.tab == Changes:
		t.Text(p.nothingCompared)
	default:
		t.Text(func(b *card.Body) { p.sub.Write(b, p.tab, p.env) })
	}
}

// tellFindings says what lint found; choosing one opens the editor there.
func (p *Page) tellFindings(t *page.Telling) {
	if p.findings.rows.Len() == 0 {
		t.Say(flawless)
		return
	}
	t.Rows(page.Rows{
		Len: p.findings.rows.Len(), Row: func(i int) string { return findingSentence(p.findings.rows.all[i]) },
		Point: p.findings.list.MoveTo, Open: func() (page.Intent, tea.Cmd) { return p.edit(), nil },
	})
}

func findingSentence(f lint.Finding) string {
	s := string(f.Severity)
	if f.Pos.IsKnown() {
		s += fmt.Sprintf(" in line %d, column %d", f.Pos.Line, f.Pos.Column)
	}
	return s + ": " + f.Message + ". " + f.Hint + " Rule " + f.Rule + "."
}

// tellChanges says what changed, likewise.
func (p *Page) tellChanges(t *page.Telling) {
	if p.changes.Len() == 0 {
		t.Say(unchanged)
		return
	}
	t.Rows(page.Rows{
		Len: p.changes.Len(), Row: func(i int) string { return changeSentence(p.changes.At(i)) },
		Point: p.changes.MoveTo, Open: func() (page.Intent, tea.Cmd) { return p.edit(), nil },
	})
}

func changeSentence(f diff.Finding) string {
	s := change.Title(f.Severity) + ": " + cmp.Or(f.Path, "contract") + ": " + f.Message + "."
	if f.Revision.IsKnown() {
		s += fmt.Sprintf(" Line %d.", f.Revision.Line)
	}
	return s
}
