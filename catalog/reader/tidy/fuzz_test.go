package tidy_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var tidyTexts = []string{
	"a: b\n", "a: b", "a:\n- b\n- c\n", "a:\n  - b: c\n    d: e\n", "- - a\n  - b\n-\n", "-  \n", "a: \n b\n", "- a: b\n- c\n-   d: e\n    f: g\n",
	"a:\n  b:\n    c\n  d: e\n", "a:   # c\n  b\n", "- a\n b\n", "key: value\n\n\n# x\nother:   spaced   out   \n", "---\n# c\na: b\n",
	"ä: ö\nü: [ß, é]\n", "\"a\": b\n'c' : d\n", "a: -b\n", "a: b#c #d\n", "a: b\n  c\n\n  d # e\nf:\n", "- 'a'\n- 'b': c\n", "a: 'b' # c\n",
	"a: 'b''c'\nd: \"e\\n\\u0041\\\n  f\"\n", "a: 'b\n  c\n\n  d'\n", "a: '  b  \n\n   c  '\n", "a: 'b\\'\n", "a: \"\\x41\\/\\\"\"\n", "a: \"b\\\n  \\  c\"\n",
	"a: |\n  b\n\n  c\n\nd: >-\n  e\n   f\n  g\n", "a: |+\n  b\n\n\nc: |-\n  d\n", "a: >\n\n  b\n  c\n    d\n\n  e\n", "a: |\n  b", "a: |\n  b\n # c\nd: e\n",
	"a: |\n  b\n    \n  \tc\n \nd: e\n", "a: >-\n  b\n\n\n  c\n", "- |\n a\n- >\n b\n",
	"a: [b, 'c', {d: e}]\n", "a: {b: c,\n  d: [\n  ]}\n", "a: [b\n  , c]\n", "a: {b: c, b: d}\n", "a: [\"b\",'c' , d e]\n", "a: [b:c, http://d]\n", "<<: {a: b}\n",
	"a: 1\nb: 1.5\nc: 1.0.0\nd: 2024-01-02\ne: ~\nf: True\n1: yes\nnull: NULL\n", "a: 0o7\nb: 0x1F\nc: 1_000\nd: .5\ne: -.inf\nf: 1e3\ng: 007\nh: +1\ni: -0\n",
	"- 18446744073709551615\n- 18446744073709551616\n- 1e999\n- 2024-01-02T03:04:05Z\n- 2024-13-01\n- 1.\n- .\n- +.5\n- 0b11\n",
}

var untidyTexts = []string{
	"", "\n", "# a\n", "a", "a\n b\n", "a: b: c\n", "a\n b: c\n", "a: - b\n", "a: -b\n? c\n: d\n", "a: &b c\nd: *b\n", "a: !!str 1\n", "a:\tb\n", "a: 'b'#c\n",
	"a: |\n\tb\n", "a: |2\n   b\n", "a: |\n    b\n   c\n", "a: |\n  ", "a: >\n b\n  ", "a: b\n---\nc: d\n", "a: b\n...\n", "--- a\n", "a: 'b\n---\n c'\n", "a: [b: c]\n",
	"a: {b}\n", "a: [b,]\n", "a: %b\n", "%a: b\n", "a: b\n # c\n d\n", "a: [-, b]\n", "a: [b #c\n ]\n", "a: b\r\n", "a: \u0085b\n", "a: \"\\_\"\n",
	"a:\n  b: c\n d: e\n", "a:\n    b: c\n  d: e\n", "- a\nb: c\n", "a: b\n- c\n", "a:\n  b\n...  c: d\n", "a: {[b]: c}\n", "a: [\nb]\n", "a: \"b\nc\"\n", "a: [b\n",
}

// FuzzParse looks for a text of which Parse says something else than the library.
func FuzzParse(f *testing.F) {
	for _, s := range slices.Concat(tidyTexts, untidyTexts) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { compare(t, text) })
}

// TestParse_ofWhatIsNearlyTidy goes through texts that are a few edits away from
// tidy ones. MESHDEX_EDITS says how many.
func TestParse_ofWhatIsNearlyTidy(t *testing.T) {
	t.Parallel()
	n := 20_000
	if s := os.Getenv("MESHDEX_EDITS"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	seeds := slices.Concat(tidyTexts, untidyTexts)
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range n {
		text := seeds[random.IntN(len(seeds))]
		if random.IntN(2) == 0 {
			text += seeds[random.IntN(len(seeds))]
		}
		for range random.IntN(4) {
			text = edit(random, text)
		}
		if compare(t, []byte(text)) {
			accepted++
		}
		if t.Failed() {
			return
		}
	}
	if accepted < n/8 {
		t.Errorf("only %d of %d are tidy", accepted, n)
	}
}

var pieces = []string{
	" ", "  ", "\n", "\n ", "\n  ", ":", ": ", "- ", "#", " #", "'", "\"", "[", "]", "{", "}", ", ", "|", ">", "+", "\\", "?", "&", "*", "!", "%", "@",
	"~", ".", "0", "-", "1", "e", "x", "ä", "\t", "---", "...", "|\n  a\n", "'a'", "<<",
}

// edit inserts, deletes or doubles something.
func edit(random *rand.Rand, text string) string {
	at := random.IntN(len(text) + 1)
	switch random.IntN(4) {
	case 0, 1:
		return text[:at] + pieces[random.IntN(len(pieces))] + text[at:]
	case 2:
		return text[:at] + text[min(at+1+random.IntN(3), len(text)):]
	}
	lines := strings.SplitAfter(text, "\n")
	i := random.IntN(len(lines))
	return strings.Join(lines[:i], "") + lines[i] + lines[random.IntN(len(lines))] + strings.Join(lines[i:], "")
}
