package canvas_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
)

// lines renders without styles.
func lines(c canvas.Canvas) []string {
	return strings.Split(ansi.Strip(c.Render(&theme.Sheet{})), "\n")
}

func TestCanvas_isExact(t *testing.T) {
	t.Parallel()
	texts := []string{"plain", "界界界界", "a界", "e\u0301le\u0301ment", "👩‍👩‍👧 family", "नमस्ते", "\x1b[2J\x1b]52;c;eA==\x07evil", "tab\there", "\xff\xfe", "0\u0940", "\u0940x", "1\ufe0f\u20e3", "\u200d\U0001f467", strings.Repeat("x", 999)}
	for w := range 12 {
		for h := range 4 {
			for x := -3; x < 14; x++ {
				for _, s := range texts {
					c := canvas.New(w, h)
					c.Put(x, 1, s, theme.Text.Plain())
					c.Put(x+2, 1, "界", theme.Text.Plain())
					check(t, c, w, h, s)
				}
			}
		}
	}
}

func check(t *testing.T, c canvas.Canvas, w, h int, s string) {
	t.Helper()
	if h == 0 {
		return
	}
	got := strings.Split(c.Render(&theme.Sheet{}), "\n")
	if len(got) != h {
		t.Fatalf("%dx%d %q: %d lines", w, h, s, len(got))
	}
	for _, l := range got {
		if n := ansi.StringWidth(l); n != w {
			t.Fatalf("%dx%d %q: a line of %d cells: %q", w, h, s, n, l)
		}
		if strings.ContainsAny(strings.ReplaceAll(l, "\x1b[0m", ""), "\x1b\x07\t\n\r") {
			t.Fatalf("%q: control characters in %q", s, l)
		}
	}
}

// A window's edge may run through a wide character that was drawn before: drawing
// inside must not leave half of it outside.
func TestRegion_cutsWideCharactersApart(t *testing.T) {
	t.Parallel()
	for x := range 8 {
		for w := 1; w < 8-x; w++ {
			for _, s := range []string{"a", "界", "éé", "👩‍👩‍👧"} {
				c := canvas.New(8, 1)
				c.Put(0, 0, "界界界界", theme.Text.Plain())
				c.Region(x, 0, w, 1).Put(0, 0, s, theme.Text.Plain())
				check(t, c, 8, 1, s)
				c.Put(0, 0, "界界界界", theme.Text.Plain())
				c.Region(x, 0, w, 1).Clear()
				check(t, c, 8, 1, s)
			}
		}
	}
}

// What is drawn by one call must not join what was drawn by another into fewer
// cells.
func FuzzPut_besideEachOther(f *testing.F) {
	for _, s := range [][2]string{{"é", "\u0940"}, {"0", "\u0940"}, {"👩", "\u200d👧"}, {"🇩", "🇪"}, {"ᄀ", "ᅡ"}, {"界", "\ufe0f"}} {
		f.Add(s[0], s[1], 1)
	}
	f.Fuzz(func(t *testing.T, a, b string, x int) {
		c := canvas.New(12, 1)
		end := c.Put(0, 0, a, theme.Text.Plain())
		c.Put(end, 0, b, theme.Text.Plain())
		check(t, c, 12, 1, a+b)
		c.Put(x%12, 0, a, theme.Text.Plain())
		check(t, c, 12, 1, a+b)
	})
}

func TestRegion_clips(t *testing.T) {
	t.Parallel()
	c := canvas.New(6, 3)
	c.Region(2, 1, 2, 1).Put(-1, 0, "abcdef", theme.Text.Plain())
	c.Region(5, 2, 9, 9).Put(0, 0, "zz", theme.Text.Plain())
	c.Region(9, 9, 1, 1).Put(0, 0, "no", theme.Text.Plain())
	want := []string{"      ", "  bc  ", "     z"}
	if got := lines(c); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
	}
}

func BenchmarkFrame240x70(b *testing.B) {
	c := canvas.New(240, 70)
	row := strings.Repeat("orders_daily sales active ", 9)
	b.ReportAllocs()
	for b.Loop() {
		c.Clear()
		for y := range 70 {
			x := c.Put(0, y, row[:80], theme.Accent.Plain())
			x = c.Put(x, y, row[:80], theme.Text.Plain())
			c.Put(x, y, row[:80], theme.Muted.Plain().Selected())
		}
		_ = c.Render(&theme.Sheet{})
	}
}
