package code

import (
	"regexp"
	"strings"
	"testing"

	"meshdex/ui/theme"
)

func partsOf(line string) (all []part) {
	each(line, func(p part) { all = append(all, p) })
	return all
}

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
		for _, p := range partsOf(line) {
			if m := tag[p.token]; m != "" {
				sb.WriteString("<" + m + ":" + p.text + ">")
				continue
			}
			sb.WriteString(p.text)
		}
		if got := sb.String(); got != want {
			t.Errorf("the parts of %q are %s, want %s", line, got, want)
		}
	}
}

// keyed is what a line with a key looks like, said in another way than the package
// says it: indentation and list dashes, then a quoted or plain word before a colon
// that ends the line or has a blank after it.
var keyed = regexp.MustCompile(`^( *(?:- +)*)("(?:[^"\\]|\\.)*"|'[^']*'|[^ #&*!|>'"%@\x60\[\]{},-][^#]*?|-[^ #][^#]*?) *:(?: .*|)$`)

func FuzzParts(f *testing.F) {
	for _, line := range []string{"- name: 'x' # y", `"a\"b" : 1`, "'it''s': 2", "- - -x: 3", "-", "- -", ": x", "a#b: c", "a #b: c", "-#: 4", "key : # note", `k: "unended # x`, "数据: 是"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		line = Clean(line)
		var sb strings.Builder
		key := ""
		for _, p := range partsOf(line) {
			sb.WriteString(p.text)
			if p.token == theme.CodeKey {
				key = p.text
			}
		}
		if sb.String() != line {
			t.Errorf("the parts of %q join to %q", line, sb.String())
		}
		want := ""
		if m := keyed.FindStringSubmatch(line); m != nil {
			want = m[2]
		}
		if key != want {
			t.Errorf("the key of %q is %q, want %q", line, key, want)
		}
	})
}
