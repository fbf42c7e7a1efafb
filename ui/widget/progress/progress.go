// Package progress shows that something is under way: a bar when the end is
// known, a spinner when it is not. Neither moves by itself; whoever shows one asks
// to be woken, and only while it lasts.
package progress

import (
	"fmt"
	"time"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Interval is how often a spinner moves on. It starts to show after the same
// time, so that what is quick does not flash.
const Interval = 150 * time.Millisecond

// Bar draws how much is done into the first line of c: the bar and the figures,
// which stay when there is no room for both.
func Bar(c canvas.Canvas, icons *theme.Icons, done, total int) {
	figures := fmt.Sprintf("%d / %d", done, total)
	if total <= 0 { // nobody knows yet how many there will be
		figures = fmt.Sprintf("%d so far", done)
	}
	room := c.Width() - text.Width(figures) - 1
	if room < 4 || total <= 0 {
		c.PutCut(0, 0, c.Width(), figures, theme.Text.Plain())
		return
	}
	room = min(room, 40)
	full := min(max(done, 0), total) * room / total
	x := 0
	for i := range room {
		glyph, st := icons.BarFull, theme.Accent.Plain()
		if i >= full {
			glyph, st = icons.BarEmpty, theme.Muted.Plain()
		}
		x = c.Put(x, 0, glyph, st)
	}
	c.Put(x+1, 0, figures, theme.Text.Plain())
}

// Spinner is the glyph to show after having waited for d.
func Spinner(icons *theme.Icons, waited time.Duration) string {
	if len(icons.Spinner) == 0 || waited < 0 {
		return icons.SpinnerMotion
	}
	return icons.Spinner[int(waited/Interval)%len(icons.Spinner)]
}
