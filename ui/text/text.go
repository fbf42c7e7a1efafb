// Package text measures, cuts, wraps and cleans what is drawn in a terminal. All
// widths in the program come from [Width], so that borders meet. It imports no
// other package of meshdex.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that s takes; s may hold SGR sequences.
func Width(s string) int {
	if isASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// isASCII reports whether every byte is printable ASCII, one cell each.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// Cut shortens s to at most w cells, marking the cut by an ellipsis.
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if isASCII(s) {
		if len(s) <= w {
			return s
		}
		return s[:w-1] + "…"
	}
	return ansi.Truncate(s, w, "…")
}

// CutMiddle shortens s to at most w cells by taking out its middle: for ids and
// paths, whose ends tell them apart.
func CutMiddle(s string, w int) string {
	n := Width(s)
	if n <= w {
		return s
	}
	if w < 3 {
		return Cut(s, w)
	}
	head := (w - 1) / 2
	return ansi.Truncate(s, head, "") + "…" + ansi.TruncateLeft(s, n-(w-1-head), "")
}

// Fit makes s exactly w cells wide, cutting or padding at its right.
func Fit(s string, w int) string {
	s = Cut(s, w)
	if n := Width(s); n < w {
		return s + spaces(w-n)
	}
	return s
}

const blank = "                                                                                                    "

func spaces(n int) string {
	if n <= len(blank) {
		return blank[:n]
	}
	return strings.Repeat(" ", n)
}

// Wrap breaks prose into lines of at most w cells at spaces, keeping its own
// line breaks. A word longer than w is broken.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(s, w, ""), "\n")
}

// Clean makes text from outside safe to draw on one line: control characters,
// escape sequences, line breaks and bidirectional overrides are taken out or
// become spaces. Nothing that a contract says can move the cursor.
func Clean(s string) string {
	if isASCII(s) {
		return s
	}
	s = ansi.Strip(s)
	return strings.Map(cleanRune, strings.ToValidUTF8(s, "�"))
}

// CleanProse is Clean for text of several lines: line breaks stay.
func CleanProse(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

func cleanRune(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case r == utf8.RuneError:
		return '�'
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\ufeff':
		return -1
	}
	return r
}
