package problems

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says the problems, each in full. Choosing one shows the product as it was
// last good.
func (p *Page) Tell(t *page.Telling) {
	counts := p.Status()
	if p.errors {
		counts += ", errors only"
	}
	t.Title("Problems", counts)
	switch {
	case p.err != nil:
		t.Failed("The problems could not be read", p.err)
		return
	case p.errors && len(p.shown) == 0 && len(p.all) > 0:
		t.Say("No errors; " + text.Count(len(p.all), "lesser problem is", "lesser problems are") + " hidden. " + p.env.Key(doErrors) + " shows them.")
		return
	case len(p.shown) == 0:
		t.Say(flawless()...)
		return
	}
	t.Rows(page.Rows{
		Len: len(p.shown), Row: func(i int) string { return p.sentence(p.shown[i]) }, Point: p.list.MoveTo,
		Open: func() (page.Intent, tea.Cmd) {
			if why := p.Disabled(doShow); why != "" {
				return page.Warn("Cannot show a product: " + why + "."), nil
			}
			return p.Do(doShow)
		},
	})
}

// sentence is a problem in one line: how bad it is, where, what, what to do.
func (p *Page) sentence(r Row) string {
	at := r.Path
	if r.Pos.IsKnown() {
		at = fmt.Sprintf("%s, line %d, column %d", r.Path, r.Pos.Line, r.Pos.Column)
	}
	parts := []string{string(r.Severity) + " in " + at + ": " + sentence(r.Message)}
	for _, s := range []string{r.Hint, p.instead(r)} {
		if s != "" {
			parts = append(parts, sentence(s))
		}
	}
	return strings.Join(append(parts, "Rule "+r.Rule+"."), " ")
}

// sentence ends in a full stop.
func sentence(s string) string { return strings.TrimRight(s, ". ") + "." }
