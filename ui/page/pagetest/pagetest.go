// Package pagetest drives one page in a test, without the root around it: it runs
// the page's commands on the spot, draws, and compares the frame with a golden
// file. It is for tests only.
package pagetest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Today is the day on which test pages are looked at.
func Today() time.Time { return time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC) }

// Env returns what a page works with, with the given actions and unicode icons.
func Env(actions []action.Action) *page.Env {
	icons, _ := theme.IconSet("unicode")
	own := []action.Action{{ID: action.Escape, Context: action.Always, Keys: []string{"esc"}}, {ID: action.Reload, Context: action.Global, Keys: []string{"r"}}}
	reg, _ := action.New(slices.Concat(own, action.Shared(), actions))
	return &page.Env{Icons: icons, Actions: reg, Now: Today}
}

// Driver holds a page at a size. Intents collects what the page wanted done
// outside itself.
type Driver struct {
	t       testing.TB
	Page    page.Page
	Intents []page.Intent
	w, h    int
}

// Open drives a page; its first command is run at once.
func Open(t testing.TB, p page.Page, cmd tea.Cmd, w, h int) *Driver {
	t.Helper()
	d := &Driver{t: t, Page: p, w: w, h: h}
	p.Resize(w, h)
	d.run(cmd)
	return d
}

// OpenLoading drives a page whose first command never comes back.
func OpenLoading(t testing.TB, p page.Page, w, h int) *Driver {
	t.Helper()
	d := &Driver{t: t, Page: p, w: w, h: h}
	p.Resize(w, h)
	return d
}

// run performs a command and hands the page what it brings; delays pass at once.
func (d *Driver) run(cmd tea.Cmd) {
	for n := 0; cmd != nil; n++ {
		if n > 100 {
			return // something that asks to be woken again and again
		}
		msg := cmd()
		cmd = nil
		switch m := msg.(type) {
		case nil:
		case page.Delay:
			if def, ok := m.Msg.(page.Deferred); ok {
				if def.Context.Err() == nil {
					cmd = def.Run
				}
				continue
			}
			cmd = d.receive(m.Msg)
		case page.Awaited:
			cmd = m.Run
		case tea.BatchMsg:
			for _, c := range m {
				d.run(c)
			}
		default:
			cmd = d.receive(msg)
		}
	}
}

func (d *Driver) receive(msg tea.Msg) tea.Cmd {
	i, cmd := d.Page.Receive(msg)
	d.take(i)
	return cmd
}

func (d *Driver) take(i page.Intent) {
	if i.Kind != page.None {
		d.Intents = append(d.Intents, i)
	}
}

// Do performs actions, unless the page says that they cannot be done.
func (d *Driver) Do(ids ...action.ID) *Driver {
	for _, id := range ids {
		if d.Page.Disabled(id) != "" {
			continue
		}
		i, cmd := d.Page.Do(id)
		d.take(i)
		d.run(cmd)
		d.Frame()
		d.Told()
	}
	return d
}

// Type types text into the page's input.
func (d *Driver) Type(s string) *Driver {
	for _, r := range s {
		_, cmd := d.Page.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		d.run(cmd)
		d.Frame()
	}
	return d
}

// Escape presses esc, and reports whether the page had something to leave.
func (d *Driver) Escape() bool {
	left, cmd := d.Page.Escape()
	d.run(cmd)
	d.Frame()
	return left
}

// Send hands the page a message, as a chosen row of a menu does.
func (d *Driver) Send(msg tea.Msg) *Driver {
	d.run(func() tea.Msg { return msg })
	return d
}

// Choose chooses the row of the last menu that has the title.
func (d *Driver) Choose(title string) *Driver {
	d.t.Helper()
	for _, c := range d.Last().Choices {
		if c.Title != title {
			continue
		}
		if c.Value != nil {
			return d.Send(c.Value)
		}
		d.take(c.Intent)
		return d
	}
	d.t.Fatalf("no choice %q in %+v", title, d.Last())
	return d
}

// Last is the last thing that the page wanted.
func (d *Driver) Last() page.Intent {
	if len(d.Intents) == 0 {
		return page.Intent{}
	}
	return d.Intents[len(d.Intents)-1]
}

// Resize changes the size.
func (d *Driver) Resize(w, h int) *Driver {
	d.w, d.h = w, h
	d.Page.Resize(w, h)
	return d
}

// Told is what the page says line by line. It proves that it is fit to be read out:
// it begins with what the page is, every line is clean, and every number leads
// somewhere.
func (d *Driver) Told() string {
	d.t.Helper()
	var told page.Telling
	d.Page.Tell(&told)
	if told.Name == "" || told.Len() == 0 || told.Line(0).Text == "" || !told.Line(0).Heading {
		d.t.Fatalf("the telling of %q does not begin with what it is", d.Page.Title())
	}
	var sb strings.Builder
	for i := range told.Len() {
		line := told.Line(i).Text
		if text.Clean(line) != line {
			d.t.Fatalf("line %d of the telling is not clean: %q", i, line)
		}
		sb.WriteString(line + "\n")
	}
	return sb.String()
}

