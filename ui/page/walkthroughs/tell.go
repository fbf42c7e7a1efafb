package walkthroughs

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says the walkthroughs; choosing one begins it or goes on with it.
func (p *Page) Tell(t *page.Telling) {
	t.Title("Walkthroughs", p.Status())
	if note, _ := p.note(); note != "" {
		t.Say(note)
		return
	}
	t.Rows(page.Rows{
		Len: len(p.rows), Row: func(i int) string { return p.sentence(p.rows[i]) }, Point: p.list.MoveTo,
		Open: func() (page.Intent, tea.Cmd) {
			if why := p.Disabled(doBegin); why != "" {
				return page.Warn(why), nil
			}
			return p.Do(doBegin)
		},
	})
}

// sentence is a walkthrough in one line: what it is about, for whom, how far the
// person is.
func (p *Page) sentence(r Row) string {
	_, state, _ := p.state(r)
	words := []string{state}
	if r.Audience != "" {
		words = append(words, "for "+r.Audience)
	}
	if r.Minutes > 0 {
		words = append(words, text.Count(r.Minutes, "minute", "minutes"))
	}
	return r.Title + ": " + strings.Join(words, ", ") + ". " + strings.TrimSpace(r.Summary+" "+r.Missing)
}
