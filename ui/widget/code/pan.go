package code

import (
	"meshdex/ui/action"
	"meshdex/ui/text"
)

// Pan is how far the lines of a text are moved to the left, to read what goes on beyond
// the right edge. The zero Pan moves nothing and is ready.
type Pan struct {
	from, longest, room int
}

// Longest is the number of cells that the longest of the lines takes.
func Longest(lines []string) int {
	most := 0
	for _, l := range lines {
		if 2*len(l) > most { // a tab takes two cells, and no other byte more than one
			most = max(most, text.Width(Clean(l)))
		}
	}
	return most
}

// SetLongest tells how many cells the longest line takes; the place is kept as far as
// the lines go.
func (p *Pan) SetLongest(cells int) {
	p.longest = cells
	p.move(0)
}

// Resize tells how many cells of a line are visible.
func (p *Pan) Resize(cells int) {
	p.room = max(cells, 0)
	p.move(0)
}

// From is the first visible cell of every line.
func (p *Pan) From() int { return p.from }

// Goes reports whether an action of the wide context would move the lines.
func (p *Pan) Goes(id action.ID) bool {
	return id == action.WideLeft && p.from > 0 || id == action.WideRight && p.from+p.room < p.longest
}

// Do performs an action of the wide context, by half of what is visible, and reports
// whether it was one.
func (p *Pan) Do(id action.ID) bool {
	step := max(p.room/2, 1)
	switch id {
	case action.WideLeft:
		p.move(-step)
	case action.WideRight:
		p.move(step)
	default:
		return false
	}
	return true
}

// Show brings cells of a line into sight, of many the first ones: with the beginning of
// the lines, if they are seen from there.
func (p *Pan) Show(from, to int) {
	to = min(to, from+p.room/2)
	switch {
	case to <= p.room:
		p.from = 0
	case from < p.from || to > p.from+p.room:
		p.move(from - p.room/4 - p.from)
	}
}

func (p *Pan) move(d int) { p.from = max(min(p.from+d, p.longest-p.room), 0) }
