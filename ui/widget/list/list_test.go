package list_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
)

type names []string

func (n names) Len() int        { return len(n) }
func (n names) ID(i int) string { return n[i] }
func (n names) Find(id string) (int, bool) {
	i := slices.Index(n, id)
	return i, i >= 0
}

func count(from, to int) names {
	var out names
	for i := from; i < to; i++ {
		out = append(out, fmt.Sprintf("row %02d", i))
	}
	return out
}

func newList(n, height int) *list.List {
	l := &list.List{}
	l.Resize(height)
	l.SetRows(count(0, n))
	return l
}

func TestSetRows_keepsTheCursorByID(t *testing.T) {
	t.Parallel()
	l := newList(50, 10)
	l.MoveTo(30)
	l.Move(-4)
	above := l.Cursor() - first(l)
	l.SetRows(count(20, 50))
	if l.ID() != "row 26" || l.Cursor() != 6 {
		t.Errorf("on %q at %d", l.ID(), l.Cursor())
	}
	if got := l.Cursor() - first(l); got != above {
		t.Errorf("%d lines below the edge, before %d", got, above)
	}
}

func first(l *list.List) int {
	from, _ := l.Visible()
	return from
}

func TestSetRows_goneRowLeavesItsPlace(t *testing.T) {
	t.Parallel()
	l := newList(50, 10)
	l.MoveTo(30)
	rows := slices.Concat(count(0, 30), count(31, 50))
	l.SetRows(rows)
	if l.ID() != "row 31" {
		t.Errorf("on %q", l.ID())
	}
	l.SetRows(names(nil))
	if l.Cursor() != -1 || l.ID() != "" || l.Counter() != "" {
		t.Errorf("an empty list has a cursor: %d %q %q", l.Cursor(), l.ID(), l.Counter())
	}
}

func TestDo_moves(t *testing.T) {
	t.Parallel()
	cases := []struct {
		from int
		do   action.ID
		want int
	}{
		{0, action.Up, 0},
		{0, action.Down, 1},
		{49, action.Down, 49},
		{20, action.Top, 0},
		{20, action.Bottom, 49},
		{20, action.PageDown, 29},
		{20, action.PageUp, 11},
		{20, action.HalfDown, 25},
		{20, action.HalfUp, 15},
		{45, action.PageDown, 49},
		{3, action.HalfUp, 0},
		{20, action.InputDown, 21},
		{20, action.InputUp, 19},
	}
	for _, c := range cases {
		l := newList(50, 10)
		l.MoveTo(c.from)
		if !l.Do(c.do) || l.Cursor() != c.want {
			t.Errorf("%s from %d: at %d, want %d", c.do, c.from, l.Cursor(), c.want)
		}
	}
	if newList(5, 3).Do(action.ScrollUp) {
		t.Error("took an action of another context")
	}
}

func TestMouse_hits(t *testing.T) {
	t.Parallel()
	l := newList(5, 10)
	if got := l.Mouse(mouse.Event{Y: 3, Kind: mouse.Click}); got != list.Selected || l.Cursor() != 3 {
		t.Errorf("click: %v at %d", got, l.Cursor())
	}
	if got := l.Mouse(mouse.Event{Y: 4, Kind: mouse.Double}); got != list.Opened || l.Cursor() != 4 {
		t.Errorf("double click: %v at %d", got, l.Cursor())
	}
	if got := l.Mouse(mouse.Event{Y: 7, Kind: mouse.Click}); got != list.Missed || l.Cursor() != 4 {
		t.Errorf("click below the rows: %v at %d", got, l.Cursor())
	}
	long := newList(50, 10)
	if got := long.Mouse(mouse.Event{Delta: 6, Kind: mouse.Wheel}); got != list.Scrolled || first(long) != 6 || long.Cursor() != 6 {
		t.Errorf("wheel: %v, from %d, at %d", got, first(long), long.Cursor())
	}
}

// The cursor is always on a row and in sight, and no line stays empty that a row
// could fill.
func TestList_randomWalk(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(3, 4))
	l := newList(20, 5)
	for step := range 20_000 {
		switch rnd.IntN(6) {
		case 0:
			l.Resize(rnd.IntN(12))
		case 1:
			from := rnd.IntN(30)
			l.SetRows(count(from, from+rnd.IntN(30)))
		case 2:
			l.Move(rnd.IntN(41) - 20)
		case 3:
			l.Scroll(rnd.IntN(41) - 20)
		case 4:
			l.Do([]action.ID{action.PageDown, action.PageUp, action.Top, action.Bottom, action.HalfDown}[rnd.IntN(5)])
		case 5:
			l.Select(fmt.Sprintf("row %02d", rnd.IntN(60)))
		}
		checkList(t, l, step)
	}
}

func checkList(t *testing.T, l *list.List, step int) {
	t.Helper()
	from, to := l.Visible()
	n, at := l.Len(), l.Cursor()
	if n == 0 {
		if at != -1 {
			t.Fatalf("step %d: a cursor without rows", step)
		}
		return
	}
	if at < 0 || at >= n || from < 0 || to > n {
		t.Fatalf("step %d: cursor %d, %d to %d of %d", step, at, from, to, n)
	}
	if to > from && (at < from || at >= to) {
		t.Fatalf("step %d: cursor %d is not in %d to %d", step, at, from, to)
	}
}

func TestDraw_asksOnlyForVisibleRows(t *testing.T) {
	t.Parallel()
	l := newList(100_000, 5)
	l.MoveTo(50_000)
	icons, _ := theme.IconSet("ascii")
	var asked []int
	c := canvas.New(12, 5)
	l.Draw(c, list.Look{Icons: icons, Focused: true, Row: func(c canvas.Canvas, i int) {
		asked = append(asked, i)
		c.Put(0, 0, fmt.Sprint(i), theme.Text.Plain())
	}})
	if want := []int{49996, 49997, 49998, 49999, 50000}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	lines := strings.Split(ansi.Strip(c.Render(&theme.Sheet{})), "\n")
	if lines[4] != ">50000      " || lines[0] != " 49996      " {
		t.Errorf("%q", lines)
	}
}
