package help

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/widget/markdown"
	"meshdex/ui/widget/sheet"
)

// Tell says the topics.
func (p *topics) Tell(t *page.Telling) {
	t.Title("Manual", p.Status())
	t.Rows(page.Rows{
		Len:   len(p.rows),
		Row:   func(i int) string { return p.rows[i].Name + ": " + p.rows[i].Title },
		Point: p.list.MoveTo,
		Open:  func() (page.Intent, tea.Cmd) { return p.Do(doOpen) },
	})
}

// unwrapped is wider than any paragraph.
const unwrapped = 1 << 20

// Tell says the text.
func (p *topic) Tell(t *page.Telling) {
	t.Title("Manual, " + p.name)
	t.Text(func(b *sheet.Body[page.Intent]) {
		for _, l := range markdown.Render(p.source, unwrapped, p.env.Icons) {
			spans := make([]sheet.Span[page.Intent], len(l))
			for i, s := range l {
				spans[i] = sheet.Span[page.Intent]{Text: s.Text, Token: s.Style.Token()}
			}
			if isRule(spans) {
				continue
			}
			b.Line(spans...)
		}
	})
}

// isRule reports whether a line is but a line.
func isRule(spans []sheet.Span[page.Intent]) bool {
	return len(spans) > 0 && spans[len(spans)-1].Token == theme.Border
}
