package app_test

import (
	"testing"
	"time"

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
