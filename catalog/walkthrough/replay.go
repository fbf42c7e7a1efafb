package walkthrough

import (
	"errors"
	"fmt"

	"meshdex/catalog"
)

// World is what a walkthrough is held against. What is nil leaves what needs it
// unjudged or untried; Snapshot and Library are required.
type World struct {
	Snapshot *catalog.Snapshot
	Library  catalog.Library
	Around   Neighbours
	Topics   []string // of the help
	Commands []string // of the program
	// Search returns the ids of the products, contracts, or contracts of properties
	// that a query finds, best first.
	Search func(query string) ([]string, error)
	// Run runs a command line of the program, given without the program's name.
	Run func(words []string) error
}

// Outcome says how a step of a replay went.
type Outcome struct {
	Step  *Step
	Check string // the check that did not hold, or was not tried
	Err   error  // why not; nil for a step that passed
}

// ErrUntried is the error of an outcome whose check a replay can not try: a
// question without a fact, a query without one to try, or a command when there is
// nothing to run it.
var ErrUntried = errors.New("the check can not be tried")

// Replay does what every step asks for, as a reader would who does as told, and
// tells how each step went, in order.
func Replay(w *Walkthrough, world World) []Outcome {
	var out []Outcome
	w = w.Settled(world.Snapshot, world.Library)
	for i := range w.Steps {
		out = append(out, world.replay(&w.Steps[i]))
	}
	return out
}

func (w World) replay(s *Step) Outcome {
	if !s.Place.IsZero() {
		if _, err := Settle(s.Place, w.Snapshot, w.Library); err != nil {
			return Outcome{s, "place " + s.Place.String(), err}
		}
	}
	for _, c := range s.Checks {
		e, err := w.do(s, c)
		if err == nil && !c.Holds(s.ID, e) {
			err = fmt.Errorf("%s does not hold after doing what the step says", c)
		}
		if err != nil {
			return Outcome{s, c.String(), err}
		}
	}
	return Outcome{Step: s}
}

// do makes the event that a check waits for.
func (w World) do(s *Step, c Check) (Event, error) {
	switch c.Kind {
	case CheckOpened, CheckTab:
		_, err := Settle(c.Place, w.Snapshot, w.Library)
		return Opened(c.Place), err
	case CheckFound:
		if w.Search == nil || s.Try == "" {
			return Event{}, ErrUntried
		}
		hits, err := w.Search(s.Try)
		return Searched(s.Try, hits), err
	case CheckRan:
		words := c.Words
		if s.Try != "" {
			words = Words(s.Try)
		}
		if w.Run == nil {
			return Event{}, ErrUntried
		}
		return Ran(words...), w.Run(words)
	}
	if s.Fact == "" {
		return Event{}, ErrUntried
	}
	value, err := Fact(w.Snapshot, w.Around, s.Fact)
	return Answered(value), err
}
