package page

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
)

// Finder is a [Base] for pages with a list that words narrow. It has the line in which
// they are typed, which stands above the list while there is something in it.
type Finder struct {
	Base
	line   prompt
	narrow func()
}

// NewFinder returns a finder that looks in what the placeholder says. Narrow lists anew
// what is found and lays the page out; it is called whenever that may have changed.
func NewFinder(placeholder string, narrow func()) Finder {
	return Finder{line: newPrompt(placeholder), narrow: narrow}
}

// Typing reports whether letters go to the line.
func (f *Finder) Typing() bool { return f.line.Focused() }

// Finding reports whether there are words that are looked for.
func (f *Finder) Finding() bool { return f.line.Value() != "" }

// Finds reports whether all words that are looked for stand in the texts.
func (f *Finder) Finds(texts ...string) bool {
	return HasAll(strings.Join(texts, " "), FoldedWords(f.line.Value()))
}

// FinderLines is the height of the line, 0 while it is not shown.
func (f *Finder) FinderLines() int { return f.line.lines() }

// DrawFinder draws the line, if it is shown, and returns what is left below it.
func (f *Finder) DrawFinder(c canvas.Canvas) canvas.Canvas { return f.line.above(c) }

// Find begins the typing.
func (f *Finder) Find() {
	f.line.Focus()
	f.narrow()
}

// Accepts reports whether an action ends the typing, and ends it.
func (f *Finder) Accepts(id action.ID) bool {
	if id != action.InputAccept || !f.Typing() {
		return false
	}
	f.line.Blur()
	f.narrow()
	return true
}

// Type edits the words that are looked for.
func (f *Finder) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	taken = f.line.Type(k)
	f.narrow()
	return taken, nil
}

// Escape ends the typing, then lets go of the words.
func (f *Finder) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case f.Typing():
		f.line.Blur()
	case f.Finding():
		f.line.SetValue("")
	default:
		return false, nil
	}
	f.narrow()
	return true, nil
}
