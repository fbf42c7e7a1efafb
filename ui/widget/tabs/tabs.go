// Package tabs draws a row of tab titles. When they do not all fit, a run of them
// around the active one is shown, and a mark at either end tells that there are
// more. It knows nothing of what is behind a tab.
package tabs

import (
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Draw draws the titles into the first line of c. The active one stands in
// brackets, so that it is told without colour.
func Draw(c canvas.Canvas, icons *theme.Icons, titles []string, active int) {
	from, to := window(titles, active, c.Width())
	x := 0
	if from > 0 {
		x = c.Put(0, 0, icons.More, theme.Muted.Plain())
	}
	for i := from; i < to; i++ {
		open, end, st := " ", " ", theme.Muted.Plain()
		if i == active {
			open, end, st = "[", "]", theme.Accent.Plain()
		}
		x = c.PutCut(x, 0, c.Width()-x, open+titles[i]+end, st)
	}
	if to < len(titles) {
		c.Put(c.Width()-1, 0, icons.More, theme.Muted.Plain())
	}
}

// At returns the tab that is drawn at cell x of a row of the given width.
func At(titles []string, active, width, x int) (int, bool) {
	from, to := window(titles, active, width)
	at := 0
	if from > 0 {
		at = 1
	}
	for i := from; i < to; i++ {
		end := at + text.Width(titles[i]) + 2
		if x >= at && x < end {
			return i, true
		}
		at = end
	}
	return 0, false
}

// window chooses the run of titles to show: it grows around the active one, to
// the right first, while there is room for them and for the marks.
func window(titles []string, active, width int) (from, to int) {
	if active < 0 || active >= len(titles) {
		active = 0
	}
	if len(titles) == 0 {
		return 0, 0
	}
	cells := func(i int) int { return text.Width(titles[i]) + 2 }
	from, to = active, active+1
	used := cells(active)
	for {
		switch {
		case to < len(titles) && used+cells(to)+marks(from, to+1, len(titles)) <= width:
			used += cells(to)
			to++
		case from > 0 && used+cells(from-1)+marks(from-1, to, len(titles)) <= width:
			from--
			used += cells(from)
		default:
			return from, to
		}
	}
}

// marks is the number of cells that the marks of a run take.
func marks(from, to, n int) int {
	m := 0
	if from > 0 {
		m++
	}
	if to < n {
		m++
	}
	return m
}
