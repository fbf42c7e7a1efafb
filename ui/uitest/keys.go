package uitest

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/app"
)

// Press presses keys, named in Bubble Tea's notation: "j", "ctrl+p", "esc".
func (d *Driver) Press(keys ...string) *Driver {
	d.t.Helper()
	for _, k := range keys {
		d.Send(d.key(k))
	}
	return d
}

// Type types text, a key a letter.
func (d *Driver) Type(s string) *Driver {
	d.t.Helper()
	for _, r := range s {
		d.Press(string(r))
	}
	return d
}

// Burst sends text that came in one read of the terminal.
func (d *Driver) Burst(s string) *Driver {
	d.t.Helper()
	return d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)})
}

// Paste pastes text.
func (d *Driver) Paste(s string) *Driver {
	d.t.Helper()
	return d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
}

// Do performs an action by its first key, or by its ":" line when it has none.
func (d *Driver) Do(ids ...action.ID) *Driver {
	d.t.Helper()
	registry, _ := action.New(append(app.Actions(), Actions()...))
	for _, id := range ids {
		a, ok := registry.Get(id)
		switch {
		case !ok:
			d.t.Fatalf("there is no action %q", id)
		case len(a.Keys) > 0:
			d.Press(a.Keys[0])
		default:
			d.Line(a.Command)
		}
	}
	return d
}

// Line gives a ":" line.
func (d *Driver) Line(line string) *Driver {
	d.t.Helper()
	return d.Press(":").Type(line).Press("enter")
}

// key is the message of a named key.
func (d *Driver) key(name string) tea.KeyMsg {
	d.t.Helper()
	if bare, ok := strings.CutPrefix(name, "alt+"); ok {
		k := d.key(bare)
		k.Alt = true
		return k
	}
	if name == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if r := []rune(name); len(r) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: r}
	}
	for t := tea.KeyType(-100); t < 128; t++ {
		if k := (tea.KeyMsg{Type: t}); t != tea.KeyRunes && k.String() == name {
			return k
		}
	}
	d.t.Fatalf("there is no key %q", name)
	return tea.KeyMsg{}
}

// Click presses and releases the left button.
func (d *Driver) Click(x, y int) *Driver {
	d.t.Helper()
	press := tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft}
	release := press
	release.Action = tea.MouseActionRelease
	return d.Send(press).Send(release)
}

// ClickOn clicks where a text stands on the screen, the first time it does.
func (d *Driver) ClickOn(s string) *Driver {
	d.t.Helper()
	x, y := d.Find(s)
	return d.Click(x, y)
}

// Wheel turns the wheel by notches, negative for up.
func (d *Driver) Wheel(x, y, notches int) *Driver {
	d.t.Helper()
	m := tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonWheelDown}
	if notches < 0 {
		notches, m.Button = -notches, tea.MouseButtonWheelUp
	}
	for range notches {
		d.Send(m)
	}
	return d
}
