package walkthrough

import (
	"errors"
	"slices"
	"strings"
)

// An id may hold anything: spaces, where it is made of a name, and the marks that
// part a reference. In places, checks and facts such an id is written in double
// quotes, with a backslash before a quote or backslash in it.

// fields splits a text at spaces that are not within quotes. The quotes stay; they
// must be closed and hold something.
func fields(text string) ([]string, error) {
	var out []string
	var word strings.Builder
	quoted, escaped, begun := false, false, false
	for _, r := range text {
		switch {
		case !quoted && (r == ' ' || r == '\t'):
			if begun {
				out = append(out, word.String())
			}
			word.Reset()
			begun = false
			continue
		case r == '"' && !escaped:
			quoted = !quoted
		}
		escaped = quoted && r == '\\' && !escaped
		word.WriteRune(r)
		begun = true
	}
	if begun {
		out = append(out, word.String())
	}
	switch {
	case quoted:
		return nil, errors.New("a quote is not closed")
	case slices.ContainsFunc(out, func(w string) bool { return unquote(w) == "" }):
		return nil, errors.New("there is nothing between two quotes")
	}
	return out, nil
}

// quote writes a word so that fields keeps it whole; marks are further letters that
// it must not show.
func quote(word, marks string) string {
	if word != "" && !strings.ContainsAny(word, " \t\"\\"+marks) {
		return word
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
}

// unquote is the inverse of quote. What is not in quotes stays as it is.
func unquote(word string) string {
	inner, ok := strings.CutPrefix(word, `"`)
	if !ok {
		return word
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(strings.TrimSuffix(inner, `"`))
}

// cutOutside cuts a word at the first mark that is not within quotes.
func cutOutside(word string, mark rune) (before, after string, found bool) {
	quoted, escaped := false, false
	for i, r := range word {
		switch {
		case r == '"' && !escaped:
			quoted = !quoted
		case r == mark && !quoted:
			return word[:i], word[i+1:], true
		}
		escaped = quoted && r == '\\' && !escaped
	}
	return word, "", false
}