// Frame draws the page and proves that the frame is exact: as many lines as it is
// high, each as wide as it is wide, nothing in it that moves the cursor.
func (d *Driver) Frame() string {
	d.t.Helper()
	c := canvas.New(d.w, d.h)
	d.Page.Draw(c)
	frame := c.Render(&theme.Sheet{})
	lines := strings.Split(frame, "\n")
	if len(lines) != max(d.h, 1) {
		d.t.Fatalf("%d lines at %dx%d", len(lines), d.w, d.h)
	}
	for _, l := range lines {
		if n := text.Width(l); n != d.w {
			d.t.Fatalf("a line of %d cells at %dx%d: %q", n, d.w, d.h, l)
		}
	}
	plain := ansi.Strip(frame)
	if i := strings.IndexFunc(plain, func(r rune) bool { return r != '\n' && (r < 0x20 || r >= 0x7f && r < 0xa0) }); i >= 0 {
		d.t.Fatalf("a control character in the frame: %q", plain[max(0, i-10):i+1])
	}
	return plain
}

// Shows fails the test unless the frame has each of the texts.
func (d *Driver) Shows(wants ...string) *Driver {
	d.t.Helper()
	frame := d.Frame()
	for _, want := range wants {
		if !strings.Contains(frame, want) {
			d.t.Errorf("the frame lacks %q:\n%s", want, frame)
		}
	}
	return d
}

// Lacks fails the test when the frame has one of the texts.
func (d *Driver) Lacks(texts ...string) *Driver {
	d.t.Helper()
	frame := d.Frame()
	for _, s := range texts {
		if strings.Contains(frame, s) {
			d.t.Errorf("the frame has %q:\n%s", s, frame)
		}
	}
	return d
}

// Size is a size of the terminal.
type Size struct{ W, H int }

// Sizes are those at which every page has goldens.
func Sizes() []Size { return []Size{{40, 12}, {80, 24}, {120, 40}, {200, 60}} }

// Sweep calls f with sizes from 1x1 up, all widths at which a layout may turn.
func Sweep(f func(w, h int)) {
	for _, w := range []int{1, 2, 3, 8, 19, 20, 33, 40, 59, 60, 69, 70, 79, 80, 99, 100, 119, 159, 160, 161, 300} {
		for _, h := range []int{1, 2, 3, 5, 8, 12, 13, 14, 18, 24, 29, 30, 31, 50, 100} {
			f(w, h)
		}
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// Golden compares the frame with testdata/golden/NAME_WxH.txt. The right edge is
// marked, so that blanks at line ends count.
func (d *Driver) Golden(name string) {
	d.t.Helper()
	d.Told()
	got := strings.ReplaceAll(d.Frame(), "\n", "│\n") + "│\n"
	path := filepath.Join("testdata", "golden", fmt.Sprintf("%s_%dx%d.txt", name, d.w, d.h))
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatalf("%v; run the test with -update and read what it wrote", err)
	}
	if string(want) != got {
		d.t.Errorf("%s differs; got:\n%s", path, got)
	}
}

// Orphans fails the test for golden files that none of the names stands for.
func Orphans(t *testing.T, names ...string) {
	t.Helper()
	wanted := map[string]bool{}
	for _, n := range names {
		for _, s := range Sizes() {
			wanted[fmt.Sprintf("%s_%dx%d.txt", n, s.W, s.H)] = true
		}
	}
	files, _ := filepath.Glob(filepath.Join("testdata", "golden", "*.txt"))
	for _, f := range files {
		if !wanted[filepath.Base(f)] {
			t.Errorf("%s is of no test", f)
		}
	}
}

// Actions fails the test unless every action has a title, a key or a command, and
// no two of a context share a key.
func Actions(t *testing.T, actions []action.Action) {
	t.Helper()
	_, conflicts := action.New(append(action.Shared(), actions...))
	if len(conflicts) > 0 {
		t.Errorf("keys that two actions ask for: %v", conflicts)
	}
	seen := map[action.ID]bool{}
	for _, a := range actions {
		if a.Title == "" || a.Group == "" || len(a.Keys) == 0 && a.Command == "" {
			t.Errorf("%+v lacks a title, a group or a way to do it", a)
		}
		if seen[a.ID] {
			t.Errorf("two actions are called %s", a.ID)
		}
		seen[a.ID] = true
	}
}

// Cases is a table of golden frames: a name, and the page at a size.
type Cases map[string]func(t *testing.T, w, h int) *Driver

// Run draws every case at every size, compares it with its golden file, and looks
// for golden files that are of no case.
func (cs Cases) Run(t *testing.T) {
	t.Helper()
	for name, open := range cs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, s := range Sizes() {
				open(t, s.W, s.H).Golden(name)
			}
		})
	}
	names := make([]string, 0, len(cs))
	for name := range cs {
		names = append(names, name)
	}
	if !*update {
		Orphans(t, names...)
	}
}

// SweepAll draws every case at all the sizes of Sweep: no frame may be inexact.
func (cs Cases) SweepAll(t *testing.T) {
	t.Helper()
	for name, open := range cs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, 80, 24)
			Sweep(func(w, h int) { d.Resize(w, h).Frame() })
		})
	}
}
