// Package sheet shows a column of styled, wrapped lines that scrolls and holds
// links: the text a person reads and walks, as opposed to the rows of a list.
//
// A [Body] is built for one width by adding headings, fields and paragraphs; a
// [Sheet] keeps the place in it. Links are of any type; the sheet only moves
// between them. It imports canvas, text and theme, and knows nothing of the
// catalog.
package sheet

import (
	"iter"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Margin is the number of cells left of every line; the first holds the marker of
// the chosen link, so that it shows without colour.
const Margin = 2

// labelWidth is how far the values of [Body.Field] are indented.
const labelWidth = 15

// narrow is the width below which a field's value stands under its label.
const narrow = 34

// Span is a piece of a line in one style. Link is what Enter follows on it; nil
// for none. Text may come from anywhere: a body cleans what it is given.
type Span[L any] struct {
	Text  string
	Token theme.Token
	Link  *L
}

// line is one line as it is drawn.
type line[L any] []Span[L]

// Body is what a sheet shows, laid out for one width, or a text to be read. The
// zero Body is not usable; see [NewBody] and [NewText].
type Body[L any] struct {
	width  int
	labels int // cells of the labels of fields
	read   bool
	lines  []line[L]
}

// NewBody starts a body for a canvas that is width cells wide.
func NewBody[L any](width int) *Body[L] {
	return &Body[L]{width: max(width-Margin, 1), labels: labelWidth}
}

// NewText starts a body that is read line by line instead of being drawn: a
// paragraph is one line, a label ends in a colon, what stands in columns is
// separated by two blanks, and nothing is indented, wrapped or cut.
func NewText[L any]() *Body[L] { return &Body[L]{width: endless, read: true} }

// endless is wider than any text.
const endless = 1 << 30

// Lines are the lines of the body, each as its spans.
func (b *Body[L]) Lines() iter.Seq[[]Span[L]] {
	return func(yield func([]Span[L]) bool) {
		for _, l := range b.lines {
			if !yield(l) {
				return
			}
		}
	}
}

// Cell is a span in a column that is Width cells wide, with Gap empty ones behind
// it, 0 for one. A link that is too long is cut in its middle, other text at its
// end.
type Cell[L any] struct {
	Span[L]
	Width, Gap int
}

// Row adds a line of columns, with the rest behind them.
func (b *Body[L]) Row(cells []Cell[L], rest ...Span[L]) {
	var l line[L]
	for _, c := range cells {
		c.Text = text.Clean(c.Text)
		gap := max(c.Gap, 1)
		switch {
		case b.read:
			c.Width, gap = text.Width(c.Text), 2
		case c.Link != nil:
			c.Text = text.CutMiddle(c.Text, c.Width)
		default:
			c.Text = text.Cut(c.Text, c.Width)
		}
		l = append(l, c.Span, Span[L]{Text: blanks(c.Width + gap - text.Width(c.Text))})
	}
	b.Line(append(l, rest...)...)
}

// Labels makes room for labels as wide as the widest of these, until the next
// heading.
func (b *Body[L]) Labels(labels ...string) {
	for _, l := range labels {
		b.labels = max(b.labels, min(text.Width(text.Clean(l))+2, b.width/3))
	}
}

// Width is how many cells a line of the body has.
func (b *Body[L]) Width() int { return b.width }

// Len is the number of lines.
func (b *Body[L]) Len() int { return len(b.lines) }

// Line adds one line as it is; what is wider than the sheet is not seen.
func (b *Body[L]) Line(spans ...Span[L]) {
	l := slices.Clone(spans)
	for i := range l {
		l[i].Text = text.Clean(l[i].Text)
	}
	b.lines = append(b.lines, l)
}

// Gap adds an empty line, unless the body is empty or ends in one.
func (b *Body[L]) Gap() {
	if n := len(b.lines); n > 0 && len(b.lines[n-1]) > 0 {
		b.lines = append(b.lines, nil)
	}
}

// Heading starts a section.
func (b *Body[L]) Heading(title string) {
	b.Gap()
	b.labels = labelWidth
	b.Line(Span[L]{Text: text.Cut(title, b.width), Token: theme.Title})
}

// Prose adds text of several lines, wrapped, at most 100 cells wide: longer lines
// are hard to read.
func (b *Body[L]) Prose(indent int, s string, token theme.Token) {
	if b.read {
		for l := range strings.SplitSeq(text.CleanProse(strings.TrimSpace(s)), "\n") {
			b.Line(Span[L]{Text: l, Token: token})
		}
		return
	}
	w := min(b.width-indent, 100)
	for _, l := range text.Wrap(text.CleanProse(strings.TrimSpace(s)), max(w, 8)) {
		b.Line(Span[L]{Text: blanks(indent)}, Span[L]{Text: l, Token: token})
	}
}

// Field adds a label and its value, which flows over as many lines as it needs. A label
// that is too long to stand beside it stands above it.
func (b *Body[L]) Field(label string, spans ...Span[L]) {
	label = text.Clean(label)
	if b.read {
		if label != "" {
			label += ": "
		}
		b.Flow(0, append([]Span[L]{{Text: label, Token: theme.Muted}}, spans...)...)
		return
	}
	switch long := text.Width(label) >= b.labels; {
	case b.width < narrow:
		b.Line(Span[L]{Text: text.Cut(label, b.width), Token: theme.Muted})
		b.Flow(2, spans...)
		return
	case long:
		b.Line(Span[L]{Text: text.Cut(label, b.width), Token: theme.Muted})
		b.Flow(b.labels, spans...)
		return
	}
	head := Span[L]{Text: text.Fit(label, b.labels), Token: theme.Muted}
	at := len(b.lines)
	b.Flow(b.labels, spans...)
	if at == len(b.lines) {
		b.Line()
	}
	first := b.lines[at]
	if len(first) > 0 && first[0].Link == nil && strings.TrimSpace(first[0].Text) == "" {
		first = first[1:]
	}
	b.lines[at] = append(line[L]{head}, first...)
}

// Flow adds spans one after the other, breaking lines between words; every line
// is indented.
func (b *Body[L]) Flow(indent int, spans ...Span[L]) {
	f := flow[L]{body: b, indent: indent, room: max(min(b.width-indent, 100), 4)}
	if b.read {
		f.indent, f.room = 0, endless
	}
	for i := range spans {
		f.add(spans[i])
	}
	f.end()
}

// flow breaks spans into lines.
type flow[L any] struct {
	body         *Body[L]
	indent, room int
	cur          line[L]
	used         int
	broken       bool // the line began where the one before was full
}

func (f *flow[L]) add(s Span[L]) {
	for i, part := range strings.Split(text.CleanProse(s.Text), "\n") {
		if i > 0 {
			f.end()
		}
		for _, word := range strings.SplitAfter(part, " ") {
			f.word(word, s)
		}
	}
}

// word places one word with the space after it, which may hang over the edge.
func (f *flow[L]) word(word string, s Span[L]) {
	n := text.Width(strings.TrimSuffix(word, " "))
	if f.used > 0 && f.used+n > f.room {
		f.end()
		f.broken = true
	}
	if f.used == 0 && f.broken {
		word = strings.TrimLeft(word, " ") // the gap was where the line broke
	}
	for n > f.room {
		head := ansi.Truncate(word, f.room, "")
		if head == "" {
			break
		}
		f.put(head, s)
		f.end()
		word = word[len(head):]
		n = text.Width(strings.TrimSuffix(word, " "))
	}
	f.put(word, s)
}

func (f *flow[L]) put(word string, s Span[L]) {
	f.used += text.Width(word)
	if n := len(f.cur); n > 0 && f.cur[n-1].Token == s.Token && f.cur[n-1].Link == s.Link {
		f.cur[n-1].Text += word
		return
	}
	s.Text = word
	f.cur = append(f.cur, s)
}

func (f *flow[L]) end() {
	if len(f.cur) == 0 {
		return
	}
	last := &f.cur[len(f.cur)-1]
	last.Text = strings.TrimRight(last.Text, " ")
	f.body.Line(append(line[L]{{Text: blanks(f.indent)}}, f.cur...)...)
	f.cur, f.used, f.broken = nil, 0, false
}

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }
