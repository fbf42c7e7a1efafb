// Package list shows a window on any number of rows, one line each, with a
// cursor that stays on its row by id when the rows change. Only the visible rows
// are ever asked for, so a hundred thousand rows cost what forty do. It knows
// nothing of what the rows are.
package list

import (
	"strconv"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/theme"
)

// Rows is what a list shows, in order.
type Rows interface {
	Len() int
	// ID names row i; ids are unique.
	ID(i int) string
	// Find is the inverse of ID.
	Find(id string) (int, bool)
}

// List is the state of a list. The zero List is empty and ready.
type List struct {
	rows   Rows
	cursor int
	top    int // first visible row
	height int
}

// SetRows shows other rows. The cursor stays on the row that it is on, wherever
// that is now, at the same distance from the upper edge; if the row is gone, the
// cursor stays at its place among the rows.
func (l *List) SetRows(rows Rows) {
	id, above := l.ID(), l.cursor-l.top
	l.rows = rows
	if i, ok := l.find(id); ok {
		l.cursor = i
		l.top = i - above
	}
	l.clamp()
}

func (l *List) find(id string) (int, bool) {
	if id == "" || l.rows == nil {
		return 0, false
	}
	return l.rows.Find(id)
}

// Resize tells how many rows are visible.
func (l *List) Resize(height int) {
	l.height = max(height, 0)
	l.clamp()
}

// Len is the number of rows.
func (l *List) Len() int {
	if l.rows == nil {
		return 0
	}
	return l.rows.Len()
}

// Cursor is the row under the cursor, -1 when there are no rows.
func (l *List) Cursor() int {
	if l.Len() == 0 {
		return -1
	}
	return l.cursor
}

// ID is the id of the row under the cursor, "" when there are no rows.
func (l *List) ID() string {
	if l.Len() == 0 {
		return ""
	}
	return l.rows.ID(l.cursor)
}

// Visible returns the rows in sight: from the first up to, not including, the
// second.
func (l *List) Visible() (from, to int) {
	return l.top, min(l.top+l.height, l.Len())
}

// Select puts the cursor on the row with the given id, and reports whether there
// is one.
func (l *List) Select(id string) bool {
	i, ok := l.find(id)
	if ok {
		l.MoveTo(i)
	}
	return ok
}

// Move moves the cursor by d rows, as far as there are rows.
func (l *List) Move(d int) { l.MoveTo(l.cursor + d) }

// MoveTo puts the cursor on row i, or on the nearest one there is.
func (l *List) MoveTo(i int) {
	l.cursor = i
	l.clamp()
}

// Scroll moves the window by d rows; the cursor is pushed along when it would
// leave the window.
func (l *List) Scroll(d int) {
	l.top = max(0, min(l.top+d, l.Len()-l.height))
	l.cursor = max(l.top, min(l.cursor, l.top+l.height-1))
	l.clamp()
}

// clamp keeps the cursor on a row and the window around the cursor, with no
// empty lines below the last row that rows could fill.
func (l *List) clamp() {
	n := l.Len()
	l.cursor = max(0, min(l.cursor, n-1))
	l.top = min(l.top, l.cursor)
	l.top = max(l.top, l.cursor-l.height+1)
	l.top = max(0, min(l.top, n-l.height))
}

// Do performs an action of the list context, and reports whether it was one.
// Those of a focused input that move the rows below it count as well.
func (l *List) Do(id action.ID) bool {
	page := max(l.height-1, 1)
	switch id {
	case action.Up, action.InputUp:
		l.Move(-1)
	case action.Down, action.InputDown:
		l.Move(1)
	case action.Top:
		l.MoveTo(0)
	case action.Bottom:
		l.MoveTo(l.Len() - 1)
	case action.PageUp, action.InputPageUp:
		l.jump(-page)
	case action.PageDown, action.InputPageDown:
		l.jump(page)
	case action.HalfUp:
		l.jump(-max(l.height/2, 1))
	case action.HalfDown:
		l.jump(max(l.height/2, 1))
	default:
		return false
	}
	return true
}

// jump moves the cursor and the window together.
func (l *List) jump(d int) {
	l.top += d
	l.Move(d)
}

// Hit is what a mouse event did to a list.
type Hit uint8

// The outcomes of a mouse event.
const (
	Missed   Hit = iota
	Scrolled     // the window moved
	Selected     // the cursor is on another row now, or the same again
	Opened       // the row under the cursor was clicked twice
)

// Mouse handles an event in the coordinates of the list's canvas.
func (l *List) Mouse(e mouse.Event) Hit {
	if e.Kind == mouse.Wheel {
		l.Scroll(e.Delta)
		return Scrolled
	}
	i := l.top + e.Y
	if e.Y < 0 || e.Y >= l.height || i >= l.Len() {
		return Missed
	}
	l.MoveTo(i)
	switch e.Kind {
	case mouse.Click:
		return Selected
	case mouse.Double:
		return Opened
	}
	return Missed
}

// Counter says where the cursor is: "3 of 120", "" for no rows.
func (l *List) Counter() string {
	if l.Len() == 0 {
		return ""
	}
	return strconv.Itoa(l.cursor+1) + " of " + strconv.Itoa(l.Len())
}

// Look says how a list is drawn.
type Look struct {
	Icons   *theme.Icons
	Focused bool
	// Row draws row i in plain styles; the list marks the row under the cursor
	// itself. The canvas is one line high.
	Row func(c canvas.Canvas, i int)
}

// Draw draws the visible rows: the cursor's mark in the first column, the rows in
// the rest.
func (l *List) Draw(c canvas.Canvas, look Look) {
	w, h := c.Size()
	for y := range min(h, l.Len()-l.top) {
		i := l.top + y
		look.Row(c.Region(1, y, w-1, 1), i)
		if i == l.cursor {
			mark(c, y, look)
		}
	}
}

// mark shows that the cursor is on line y, with and without colour.
func mark(c canvas.Canvas, y int, look Look) {
	if look.Focused {
		c.Put(0, y, look.Icons.Cursor, theme.BorderFocused.Plain())
		c.Restyle(0, y, c.Width(), theme.Style.Selected)
		return
	}
	c.Put(0, y, look.Icons.Property, theme.Muted.Plain())
	c.Restyle(0, y, c.Width(), theme.Style.SelectedDim)
}
