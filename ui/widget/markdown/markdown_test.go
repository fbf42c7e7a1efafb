package markdown_test

import (
	"strings"
	"testing"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/markdown"
)

func icons() *theme.Icons {
	i, _ := theme.IconSet("unicode")
	return i
}

func TestRender(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, source, want string }{
		{"paragraphs wrap", "One two three four five six.\nSame paragraph.\n\nNext.", `
One two three four
five six. Same
paragraph.

Next.
`},
		{"headings", "# Title\n\ntext\n\n## Part\n### Small", `
Title
─────

text

Part

Small
`},
		{"tight list", "Before:\n\n- one\n- two that is long enough\n  - inner\n- three", `
Before:

• one
• two that is long
  enough
  • inner
• three
`},
		{"loose ordered list", "3. one\n\n4. two", `
3. one

4. two
`},
		{"code stays whole", "Run:\n\n```sh\nmeshdex sync ./contracts --all\n\nexit\n```", `
Run:

  meshdex sync ./contracts --all

  exit
`},
		{"quote", "> said in\n> two lines and more words", `
▎ said in two lines
▎ and more words
`},
		{"words of several styles stay whole", "aaa bbb ccc d**ee**f`g`, end", `
aaa bbb ccc deefg,
end
`},
		{"links", "[docs](https://example.com/a) and [here](#x)", `
docs
<https://example.com/a>
and here
`},
		{"table wraps its last column", "| Key | Does |\n|---|---|\n| `a` | many words to wrap |\n| b | |", `
Key  Does
────────────────────
a    many words to
     wrap
b
`},
		{"rule", "a\n\n---\n\nb", `
a

────────────────────

b
`},
		{"html is left out", "a <b>bold</b>\n\n<div>x</div>\n\nb", `
a bold

b
`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := unstyled(markdown.Render(c.source, 20, icons()))
			if got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
		})
	}
}

// unstyled is the lines without their styles.
func unstyled(lines []canvas.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	return b.String()
}

func TestRender_styles(t *testing.T) {
	t.Parallel()
	lines := markdown.Render("plain **strong** `code` [link](#x)", 80, icons())
	want := map[string]theme.Token{"plain": theme.Text, "strong": theme.Title, "code": theme.CodeKey, "link": theme.Link}
	for _, span := range lines[0] {
		if token, ok := want[span.Text]; ok && span.Style.Token() != token {
			t.Errorf("%q has token %s, want %s", span.Text, span.Style.Token(), token)
		}
		delete(want, span.Text)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// FuzzRender proves that no Markdown breaks the lines: none holds a control
// character, and prose keeps to the width.
func FuzzRender(f *testing.F) {
	for _, s := range []string{"# a\n\n- b\n  1. c\n\n> d\n\n| a | b |\n|--|--|\n| c |", "```\nx", "[a](b \"c\")", "\x1b]52;c;eA==\x07", "界 **界*界**", "|a|\n|-|\n|b|c|"} {
		f.Add(s, 20)
	}
	f.Fuzz(func(t *testing.T, source string, width int) {
		lines := markdown.Render(source, width%200, icons())
		for _, l := range lines {
			checkLine(t, l)
		}
	})
}

func checkLine(t *testing.T, l canvas.Line) {
	t.Helper()
	c := canvas.New(40, 1)
	c.PutLine(0, 0, l)
	if s := c.Render(&theme.Sheet{}); text.Width(s) != 40 || strings.ContainsAny(s, "\x1b\x07\r\n\t") {
		t.Fatalf("the line breaks its canvas: %q", s)
	}
}
