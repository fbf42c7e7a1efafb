// Package code draws lines of YAML and JSON with their keys, strings and comments
// in colours of their own. It looks at one line at a time, so any line of a large
// file can be drawn without the lines before it; what a line alone cannot tell (a
// block of text that happens to look like a key) is coloured as it looks. It
// imports canvas, text and theme only.
package code

import (
	"strings"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// part is a piece of a line in one role.
type part struct {
	text  string
	token theme.Token
}

// Lines splits a file into lines that are safe to draw. A last line end makes no
// line.
func Lines(raw []byte) []string {
	s := strings.TrimSuffix(strings.TrimPrefix(string(raw), "\ufeff"), "\n")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// Clean makes a line safe to draw and its tabs visible as two blanks.
func Clean(line string) string {
	return text.Clean(strings.ReplaceAll(strings.TrimSuffix(line, "\r"), "\t", "  "))
}

// each gives out the parts of a cleaned line, in order; their texts joined are the line.
func each(line string, yield func(part)) {
	lead := indentation(line)
	if key, colon := keyAt(line[lead:]); colon > 0 {
		yield(part{line[:lead], theme.Code})
		yield(part{line[lead : lead+key], theme.CodeKey})
		yield(part{line[lead+key : lead+colon], theme.Code})
		value(line[lead+colon:], yield)
		return
	}
	if line[lead:] == "-" { // an item that has yet to be written
		lead++
	}
	yield(part{line[:lead], theme.Code})
	value(line[lead:], yield)
}

// indentation is how many bytes stand before a line's key or value: blanks, and the
// dashes of lists with the blanks after them.
func indentation(line string) int {
	i := blanks(line)
	for strings.HasPrefix(line[i:], "- ") {
		i += 1 + blanks(line[i+1:])
	}
	return i
}

func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// notFirst are the characters that no plain key begins with: those that mean
// something else in YAML.
const notFirst = " -#&*!|>'\"%@`[]{},"

// keyAt finds a key at the beginning of s: a quoted or plain word before a colon
// that ends the line or has a blank after it. It returns where the key and the
// colon end, 0 for no key.
func keyAt(s string) (key, colon int) {
	first := 1 // bytes that are of the key whatever they are
	switch {
	case s == "":
		return 0, 0
	case s[0] == '-' && len(s) > 1 && s[1] != ' ' && s[1] != '#':
		first = 2
	case s[0] == '"' || s[0] == '\'':
		if key = closing(s, s[0]); key == 0 {
			return 0, 0
		}
		return key, colonAt(s, key)
	case strings.IndexByte(notFirst, s[0]) >= 0:
		return 0, 0
	}
	for key = first; key < len(s) && s[key] != '#'; key++ {
		if colon = colonAt(s, key); colon > 0 {
			return key, colon
		}
	}
	return 0, 0
}

// colonAt is the byte after the colon that stands at i or behind blanks there, 0
// when there is none that ends a key.
func colonAt(s string, i int) int {
	i += blanks(s[i:])
	if i < len(s) && s[i] == ':' && (i+1 == len(s) || s[i+1] == ' ') {
		return i + 1
	}
	return 0
}

// value splits what follows a key or a dash.
func value(s string, yield func(part)) {
	lead := blanks(s)
	if q := s[lead:]; q != "" && (q[0] == '"' || q[0] == '\'') {
		yield(part{s[:lead], theme.Code})
		end := closing(q, q[0])
		if end == 0 {
			yield(part{q, theme.CodeString})
			return
		}
		yield(part{q[:end], theme.CodeString})
		s = q[end:]
	}
	at := commentAt(s)
	yield(part{s[:at], theme.Code})
	if at < len(s) {
		yield(part{s[at:], theme.CodeComment})
	}
}

// commentAt is where a comment begins, the blank before it included: a hash at the
// start or after a blank; the end of s when there is none.
func commentAt(s string) int {
	if strings.HasPrefix(s, "#") {
		return 0
	}
	if i := strings.Index(s, " #"); i >= 0 {
		return i
	}
	return len(s)
}

// closing is the index after the quote that ends a string begun at 0; 0 when it
// does not end on this line.
func closing(s string, q byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && q == '"':
			i++
		case s[i] == q:
			return i + 1
		}
	}
	return 0
}

// Draw writes a line into a canvas of one line, but for its first cells, and returns the
// column after it. A line that goes on beyond the canvas has an ellipsis in the last
// column; one that has more than blanks before it, in the first.
func Draw(c canvas.Canvas, from int, line string) int {
	line, end := Clean(head(line, from+c.Width()+1)), -from
	each(line, func(p part) { end = c.Put(end, 0, p.text, p.token.Plain()) })
	markEnds(c, from, end, line)
	return end
}

// cellBytes is more than what stands in a cell takes, accents and joined signs included.
const cellBytes = 64

// head is the beginning of a line, of which more is not looked at to draw so many
// cells: a whole file may be one line.
func head(line string, cells int) string {
	if end := cells * cellBytes; end < len(line) {
		return strings.ToValidUTF8(line[:end], "")
	}
	return line
}

// DrawPlain writes a clean line as [Draw] does, in one style.
func DrawPlain(c canvas.Canvas, from int, line string, st theme.Style) {
	markEnds(c, from, c.Put(-from, 0, line, st), line)
}

// markEnds marks where the line that is drawn goes on.
func markEnds(c canvas.Canvas, from, end int, line string) {
	if w := c.Width(); end > w {
		c.Put(w-1, 0, "…", theme.Muted.Plain())
	}
	if from > blanks(line) && line != "" {
		c.Put(0, 0, "…", theme.Muted.Plain())
	}
}
