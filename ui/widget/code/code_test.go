package code_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
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

// keyed is what a line with a key looks like, said in another way than the package
// says it: indentation and list dashes, then a quoted or plain word before a colon
// that ends the line or has a blank after it.
var keyed = regexp.MustCompile(`^( *(?:- +)*)("(?:[^"\\]|\\.)*"|'[^']*'|[^ #&*!|>'"%@\x60\[\]{},-][^#]*?|-[^ #][^#]*?) *:(?: .*|)$`)

func FuzzParts(f *testing.F) {
	for _, line := range []string{"- name: 'x' # y", `"a\"b" : 1`, "'it''s': 2", "- - -x: 3", "-", "- -", ": x", "a#b: c", "a #b: c", "-#: 4", "key : # note", `k: "unended # x`, "数据: 是"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		line = code.Clean(line)
		var sb strings.Builder
		key := ""
		for _, p := range code.Parts(line) {
			sb.WriteString(p.Text)
			if p.Token == theme.CodeKey {
				key = p.Text
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

func TestDraw_marksACut(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{"key: value": "key: value", "key: values": "key: valu…", "k: 'a' # b": "k: 'a' # b", "k: 'ab' # b": "k: 'ab' #…"} {
		c := canvas.New(10, 1)
		code.Draw(c, 0, line)
		if got := ansi.Strip(c.Render(&theme.Sheet{})); got != want {
			t.Errorf("%q is drawn as %q, want %q", line, got, want)
		}
	}
}

// TestDraw_aLineOfManyMegabytes has what takes most bytes for a cell: accents one upon
// the other. Whatever is cut off is not what is seen.
func TestDraw_aLineOfManyMegabytes(t *testing.T) {
	t.Parallel()
	for _, stuff := range []string{"größe, 数据: ", "e\u0301\u0323\u0308 ", "👩‍👩‍👧‍👦"} {
		line := `{"name":	"` + strings.Repeat(stuff, 200_000)
		for _, from := range []int{0, 37, 500} {
			c, want := canvas.New(80, 1), canvas.New(80, 1)
			code.Draw(c, from, line)
			code.DrawPlain(want, from, code.Clean(line), theme.Code.Plain())
			if got, want := ansi.Strip(c.Render(&theme.Sheet{})), ansi.Strip(want.Render(&theme.Sheet{})); got != want {
				t.Errorf("from %d: %q, want %q", from, got, want)
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for name, line := range map[string]string{
		"short": `      - property: "retention period" # as the law asks`,
		"long":  `{"name": "` + strings.Repeat("a whole file, ", 300_000),
	} {
		b.Run(name, func(b *testing.B) {
			c := canvas.New(120, 1)
			b.ReportAllocs()
			for b.Loop() {
				code.Draw(c, 0, line)
			}
		})
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]int{"": 0, "a": 1, "a\n": 1, "a\nb": 2, "a\n\n": 2} {
		if got := len(code.Lines([]byte(raw))); got != want {
			t.Errorf("Lines(%q) has %d lines, want %d", raw, got, want)
		}
	}
}
