package page

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

// Telling is what a page says to somebody who has it read out or reads it line by
// line: all that Draw would paint, in order, without columns, frames and signs.
// What can be followed has a number. Lines are made when they are asked for, so a
// long list costs nothing until somebody goes on reading.
//
// A page writes it from the top: what it is and how much there is of it, then the
// rest. The zero Telling is empty and ready.
type Telling struct {
	Name string // of the place, in a word or two: it stands in the prompt
	Form Form
	// Leave is what going back does first, when the page shows a part of itself;
	// nil when going back leaves the page.
	Leave func() tea.Cmd

	parts []part
	links []Intent // by number, from 1; rows are not among them
	first int      // the number of the first link or row of the next part
}

// Form says whether numbers are told.
type Form uint8

// The forms.
const (
	Numbered   Form = iota
	Unnumbered      // where nothing can be chosen by them
)

// part is a text, or the rows of a list.
type part struct {
	lines []Line
	rows  Rows
	first int // number of the first row
}

func (p *part) len() int { return len(p.lines) + p.rows.Len }

// Line is one line of a telling. Its text is clean.
type Line struct {
	Text    string
	Heading bool
}

// Rows are the rows of a list; each has a number.
type Rows struct {
	Len int
	// Row says row i in one line.
	Row func(i int) string
	// Point puts the cursor on row i.
	Point func(i int)
	// Open is what choosing the row under the cursor does.
	Open func() (Intent, tea.Cmd)
	// Ready is what has to be done before the rows up to i can be told; nil when all
	// can. Afterwards the page is told anew. May be nil.
	Ready func(i int) tea.Cmd
}

// Title begins a telling: what the place is called in the prompt and in its first
// line, and how much there is of it.
func (t *Telling) Title(name string, counts ...string) {
	t.Name = text.Clean(name)
	first := t.Name
	for i, c := range counts {
		if c = Spoken(c); c != "" {
			first += [...]string{": ", ", "}[min(i, 1)] + c
		}
	}
	t.add(part{lines: []Line{{first, true}}})
}

// Say adds sentences, each a line.
func (t *Telling) Say(sentences ...string) {
	t.Text(func(b *sheet.Body[Intent]) {
		for _, s := range sentences {
			b.Prose(0, s, theme.Text)
		}
	})
}

// Heading begins a section.
func (t *Telling) Heading(title string) {
	t.Text(func(b *sheet.Body[Intent]) {
		b.Line()
		b.Heading(title)
	})
}

// Text adds what write lays out; its links get numbers.
func (t *Telling) Text(write func(*sheet.Body[Intent])) {
	b := sheet.NewText[Intent]()
	write(b)
	var p part
	for spans := range b.Lines() {
		if l := t.line(spans); len(p.lines) > 0 || !t.isTitled(l) {
			p.lines = append(p.lines, l)
		}
	}
	t.add(p)
}

// isTitled reports whether a heading only repeats the title right above it.
func (t *Telling) isTitled(l Line) bool {
	return l.Heading && len(t.parts) == 1 && strings.HasPrefix(t.Name+", ", l.Text+", ")
}

// Rows adds the rows of a list.
func (t *Telling) Rows(r Rows) {
	t.add(part{rows: r, first: t.next()})
	t.first = t.next() + r.Len
}

// Number gives the next number to an intent that is told in words of the page's
// own, and returns the number.
func (t *Telling) Number(i Intent) int {
	n := t.next()
	t.remember(n, i)
	return n
}

func (t *Telling) add(p part) { t.parts = append(t.parts, p) }

func (t *Telling) next() int { return max(t.first, 1) }

func (t *Telling) remember(n int, i Intent) {
	for len(t.links) < n {
		t.links = append(t.links, Intent{})
	}
	t.links[n-1], t.first = i, n+1
}

