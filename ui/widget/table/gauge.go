package table

import "meshdex/ui/text"

// widest bounds what a Gauge tells apart: no column is as wide.
const widest = 96

// Gauge measures what stands in a column, to tell a Column its Want. The zero
// Gauge has measured nothing.
type Gauge struct {
	count  int
	widths [widest + 1]int // how many texts have that many cells
}

// Add measures one text.
func (g *Gauge) Add(s string) {
	g.count++
	g.widths[min(text.Width(s), widest)]++
}

// Width is the number of cells that holds all but one in a hundred of the texts: a
// single long name among thousands is not worth a column of blanks.
func (g *Gauge) Width() int {
	over := g.count / 100
	for w := widest; w > 0; w-- {
		if over -= g.widths[w]; over < 0 {
			return w
		}
	}
	return 0
}

// Measured is the column with what it wants and may have by its content.
func (g *Gauge) Measured(c Column) Column {
	if g.count == 0 {
		return c
	}
	c.Want = max(g.Width(), 1)
	most := max(g.widest(), c.need())
	if c.Max == 0 || most < c.Max {
		c.Max = most
	}
	return c
}

// widest is the most cells that any of the texts takes.
func (g *Gauge) widest() int {
	w := widest
	for w > 0 && g.widths[w] == 0 {
		w--
	}
	return w
}
