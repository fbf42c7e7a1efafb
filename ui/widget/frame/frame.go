// Package frame draws the border of a pane: its title in the upper edge, its
// counter in the lower. All panes and pop-ups get theirs here, so borders meet
// and focus looks the same everywhere. It knows nothing of what is inside.
package frame

import (
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Pane says how a border looks.
type Pane struct {
	Title   string
	Counter string // "3 of 120", at the right of the lower edge; "" for none
	Note    string // at its left, as far as there is room; "" for none
	Focused bool   // told by a mark and a bold title, not by colour alone
}

// Draw draws the border along the edge of c and returns the inside. A canvas too
// small for a border is all inside.
func Draw(c canvas.Canvas, icons *theme.Icons, p Pane) canvas.Canvas {
	w, h := c.Size()
	if w < 3 || h < 3 {
		return c
	}
	border := theme.Border.Plain()
	if p.Focused {
		border = theme.BorderFocused.Plain()
	}
	edge(c, 0, icons.TopLeft, icons.TopRight, icons, border)
	edge(c, h-1, icons.BottomLeft, icons.BottomRight, icons, border)
	for y := 1; y < h-1; y++ {
		c.Put(0, y, icons.Vertical, border)
		c.Put(w-1, y, icons.Vertical, border)
	}
	title(c, icons, p)
	lowerEdge(c, p)
	return c.Region(1, 1, w-2, h-2)
}

// Inside is the size of the inside of a bordered canvas of the given size.
func Inside(w, h int) (width, height int) {
	if w < 3 || h < 3 {
		return w, h
	}
	return w - 2, h - 2
}

func edge(c canvas.Canvas, y int, left, right string, icons *theme.Icons, st theme.Style) {
	w := c.Width()
	c.Put(0, y, left, st)
	c.Rule(1, y, w-2, icons.Horizontal, st)
	c.Put(w-1, y, right, st)
}

// leastNote is the number of cells below which a note says nothing.
const leastNote = 12

func lowerEdge(c canvas.Canvas, p Pane) {
	w, y := c.Width(), c.Height()-1
	room := w - 6
	if n := text.Width(p.Counter); n > 0 && n+5 <= w {
		c.Put(w-n-4, y, " "+p.Counter+" ", theme.Muted.Plain())
		room -= n + 4
	}
	if p.Note != "" && room >= leastNote {
		x := c.PutCut(2, y, room, " "+p.Note, theme.Muted.Plain())
		c.Put(x, y, " ", theme.Muted.Plain())
	}
}

func title(c canvas.Canvas, icons *theme.Icons, p Pane) {
	room := c.Width() - 6
	if p.Title == "" || room < 1 {
		return
	}
	if !p.Focused {
		c.Put(2, 0, " "+text.Cut(p.Title, room)+" ", theme.Muted.Plain())
		return
	}
	x := c.Put(2, 0, icons.Cursor, theme.BorderFocused.Plain())
	c.Put(x, 0, text.Cut(p.Title, room)+" ", theme.Title.Plain())
}
