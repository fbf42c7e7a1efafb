package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Style dresses the parts of the text. Each function gets one line's worth of
// plain text and must not change its width; nil leaves it as it is. What colour
// says is said in words as well.
type Style struct {
	Level func(Level, string) string
	Dim   func(string) string
}

// Options of Text.
type Options struct {
	Width  int                              // columns; 0 is no limit
	Source func(file string) ([]byte, bool) // gives the bytes of a file; nil shows no source
	Style  Style
	Told   bool // read out line by line: no line of the source with a caret under it
}

// Text writes the findings as a compiler would:
//
//	orders.odcs.yaml:12:9: warning: "propertes" is not a key here [key-misspelt]
//	   12 |     propertes: []
//	      |     ^
//	      = hint: Correct the key.
//
// Messages are wrapped, never cut; source lines are cut around the caret.
func Text(w io.Writer, findings []Finding, o Options) error {
	t := text{Options: o, lines: map[string][]string{}}
	for i := range findings {
		t.finding(&findings[i])
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

type text struct {
	Options
	out   strings.Builder
	lines map[string][]string // of the files read so far
}

func (t *text) finding(f *Finding) {
	place := Plain(f.File)
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", place, f.Line, f.Column)
	}
	if place == "" {
		place = Plain(f.Path)
	}
	word := f.Severity
	if word == "" {
		word = string(f.Level)
	}
	if t.Style.Level != nil {
		word = t.Style.Level(f.Level, Plain(word))
	} else {
		word = Plain(word)
	}
	t.wrap(strings.TrimPrefix(place+": ", ": ")+word+": "+Plain(f.Message)+" ["+Plain(f.Rule)+"]", "")
	if t.Told {
		if f.Hint != "" {
			t.wrap("hint: "+Plain(f.Hint), "")
		}
		return
	}
	t.source(f)
	if f.Hint != "" {
		t.wrap("      = hint: "+Plain(f.Hint), "              ")
	}
}

func (t *text) wrap(s, indent string) {
	if t.Width > 20 {
		width := t.Width - len(indent)
		s = strings.ReplaceAll(ansi.Wrap(s, width, ""), "\n", "\n"+indent)
	}
	t.out.WriteString(s)
	t.out.WriteByte('\n')
}

// source shows the line with a caret under the column.
func (t *text) source(f *Finding) {
	line, ok := t.line(f.File, f.Line)
	if !ok {
		return
	}
	runes := []rune(line)
	column := min(max(f.Column, 1), len(runes)+1)
	before, after := string(runes[:column-1]), string(runes[column-1:])
	const gutter = 9
	if room := t.Width - gutter; t.Width > 0 && room > 10 {
		if ansi.StringWidth(before) > room*2/3 {
			before = ansi.TruncateLeft(before, ansi.StringWidth(before)-room/2, "…")
		}
		after = ansi.Truncate(after, room-ansi.StringWidth(before), "…")
	}
	t.dim(fmt.Sprintf("%5d | ", f.Line))
	t.out.WriteString(before + after + "\n")
	t.dim("      | ")
	t.out.WriteString(strings.Repeat(" ", ansi.StringWidth(before)) + "^\n")
}

func (t *text) dim(s string) {
	if t.Style.Dim != nil {
		s = t.Style.Dim(s)
	}
	t.out.WriteString(s)
}

func (t *text) line(file string, n int) (string, bool) {
	if t.Source == nil || n < 1 {
		return "", false
	}
	lines, known := t.lines[file]
	if !known {
		if data, ok := t.Source(file); ok {
			lines = strings.Split(string(data), "\n")
		}
		t.lines[file] = lines
	}
	if n > len(lines) {
		return "", false
	}
	return Plain(strings.TrimRight(lines[n-1], "\r")), true
}
