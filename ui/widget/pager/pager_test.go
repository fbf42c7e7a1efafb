package pager_test

import (
	"testing"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/widget/pager"
)

func newPager(lines, height int) *pager.Pager {
	p := &pager.Pager{}
	p.SetLen(lines)
	p.Resize(height)
	return p
}

func TestDo_scrollsWithinTheText(t *testing.T) {
	t.Parallel()
	p := newPager(100, 10)
	steps := []struct {
		do   action.ID
		want int
	}{
		{action.ScrollUp, 0},
		{action.ScrollDown, 1},
		{action.ScrollPageDown, 10},
		{action.ScrollHalfDown, 15},
		{action.ScrollBottom, 90},
		{action.ScrollDown, 90},
		{action.ScrollPageUp, 81},
		{action.ScrollHalfUp, 76},
		{action.ScrollTop, 0},
	}
	for _, s := range steps {
		if !p.Do(s.do) || p.Offset() != s.want {
			t.Errorf("%s: at %d, want %d", s.do, p.Offset(), s.want)
		}
	}
	if p.Do(action.Up) {
		t.Error("took an action of another context")
	}
}

func TestShow_scrollsAsLittleAsNeeded(t *testing.T) {
	t.Parallel()
	p := newPager(100, 10)
	for _, c := range []struct{ line, want int }{{5, 0}, {12, 3}, {4, 3}, {2, 2}, {99, 90}, {500, 90}} {
		p.Show(c.line)
		if p.Offset() != c.want {
			t.Errorf("line %d: at %d, want %d", c.line, p.Offset(), c.want)
		}
	}
}

func TestCounter(t *testing.T) {
	t.Parallel()
	p := newPager(100, 10)
	if got := p.Counter(); got != "10%" {
		t.Error(got)
	}
	p.Mouse(mouse.Event{Kind: mouse.Wheel, Delta: 500})
	if got := p.Counter(); got != "100%" {
		t.Error(got)
	}
	p.SetLen(3)
	if got := p.Counter(); got != "all" || p.Offset() != 0 {
		t.Error(got, p.Offset())
	}
}

func TestDraw_asksOnlyForVisibleLines(t *testing.T) {
	t.Parallel()
	p := newPager(100, 4)
	p.Scroll(50)
	n := 0
	p.Draw(canvas.New(10, 4), func(c canvas.Canvas, line int) {
		if line != 50+n || c.Height() != 1 {
			t.Errorf("line %d on a canvas of %d lines", line, c.Height())
		}
		n++
	})
	if n != 4 {
		t.Errorf("%d lines drawn", n)
	}
}
