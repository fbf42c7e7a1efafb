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
	"strconv"
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
	joins    []bool   // of each line: a character was put there that may join another
	clusters []string // grapheme clusters of several runes
	out      []byte   // the last frame, kept for its room
}

// Canvas is a window on a grid. Copying it is cheap and shares the grid.
type Canvas struct {
	g          *grid
	x, y, w, h int
}

// New returns a blank canvas. Sizes below zero count as zero.
func New(w, h int) Canvas {
	w, h = max(w, 0), max(h, 0)
	g := &grid{w: w, h: h, cells: make([]cell, w*h), joins: make([]bool, h)}
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
		clear(c.g.joins)
		for i := range c.g.cells {
			c.g.cells[i] = cell{r: ' '}
		}
		return
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

// row is a line of the window, as a stretch of a line of the grid: what is drawn at
// its ends may be half of a character that began or ends outside.
type row struct {
	line     []cell
	from, to int   // the window's part of the line
	joins    *bool // see grid; nil outside the window
}

// row returns line y of the window, an empty one outside it.
func (c Canvas) row(y int) row {
	if y < 0 || y >= c.h {
		return row{}
	}
	line := c.g.cells[(c.y+y)*c.g.w : (c.y+y+1)*c.g.w]
	return row{line, c.x, c.x + c.w, &c.g.joins[c.y+y]}
}

// set writes a cell at column x of the window, if that is in it. Of a wide
// character that loses a half, the other half becomes blank.
func (r row) set(x int, cl cell) {
	x += r.from
	if x < r.from || x >= r.to {
		return
	}
	if r.line[x].r == 0 && x > 0 {
		r.line[x-1].r, r.line[x-1].more = ' ', 0
	}
	if x+1 < len(r.line) && r.line[x+1].r == 0 {
		r.line[x+1].r = ' '
	}
	r.line[x] = cl
}

// Put writes s from column x of line y, as far as the window goes, and returns
// the column after it. Control characters are left out; bytes that are not UTF-8
// show as such.
func (c Canvas) Put(x, y int, s string, st theme.Style) int {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	row := c.row(y)
	for i := 0; i < len(s); {
		if b := s[i]; b >= 0x20 && b < 0x7f && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) { // nearly all text
			row.set(x, cell{r: rune(b), style: st})
			x++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if next, _ := utf8.DecodeRuneInString(s[i+size:]); text.OneCell(r) && (i+size == len(s) || next < utf8.RuneSelf || text.OneCell(next)) {
			row.set(x, cell{r: r, style: st})
			x++
			i += size
			continue
		}
		cluster, n := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
		if r < utf8.RuneSelf && text.Width(cluster) != n {
			cluster, n = s[i:i+1], 1 // the width of a line counts an ASCII letter and a spacing mark apart
		}
		i += len(cluster)
		x = c.putCluster(row, x, cluster, n, st)
	}
	return x
}

// PutASCII writes printable ASCII, such as a number made in a buffer, and returns
// the column after it. It keeps nothing of b.
func (c Canvas) PutASCII(x, y int, b []byte, st theme.Style) int {
	row := c.row(y)
	for _, r := range b {
		if r < 0x20 || r >= 0x7f {
			r = '?'
		}
		row.set(x, cell{r: rune(r), style: st})
		x++
	}
	return x
}

// PutNumber writes a number so that it ends before column x.
func (c Canvas) PutNumber(x, y, n int, st theme.Style) {
	var room [20]byte
	b := strconv.AppendInt(room[:0], int64(n), 10)
	c.PutASCII(x-len(b), y, b, st)
}

// putCluster writes one grapheme cluster of n cells.
func (c Canvas) putCluster(row row, x int, cluster string, n int, st theme.Style) int {
	r, size := utf8.DecodeRuneInString(cluster)
	if r < 0x20 || r >= 0x7f && r < 0xa0 || n == 0 {
		return x
	}
	if x < 0 || x+n > row.to-row.from {
		for i := range n { // half of a wide character at the edge
			row.set(x+i, cell{r: ' ', style: st})
		}
		return x + n
	}
	for i := range n {
		row.set(x+i, cell{r: ' ', style: st})
	}
	for i := 1; i < n; i++ {
		row.line[row.from+x+i].r = 0
	}
	head := &row.line[row.from+x]
	head.r = r
	*row.joins = *row.joins || mayJoin(r)
	if size < len(cluster) && len(c.g.clusters) < 1<<16-1 {
		c.g.clusters = append(c.g.clusters, cluster)
		head.more = uint16(len(c.g.clusters))
	}
	return x + n
}

// PutCut writes s in at most w cells, marking a cut by an ellipsis, and returns
// the column after it.
func (c Canvas) PutCut(x, y, w int, s string, st theme.Style) int {
	head, cut := text.Head(s, w)
	x = c.Put(x, y, head, st)
	if cut {
		x = c.Put(x, y, "…", st)
	}
	return x
}

// PutRight writes s so that it ends before column x, cut at its left edge 0.
func (c Canvas) PutRight(x, y int, s string, st theme.Style) {
	c.Put(x-text.Width(s), y, s, st)
}

// Fill writes the one-cell rune r into w cells from column x of line y.
func (c Canvas) Fill(x, y, w int, r rune, st theme.Style) {
	row := c.row(y)
	for i := max(x, 0); i < min(x+w, c.w); i++ {
		row.set(i, cell{r: r, style: st})
	}
	if row.joins != nil {
		*row.joins = *row.joins || mayJoin(r)
	}
}

// Rule writes a sign of one cell w times from column x of line y.
func (c Canvas) Rule(x, y, w int, sign string, st theme.Style) {
	if r, size := utf8.DecodeRuneInString(sign); size == len(sign) && text.OneCell(r) {
		c.Fill(x, y, w, r, st)
		return
	}
	for i := range max(w, 0) {
		c.Put(x+i, y, sign, st)
	}
}

// Restyle changes the style of w cells from column x of line y by f, leaving
// what they show.
func (c Canvas) Restyle(x, y, w int, f func(theme.Style) theme.Style) {
	row := c.row(y)
	for i := row.from + max(x, 0); i < min(row.from+x+w, row.to); i++ {
		row.line[i].style = f(row.line[i].style)
	}
}

// Render returns the whole grid as lines joined by "\n", styled by the sheet.
// Every line ends with the terminal's default style.
func (c Canvas) Render(sheet *theme.Sheet) string {
	out := c.g.out[:0]
	for y := range c.g.h {
		if y > 0 {
			out = append(out, '\n')
		}
		line, start := c.g.cells[y*c.g.w:(y+1)*c.g.w], len(out)
		out = c.g.appendLine(out, line, sheet, joined)
		if c.g.joins[y] && text.Width(string(out[start:])) != c.g.w {
			out = c.g.appendLine(out[:start], line, sheet, apart)
		}
	}
	c.g.out = out
	return string(out)
}

// mayJoin reports whether a character may join the one before it. Letters, signs
// of the frame and ideographs never do; they make up nearly every line.
func mayJoin(r rune) bool {
	switch {
	case text.OneCell(r):
		return false
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3:
		return false // kana, ideographs, hangul
	}
	return true
}

const (
	reset   = "\x1b[0m"
	noStyle = ^theme.Style(0) // is none
)

// joining says what becomes of characters that would join their neighbours, as a
// vowel sign does that was drawn after another text's last letter: two cells would
// become one. Kept apart by a reset of the style, each keeps its own.
type joining bool

const (
	joined joining = false
	apart  joining = true
)

func (g *grid) appendLine(out []byte, line []cell, sheet *theme.Sheet, j joining) []byte {
	open, last := "", noStyle
	for i := range line {
		cl := &line[i]
		if cl.r == 0 {
			continue
		}
		if j == apart {
			out = append(out, reset...)
			open, last = "", noStyle
		}
		if cl.style != last {
			last = cl.style
			if next := sheet.Open(last); next != open {
				if open != "" {
					out = append(out, reset...)
				}
				out = append(out, next...)
				open = next
			}
		}
		switch {
		case cl.more > 0:
			out = append(out, g.clusters[cl.more-1]...)
		case cl.r < utf8.RuneSelf:
			out = append(out, byte(cl.r))
		default:
			out = utf8.AppendRune(out, cl.r)
		}
	}
	if open != "" {
		out = append(out, reset...)
	}
	return out
}
