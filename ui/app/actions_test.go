package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/ui/action"
	"meshdex/ui/app"
)

// all are the actions of the program and of its pages.
func all() []action.Action { return append(app.Actions(), pageActions()...) }

func TestActions_noKeyIsBoundTwiceInAContext(t *testing.T) {
	t.Parallel()
	if _, conflicts := action.New(all()); len(conflicts) > 0 {
		t.Errorf("conflicts: %+v", conflicts)
	}
}

func TestActions_eachIsNamedAndCanBeDone(t *testing.T) {
	t.Parallel()
	seen := map[action.ID]bool{}
	for _, a := range all() {
		if seen[a.ID] {
			t.Errorf("%s is registered twice", a.ID)
		}
		seen[a.ID] = true
		if a.ID == "" || a.Title == "" || a.Context == "" || a.Group == "" {
			t.Errorf("%+v lacks an id, a title, a context or a group", a)
		}
		// what has neither a key nor a command is in the palette, if it is of a page
		// or of the program
		inPalette := a.Context == action.Global || a.Context == action.Always
		if len(a.Keys) == 0 && a.Command == "" && !inPalette {
			t.Errorf("%s can not be done", a.ID)
		}
	}
}

// TestActions_paletteHasThem opens the palette on the first page and looks for
// every action that has a place there.
func TestActions_paletteHasThem(t *testing.T) {
	t.Parallel()
	d := begin(t, 120, 40)
	for _, a := range all() {
		if a.Context == action.Global || a.Context == "browse" {
			d.Press("ctrl+p").Paste(a.Title).Shows(a.Title).Press("esc")
		}
	}
}

func TestActions_everyOneOnEveryPageIsHarmless(t *testing.T) {
	t.Parallel()
	var keys []string
	for _, a := range all() {
		for _, k := range a.Keys {
			if !slices.Contains(keys, k) && k != "ctrl+c" && k != "q" {
				keys = append(keys, k)
			}
		}
	}
	for name, visit := range places() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := begin(t, 60, 14)
			for _, k := range keys {
				for range 6 { // to the first page, with nothing open
					d.Press("esc")
				}
				visit(d)
				d.Press(k).Advance(time.Second).Press("esc")
				if d.Quit {
					t.Errorf("%q has quit the program", k)
				}
			}
		})
	}
}

// The footer names the keys of what has the focus, at every size, and ends with help;
// where ? is a letter or nothing, with the way out.
func TestHints_endWithHelpOrTheWayOut(t *testing.T) {
	t.Parallel()
	open := append(typing(), "nothing found", "keys", "keys filtered", "palette", "line", "themes", "menu", "deep")
	for name, visit := range places() {
		want := "? help "
		if slices.Contains(open, name) {
			want = "esc leave "
		}
		for _, size := range [][2]int{{20, 5}, {40, 12}, {80, 24}, {200, 60}} {
			d := begin(t, size[0], size[1])
			visit(d)
			d.Advance(time.Minute)
			if footer := d.LineAt(size[1] - 1); !strings.HasSuffix(footer, want) {
				t.Errorf("%s at %v ends with %q", name, size, footer)
			}
		}
	}
}
