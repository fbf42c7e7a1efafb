package frame_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
)

func draw(set string, w, h int, p frame.Pane) string {
	icons, _ := theme.IconSet(set)
	c := canvas.New(w, h)
	inside := frame.Draw(c, icons, p)
	inside.Put(0, 0, "inside", theme.Text.Plain())
	return ansi.Strip(c.Render(&theme.Sheet{}))
}

func TestDraw(t *testing.T) {
	t.Parallel()
	cases := []struct {
		set  string
		w, h int
		pane frame.Pane
		want string
	}{
		{"unicode", 22, 3, frame.Pane{Title: "Products", Counter: "3 of 120", Focused: true}, "" +
			"╭─▌Products ─────────╮\n│inside              │\n╰───────── 3 of 120 ─╯"},
		{"unicode", 22, 3, frame.Pane{Title: "Products"}, "" +
			"╭─ Products ─────────╮\n│inside              │\n╰────────────────────╯"},
		{"ascii", 12, 3, frame.Pane{Title: "A long title", Counter: "3 of 120", Focused: true}, "" +
			"+->A lon… -+\n|inside    |\n+----------+"},
		{"unicode", 2, 2, frame.Pane{Title: "x"}, "in\n  "},
	}
	for _, c := range cases {
		if got := draw(c.set, c.w, c.h, c.pane); got != c.want {
			t.Errorf("%+v:\n%s\nwant\n%s", c.pane, got, c.want)
		}
	}
}

func TestDraw_everySize(t *testing.T) {
	t.Parallel()
	for w := range 40 {
		for h := 1; h < 6; h++ {
			for _, line := range strings.Split(draw("unicode", w, h, frame.Pane{Title: "界界界 title", Counter: "10 of 20", Focused: w%2 == 0}), "\n") {
				if text.Width(line) != w {
					t.Fatalf("%dx%d: %q", w, h, line)
				}
			}
		}
	}
}
