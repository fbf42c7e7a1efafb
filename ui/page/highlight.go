package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"meshdex/catalog/query"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Occurrences finds where words stand in a text, without regard to case: runes
// from and to, in order and apart.
func Occurrences(s string, words []string) [][2]int { return AppendOccurrences(nil, s, words) }

// AppendOccurrences is Occurrences for those who draw many rows and have room for
// what is found.
func AppendOccurrences(out [][2]int, s string, words []string) [][2]int {
	start := len(out)
	for _, w := range words {
		if isASCII(s) && isASCII(w) {
			out = appendBytes(out, s, w)
		} else {
			out = appendRunes(out, s, w)
		}
	}
	if found := out[start:]; len(found) > 1 {
		slices.SortFunc(found, func(a, b [2]int) int { return a[0] - b[0] })
		out = out[:start+merge(found)]
	}
	return out
}

// appendBytes finds an ASCII word in an ASCII text, in which runes are bytes.
func appendBytes(out [][2]int, s, w string) [][2]int {
	for i := 0; w != "" && i+len(w) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(w)], w) {
			out = append(out, [2]int{i, i + len(w)})
			i += len(w) - 1
		}
	}
	return out
}

// appendRunes finds any word in any text.
func appendRunes(out [][2]int, s, w string) [][2]int {
	low, w := strings.Map(unicode.ToLower, s), strings.Map(unicode.ToLower, w)
	for from := 0; w != ""; {
		i := strings.Index(low[from:], w)
		if i < 0 {
			break
		}
		at := utf8.RuneCountInString(low[:from+i])
		out = append(out, [2]int{at, at + utf8.RuneCountInString(w)})
		from += i + len(w)
	}
	return out
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// merge joins spans that overlap, in place, and returns how many are left.
func merge(spans [][2]int) int {
	n := 0
	for _, s := range spans {
		if n > 0 && s[0] <= spans[n-1][1] {
			spans[n-1][1] = max(spans[n-1][1], s[1])
			continue
		}
		spans[n] = s
		n++
	}
	return n
}

// MarkMatches shows spans of runes in a text that was drawn from column x of line
// y.
func MarkMatches(c canvas.Canvas, x, y int, s string, spans [][2]int) {
	for _, sp := range spans {
		from := byteAt(s, sp[0])
		to := from + byteAt(s[from:], sp[1]-sp[0])
		c.Restyle(x+text.Width(s[:from]), y, text.Width(s[from:to]), func(theme.Style) theme.Style { return theme.Match.Plain() })
	}
}

// byteAt is where the rune with a number begins; the end of s when there is none.
func byteAt(s string, rune int) int {
	for i := range s {
		if rune == 0 {
			return i
		}
		rune--
	}
	return len(s)
}

// Mark is MarkMatches of the occurrences of words.
func Mark(c canvas.Canvas, x, y int, s string, words []string) {
	var room [8][2]int
	MarkMatches(c, x, y, s, AppendOccurrences(room[:0], s, words))
}

// Words are the words that a query looks for, without its filters: what to mark.
func Words(text string) []string {
	var out []string
	var walk func(query.Node)
	walk = func(n query.Node) {
		switch n := n.(type) {
		case query.All:
			for _, m := range n {
				walk(m)
			}
		case query.Any:
			for _, m := range n {
				walk(m)
			}
		case query.Text:
			out = append(out, strings.Trim(n.Text, "*?"))
		}
	}
	walk(query.ParsePartial(text).Root())
	return out
}

// FoldedWords are the words of a text in lower case, for HasAll.
func FoldedWords(text string) []string { return strings.Fields(strings.ToLower(text)) }

// HasAll reports whether all words, in lower case, stand in a text: what narrows a
// list that has no index.
func HasAll(s string, words []string) bool {
	s = strings.ToLower(s)
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
