package sources

import (
	"cmp"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says the sources and how they stand; choosing one shows its products.
func (p *Page) Tell(t *page.Telling) {
	t.Title("Sources", p.Status())
	switch {
	case p.err != nil:
		t.Failed("The sources could not be read", p.err)
		return
	case len(p.rows) == 0:
		t.Say("No source is set up.", "Type "+p.env.Key(doAdd)+" and where contracts are: a folder, a git repository, an address or a bucket.")
		return
	}
	t.Rows(page.Rows{
		Len: len(p.rows), Row: func(i int) string { return p.sentence(p.rows[i]) }, Point: p.list.MoveTo,
		Open: func() (page.Intent, tea.Cmd) { return p.Do(doOpen) },
	})
}

func (p *Page) sentence(s State) string {
	_, word, _ := p.standing(s)
	said := []string{
		word, "synced " + cmp.Or(text.Ago(p.env.Now(), s.Synced), "never"),
		text.Count(s.Files, "file", "files"), text.Count(s.Contracts, "contract", "contracts"), text.Count(s.Problems, "problem", "problems"),
	}
	line := s.Name + ": " + strings.Join(said, ", ") + ", from " + s.Kind + " " + s.Location + "."
	if s.Err != "" {
		line += " The last try, " + cmp.Or(text.Ago(p.env.Now(), s.Tried), "some time ago") + ", failed: " + s.Err + "."
		if left := remains(s); left != "" {
			line += " " + left
		}
	}
	return line
}

// remains says what there is of a source that could not be synced; "" if that is nothing.
func remains(s State) string {
	if s.Files == 0 {
		return ""
	}
	return "What was synced before is still shown."
}

// Busy says how far the sync is that is under way; "" while there is none.
func (p *Page) Busy() string {
	if p.run == nil {
		return ""
	}
	pr := p.run.latest.Load()
	if pr == nil {
		return "Syncing."
	}
	line := pr.what()
	if pr.Done > 0 || pr.Total > 0 {
		line += ", " + text.Count(pr.Done, "file", "files")
	}
	if pr.Total > 0 {
		line += fmt.Sprintf(" of %d", pr.Total)
	}
	if pr.Problems > 0 {
		line += ", " + text.Count(pr.Problems, "problem", "problems")
	}
	return line + "."
}

var _ page.Waiter = (*Page)(nil)
