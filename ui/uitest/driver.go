// Package uitest drives the whole program in a test, without a terminal and
// without waiting: every message and every command that it leads to is handled
// before a call returns, and what is timed waits for [Driver.Advance]. After every
// message the frame is proved exact. Start with [Drive]. It is for tests only and
// knows no page.
package uitest

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/text"
)

// Driver holds a running program.
type Driver struct {
	t      testing.TB
	model  tea.Model
	clock  *Clock
	filter func(tea.Model, tea.Msg) tea.Msg
	w, h   int // 0 until the size is sent

	// Quit is whether the program has ended.
	Quit bool
	// Handled is the number of messages that reached the program.
	Handled int
	// Outside names what went to the terminal instead of the program, such as
	// "tea.enableMouseCellMotionMsg" or "tea.execMsg", in order.
	Outside []string
}

// Options say how a program is driven.
type Options struct {
	Clock  *Clock
	Filter func(tea.Model, tea.Msg) tea.Msg // as for tea.WithFilter; nil for none
	W, H   int                              // 0 by 0 sends no size
}

// Drive starts a program.
func Drive(t testing.TB, model tea.Model, o Options) *Driver {
	t.Helper()
	d := &Driver{t: t, model: model, clock: o.Clock, filter: o.Filter}
	d.run(model.Init())
	if o.W > 0 || o.H > 0 {
		d.Resize(o.W, o.H)
	}
	return d
}

// run performs a command and handles what it brings.
func (d *Driver) run(cmd tea.Cmd) {
	if cmd != nil {
		d.Send(cmd())
	}
}

// Send gives the program a message, and handles all that follows from it.
func (d *Driver) Send(msg tea.Msg) *Driver {
	d.t.Helper()
	if msg == nil || d.Quit || d.batch(msg) {
		return d
	}
	if d.filter != nil {
		if msg = d.filter(d.model, msg); msg == nil {
			return d
		}
	}
	if _, ok := msg.(tea.QuitMsg); ok {
		d.Quit = true
		return d
	}
	if name := reflect.TypeOf(msg).String(); internal(name) {
		d.Outside = append(d.Outside, name)
	}
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	d.Handled++
	d.Check()
	d.run(cmd)
	return d
}

// batch performs the commands of a batch or sequence in their order. The type of a
// sequence has no name outside Bubble Tea, so both are known by what they are.
func (d *Driver) batch(msg tea.Msg) bool {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return false
	}
	for i := range v.Len() {
		d.run(v.Index(i).Interface().(tea.Cmd))
	}
	return true
}

// internal reports whether a message is one that Bubble Tea keeps to itself.
func internal(name string) bool {
	rest, ok := strings.CutPrefix(name, "tea.")
	return ok && rest != "" && strings.ToLower(rest[:1]) == rest[:1] || name == "tea.SuspendMsg"
}

// Press presses keys, named as Bubble Tea names them: "j", "ctrl+d", "enter", "esc".
func (d *Driver) Press(keys ...string) *Driver {
	d.t.Helper()
	for _, k := range keys {
		d.Send(Key(k))
	}
	return d
}

// Type types text, a key for every letter.
func (d *Driver) Type(s string) *Driver {
	d.t.Helper()
	for _, r := range s {
		d.Send(Key(string(r)))
	}
	return d
}

// Paste pastes text.
func (d *Driver) Paste(s string) *Driver {
	d.t.Helper()
	return d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
}

// Key is the message of a key of the given name.
func Key(name string) tea.KeyMsg {
	if name == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	for t := tea.KeyType(-100); t < 130; t++ {
		if k := (tea.Key{Type: t}); t != tea.KeyRunes && k.String() == name {
			return tea.KeyMsg(k)
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// Click presses and lets go of the left button at a cell.
func (d *Driver) Click(x, y int) *Driver {
	d.t.Helper()
	d.Send(tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	return d.Send(tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionRelease})
}

// ClickOn clicks on the first cell of a text in the frame.
func (d *Driver) ClickOn(s string) *Driver {
	d.t.Helper()
	for y, line := range strings.Split(d.Frame(), "\n") {
		if before, _, ok := strings.Cut(line, s); ok {
			return d.Click(text.Width(before), y)
		}
	}
	d.t.Fatalf("there is no %q to click in\n%s", s, d.Frame())
	return d
}

// Wheel turns the wheel by notches, down if positive, at a cell.
func (d *Driver) Wheel(x, y, notches int) *Driver {
	d.t.Helper()
	button := tea.MouseButtonWheelDown
	if notches < 0 {
		button, notches = tea.MouseButtonWheelUp, -notches
	}
	for range notches {
		d.Send(tea.MouseMsg{X: x, Y: y, Button: button, Action: tea.MouseActionPress})
	}
	return d
}

// Resize changes the size of the terminal.
func (d *Driver) Resize(w, h int) *Driver {
	d.t.Helper()
	d.w, d.h = w, h
	return d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Advance moves the clock on and brings what is due, in its order. Something that
// asks to be woken for ever fails the test.
func (d *Driver) Advance(by time.Duration) *Driver {
	d.t.Helper()
	until := d.clock.now.Add(by)
	for range 1000 {
		msg, ok := d.clock.due(until)
		if !ok {
			return d
		}
		d.Send(msg)
	}
	d.t.Fatalf("more than 1000 messages came due within %v", by)
	return d
}

// Frame is what the screen shows, without styles.
func (d *Driver) Frame() string { return ansi.Strip(d.model.View()) }

// LineAt is one line of the frame.
func (d *Driver) LineAt(y int) string { return strings.Split(d.Frame(), "\n")[y] }

// Check proves the frame exact: as many lines as the terminal has, each as wide,
// and nothing in it but text and styles.
func (d *Driver) Check() {
	d.t.Helper()
	if d.w <= 0 || d.h <= 0 {
		return // the program does not know where it is
	}
	if err := Exact(d.model.View(), d.w, d.h); err != nil {
		d.t.Fatal(err)
	}
}

// Exact says what is wrong with a frame of the given size, nil if nothing is.
func Exact(frame string, w, h int) error {
	lines := strings.Split(frame, "\n")
	if len(lines) != h {
		return fmt.Errorf("%d lines at %dx%d", len(lines), w, h)
	}
	for y, l := range lines {
		if n := text.Width(l); n != w {
			return fmt.Errorf("line %d has %d cells at %dx%d: %q", y, n, w, h, l)
		}
		if plain := styles.ReplaceAllString(l, ""); strings.ContainsFunc(plain, control) {
			return fmt.Errorf("line %d has a control character: %q", y, plain)
		}
	}
	return nil
}

// styles are the sequences that set colours and the like; no other may be in a
// frame.
var styles = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

func control(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }
