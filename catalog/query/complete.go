package query

import (
	"slices"
	"strings"
	"unicode"
)

// Source knows the values that the catalog has; a search index is one.
type Source interface {
	// Values gives at most limit values of the qualifier that have a word
	// beginning with the prefix, the most frequent first.
	Values(qualifier, prefix string, limit int) []Value
}

// Value is a value of a qualifier and how many entries have it.
type Value struct {
	Text  string
	Count int
}

// Completion is one way to go on: the runes From … To of the text are to be
// replaced by Text.
type Completion struct {
	Text     string
	From, To int
	Count    int    // entries that have the value; 0 for a qualifier
	Help     string // what a qualifier looks at
}

// maxCompletions is as many as a screen has room for.
const maxCompletions = 50

// Complete proposes how to finish the qualifier or the value that the cursor,
// in runes, stands at the end of.
func Complete(text string, cursor int, src Source) []Completion {
	runes := []rune(text)
	cursor = max(0, min(cursor, len(runes)))
	start := tokenStart(runes[:cursor])
	for start < cursor && strings.ContainsRune("-(", runes[start]) {
		start++
	}
	token := runes[start:cursor]
	end := 0
	for end < len(token) && isNameRune(token[end]) {
		end++
	}
	op := opAt(token[end:])
	if op == "" {
		return completeName(string(token), start, cursor)
	}
	q, ok := Lookup(string(token[:end]))
	if !ok {
		return nil
	}
	from := end + len(op)
	if i := lastComma(token[from:]); i >= 0 {
		from += i + 1
	}
	return completeValue(q, string(token[from:]), start+from, cursor, src)
}

// tokenStart finds where the token that ends the text begins: after the last
// white space that is not inside quotes.
func tokenStart(text []rune) int {
	start, quoted := 0, false
	for i, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			start = i + 1
		}
	}
	return start
}

func lastComma(text []rune) int {
	at, quoted := -1, false
	for i, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ',' && !quoted:
			at = i
		}
	}
	return at
}

func completeName(prefix string, from, to int) []Completion {
	var out []Completion
	for _, q := range qualifiers {
		if prefix != "" && strings.HasPrefix(q.Name, strings.ToLower(prefix)) {
			out = append(out, Completion{Text: q.Name + string(Has), From: from, To: to, Help: q.Help})
		}
	}
	return out
}

func completeValue(q Qualifier, prefix string, from, to int, src Source) []Completion {
	prefix = strings.TrimPrefix(prefix, `"`)
	values := src.Values(q.Name, prefix, maxCompletions)
	for _, c := range q.Choices {
		known := slices.ContainsFunc(values, func(v Value) bool { return v.Text == c })
		if !known && strings.HasPrefix(c, strings.ToLower(prefix)) {
			values = append(values, Value{Text: c})
		}
	}
	var out []Completion
	for _, v := range values {
		var b strings.Builder
		bareOrQuoted(&b, v.Text, ",")
		out = append(out, Completion{Text: b.String(), From: from, To: to, Count: v.Count})
	}
	return out
}
