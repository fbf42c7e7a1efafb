package app_test

import (
	"strings"
	"testing"
	"time"

	"meshdex/ui/theme"
)

func TestTheme_isSwitchedAndRemembered(t *testing.T) {
	t.Parallel()
	d, root := start(t, newWorld(t).config(), 100, 30)
	d.Advance(time.Second)
	dark, plain := root.View(), d.Frame()
	d.Press("T", "/").Type("light").Press("enter").Footer("theme light").Advance(time.Minute)
	if root.View() == dark {
		t.Error("the colours are as before")
	}
	if d.Frame() != plain {
		t.Error("the theme has changed the text")
	}
	if got := root.Session().Theme; got != "light" {
		t.Errorf("the session remembers the theme %q", got)
	}
}

func TestTheme_everyOneIsFrameExactAndTellsTheCursor(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		for _, profile := range []theme.Profile{theme.TrueColor, theme.Colors256, theme.Colors16, theme.NoColor} {
			cfg := newWorld(t).config()
			cfg.Look.Theme, cfg.Look.Profile = name, profile
			d, root := start(t, cfg, 100, 30)
			d.Selected("Acquirer settlements")
			if colours := strings.Contains(root.View(), "\x1b[3") || strings.Contains(root.View(), ";3"); profile == theme.NoColor && colours {
				t.Errorf("%s without colours has some", name)
			}
		}
	}
}

func TestIcons_asciiHasNoOtherBytes(t *testing.T) {
	t.Parallel()
	for name, visit := range places() {
		d := begin(t, 60, 20) // narrow enough to cut texts
		line(d, "icons ascii").Advance(time.Minute)
		visit(d)
		for _, r := range d.Frame() {
			if r >= 0x80 {
				t.Errorf("%s: %q among ascii icons:\n%s", name, r, d.Frame())
				break
			}
		}
	}
}
