package product

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/card"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
)

// Tell says the tab that is shown. The first numbers are those of the tabs, as they
// are the digits on the screen.
func (p *Page) Tell(t *page.Telling) {
	names, titles := tabNames()
	if p.err != nil || p.sub == nil {
		p.tellError(t)
		return
	}
	for _, name := range names {
		t.Number(page.To(p.targetOf(name)))
	}
	if p.tab == Schema && p.asked != "" && p.asked == p.schema.ID() {
		t.Title(p.Title() + ", " + p.asked)
		p.schema.TellDetail(t)
		return
	}
	t.Title(p.Title()+", "+titles[slices.Index(names, p.tab)], p.standing()...)
	switch p.tab {
	case Schema:
		p.schema.Tell(t, func() (page.Intent, tea.Cmd) {
			row := p.targetOf(Schema)
			row.Path = p.schema.ID()
			return page.To(row), nil
		})
	case Versions:
		p.versions.tell(t, p.sub)
	case Source:
		p.source.tell(t, p.sub)
	default:
		t.Text(func(b *card.Body) { p.sub.Write(b, p.tab, p.env) })
	}
	if p.tab == Overview && t.Form == page.Numbered {
		tellTabs(t, titles)
	}
}

// tellTabs says which number each tab has.
func tellTabs(t *page.Telling, titles []string) {
	words := make([]string, len(titles))
	for i, title := range titles {
		words[i] = fmt.Sprintf("%d %s", i+1, title)
	}
	t.Say("", "Sections: "+strings.Join(words, ", ")+".")
}

// targetOf is the place of a tab of the shown contract.
func (p *Page) targetOf(tab string) page.Target {
	t := page.Target{Page: Name, Product: p.sub.Row.ID, Tab: tab}
	if c, ok := p.sub.Current(); ok {
		t.Contract = c.ID
	}
	return t
}

// standing is what the header says besides the place in the text.
func (p *Page) standing() []string {
	var out []string
	if p.deps.Marks != nil && p.deps.Marks.Bookmarked(p.sub.Row.ID) {
		out = append(out, "bookmarked")
	}
	if len(p.sub.Contracts) > 1 {
		c, _ := p.sub.Current()
		out = append(out, "contract "+c.Label())
	}
	return out
}

func (p *Page) tellError(t *page.Telling) {
	t.Title(p.Title())
	switch {
	case errors.Is(p.err, catalog.ErrNotFound):
		t.Say(p.Title()+" is not in the catalog.", "It may have gone with the last sync, or its name was written differently. back goes back.")
	case p.err != nil:
		t.Failed("This product could not be read", p.err)
	}
}

// tell says the versions, newest first; choosing one compares it.
func (t *versionsTab) tell(to *page.Telling, s *subject) {
	if len(t.rows) == 0 {
		to.Say("No version is known yet.")
		return
	}
	with := "the version before it"
	if m, ok := t.rows.Find(t.marked); ok {
		with = "the marked version " + change.Version(t.rows[m])
	}
	to.Say(text.Count(len(t.rows), "version", "versions") + ", newest first; a number compares one with " + with + ".")
	to.Rows(page.Rows{
		Len:   len(t.rows),
		Row:   func(i int) string { return t.sentence(i, s) },
		Point: t.list.MoveTo,
		Open:  func() (page.Intent, tea.Cmd) { return t.compare(s), nil },
	})
}

func (t *versionsTab) sentence(i int, s *subject) string {
	v := t.rows[i]
	words := []string{change.Version(v), text.Day(v.Origin.Time), v.Status}
	switch {
	case i == len(t.rows)-1:
		words = append(words, firstKnown)
	case i < len(s.steps):
		words = append(words, s.steps[i].words())
	}
	if v.Origin.Author != "" {
		words = append(words, "by "+text.Person(v.Origin.Author))
	}
	if t.rows.ID(i) == t.marked {
		words = append(words, "marked")
	}
	said := strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), ", ")
	if v.Origin.Message != "" {
		said += ": " + v.Origin.Message
	}
	return said
}

// words are what a step changed, and whether its version says so.
func (st step) words() string {
	switch {
	case st.verdict == "":
		return ""
	case st.bump.Required == diff.NoBump:
		return change.Words(st.verdict)
	case !st.bump.Sufficient:
		return fmt.Sprintf("%s, warning: needs %s and declares %s", change.Words(st.verdict), st.bump.Required, st.bump.Declared)
	case st.bump.Declared == st.bump.Required:
		return fmt.Sprintf("%s, needs %s and declares it", change.Words(st.verdict), st.bump.Required)
	}
	return change.Words(st.verdict) + ", needs " + st.needs()
}

// tell says the file as it was synced, line by line.
func (t *sourceTab) tell(to *page.Telling, s *subject) {
	if len(t.lines) == 0 {
		to.Say("The bytes of this file are not in the store; sync its source again.")
		return
	}
	to.Say(cmp.Or(s.Origin.Source, s.Row.Source) + ":" + s.Origin.Path + ", " + text.Count(len(t.lines), "line", "lines"))
	for _, i := range t.noted {
		to.Say(fmt.Sprintf("Line %d is marked: %s.", i+1, t.notes[i].text))
	}
	to.Text(func(b *card.Body) {
		for _, l := range t.lines {
			b.Line(card.Span{Text: code.Clean(l), Token: theme.Code})
		}
	})
}
