// Package overlay has what lies over a page and takes the input while it is open:
// a [Picker] to choose from rows, a [Confirm] to say yes or no. They know nothing
// of the catalog; whoever opens one decides what a choice means.
package overlay

import (
	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
)

// Box clears a rectangle of about w by h cells in c, centred and a little above the
// middle (see [Place]), draws a focused border around it and returns the inside together
// with where that is.
func Box(c canvas.Canvas, icons *theme.Icons, pane frame.Pane, w, h int) (inside canvas.Canvas, at Rect) {
	at = Place(c.Width(), c.Height(), w, h)
	box := c.Region(at.X, at.Y, at.W, at.H)
	box.Clear()
	pane.Focused = true
	return frame.Draw(box, icons, pane), at.inner()
}

// Rect is a rectangle of cells.
type Rect struct{ X, Y, W, H int }

// inner is the rectangle within the border.
func (r Rect) inner() Rect {
	w, h := frame.Inside(r.W, r.H)
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

// leastMargin is the number of cells that are left of the page at either side of a
// box, if any are: fewer are a strip of letters that mean nothing.
const leastMargin = 4

// leastGap is the same for the lines above and below it.
const leastGap = 2

// Place says where a box of about w by h cells stands on a screen: as wide as the
// screen, and as high, when it would leave a sliver of it.
func Place(screenW, screenH, w, h int) Rect {
	if screenW-w < 2*leastMargin {
		w = screenW
	}
	if screenH-h < leastGap {
		h = screenH
	}
	return Rect{(screenW - w) / 2, (screenH - h) / 3, w, h}
}
