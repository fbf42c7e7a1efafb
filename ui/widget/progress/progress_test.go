package progress_test

import (
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/progress"
)

func TestBar(t *testing.T) {
	t.Parallel()
	icons, _ := theme.IconSet("unicode")
	cases := []struct {
		width, done, total int
		want               string
	}{
		{20, 5, 10, "██████░░░░░░░ 5 / 10"},
		{20, 10, 10, "████████████ 10 / 10"},
		{20, 99, 10, "████████████ 99 / 10"},
		{20, -3, 10, "░░░░░░░░░░░░ -3 / 10"},
		{9, 5, 10, "5 / 10   "},
		{20, 5, 0, "5 so far            "},
		{4, 12400, 30000, "124…"},
	}
	for _, c := range cases {
		cv := canvas.New(c.width, 1)
		progress.Bar(cv, icons, c.done, c.total)
		if got := ansi.Strip(cv.Render(&theme.Sheet{})); got != c.want {
			t.Errorf("%d of %d in %d cells: %q, want %q", c.done, c.total, c.width, got, c.want)
		}
	}
}

func TestSpinner_movesWithTime(t *testing.T) {
	t.Parallel()
	icons, _ := theme.IconSet("ascii")
	for i, want := range []string{"|", "/", "-", "\\", "|"} {
		if got := progress.Spinner(icons, time.Duration(i)*progress.Interval); got != want {
			t.Errorf("after %d steps: %q", i, got)
		}
	}
	if got := progress.Spinner(icons, -time.Second); got != icons.SpinnerMotion {
		t.Errorf("before it began: %q", got)
	}
}
