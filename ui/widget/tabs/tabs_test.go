package tabs_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/tabs"
)

var titles = []string{"Overview", "Schema", "Quality", "SLA", "Team", "Lineage", "Versions", "Source"}

func draw(width, active int) string {
	icons, _ := theme.IconSet("unicode")
	c := canvas.New(width, 1)
	tabs.Draw(c, icons, titles, active)
	return ansi.Strip(c.Render(&theme.Sheet{}))
}

func TestDraw_marksWhatIsCutOff(t *testing.T) {
	t.Parallel()
	cases := []struct {
		width, active int
		want          string
	}{
		{70, 1, " Overview [Schema] Quality  SLA  Team  Lineage  Versions  Source "},
		{30, 0, "[Overview] Schema  Quality   …"},
		{30, 7, "… Lineage  Versions [Source]"},
		{20, 4, "…[Team] Lineage    …"},
		{6, 5, "…[Lin…"},
	}
	for _, c := range cases {
		got := draw(c.width, c.active)
		if strings.TrimRight(got, " ") != strings.TrimRight(c.want, " ") {
			t.Errorf("width %d, tab %d: %q, want %q", c.width, c.active, got, c.want)
		}
	}
}

// A click on any cell of a title finds that title.
func TestAt_agreesWithDraw(t *testing.T) {
	t.Parallel()
	for width := range 80 {
		for active := range titles {
			frame := []rune(draw(width, active))
			for x := range frame {
				i, ok := tabs.At(titles, active, width, x)
				if !ok || width < 12 {
					continue
				}
				if word := wordAt(frame, x); word != "" && word != titles[i] {
					t.Fatalf("width %d, tab %d, cell %d: %q is drawn, %q found", width, active, x, word, titles[i])
				}
			}
		}
	}
}

func wordAt(frame []rune, x int) string {
	letter := func(i int) bool { return i >= 0 && i < len(frame) && !strings.ContainsRune("…[] ", frame[i]) }
	if !letter(x) {
		return ""
	}
	from, to := x, x
	for letter(from - 1) {
		from--
	}
	for letter(to) {
		to++
	}
	return string(frame[from:to])
}
