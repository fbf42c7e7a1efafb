// Package mouse is what a pointer did, in the coordinates of whoever is told:
// the root turns the terminal's reports into events, and every layer hands them
// on with [Event.In]. It imports nothing of meshdex.
package mouse

// Kind says what the pointer did.
type Kind uint8

// The kinds of events.
const (
	Click  Kind = iota // the left button went down
	Double             // it went down twice at one place, the second time at once
	Wheel              // the wheel turned; Event.Delta says how far
	Middle             // the middle button went down
)

// Event is one thing the pointer did at a cell.
type Event struct {
	X, Y  int
	Kind  Kind
	Delta int // Wheel: lines down, negative for up; several turns in one event
}

// In moves the event into the rectangle at x, y of size w by h, and reports
// whether it happened there.
func (e Event) In(x, y, w, h int) (Event, bool) {
	inside := e.X >= x && e.X < x+w && e.Y >= y && e.Y < y+h
	e.X, e.Y = e.X-x, e.Y-y
	return e, inside
}
