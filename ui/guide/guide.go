// Package guide is what leading a person through a walkthrough takes, whatever the
// program looks like to them: where a step takes place as pages name it, whether
// they are there, what a step asks for in words. [Shelf] is where walkthroughs come
// from, [Resume] begins one or goes on with it, an [Eye] tells it what the person
// does. It draws nothing, and imports of the screens only what a page is.
package guide

import (
	"context"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
)

// Shelf is where the walkthroughs are. Its methods may block, except Names.
type Shelf interface {
	// Names lists what can be opened, for completion.
	Names() []string
	// Open reads a walkthrough and how far the person is with it.
	Open(ctx context.Context, snap *catalog.Snapshot, name string) (Guide, error)
	// Keep remembers how far the person is.
	Keep(id string, p walkthrough.Progress) error
}

// Guide is a walkthrough that can begin or go on.
type Guide struct {
	Walkthrough *walkthrough.Walkthrough
	Progress    walkthrough.Progress
	Moved       map[string]string // by step: what the catalog no longer has of it
}

// Resume goes on where the person left off: at the first step that is still to do.
// A walkthrough that was done to its end is read again from its beginning.
func Resume(g Guide) *walkthrough.Session {
	s := walkthrough.Start(g.Walkthrough, g.Progress)
	if !s.Finished() && s.IsDone(s.Number()) {
		s.Advance()
	}
	if s.Finished() {
		s.GoTo(0)
	}
	return s
}

// IsDone reports whether the current step is done, or the walkthrough is.
func IsDone(s *walkthrough.Session) bool { return s.Finished() || s.IsDone(s.Number()) }
