// Package canvas is what pages draw on: a grid of cells that renders to exactly
// as many lines as it is high, each exactly as wide as it is wide. Drawing never
// fails and never leaves the canvas, control characters are never drawn, so no
// page and no text from outside can break the frame.
//
// A [Canvas] is a window on a shared grid: [Canvas.Region] narrows it without
// copying. The grid is reused from frame to frame; a frame costs one allocation,
// the string that Render returns. It imports theme and text only.
package canvas

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// cell is one column of one line. A wide character fills its cell and leaves the
// next one as its tail.
type cell struct {
	r     rune   // 0 is a tail
	more  uint16 // 1 + index in grid.clusters of what a single rune cannot hold
	style theme.Style
}

type grid struct {
	w, h     int
	cells    []cell
	clusters []string // grapheme clusters of several runes
	out      strings.Builder
}

// Canvas is a window on a grid. Copying it is cheap and shares the grid.
type Canvas struct {
	g          *grid
	x, y, w, h int
}

// New returns a blank canvas. Sizes below zero count as zero.
func New(w, h int) Canvas {
	w, h = max(w, 0), max(h, 0)
	g := &grid{w: w, h: h, cells: make([]cell, w*h)}
	c := Canvas{g, 0, 0, w, h}
	c.Clear()
	return c
}

// Size returns the width and height in cells.
func (c Canvas) Size() (w, h int) { return c.w, c.h }

// Width returns the width in cells.
func (c Canvas) Width() int { return c.w }

// Height returns the number of lines.
func (c Canvas) Height() int { return c.h }

// Clear blanks the window.
func (c Canvas) Clear() {
	if c.w == c.g.w && c.h == c.g.h {
		c.g.clusters = c.g.clusters[:0]
	}
	for y := range c.h {
		c.Fill(0, y, c.w, ' ', theme.Text.Plain())
	}
}

// Region returns the part of the window at x, y, cut to the window.
func (c Canvas) Region(x, y, w, h int) Canvas {
	if x < 0 {
		w, x = w+x, 0
	}
	if y < 0 {
		h, y = h+y, 0
	}
	x, y = min(x, c.w), min(y, c.h)
	return Canvas{c.g, c.x + x, c.y + y, max(0, min(w, c.w-x)), max(0, min(h, c.h-y))}
}

// row returns the cells of line y of the window, nil outside it.
func (c Canvas) row(y int) []cell {
	if y < 0 || y >= c.h {
		return nil
	}
	from := (c.y+y)*c.g.w + c.x
	return c.g.cells[from : from+c.w]
}

// Put writes s from column x of line y, as far as the window goes, and returns
// the column after it. Control characters are left out.
func (c Canvas) Put(x, y int, s string, st theme.Style) int {
	row := c.row(y)
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
			i++
			if b < 0x20 || b == 0x7f {
				continue
			}
			if x >= 0 && x < len(row) {
				c.break1(row, x)
				row[x] = cell{r: rune(b), style: st}
			}
			x++
			continue
		}
		cluster, n := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
		i += len(cluster)
		x = c.putCluster(row, x, cluster, n, st)
	}
	return x
}

// putCluster writes one grapheme cluster of n cells.
func (c Canvas) putCluster(row []cell, x int, cluster string, n int, st theme.Style) int {
	r, size := utf8.DecodeRuneInString(cluster)
	if r < 0x20 || r >= 0x7f && r < 0xa0 || n == 0 {
		return x
	}
	if x < 0 || x+n > len(row) {
		if x >= 0 && x < len(row) { // half of a wide character at the edge
			c.break1(row, x)
			row[x] = cell{r: ' ', style: st}
		}
		return x + n
	}
	for i := range n {
		c.break1(row, x+i)
		row[x+i] = cell{style: st}
	}
	row[x].r = r
	if size < len(cluster) && len(c.g.clusters) < 1<<16-1 {
		c.g.clusters = append(c.g.clusters, cluster)
		row[x].more = uint16(len(c.g.clusters))
	}
	return x + n
}

// break1 blanks the other half of a wide character that is about to lose one.
func (c Canvas) break1(row []cell, x int) {
	if row[x].r == 0 && x > 0 {
		row[x-1].r, row[x-1].more = ' ', 0
	}
	if x+1 < len(row) && row[x+1].r == 0 {
		row[x+1].r = ' '
	}
}

// PutCut writes s in at most w cells, marking a cut by an ellipsis, and returns
// the column after it.
func (c Canvas) PutCut(x, y, w int, s string, st theme.Style) int {
	return c.Put(x, y, text.Cut(s, w), st)
}

// PutRight writes s so that it ends before column x, cut at its left edge 0.
func (c Canvas) PutRight(x, y int, s string, st theme.Style) {
	c.Put(x-text.Width(s), y, s, st)
}

// Fill writes the one-cell rune r into w cells from column x of line y.
func (c Canvas) Fill(x, y, w int, r rune, st theme.Style) {
	row := c.row(y)
	for i := max(x, 0); i < min(x+w, len(row)); i++ {
		c.break1(row, i)
		row[i] = cell{r: r, style: st}
	}
}

// Restyle changes the style of w cells from column x of line y by f, leaving
// what they show.
func (c Canvas) Restyle(x, y, w int, f func(theme.Style) theme.Style) {
	row := c.row(y)
	for i := max(x, 0); i < min(x+w, len(row)); i++ {
		row[i].style = f(row[i].style)
	}
}

// Render returns the whole grid as lines joined by "\n", styled by the sheet.
// Every line ends with the terminal's default style.
func (c Canvas) Render(sheet *theme.Sheet) string {
	out := &c.g.out
	out.Reset()
	out.Grow(c.g.w*c.g.h + c.g.h*64)
	for y := range c.g.h {
		if y > 0 {
			out.WriteByte('\n')
		}
		c.g.renderLine(out, c.g.cells[y*c.g.w:(y+1)*c.g.w], sheet)
	}
	return out.String()
}

const reset = "\x1b[0m"

func (g *grid) renderLine(out *strings.Builder, row []cell, sheet *theme.Sheet) {
	open := ""
	for _, cl := range row {
		if cl.r == 0 {
			continue
		}
		if next := sheet.Open(cl.style); next != open {
			if open != "" {
				out.WriteString(reset)
			}
			out.WriteString(next)
			open = next
		}
		switch {
		case cl.more > 0:
			out.WriteString(g.clusters[cl.more-1])
		case cl.r < utf8.RuneSelf:
			out.WriteByte(byte(cl.r))
		default:
			out.WriteRune(cl.r)
		}
	}
	if open != "" {
		out.WriteString(reset)
	}
}
