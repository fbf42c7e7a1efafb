package list_test

import (
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// BenchmarkFrame240x70 draws a bordered list of 100,000 rows with columns on a
// large terminal, and reports how many times that fits into what Lip Gloss takes
// for as many styled lines alone.
func BenchmarkFrame240x70(b *testing.B) {
	icons, _ := theme.IconSet("unicode")
	sheet, _ := theme.Select("dark", theme.TrueColor, true)
	rows := count(0, 100_000)
	l := &list.List{}
	l.Resize(66)
	l.SetRows(rows)
	layout := table.Fit([]table.Column{{ID: "name", Min: 20, Grow: 1}, {ID: "domain", Min: 12, Grow: 1}, {ID: "owner", Min: 12}}, 235)
	c := canvas.New(240, 70)
	draw := func() string {
		c.Clear()
		inside := frame.Draw(c.Region(0, 1, 240, 68), icons, frame.Pane{Title: "Products", Counter: l.Counter(), Focused: true})
		l.Draw(inside, list.Look{Icons: icons, Focused: true, Row: func(c canvas.Canvas, i int) {
			layout.Put(c, "name", rows[i], theme.Text.Plain())
			layout.Put(c, "domain", "customer success", theme.Muted.Plain())
			layout.Put(c, "owner", "Zoë Müller", theme.Accent.Plain())
		}})
		return c.Render(sheet)
	}
	style := lipgloss.NewStyle().Width(238).Bold(true)
	var ours, peer time.Duration
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		l.MoveTo(i * 7 % l.Len())
		start := time.Now()
		_ = draw()
		ours += time.Since(start)
		if i%16 == 0 { // the peer is slow; a share of the rounds is enough
			b.StopTimer()
			start = time.Now()
			for y := range 70 {
				_ = style.Render(rows[y] + "  customer success")
			}
			peer += 16 * time.Since(start)
			b.StartTimer()
		}
	}
	b.ReportMetric(float64(peer)/float64(ours), "x-lipgloss")
}
