package theme

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// tokenNames are how people name the tokens in a theme of their own.
var tokenNames = [TokenCount]string{
	Text: "text", Muted: "muted", Accent: "accent", Title: "title", Border: "border",
	BorderFocused: "border-focused", Match: "match", OK: "ok", Warn: "warn", Bad: "bad", Info: "info",
	Key: "key", KeyHint: "key-hint", Link: "link", Added: "added", Removed: "removed",
	AddedWord: "added-word", RemovedWord: "removed-word", Code: "code", CodeKey: "code-key",
	CodeString: "code-string", CodeComment: "code-comment", Cursor: "cursor",
}

// String is the token's name in a theme file.
func (t Token) String() string {
	if t < TokenCount {
		return tokenNames[t]
	}
	return "token " + strconv.Itoa(int(t))
}

// Custom makes a theme from what a person wrote: token names, "selection" and
// "selection-dim" to inks, and "base" to the built-in theme that the rest is
// taken from (dark if not given). "ground" is the terminal background that
// contrast is measured against. An ink is words:
//
//	[COLOUR] [on COLOUR] [bold] [italic] [underline] [reverse]
//
// where COLOUR is "#rrggbb", "#rgb" or a number from 0 to 255. What can not be
// understood keeps its value from the base and is reported, in the order of the
// keys, as are pairs of colours below [MinContrast].
func Custom(name string, values map[string]string) (p Palette, problems []string) {
	p, ok := Builtin(values["base"])
	if !ok {
		p, _ = Builtin("dark")
		if values["base"] != "" {
			problems = append(problems, fmt.Sprintf("base: there is no theme %q; use one of %s", values["base"], strings.Join(Names(), ", ")))
		}
	}
	p.Name = name
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if problem := p.set(key, values[key]); problem != "" {
			problems = append(problems, key+": "+problem)
		}
	}
	for _, w := range p.Check(MinContrast) {
		problems = append(problems, w.String())
	}
	return p, problems
}

// set applies one value and says what is wrong with it.
func (p *Palette) set(key, value string) string {
	if key == "base" {
		return ""
	}
	ink, err := parseInk(value)
	if err != nil {
		return err.Error()
	}
	switch key {
	case "ground":
		p.Grounds = []string{ink.Fg}
	case "selection":
		p.Selection = ink
	case "selection-dim":
		p.SelectionDim = ink
	default:
		t := slices.Index(tokenNames[:], key)
		if t < 0 {
			return "there is no such token"
		}
		p.Inks[t] = ink
	}
	return ""
}

func parseInk(s string) (Ink, error) {
	var k Ink
	target := &k.Fg
	for _, word := range strings.Fields(s) {
		switch word {
		case "on":
			target = &k.Bg
		case "bold":
			k.Bold = true
		case "italic":
			k.Italic = true
		case "underline":
			k.Underline = true
		case "reverse":
			k.Reverse = true
		default:
			color, err := parseColor(word)
			if err != nil {
				return Ink{}, err
			}
			*target = color
		}
	}
	return k, nil
}

// parseColor checks a colour and writes "#rgb" out.
func parseColor(s string) (string, error) {
	hex, isHex := strings.CutPrefix(s, "#")
	if !isHex {
		if n, err := strconv.Atoi(s); err == nil && n >= 0 && n <= 255 {
			return s, nil
		}
		return "", fmt.Errorf("%q is not a colour; write #rrggbb or a number from 0 to 255", s)
	}
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	if _, err := strconv.ParseUint(hex, 16, 32); err != nil || len(hex) != 6 {
		return "", fmt.Errorf("%q is not a colour; write #rrggbb or a number from 0 to 255", s)
	}
	return "#" + strings.ToLower(hex), nil
}
