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
	if strings.ContainsFunc(line, isDisputed) {
		out = appendPlaced(out, line, w)
	} else {
		out = append(out, line...)
	}
	if strings.Contains(line, "\x1b") {
		out = append(out, ansi.ResetStyle...)
	}
	return out
}

// appendPlaced appends a line with a column addressed behind characters on whose
// width terminals do not agree: the text after them, borders above all, stands where
// it belongs, whatever the terminal takes the characters for. They themselves spread
// over the blanks behind them, if need be, so that no letter covers another.
func appendPlaced(out []byte, line string, w int) []byte {
	astray := false // the cursor may not be where we think it is
	for x := 0; line != ""; {
		seq, width, n, _ := ansi.DecodeSequence(line, ansi.NormalState, nil)
		switch {
		case width > 0 && strings.ContainsFunc(seq, isDisputed):
			astray = true
		case width > 0 && astray && seq != " " && x < w:
			out = append(out, "\x1b["...)
			out = strconv.AppendInt(out, int64(x+1), 10)
			out = append(out, 'G')
			astray = false
		}
		out = append(out, seq...)
		x, line = x+width, line[n:]
	}
	return out
}

// isDisputed reports whether terminals may not agree on the cells that a character
// takes, alone or with what it joins. They agree on Latin letters, on what frames and
// icons are drawn with, and on ideographs, kana and hangul.
func isDisputed(r rune) bool {
	switch {
	case r < 0x300, r >= 0x2010 && r <= 0x2027, r >= 0x2190 && r <= 0x21ff, r >= 0x2500 && r <= 0x25ff, r >= 0x2800 && r <= 0x28ff:
		return false
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fa, r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3:
		return false
	}
	return r != '★' && r != '☆' && r != '✓' && r != '✗'
}
