// Package code draws lines of YAML and JSON with their keys, strings and comments
// in colours of their own. It looks at one line at a time, so any line of a large
// file can be drawn without the lines before it; what a line alone cannot tell (a
// block of text that happens to look like a key) is coloured as it looks. It
// imports canvas, text and theme only.
package code

import (
	"regexp"
	"strings"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Part is a piece of a line in one role.
type Part struct {
	Text  string
	Token theme.Token
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

var (
	// A key: indentation and list dashes, then a quoted or plain word before a colon
	// that ends the line or has a blank after it.
	keyed = regexp.MustCompile(`^([ ]*(?:- +)*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#&*!|>'"%@\x60\[\]{},-][^#]*?|-[^\s#][^#]*?)(\s*:)(\s.*|)$`)
	// A comment: a hash at the start or after a blank.
	comment = regexp.MustCompile(`(?:^|\s)#.*$`)
	dashes  = regexp.MustCompile(`^[ ]*(?:- +|-$)*`)
)

// Parts splits a cleaned line into its parts, whose texts joined are the line.
func Parts(line string) []Part {
	if m := keyed.FindStringSubmatch(line); m != nil {
		return append([]Part{{m[1], theme.Code}, {m[2], theme.CodeKey}, {m[3], theme.Code}}, value(m[4])...)
	}
	lead := dashes.FindString(line)
	return append([]Part{{lead, theme.Code}}, value(line[len(lead):])...)
}

// value splits what follows a key or a dash.
func value(s string) []Part {
	trimmed := strings.TrimLeft(s, " ")
	lead := s[:len(s)-len(trimmed)]
	if trimmed == "" {
		return []Part{{s, theme.Code}}
	}
	if q := trimmed[0]; q == '"' || q == '\'' {
		if end := closing(trimmed, q); end > 0 {
			return append([]Part{{lead, theme.Code}, {trimmed[:end], theme.CodeString}}, tail(trimmed[end:])...)
		}
		return []Part{{lead, theme.Code}, {trimmed, theme.CodeString}}
	}
	return tail(s)
}

// tail splits a comment off.
func tail(s string) []Part {
	if loc := comment.FindStringIndex(s); loc != nil {
		return []Part{{s[:loc[0]], theme.Code}, {s[loc[0]:], theme.CodeComment}}
	}
	return []Part{{s, theme.Code}}
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

// Draw writes a line from column x of line y, and returns the column after it.
func Draw(c canvas.Canvas, x, y int, line string) int {
	for _, p := range Parts(Clean(line)) {
		x = c.Put(x, y, p.Text, p.Token.Plain())
	}
	return x
}
