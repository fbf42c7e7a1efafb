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
func Occurrences(s string, words []string) [][2]int {
	var out [][2]int
	low := strings.Map(unicode.ToLower, s)
	for _, w := range words {
		if w = strings.Map(unicode.ToLower, w); w == "" {
			continue
		}
		for from := 0; ; {
			i := strings.Index(low[from:], w)
			if i < 0 {
				break
			}
			at := utf8.RuneCountInString(low[:from+i])
			out = append(out, [2]int{at, at + utf8.RuneCountInString(w)})
			from += i + len(w)
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return merge(out)
}

// merge joins spans that overlap.
func merge(spans [][2]int) [][2]int {
	var out [][2]int
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}

// MarkMatches shows spans of runes in a text that was drawn from column x of line
// y.
func MarkMatches(c canvas.Canvas, x, y int, s string, spans [][2]int) {
	if len(spans) == 0 {
		return
	}
	runes := []rune(s)
	for _, sp := range spans {
		from, to := min(sp[0], len(runes)), min(sp[1], len(runes))
		at := x + text.Width(string(runes[:from]))
		c.Restyle(at, y, text.Width(string(runes[from:to])), func(theme.Style) theme.Style { return theme.Match.Plain() })
	}
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