// line joins spans; the number of a link stands behind it.
func (t *Telling) line(spans []sheet.Span[Intent]) Line {
	var sb strings.Builder
	written := text.Clean
	for i, s := range spans {
		sb.WriteString(s.Text)
		if s.Token != theme.Code {
			written = Spoken
		}
		if t.Form == Numbered && s.Link != nil && s.Link.Kind != None && (i+1 == len(spans) || spans[i+1].Link != s.Link) {
			fmt.Fprintf(&sb, " [%d]", t.Number(*s.Link))
		}
	}
	return Line{written(sb.String()), len(spans) == 1 && spans[0].Token == theme.Title}
}

// Failed says that something did not work, and what to do about it.
func (t *Telling) Failed(what string, err error) {
	t.Say(what+": "+err.Error()+".", "reload tries again; meshdex doctor looks at the store.")
}

// Spoken makes of what was set in columns a sentence: gaps and dots become commas,
// and signs that are read out by name become plain ones. It is clean.
func Spoken(s string) string {
	s = strings.NewReplacer(" · ", ", ", "…", "...", "“", `"`, "”", `"`, "–", "-", "→", "to").Replace(text.Clean(s))
	var out []string
	for cell := range strings.SplitSeq(s, "  ") {
		cell = strings.Trim(cell, " ")
		n := len(out)
		switch {
		case cell == "":
		case n > 0 && strings.ContainsAny(out[n-1][len(out[n-1])-1:], ".,:;!?"):
			out[n-1] += " " + cell // the gap is between sentences
		case n > 0 && strings.ContainsAny(cell[:1], ",;"):
			out[n-1] += cell
		case n > 0 && cell[0] == '(':
			out[n-1] += " " + cell
		default:
			out = append(out, cell)
		}
	}
	return strings.Join(out, ", ")
}

// Len is the number of lines.
func (t *Telling) Len() int {
	n := 0
	for i := range t.parts {
		n += t.parts[i].len()
	}
	return n
}

// Line makes line i.
func (t *Telling) Line(i int) Line {
	p, i := t.at(i)
	if p.rows.Len == 0 {
		return p.lines[i]
	}
	row := Spoken(p.rows.Row(i))
	if t.Form == Unnumbered {
		return Line{Text: row}
	}
	return Line{Text: fmt.Sprintf("%d. %s", p.first+i, row)}
}

// First is the text of the first line, "" when nothing was told.
func (t *Telling) First() string {
	if t.Len() == 0 {
		return ""
	}
	return t.Line(0).Text
}

// at finds the part of a line, and the line in it.
func (t *Telling) at(i int) (*part, int) {
	for n := range t.parts {
		p := &t.parts[n]
		if i < p.len() {
			return p, i
		}
		i -= p.len()
	}
	panic(fmt.Sprintf("a telling has no line %d more", i))
}

// Ready is what has to be done before the lines up to i, not included, can be told;
// nil when they can.
func (t *Telling) Ready(i int) tea.Cmd {
	if i <= 0 || t.Len() == 0 {
		return nil
	}
	p, i := t.at(min(i, t.Len()) - 1)
	if p.rows.Ready == nil {
		return nil
	}
	return p.rows.Ready(i)
}

// Numbers is the highest number that something has.
func (t *Telling) Numbers() int { return t.next() - 1 }

// Follow is what choosing a number does; ok is false when nothing has it.
func (t *Telling) Follow(n int) (in Intent, cmd tea.Cmd, ok bool) {
	if p, ok := t.row(n); ok {
		p.rows.Point(n - p.first)
		in, cmd = p.rows.Open()
		return in, cmd, true
	}
	if n < 1 || n > len(t.links) || t.links[n-1].Kind == None {
		return Intent{}, nil, false
	}
	return t.links[n-1], nil, true
}

// Point puts the cursor of the page on the row with a number, and reports whether
// there is one.
func (t *Telling) Point(n int) bool {
	p, ok := t.row(n)
	if ok {
		p.rows.Point(n - p.first)
	}
	return ok
}

func (t *Telling) row(n int) (*part, bool) {
	for i := range t.parts {
		if p := &t.parts[i]; n >= p.first && n < p.first+p.rows.Len {
			return p, true
		}
	}
	return nil, false
}
