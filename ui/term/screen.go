package term

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// A screen that sleeps
//
// Bubble Tea's renderer looks for a new frame sixty times a second for as long as
// the program runs, so a program that nobody touches never sleeps. A Screen is
// told when there is a frame, and does nothing at any other time:
//
//   - A frame that comes some time after the last one is painted at once. One that
//     comes earlier waits for the rest of a pause, and whatever is shown meanwhile
//     takes its place. There is at most one timer, and none when nothing changes.
//   - Painting compares the frame with what the terminal shows, line by line. A
//     line that differs is addressed, erased and written. With every line addressed
//     and wrapping off nothing scrolls or spills: where the terminal takes a
//     character for wider or narrower than we do, only its own line suffers, and
//     nothing of it stays behind.
//   - A painting is one write, and one synchronized update unless it is tiny:
//     terminals that know mode 2026 show it as a whole, others ignore the mode.
//   - Painting happens off the caller's goroutine. When the terminal is slow to take
//     a frame, those shown meanwhile replace each other: a slow line sees fewer
//     frames, never a queue of old ones, and keys are handled all the while.
//
// The modes of the terminal that belong to a screen are set with its first frame,
// in the same write, so that nobody sees it blank, and set back by Leave. What
// else has to reach the terminal, such as text for the clipboard, goes through
// Write and so never into the middle of a frame.

// Screen shows frames on a terminal between Enter and Leave. All methods may be
// called from any goroutine. Make one with [NewScreen].
type Screen struct {
	// Place is where frames are shown. It is set before Enter.
	Place Place

	out io.Writer

	pen     sync.Mutex // held while writing; taken before mu
	picture picture
	entered bool // the modes are set
	buf     []byte
	shown   int // lines of the last frame

	mu      sync.Mutex
	frame   frame  // the newest one
	here    bool   // between Enter and Leave
	stale   bool   // what the terminal shows is not known
	due     bool   // a painting is on its way
	mouse   string // the modes of the mouse
	painted time.Time
}

// Place is a part of a terminal that frames can be shown in.
type Place uint8

// The places.
const (
	AlternateScreen Place = iota // apart from what was written before, which comes back afterwards
	MainScreen                   // below what was written before, which can be scrolled to; the last frame stays
)

// frame is lines joined by "\n", made for a size.
type frame struct {
	text string
	w, h int
}

// NewScreen returns a screen that writes to a terminal. Writing fails silently: a
// terminal that is gone is noticed by whoever reads it.
func NewScreen(out io.Writer) *Screen { return &Screen{out: out} }

// pause is the least time from one painting to the next: a frame at 120 Hz, which
// is more often than anybody sees.
const pause = 8 * time.Millisecond

// smallestUpdate is the length from which a painting is a synchronized update; the
// echo of a key needs none.
const smallestUpdate = 64

// What belongs to a screen. Wrapping is off while it is shown, see above; the
// mouse is apart because it comes and goes.
const (
	enterModes = ansi.HideCursor + ansi.ResetModeAutoWrap + ansi.SetModeBracketedPaste + ansi.SetModeFocusEvent
	leaveModes = mouseOff + ansi.ResetModeFocusEvent + ansi.ResetModeBracketedPaste + ansi.SetModeAutoWrap + ansi.ResetStyle + ansi.ShowCursor

	mouseOn  = ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	mouseOff = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr
)

// Enter shows the screen, with the last frame if there is one already.
func (s *Screen) Enter() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.here, s.stale = true, true
	s.arm()
}

// Leave gives the terminal back as it was before Enter. It waits for a painting
// that has begun. A screen that is not there is not left again.
func (s *Screen) Leave() {
	s.mu.Lock()
	s.here = false
	s.mu.Unlock()
	s.pen.Lock()
	defer s.pen.Unlock()
	if s.entered {
		s.entered = false
		_, _ = io.WriteString(s.out, leaveModes+s.leaving())
	}
}

