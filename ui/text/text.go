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
	if n, ok := plainWidth(s); ok {
		return n
	}
	return ansi.StringWidth(s)
}

// Digits is the number of cells that a number takes that is not below zero.
func Digits(n int) int {
	w := 1
	for ; n > 9; n /= 10 {
		w++
	}
	return w
}

// OneCell reports whether r takes one cell wherever it stands, and joins no other
// rune to one character unless that is not OneCell: ASCII, the letters of Latin,
// punctuation, arrows, and what frames and icons are drawn with. These make up
// nearly all text, and need no search for the ends of characters.
func OneCell(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= 0x20
	case r < 0x300:
		return r >= 0xa1 && r != 0xad // but for the soft hyphen
	case r < 0x2500:
		return r >= 0x2010 && r <= 0x2027 || r >= 0x2190 && r <= 0x21ff
	}
	switch {
	case r <= 0x25fc, r == '★', r == '☆', r == '✓', r == '✗':
		return true
	}
	return r >= 0x2800 && r <= 0x28ff
}

// plainWidth counts the runes of s if each is OneCell.
func plainWidth(s string) (n int, ok bool) {
	for _, r := range s {
		if !OneCell(r) {
			return 0, false
		}
		n++
	}
	return n, true
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
	if n, ok := plainWidth(s); ok && n <= w {
		return s
	}
	return ansi.Truncate(s, w, "…")
}

// Head is what [Cut] leaves of s before the ellipsis, and whether there is to be
// one: drawing both in turn makes no new string for text that is mostly ASCII.
func Head(s string, w int) (head string, cut bool) {
	if w > 0 && len(s) > w && isASCII(s) {
		return s[:w-1], true
	}
	return Cut(s, w), false
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
	tail := s
	for drop := n - (w - 1 - head); Width(tail) > w-1-head; drop++ { // once more when the cut splits a wide character
		tail = ansi.TruncateLeft(s, drop, "")
	}
	return ansi.Truncate(s, head, "") + "…" + tail
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

// OneLine folds every run of white space, line ends included, into one blank.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Clean makes text from outside safe to draw on one line: control characters,
// escape sequences, line breaks and bidirectional overrides are taken out or
// become spaces. Nothing that a contract says can move the cursor.
func Clean(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(cleanRune, ansi.Strip(strings.ToValidUTF8(s, "�")))
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
