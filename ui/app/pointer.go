package app

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/widget/toast"
)

// The mouse
//
// A terminal reports every notch of the wheel. Each report would draw a frame, and
// the reports of one flick would hold up the keys that come after them. So a filter
// before Update lets the first report through, gathers what comes in the next
// sixteen milliseconds and passes it on as one. The end of that time comes as a
// message of its own: nothing of a flick is left over until the next event.

// wheelWindow is how long turns of the wheel are gathered: a frame at 60 Hz.
const wheelWindow = 16 * time.Millisecond

// wheelStep is the number of lines for one notch.
const wheelStep = 3

// doubleClick is the longest time between the two presses of a double click.
const doubleClick = 400 * time.Millisecond

// wheelMsg is the wheel turned by some lines at a cell. It opens a window.
type wheelMsg struct{ x, y, lines int }

// wheelOverMsg closes a window.
type wheelOverMsg struct{}

// wheelFilter gathers turns of the wheel. Its state is its own: the event loop
// calls it from one goroutine.
type wheelFilter struct {
	open bool
	held wheelMsg
}

// Filter returns what stands before Update in the event loop: turns of the wheel
// are gathered there. It keeps state and serves one program. See [Run].
func Filter() func(tea.Model, tea.Msg) tea.Msg { return (&wheelFilter{}).filter }

// filter is for tea.WithFilter. Reports of motion and of released buttons mean
// nothing here and are dropped before they cost a frame.
func (f *wheelFilter) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch m := msg.(type) {
	case tea.MouseMsg:
		return f.mouse(m)
	case wheelOverMsg:
		if f.held.lines == 0 {
			f.open = false
			return nil
		}
		out := f.held
		f.held = wheelMsg{}
		return out
	}
	return msg
}

func (f *wheelFilter) mouse(m tea.MouseMsg) tea.Msg {
	lines := 0
	switch {
	case m.Action != tea.MouseActionPress:
		return nil
	case m.Button == tea.MouseButtonWheelUp:
		lines = -wheelStep
	case m.Button == tea.MouseButtonWheelDown:
		lines = wheelStep
	case tea.MouseEvent(m).IsWheel():
		return nil
	default:
		return m
	}
	if !f.open {
		f.open = true
		return wheelMsg{m.X, m.Y, lines}
	}
	f.held = wheelMsg{m.X, m.Y, f.held.lines + lines}
	return nil
}

// wheel scrolls what is under the pointer.
func (r *Root) wheel(m wheelMsg) tea.Cmd {
	over := r.clock.After(wheelWindow, wheelOverMsg{})
	return tea.Batch(over, r.mouse(mouse.Event{X: m.x, Y: m.y, Kind: mouse.Wheel, Delta: m.lines}))
}

// pointer handles a pressed button.
func (r *Root) pointer(m tea.MouseMsg) tea.Cmd {
	e := mouse.Event{X: m.X, Y: m.Y}
	switch m.Button {
	case tea.MouseButtonLeft:
		e.Kind = r.clickKind(e)
	case tea.MouseButtonMiddle:
		e.Kind = mouse.Middle
	default:
		return nil
	}
	return r.mouse(e)
}

// clickKind tells the second press of a double click. A third one begins anew.
func (r *Root) clickKind(e mouse.Event) mouse.Kind {
	now, last := r.clock.Now(), r.clicked
	r.clicked = click{e, now}
	if last.event == e && !last.at.IsZero() && now.Sub(last.at) <= doubleClick {
		r.clicked = click{}
		return mouse.Double
	}
	return mouse.Click
}

// mouse hands an event to what is at its place: a dialog, the header, the footer,
// the page.
func (r *Root) mouse(e mouse.Event) tea.Cmd {
	if r.screen.tooSmall() {
		return nil
	}
	if d := r.openDialog(); d != nil && (e.Y < r.screen.h-1 || e.Kind == mouse.Wheel) {
		return d.mouse(e)
	}
	body := r.body()
	if in, ok := e.In(body.X, body.Y, body.W, body.H); ok {
		top := r.nav.top()
		intent, cmd := top.page.Mouse(in)
		return tea.Batch(r.address(top.serial, cmd), r.perform(intent))
	}
	if at := r.guideRect(); r.guide != nil {
		if in, ok := e.In(at.X, at.Y, at.W, at.H); ok {
			r.guideMouse(in)
			return nil
		}
	}
	if e.Kind != mouse.Click {
		return nil
	}
	if e.Y == 0 {
		return r.clickCrumb(e.X)
	}
	return r.clickHint(e.X)
}

// clickCrumb goes back to the page whose name was clicked.
func (r *Root) clickCrumb(x int) tea.Cmd {
	w := r.screen.w
	for _, c := range r.crumbs(r.crumbRoom(r.headerRight(w), w)) {
		if x > c.x && x <= c.x+c.w && c.depth > 0 {
			for r.nav.depth() > c.depth {
				r.nav.pop()
			}
		}
	}
	return nil
}

// clickHint does what the clicked hint says.
func (r *Root) clickHint(x int) tea.Cmd {
	from, room := r.footerRoom(r.screen.w)
	for _, h := range r.placeHints(room) {
		if x < from+h.x || x >= from+h.x+h.w {
			continue
		}
		if d := r.openDialog(); d != nil && h.id != action.Escape {
			return d.do(h.id)
		}
		return r.do(h.id)
	}
	return nil
}

// toggleMouse gives the mouse back to the terminal, or takes it again.
func (r *Root) toggleMouse() tea.Cmd {
	r.mouseOn = !r.mouseOn
	if r.mouseOn {
		return tea.Batch(tea.EnableMouseCellMotion, r.say(toast.Info, "mouse on; hold shift (option in iTerm2) to select text"))
	}
	return tea.Batch(tea.DisableMouse, r.say(toast.Info, "mouse off; the terminal selects text again"))
}