// entering makes room for a frame of h lines; on the main screen, what is in sight
// is scrolled out of it.
func (s *Screen) entering(h int) string {
	if s.Place == MainScreen {
		return strings.Repeat("\n", h)
	}
	return ansi.SetModeAltScreenSaveCursor
}

// growing makes room for a frame of h lines where one of fewer is shown. A terminal
// that got higher takes the new lines from above, from what was scrolled out of sight:
// on the main screen they go back there, before the frame is painted over them.
func (s *Screen) growing(h int) string {
	if s.Place != MainScreen || h <= s.shown {
		return ""
	}
	return fmt.Sprintf("\x1b[%dH", h) + strings.Repeat("\n", h-s.shown)
}

// leaving gives back the room; on the main screen, what is written next stands below
// the last frame.
func (s *Screen) leaving() string {
	if s.Place == MainScreen {
		return fmt.Sprintf("\x1b[%dH\r\n", s.shown)
	}
	return ansi.ResetModeAltScreenSaveCursor
}

// Show has a frame painted: lines joined by "\n" for a terminal of w by h cells. Of
// a larger one the rest is not seen.
func (s *Screen) Show(text string, w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := (frame{text, w, h}); f != s.frame {
		s.frame = f
		s.arm()
	}
}

// Repaint has every line painted, whatever the terminal shows.
func (s *Screen) Repaint() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stale = true
	s.arm()
}

// TakeMouse has the terminal report the buttons and the wheel, now and whenever
// the screen is entered again.
func (s *Screen) TakeMouse() { s.setMouse(mouseOn) }

// GiveMouse gives the mouse back to the terminal, which then selects text.
func (s *Screen) GiveMouse() { s.setMouse(mouseOff) }

func (s *Screen) setMouse(modes string) {
	s.mu.Lock()
	s.mouse = modes
	s.mu.Unlock()
	s.pen.Lock()
	defer s.pen.Unlock()
	if s.entered {
		_, _ = io.WriteString(s.out, modes)
	}
}

// Write sends p to the terminal as it is, between two frames.
func (s *Screen) Write(p []byte) (int, error) {
	s.pen.Lock()
	defer s.pen.Unlock()
	return s.out.Write(p)
}

// arm sees to it that the newest frame gets painted: now, if the last painting is
// long enough ago. mu is held.
func (s *Screen) arm() {
	if s.due || !s.here || s.frame == (frame{}) {
		return
	}
	s.due = true
	time.AfterFunc(pause-time.Since(s.painted), s.paint)
}

// paint paints the newest frame, and has the next one painted that came meanwhile.
func (s *Screen) paint() {
	s.pen.Lock()
	defer s.pen.Unlock()
	s.mu.Lock()
	f, here, stale, mouse := s.frame, s.here, s.stale, s.mouse
	s.stale, s.painted = false, time.Now()
	s.mu.Unlock()
	if stale {
		s.picture.forget()
	}
	if here {
		s.write(f, mouse)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.due = false
	if s.frame != f || s.stale {
		s.arm()
	}
}

// write has the terminal show a frame. pen is held.
func (s *Screen) write(f frame, mouse string) {
	s.buf = s.buf[:0]
	if !s.entered {
		s.entered = true
		s.buf = append(append(append(s.buf, s.entering(f.h)...), enterModes...), mouse...)
	} else {
		s.buf = append(s.buf, s.growing(f.h)...)
	}
	s.shown = f.h
	if s.buf = s.appendUpdate(s.buf, f); len(s.buf) > 0 {
		_, _ = s.out.Write(s.buf)
	}
}

// appendUpdate appends what makes the terminal show a frame.
func (s *Screen) appendUpdate(out []byte, f frame) []byte {
	start := len(out)
	out = append(out, ansi.SetModeSynchronizedOutput...)
	body := len(out)
	out = s.picture.append(out, f)
	if n := len(out) - body; n < smallestUpdate {
		copy(out[start:], out[body:])
		return out[:start+n]
	}
	return append(out, ansi.ResetModeSynchronizedOutput...)
}
