package app_test

import (
	"context"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/uitest"
)

func TestIdle_nothingIsDueOnceSettled(t *testing.T) {
	for name, visit := range places() {
		t.Run(name, func(t *testing.T) {
			cfg := newWorld(t).config()
			clock := cfg.Clock.(*uitest.Clock)
			d, root := start(t, cfg, 100, 30)
			visit(d)
			d.Advance(time.Minute)
			if n := clock.Waiting(); n != 0 {
				t.Errorf("%d messages are due", n)
			}
			root.View()
			if n := testing.AllocsPerRun(10, func() { root.View() }); n != 0 {
				t.Errorf("a frame that has not changed is drawn again: %v allocations", n)
			}
			handled := d.Handled
			if d.Advance(24 * time.Hour); d.Handled != handled {
				t.Errorf("%d messages in an idle day", d.Handled-handled)
			}
		})
	}
}

// hundredThousand is the program on a list of as many products, 240 by 70.
func hundredThousand(t testing.TB) func() string {
	t.Helper()
	const n = 100_000
	w := newWorld(t)
	w.records, w.snapshot = mesh(n)
	w.index = func(context.Context, *catalog.Snapshot) (*search.Index, error) { return nil, errNoIndex }
	d, root := start(t, w.config(), 240, 70)
	d.Advance(time.Minute).Shows("finance clicks")
	return func() string {
		root.Update(nil) // something has happened, so the frame is drawn anew
		return root.View()
	}
}

func TestView_allocatesLittle(t *testing.T) {
	draw := hundredThousand(t)
	if n := testing.AllocsPerRun(20, func() { draw() }); n > 100 {
		t.Errorf("a frame of a hundred thousand products allocates %v times, at most 100 are allowed", n)
	}
}

func BenchmarkView_hundredThousandProducts(b *testing.B) {
	draw := hundredThousand(b)
	b.ReportAllocs()
	for b.Loop() {
		draw()
	}
}
