// Package pager scrolls over any number of lines that somebody else draws. It
// asks only for the visible ones and knows nothing of what they say.
package pager

import (
	"strconv"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
)

// Pager is the state of a scrolled text. The zero Pager is empty and ready.
type Pager struct {
	lines, offset, height int
}

// SetLen tells how many lines there are; the place is kept as far as they go.
func (p *Pager) SetLen(lines int) {
	p.lines = max(lines, 0)
	p.Scroll(0)
}

// Resize tells how many lines are visible.
func (p *Pager) Resize(height int) {
	p.height = max(height, 0)
	p.Scroll(0)
}

// Offset is the first visible line.
func (p *Pager) Offset() int { return p.offset }

// Scroll moves the text by d lines, as far as there are lines.
func (p *Pager) Scroll(d int) {
	p.offset = max(0, min(p.offset+d, p.lines-p.height))
}

// Show scrolls as little as needed to bring a line into sight.
func (p *Pager) Show(line int) {
	switch {
	case line < p.offset:
		p.Scroll(line - p.offset)
	case line >= p.offset+p.height:
		p.Scroll(line - p.offset - p.height + 1)
	}
}

// Do performs an action of the detail context, and reports whether it was one.
func (p *Pager) Do(id action.ID) bool {
	page := max(p.height-1, 1)
	switch id {
	case action.ScrollUp:
		p.Scroll(-1)
	case action.ScrollDown:
		p.Scroll(1)
	case action.ScrollTop:
		p.Scroll(-p.lines)
	case action.ScrollBottom:
		p.Scroll(p.lines)
	case action.ScrollPageUp:
		p.Scroll(-page)
	case action.ScrollPageDown:
		p.Scroll(page)
	case action.ScrollHalfUp:
		p.Scroll(-max(p.height/2, 1))
	case action.ScrollHalfDown:
		p.Scroll(max(p.height/2, 1))
	default:
		return false
	}
	return true
}

// Mouse scrolls by the wheel, and reports whether it did.
func (p *Pager) Mouse(e mouse.Event) bool {
	if e.Kind != mouse.Wheel {
		return false
	}
	p.Scroll(e.Delta)
	return true
}

// Counter says how much of the text is above the lower edge: "all", "40%"; "" for
// no text.
func (p *Pager) Counter() string {
	switch {
	case p.lines == 0:
		return ""
	case p.height >= p.lines:
		return "all"
	}
	return strconv.Itoa(100*min(p.offset+p.height, p.lines)/p.lines) + "%"
}

// Draw has the visible lines drawn, each on a canvas of one line.
func (p *Pager) Draw(c canvas.Canvas, draw func(c canvas.Canvas, line int)) {
	for y := range min(c.Height(), p.lines-p.offset) {
		draw(c.Region(0, y, c.Width(), 1), p.offset+y)
	}
}
