package term

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// picture is what a terminal shows.
type picture struct {
	w     int
	lines []string // as many as the terminal has; nil if that is not known
}

// forget makes the next frame be painted as a whole.
func (p *picture) forget() { p.lines = nil }

// append appends the sequences that turn the picture into a frame, and remembers
// that they did. Every line is looked at on its own, so each ends in the style in
// which the next begins, the terminal's own.
func (p *picture) append(out []byte, f frame) []byte {
	whole := p.w != f.w || len(p.lines) != f.h
	if whole {
		p.w, p.lines = f.w, make([]string, max(f.h, 0))
		out = append(out, ansi.ResetStyle...) // another program may have left a style
	}
	line, rest := "", f.text
	for y := range p.lines {
		line, rest, _ = strings.Cut(rest, "\n")
		if line == p.lines[y] && !whole {
			continue
		}
		p.lines[y] = line
		out = append(out, "\x1b["...)
		out = strconv.AppendInt(out, int64(y+1), 10)
		out = append(out, 'H')
		out = append(out, ansi.EraseLineRight...)
		out = appendLine(out, line, p.w)
	}
	return out
}

// appendLine appends the first w cells of a line. Half a wide character at the
// edge is left out, as terminals do not agree on what to do with it.
func appendLine(out []byte, line string, w int) []byte {
	if len(line) > w && ansi.StringWidth(line) > w {
		line = ansi.Truncate(line, w, "")
	}
	out = append(out, line...)
	if strings.Contains(line, "\x1b") {
		out = append(out, ansi.ResetStyle...)
	}
	return out
}
