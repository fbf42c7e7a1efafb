package search

import (
	"strings"
	"unicode/utf8"
)

// line is what is matched letter by letter: where it belongs, what it is called,
// and what else it is known by. An id that only repeats domain and name is left
// out.
func line(domain, name, id, owner string) string {
	out := appendPlain(nil, clip(domain, maxKey))
	if len(out) > 0 {
		out = append(out, '/')
	}
	out = appendPlain(out, clip(name, maxKey))
	for _, s := range lineExtras(domain, name, id, owner) {
		out = appendPlain(append(out, ' '), clip(s, maxKey))
	}
	return string(out)
}

func lineExtras(domain, name, id, owner string) []string {
	var out []string
	if n := squeeze(id); n != squeeze(name) && n != squeeze(domain+name) {
		out = append(out, id)
	}
	if owner != "" {
		out = append(out, owner)
	}
	return out
}

// squeeze leaves the letters and digits of a text, folded.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if classOf(r) == gap {
			return -1
		}
		return r
	}, fold(clip(s, maxKey)))
}

// clip cuts a text to n bytes at a rune's edge.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
