// Package input is a line of text that a person edits. Bubbles does the editing;
// the drawing is ours, because it must keep to the canvas and to the program's
// idea of width. The cursor does not blink: a blinking one would wake the
// processor twice a second for as long as the program is open.
package input

import (
	"fmt"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Limit is the number of characters that an input holds; what is pasted beyond it
// is dropped.
const Limit = 1000

// Input is a text input. Make one with New.
type Input struct {
	model       textinput.Model
	placeholder string
}

// New returns an empty input without focus.
func New(placeholder string) Input {
	m := textinput.New()
	m.CharLimit = Limit
	m.KeyMap.Paste.SetEnabled(false) // pastes come as bracketed keys, never from a clipboard tool
	for _, b := range []*key.Binding{&m.KeyMap.AcceptSuggestion, &m.KeyMap.NextSuggestion, &m.KeyMap.PrevSuggestion} {
		b.SetEnabled(false)
	}
	return Input{m, placeholder}
}

// Focus makes the input take keys.
func (i *Input) Focus() { i.model.Focus() }

// Blur makes it ignore them; the text stays.
func (i *Input) Blur() { i.model.Blur() }

// Focused reports whether it takes keys.
func (i *Input) Focused() bool { return i.model.Focused() }

// Value is the text.
func (i *Input) Value() string { return i.model.Value() }

// SetValue replaces the text and puts the cursor after it.
func (i *Input) SetValue(s string) {
	i.model.SetValue(s)
	i.model.CursorEnd()
}

// AtEnd reports whether the cursor is after the last character.
func (i *Input) AtEnd() bool { return i.model.Position() == len([]rune(i.model.Value())) }

// Type handles a key, and reports whether it was one that edits text.
func (i *Input) Type(k tea.KeyMsg) bool {
	if !i.Focused() || !i.edits(k) {
		return false
	}
	i.model, _ = i.model.Update(k)
	return true
}

// edits reports whether a key types, deletes or moves the cursor.
func (i *Input) edits(k tea.KeyMsg) bool {
	return (k.Type == tea.KeyRunes || k.Type == tea.KeySpace) && !k.Alt || alters(k)
}

// Edits reports whether a key, by its name in Bubble Tea's notation, is one that an
// input with the focus takes: a character, or one that deletes or moves the cursor.
func Edits(name string) bool { return utf8.RuneCountInString(name) == 1 || alters(named(name)) }

// named is a key of which only the name is known.
type named string

func (n named) String() string { return string(n) }

// alters reports whether a key deletes or moves the cursor.
func alters[K fmt.Stringer](k K) bool {
	m := textinput.DefaultKeyMap
	return key.Matches(k, m.CharacterForward, m.CharacterBackward, m.WordForward, m.WordBackward,
		m.DeleteWordBackward, m.DeleteWordForward, m.DeleteAfterCursor, m.DeleteBeforeCursor,
		m.DeleteCharacterBackward, m.DeleteCharacterForward, m.LineStart, m.LineEnd)
}

// Draw draws the prompt and the text into the first line of c, with the text
// moved left as far as is needed to show the cursor.
func (i *Input) Draw(c canvas.Canvas, prompt string) {
	x := c.Put(0, 0, prompt, theme.Accent.Plain())
	value := i.Value()
	if value == "" && i.placeholder != "" {
		c.PutCut(x, 0, c.Width()-x, i.placeholder, theme.Muted.Plain())
		i.drawCursor(c, x)
		return
	}
	before := text.Width(string([]rune(value)[:i.model.Position()]))
	if over := before - (c.Width() - x - 1); over > 0 && i.Focused() {
		value = ansi.TruncateLeft(value, over, "")
		before -= over
	}
	c.Put(x, 0, value, theme.Text.Plain())
	i.drawCursor(c, x+before)
}

func (i *Input) drawCursor(c canvas.Canvas, x int) {
	if i.Focused() {
		c.Restyle(x, 0, 1, func(theme.Style) theme.Style { return theme.Cursor.Plain() })
	}
}
