package code_test

import (
	"strings"
	"testing"

	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
)

func TestParts(t *testing.T) {
	t.Parallel()
	tag := map[theme.Token]string{theme.CodeKey: "K", theme.CodeString: "S", theme.CodeComment: "C"}
	for line, want := range map[string]string{
		"name: orders":                  "<K:name>: orders",
		"  - name: orders # the table":  "  - <K:name>: orders<C: # the table>",
		`description: "a: b # c" # d`:   `<K:description>: <S:"a: b # c"><C: # d>`,
		"# a note":                      "<C:# a note>",
		"- plain item":                  "- plain item",
		"- 'quoted'":                    "- <S:'quoted'>",
		"url: https://example.org/#top": "<K:url>: https://example.org/#top",
		`  "type": "string",`:           `  <K:"type">: <S:"string">,`,
		"":                              "",
		"just text":                     "just text",
		"key:":                          "<K:key>:",
		"time 12:30 is not a key":       "time 12:30 is not a key",
	} {
		var sb strings.Builder
		for _, p := range code.Parts(line) {
			if m := tag[p.Token]; m != "" {
				sb.WriteString("<" + m + ":" + p.Text + ">")
				continue
			}
			sb.WriteString(p.Text)
		}
		if got := sb.String(); got != want {
			t.Errorf("Parts(%q) = %s, want %s", line, got, want)
		}
	}
}

func FuzzParts(f *testing.F) {
	f.Add("- name: 'x' # y")
	f.Fuzz(func(t *testing.T, line string) {
		line = code.Clean(line)
		var sb strings.Builder
		for _, p := range code.Parts(line) {
			sb.WriteString(p.Text)
		}
		if sb.String() != line {
			t.Errorf("the parts of %q join to %q", line, sb.String())
		}
	})
}

func TestLines(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]int{"": 0, "a": 1, "a\n": 1, "a\nb": 2, "a\n\n": 2} {
		if got := len(code.Lines([]byte(raw))); got != want {
			t.Errorf("Lines(%q) has %d lines, want %d", raw, got, want)
		}
	}
}
