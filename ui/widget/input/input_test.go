package input_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/input"
)

func typeText(in *input.Input, s string) {
	for _, r := range s {
		in.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
}

func draw(in *input.Input, width int) string {
	c := canvas.New(width, 1)
	in.Draw(c, "/ ")
	return ansi.Strip(c.Render(&theme.Sheet{}))
}

func TestType_editsOnlyWithFocus(t *testing.T) {
	t.Parallel()
	in := input.New("search")
	typeText(&in, "lost")
	if in.Value() != "" {
		t.Errorf("typed without focus: %q", in.Value())
	}
	in.Focus()
	typeText(&in, "orders")
	in.Type(tea.KeyMsg{Type: tea.KeyBackspace})
	if in.Value() != "order" {
		t.Errorf("%q", in.Value())
	}
	for _, k := range []tea.KeyType{tea.KeyEnter, tea.KeyEsc, tea.KeyUp, tea.KeyTab, tea.KeyCtrlP, tea.KeyCtrlV} {
		if in.Type(tea.KeyMsg{Type: k}) {
			t.Errorf("took %s", tea.KeyMsg{Type: k})
		}
	}
}

func TestType_pasteIsOneBoundedLine(t *testing.T) {
	t.Parallel()
	in := input.New("")
	in.Focus()
	in.Type(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune("a\nb\x1b[2J" + strings.Repeat("x", 5000))})
	if strings.ContainsAny(in.Value(), "\n\x1b") {
		t.Errorf("control characters in %q", in.Value()[:20])
	}
	if n := len([]rune(in.Value())); n != input.Limit {
		t.Errorf("%d characters", n)
	}
}

func TestDraw_keepsTheCursorInSight(t *testing.T) {
	t.Parallel()
	in := input.New("search")
	in.Focus()
	if got := draw(&in, 12); got != "/ search    " {
		t.Errorf("empty: %q", got)
	}
	typeText(&in, "abcdefghijklmnop")
	if got := draw(&in, 12); got != "/ hijklmnop " {
		t.Errorf("at the end: %q", got)
	}
	for range 16 {
		in.Type(tea.KeyMsg{Type: tea.KeyLeft})
	}
	if got := draw(&in, 12); got != "/ abcdefghij" {
		t.Errorf("at the start: %q", got)
	}
}

// What the name of a key says is what typing it does.
func TestEdits_isWhatTypeTakes(t *testing.T) {
	t.Parallel()
	for _, k := range []tea.KeyMsg{
		{Type: tea.KeyRunes, Runes: []rune("q")},
		{Type: tea.KeyRunes, Runes: []rune("数")},
		{Type: tea.KeySpace, Runes: []rune(" ")},
		{Type: tea.KeyBackspace},
		{Type: tea.KeyLeft},
		{Type: tea.KeyHome},
		{Type: tea.KeyCtrlW},
		{Type: tea.KeyCtrlK},
		{Type: tea.KeyRunes, Runes: []rune("d"), Alt: true},
		{Type: tea.KeyEnter},
		{Type: tea.KeyTab},
		{Type: tea.KeyUp},
		{Type: tea.KeyEsc},
		{Type: tea.KeyF1},
		{Type: tea.KeyCtrlP},
		{Type: tea.KeyRunes, Runes: []rune("x"), Alt: true},
	} {
		in := input.New("")
		in.Focus()
		if got, want := input.Edits(k.String()), in.Type(k); got != want {
			t.Errorf("Edits(%q) = %v, and typing it %v", k.String(), got, want)
		}
	}
}
