// Package table decides which columns fit a width and where they stand. Columns
// that do not fit are left out whole, least important first: a few readable
// columns beat many squeezed ones. The rows are drawn by whoever has them, usually
// in a list. It knows nothing of what the columns hold but how wide that is, where
// it was told; see [Gauge].
package table

import (
	"cmp"
	"slices"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Column is one column of a table.
type Column struct {
	ID       string
	Title    string
	Want     int  // cells that its content takes; 0 when that is not known
	Enough   int  // cells of them that will do where another column has no room else; 0 for all
	Min      int  // cells below which the column is left out
	Max      int  // cells above which it does not grow; 0 for no limit
	Grow     int  // share of the cells that are left over; 0 takes none
	Priority int  // 1 is the most important; among equals the earlier column
	Right    bool // numbers stand at the right
}

// gap is the number of cells between two columns.
const gap = 2

type placed struct {
	Column
	x, w int
}

// Layout is where the columns stand. It is immutable.
type Layout struct {
	columns []placed // in the order of the declaration
	width   int
}

// Fit chooses and places columns in width cells. The most important column is
// always there, cut if need be. A column comes in only where the more important
// ones have the room that is enough for their content, and has at least its own Min.
func Fit(columns []Column, width int) Layout {
	kept := choose(columns, max(width, 0))
	fill(kept, width)
	grow(kept, width)
	x := 0
	for i := range kept {
		kept[i].x = x
		x += kept[i].w + gap
	}
	return Layout{kept, max(width, 0)}
}

// Need is the width in which all of the columns have what they need.
func Need(columns []Column) int {
	w := -gap
	for _, c := range columns {
		w += c.need() + gap
	}
	return max(w, 0)
}

// need is how many cells a column takes when there is room for its content.
func (c Column) need() int {
	if c.Want == 0 {
		return c.Min
	}
	need := max(c.Want, text.Width(c.Title))
	if c.Max > 0 {
		need = min(need, c.Max)
	}
	return need
}

// enough is how many cells of them will do.
func (c Column) enough() int {
	if c.Enough > 0 {
		return min(c.need(), max(c.Enough, c.Min))
	}
	return c.need()
}

// least is how many cells a column has at least.
func (c Column) least() int {
	if c.Want == 0 {
		return c.Min
	}
	return min(c.Min, c.need())
}

// choose takes columns by priority, each with what is enough for it, while there is
// room; the last one has what is left.
func choose(columns []Column, width int) []placed {
	byPriority := make([]int, len(columns))
	for i := range byPriority {
		byPriority[i] = i
	}
	slices.SortStableFunc(byPriority, func(a, b int) int { return cmp.Compare(columns[a].Priority, columns[b].Priority) })
	widths, left := make([]int, len(columns)), width+gap
	for n, i := range byPriority {
		room := left - gap
		if room < columns[i].least() && n > 0 || room <= 0 {
			break
		}
		widths[i] = min(columns[i].enough(), room)
		left -= gap + widths[i]
	}
	out := make([]placed, 0, len(columns))
	for i, c := range columns {
		if widths[i] > 0 {
			out = append(out, placed{Column: c, w: widths[i]})
		}
	}
	return out
}

// fill gives the columns what they need beyond what is enough, the most important
// first.
func fill(columns []placed, width int) {
	left := width - gap*(len(columns)-1)
	for _, c := range columns {
		left -= c.w
	}
	byPriority := make([]*placed, len(columns))
	for i := range columns {
		byPriority[i] = &columns[i]
	}
	slices.SortStableFunc(byPriority, func(a, b *placed) int { return cmp.Compare(a.Priority, b.Priority) })
	for _, c := range byPriority {
		more := max(0, min(c.need()-c.w, left))
		c.w += more
		left -= more
	}
}

// grow shares the cells that are left among the columns that want them. What one
// can not take because of its Max goes round again.
func grow(columns []placed, width int) {
	left := width - gap*(len(columns)-1)
	for _, c := range columns {
		left -= c.w
	}
	for left > 0 {
		shares := 0
		for _, c := range columns {
			if c.wants() {
				shares += c.Grow
			}
		}
		if shares == 0 {
			return
		}
		round := left
		for i := range columns {
			c := &columns[i]
			if !c.wants() {
				continue
			}
			more := min(max(round*c.Grow/shares, 1), left)
			if c.Max > 0 {
				more = min(more, c.Max-c.w)
			}
			c.w += more
			left -= more
		}
	}
}

func (p placed) wants() bool { return p.Grow > 0 && (p.Max == 0 || p.w < p.Max) }

// Cell returns the part of a row where the column with the given id stands: an
// empty canvas if it is left out.
func (l Layout) Cell(row canvas.Canvas, id string) canvas.Canvas {
	for i := range l.columns {
		if l.columns[i].ID == id {
			return row.Region(l.columns[i].x, 0, l.columns[i].w, 1)
		}
	}
	return row.Region(0, 0, 0, 0)
}

// Put writes s into the column with the given id, at its left or right edge as
// the column says.
func (l Layout) Put(row canvas.Canvas, id, s string, st theme.Style) {
	for i := range l.columns {
		p := &l.columns[i]
		if p.ID != id {
			continue
		}
		cell := row.Region(p.x, 0, p.w, 1)
		x := 0
		if p.Right {
			x = max(0, p.w-text.Width(s))
		}
		cell.PutCut(x, 0, p.w, s, st)
		return
	}
}

// PutASCII is Put for a number or a date that was made in a buffer; what does not
// fit is not drawn at all, for half a number is another one.
func (l Layout) PutASCII(row canvas.Canvas, id string, b []byte, st theme.Style) {
	for i := range l.columns {
		p := &l.columns[i]
		if p.ID != id || len(b) > p.w {
			continue
		}
		x := p.x
		if p.Right {
			x += p.w - len(b)
		}
		row.PutASCII(x, 0, b, st)
		return
	}
}

// Has reports whether the column with the given id is shown.
func (l Layout) Has(id string) bool {
	return slices.ContainsFunc(l.columns, func(p placed) bool { return p.ID == id })
}

// At returns the column at cell x: the one whose title is clicked there.
func (l Layout) At(x int) (Column, bool) {
	for _, p := range l.columns {
		if x >= p.x && x < p.x+p.w {
			return p.Column, true
		}
	}
	return Column{}, false
}

// Sort says by which column a table is sorted, and which way.
type Sort struct {
	Column string // "" for none
	Order  Order
}

// Order is the direction of a sort.
type Order uint8

// The orders.
const (
	Ascending Order = iota
	Descending
)

// Header draws the titles into the first line of c, with an arrow at the sorted
// column.
func (l Layout) Header(c canvas.Canvas, icons *theme.Icons, sort Sort) {
	for _, p := range l.columns {
		title, st := p.Title, theme.Muted.Plain()
		if p.ID == sort.Column {
			st = theme.Title.Plain()
			title = text.Cut(title, p.w-2) + " " + arrow(icons, sort.Order)
		}
		x := 0
		if p.Right {
			x = max(0, p.w-text.Width(title))
		}
		c.Region(p.x, 0, p.w, 1).PutCut(x, 0, p.w, title, st)
	}
}

func arrow(icons *theme.Icons, o Order) string {
	if o == Descending {
		return icons.SortDown
	}
	return icons.SortUp
}
