package code_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
)

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
