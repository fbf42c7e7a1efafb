package messages

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
)

// Tell says the messages, newest first.
func (p *Page) Tell(t *page.Telling) {
	all := p.rows()
	t.Title("Messages")
	if len(all) == 0 {
		t.Say("Nothing was told yet. What is synced, changed or failed will be listed here.")
		return
	}
	t.Rows(page.Rows{
		Len: len(all),
		Row: func(i int) string {
			m := all.at(i)
			_, word, _ := p.mark(m.Severity)
			return m.At.Format("15:04:05") + ", " + word + ": " + m.Text
		},
		Point: func(i int) {
			p.list.SetRows(p.rows())
			p.list.MoveTo(i)
		},
		Open: func() (page.Intent, tea.Cmd) { return page.ToCopy(p.rows().at(p.list.Cursor()).Text, "message"), nil },
	})
}
