package page

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/widget/pager"
)

// Seeker is a [Base] for pages with a text to scroll in which something is looked for.
// It has the line in which that is typed, and goes from one line that holds it to the
// next. Make it with [NewSeeker].
type Seeker struct {
	Base
	line   prompt
	at     *pager.Pager
	lines  func() iter.Seq[string]
	layout func()
	hits   []int // the lines that hold what is looked for
	hit    int   // the one of them that was gone to last
}

// NewSeeker returns a seeker in the lines that a pager scrolls over. Layout lays the
// page out; it is called whenever the line to type in comes or goes.
func NewSeeker(placeholder string, at *pager.Pager, lines func() iter.Seq[string], layout func()) Seeker {
	return Seeker{line: newPrompt(placeholder), at: at, lines: lines, layout: layout}
}

// Typing reports whether letters go to the line.
func (s *Seeker) Typing() bool { return s.line.Focused() }

// Found reports whether any line holds what is looked for.
func (s *Seeker) Found() bool { return len(s.hits) > 0 }

// SeekerLines is the height of the line, 0 while it is not shown.
func (s *Seeker) SeekerLines() int { return s.line.lines() }

// DrawSeeker draws the line, if it is shown, and returns what is left below it.
func (s *Seeker) DrawSeeker(c canvas.Canvas) canvas.Canvas { return s.line.above(c) }

// MarkFound marks what is looked for in a line that is drawn at x, which may be left
// of the canvas.
func (s *Seeker) MarkFound(c canvas.Canvas, x int, line string) {
	if s.Found() {
		Mark(c, x, 0, line, []string{s.line.Value()})
	}
}

// Status says which of the places found was gone to last.
func (s *Seeker) Status() string {
	switch {
	case s.line.Value() == "":
		return ""
	case len(s.hits) == 0:
		return "nothing found"
	}
	return fmt.Sprintf("place %d of %d", s.hit+1, len(s.hits))
}

// Seek begins the typing.
func (s *Seeker) Seek() {
	s.line.Focus()
	s.layout()
}

// Seeks performs what is bound while one types, and reports whether it was that.
func (s *Seeker) Seeks(id action.ID) bool {
	switch id {
	case action.InputAccept:
		s.line.Blur()
		s.layout()
	case action.InputDown:
		s.Step(1)
	case action.InputUp:
		s.Step(-1)
	default:
		return false
	}
	return true
}

// Escape leaves the line first, then what was looked for.
func (s *Seeker) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case s.line.Focused():
		s.line.Blur()
	case s.line.Value() != "":
		s.line.SetValue("")
		s.Look()
	default:
		return false, nil
	}
	s.layout()
	return true, nil
}

// Type edits what is looked for, and goes to the first place from here on.
func (s *Seeker) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	before := s.line.Value()
	taken = s.line.Type(k)
	if s.line.Value() != before {
		s.Look()
		s.hit, _ = slices.BinarySearch(s.hits, s.at.Offset())
		s.Step(0)
	}
	return taken, nil
}

// Look notes the lines that hold what is looked for; it has to be called when there
// are others.
func (s *Seeker) Look() {
	s.hits = nil
	query := strings.ToLower(s.line.Value())
	if query != "" {
		i := 0
		for l := range s.lines() {
			if strings.Contains(strings.ToLower(l), query) {
				s.hits = append(s.hits, i)
			}
			i++
		}
	}
	s.hit = max(0, min(s.hit, len(s.hits)-1))
}

// Step goes to the place found d after the last one; at the end it begins again.
func (s *Seeker) Step(d int) {
	n := len(s.hits)
	if n == 0 {
		return
	}
	s.hit = ((s.hit+d)%n + n) % n
	s.at.Scroll(s.hits[s.hit] - s.at.Offset())
}
