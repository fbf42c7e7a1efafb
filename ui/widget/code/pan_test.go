package code_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
)

func TestDraw_saysThatALineBeganBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line string
		from int
		want string
	}{
		{"key: values of many words", 0, "key: valu…"},
		{"key: values of many words", 4, "…values o…"},
		{"key: values of many words", 15, "…any words"},
		{"key: 'a' # b", 2, "…: 'a' # b"},
		{"      deep: x", 4, "  deep: x "},
		{"      deep: x", 6, "deep: x   "},
		{"short", 8, "…         "},
		{"    ", 2, "          "},
		{"", 2, "          "},
		{"数据数据数据", 3, "…数据数据 "}, // half of a wide character is none
		{"ab数据数据数据", 2, "… 据数据 …"},
	} {
		for name, draw := range map[string]func(canvas.Canvas){
			"Draw":      func(cv canvas.Canvas) { code.Draw(cv, c.from, c.line) },
			"DrawPlain": func(cv canvas.Canvas) { code.DrawPlain(cv, c.from, c.line, theme.Added.Plain()) },
		} {
			cv := canvas.New(10, 1)
			draw(cv)
			if got := ansi.Strip(cv.Render(&theme.Sheet{})); got != c.want {
				t.Errorf("%s draws %q from %d as %q, want %q", name, c.line, c.from, got, c.want)
			}
		}
	}
}

func TestPan(t *testing.T) {
	t.Parallel()
	lines := []string{"short", "\t\ta line of forty cells, tabs and all it is", "数据"}
	var p code.Pan
	p.SetLongest(code.Longest(lines))
	p.Resize(20)
	right, left := action.WideRight, action.WideLeft
	for _, c := range []struct {
		do   action.ID
		want int
		goes [2]bool // right, left
	}{
		{"", 0, [2]bool{true, false}},
		{left, 0, [2]bool{true, false}},
		{right, 10, [2]bool{true, true}},
		{right, 20, [2]bool{true, true}},
		{right, 25, [2]bool{false, true}}, // the end of the longest line is at the edge
		{right, 25, [2]bool{false, true}},
		{left, 15, [2]bool{true, true}},
		{action.Down, 15, [2]bool{true, true}},
	} {
		if done, own := p.Do(c.do), c.do == left || c.do == right; done != own {
			t.Errorf("Do(%q) = %v", c.do, done)
		}
		if got := [2]bool{p.Goes(right), p.Goes(left)}; p.From() != c.want || got != c.goes {
			t.Errorf("after %q the lines begin at %d, want %d; they go on %v, want %v", c.do, p.From(), c.want, got, c.goes)
		}
	}
	p.Resize(30)
	if p.From() != 15 {
		t.Errorf("in a wider room the lines begin at %d", p.From())
	}
	if p.Resize(100); p.From() != 0 {
		t.Errorf("in a room for all the lines begin at %d", p.From())
	}
}

func TestPan_showsCells(t *testing.T) {
	t.Parallel()
	var p code.Pan
	p.SetLongest(200)
	p.Resize(40)
	for _, c := range []struct{ from, to, want int }{
		{10, 20, 0}, {60, 70, 50}, {65, 90, 50}, {49, 60, 39}, {190, 230, 160}, {100, 190, 90}, {80, 190, 70}, {0, 0, 0}, {15, 200, 0},
	} {
		if p.Show(c.from, c.to); p.From() != c.want {
			t.Errorf("to show %d to %d, the lines begin at %d, want %d", c.from, c.to, p.From(), c.want)
		}
	}
}
