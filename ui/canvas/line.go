package canvas

import (
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Span is text in one style.
type Span struct {
	Text  string
	Style theme.Style
}

// Line is a line of text in several styles.
type Line []Span

// Width is the number of cells that the line takes.
func (l Line) Width() int {
	n := 0
	for _, s := range l {
		n += text.Width(s.Text)
	}
	return n
}

// String is the text of the line without its styles.
func (l Line) String() string {
	s := ""
	for _, span := range l {
		s += span.Text
	}
	return s
}

// PutLine writes the spans one after the other from column x of line y, and
// returns the column after them.
func (c Canvas) PutLine(x, y int, l Line) int {
	for _, s := range l {
		x = c.Put(x, y, s.Text, s.Style)
	}
	return x
}
