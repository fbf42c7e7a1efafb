package uitest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Terminal is a model of a terminal, to see what a person would: it takes the bytes
// that are written to one. It is strict: of a sequence that it does not know it
// says so in Err, as the program is to use few.
//
// Text that reaches the right edge goes on in the next line, and the last line
// scrolls, unless wrapping is off. The alternate screen is another grid; when it is
// left, the first one is there as it was.
type Terminal struct {
	// Commands are the operating system commands that came, such as OSC 52.
	Commands []string
	// Err is the first thing that a terminal would have got wrong.
	Err error
	// Scrolled counts the lines that went out of sight at the top.
	Scrolled int

	measure   ansi.Method
	w, h      int
	shown     *screenful
	main, alt screenful
	style     string
	modes     map[string]bool // private modes, by number
	rest      string          // a sequence that has not ended yet
}

// screenful is a grid of cells. The cell after that of a wide character is empty.
type screenful struct {
	cells [][]cell
	x, y  int
}

type cell struct{ text, style string }

// NewTerminal returns a terminal that measures characters in the given way:
// terminals do not agree on one.
func NewTerminal(w, h int, measure ansi.Method) *Terminal {
	t := &Terminal{measure: measure, modes: map[string]bool{"7": true, "25": true}}
	t.shown = &t.main
	t.Resize(w, h)
	return t
}

// Resize gives the terminal another size, at which it shows rubbish: what becomes of
// the text is for each terminal to decide.
func (t *Terminal) Resize(w, h int) {
	t.w, t.h = w, h
	for _, s := range []*screenful{&t.main, &t.alt} {
		s.cells = make([][]cell, h)
		for y := range s.cells {
			s.cells[y] = slices.Repeat([]cell{{text: "#"}}, w)
		}
		s.x, s.y = min(s.x, w-1), min(s.y, h-1)
	}
}

// Write takes what a program writes.
func (t *Terminal) Write(p []byte) (int, error) {
	b := t.rest + string(p)
	t.rest = ""
	for len(b) > 0 {
		seq, width, n, state := ansi.DecodeSequence(b, ansi.NormalState, nil)
		if state != ansi.NormalState {
			t.rest = b
			break
		}
		if r, size := utf8.DecodeRuneInString(seq); t.measure == ansi.WcWidth && width > 0 {
			seq, width, n = seq[:size], ansi.WcWidth.StringWidth(string(r)), size // character by character
		}
		t.take(seq, width)
		b = b[n:]
	}
	return len(p), nil
}

func (t *Terminal) take(seq string, width int) {
	s := t.shown
	switch {
	case width > 0:
		t.put(seq, width)
	case seq == "\r":
		s.x = 0
	case seq == "\n":
		t.lineFeed()
	case seq[0] >= utf8.RuneSelf && s.x > 0: // it joins what stands before it
		s.cells[s.y][s.x-1].text += seq
	case strings.HasPrefix(seq, "\x1b]"):
		t.Commands = append(t.Commands, seq)
	case strings.HasPrefix(seq, "\x1b[?"):
		t.setMode(seq[3:len(seq)-1], seq[len(seq)-1] == 'h')
	case seq == "\x1b[K":
		t.halve(s.x)
		for x := s.x; x < t.w; x++ {
			s.cells[s.y][x] = cell{" ", t.style}
		}
	case seq == "\x1b[m" || seq == "\x1b[0m":
		t.style = ""
	case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m"):
		t.style += seq
	case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "H"):
		t.address(seq[2 : len(seq)-1])
	case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "G"):
		t.column(seq[2 : len(seq)-1])
	default:
		t.fail("does not know %q", seq)
	}
}

func (t *Terminal) fail(format string, args ...any) {
	if t.Err == nil {
		t.Err = fmt.Errorf("the terminal "+format, args...)
	}
}

// address moves the cursor to the beginning of a line, counted from 1, or to the
// last one if there are not as many.
func (t *Terminal) address(line string) {
	y, err := strconv.Atoi(line)
	if err != nil || y < 1 {
		t.fail("cannot go to line %q", line)
	}
	t.shown.x, t.shown.y = 0, max(min(y, t.h)-1, 0)
}

// column moves the cursor to a column of its line, counted from 1, or to the last one
// if there are not as many.
func (t *Terminal) column(column string) {
	x, err := strconv.Atoi(column)
	if err != nil || x < 1 {
		t.fail("cannot go to column %q", column)
	}
	t.shown.x = max(min(x, t.w)-1, 0)
}

// put prints a character and moves the cursor behind it.
func (t *Terminal) put(text string, width int) {
	s := t.shown
	switch {
	case s.x+width <= t.w:
	case t.modes["7"]:
		s.x = 0
		t.lineFeed()
	case width > 1:
		return
	default:
		s.x = t.w - 1
	}
	t.halve(s.x)
	t.halve(s.x + width)
	s.cells[s.y][s.x] = cell{text, t.style}
	for i := 1; i < width; i++ {
		s.cells[s.y][s.x+i] = cell{style: t.style}
	}
	s.x += width
}

// halve blanks a wide character whose second half is at x, as it is about to lose
// one of its halves.
func (t *Terminal) halve(x int) {
	row := t.shown.cells[t.shown.y]
	if x > 0 && x < t.w && row[x].text == "" {
		row[x-1].text, row[x].text = " ", " "
	}
}

func (t *Terminal) lineFeed() {
	s := t.shown
	if s.y++; s.y == t.h {
		s.y--
		t.Scrolled++
		s.cells = append(s.cells[1:], slices.Repeat([]cell{{text: " "}}, t.w))
	}
}

func (t *Terminal) setMode(name string, on bool) {
	switch name {
	case "7", "25", "1002", "1004", "1006", "2004", "2026":
	case "1049":
		t.shown = map[bool]*screenful{true: &t.alt, false: &t.main}[on]
	default:
		t.fail("does not know mode %q", name)
	}
	if t.modes[name] = on; !on {
		delete(t.modes, name)
	}
}

// Modes are the private modes that are set, by number. Those of a terminal that
// nothing was done to are "25 7": the cursor is shown and lines wrap.
func (t *Terminal) Modes() string { return strings.Join(slices.Sorted(maps.Keys(t.modes)), " ") }

// Lines are the lines that are shown.
func (t *Terminal) Lines() []string { return t.lines(func(c cell) string { return c.text }) }

// Styled are the lines that are shown, with its style before every character.
func (t *Terminal) Styled() []string { return t.lines(func(c cell) string { return c.style + c.text }) }

func (t *Terminal) lines(show func(cell) string) []string {
	out := make([]string, len(t.shown.cells))
	for y, row := range t.shown.cells {
		for _, c := range row {
			out[y] += show(c)
		}
	}
	return out
}

// Shows reports whether a line has the text.
func (t *Terminal) Shows(text string) bool {
	return slices.ContainsFunc(t.Lines(), func(l string) bool { return strings.Contains(l, text) })
}
