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
		Len: len(p.rows), Row: p.sentence, Point: p.list.MoveTo,
		Open: func() (page.Intent, tea.Cmd) {
			if why := p.Disabled(doBegin); why != "" {
				return page.Warn(why), nil
			}
			return p.Do(doBegin)
		},
	})
}

// sentence is walkthrough i in one line: what it is about, unless the one before was
// about the same, for whom, how far the person is.
func (p *Page) sentence(i int) string {
	r := p.rows[i]
	_, state, _ := p.state(r)
	words := []string{state}
	if r.Audience != "" {
		words = append(words, "for "+r.Audience)
	}
	if r.Minutes > 0 {
		words = append(words, text.Count(r.Minutes, "minute", "minutes"))
	}
	said := r.Title
	if !strings.HasSuffix(said, "?") {
		said += ":"
	}
	said += " " + strings.Join(words, ", ") + "."
	for _, s := range []string{r.Summary, r.Missing} {
		if s != "" && (i == 0 || s != p.rows[i-1].Summary) {
			said += " " + s
		}
	}
	return said
}
