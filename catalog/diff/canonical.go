package diff

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// foldText makes texts equal that differ in line ends, indentation or Unicode
// form only.
func foldText(s string) string {
	if isFolded(s) {
		return s
	}
	return normalForm(strings.Join(strings.Fields(s), " "))
}

// isFolded recognises the usual case without building anything: ASCII with
// single blanks between words.
func isFolded(s string) bool {
	blank := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c >= 0x7f, c == ' ' && blank:
			return false
		default:
			blank = c == ' '
		}
	}
	return s == "" || !blank
}

func normalForm(s string) string {
	if isFolded(s) || norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s)
}

// foldName makes names equal that differ in letter case and punctuation only.
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// canonical writes a value so that equal texts mean equal values: types are kept
// apart, numbers are exact, keys of maps are sorted.
func canonical(v catalog.Value) string {
	switch v.Kind {
	case catalog.Absent, catalog.Null:
		return "~"
	case catalog.List:
		parts := make([]string, len(v.Items))
		for i, it := range v.Items {
			parts[i] = canonical(it)
		}
		return "[" + strings.Join(parts, "\x1f") + "]"
	case catalog.Map:
		parts := make([]string, len(v.Fields))
		for i, f := range v.Fields {
			parts[i] = f.Key + "\x1d" + canonical(f.Value)
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, "\x1f") + "}"
	case catalog.Int, catalog.Float:
		return "n" + canonicalNumber(v.Text)
	case catalog.Bool:
		return "b" + strings.ToLower(v.Text)
	}
	return "s" + foldText(v.Text)
}

// canonicalScalar is canonical for values of which only the text matters.
func canonicalScalar(v catalog.Value) string {
	if !v.IsScalar() {
		return canonical(v)
	}
	if _, ok := parseNumber(v.Text); ok {
		return canonicalNumber(v.Text)
	}
	return foldText(v.Text)
}

var numberText = lazy.Regexp(`^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$`)

// parseNumber reads a decimal number exactly. Exponents are bounded so that a
// short text cannot stand for a number that fills the memory.
func parseNumber(text string) (*big.Rat, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 100 || !numberText().MatchString(text) {
		return nil, false
	}
	return new(big.Rat).SetString(strings.ReplaceAll(text, "_", ""))
}

func canonicalNumber(text string) string {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return strconv.FormatInt(n, 10)
	}
	if r, ok := parseNumber(text); ok {
		return r.RatString()
	}
	return text
}

// join builds a path. Names that hold the path's own punctuation are quoted.
func join(path string, parts ...string) string {
	for _, p := range parts {
		if path != "" {
			path += "."
		}
		path += quoteName(p)
	}
	return path
}

func quoteName(s string) string {
	if strings.ContainsAny(s, ".[]{}\"") || s == "" {
		return strconv.Quote(s)
	}
	return s
}

var secretKey = lazy.Regexp(`(?i)passw(or)?d|secret|token|api_?key|credential|private_?key|access_?key`)

const hidden = "(hidden)"

// secretOr hides a value that stands under the name of a credential.
func secretOr(key, text string) string {
	if secretKey().MatchString(key) {
		return hidden
	}
	return text
}

var userInfo = lazy.Regexp(`(?i)([a-z][a-z0-9+.-]*://)[^/\s@]*:[^/\s@]*@`)

// redact hides passwords in URLs, including those in longer texts.
func redact(s string) string {
	if !strings.Contains(s, "://") || !strings.Contains(s, "@") {
		return s
	}
	return userInfo().ReplaceAllString(s, "${1}"+hidden+"@")
}

var sqlToken = lazy.Regexp(`'(?:[^']|'')*'|"[^"]*"|--[^\n]*|(?s:/\*.*?\*/)|[A-Za-z_][\w$]*|[\d.]+|\s+|.`)

// foldSQL makes queries equal that differ in white space, comments, the letter
// case of bare words and a last semicolon. Quoted texts stay as they are.
func foldSQL(s string) string {
	if s == "" {
		return ""
	}
	var words []string
	for _, t := range sqlToken().FindAllString(s, -1) {
		switch {
		case strings.TrimSpace(t) == "", strings.HasPrefix(t, "--"), strings.HasPrefix(t, "/*"):
			continue
		case t[0] != '\'' && t[0] != '"':
			t = strings.ToLower(t)
		}
		words = append(words, t)
	}
	return normalForm(strings.TrimSuffix(strings.Join(words, " "), " ;"))
}
