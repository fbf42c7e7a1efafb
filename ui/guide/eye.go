package guide

import (
	"strings"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
)

// searcher is a page that lists what a query found.
type searcher interface {
	// Found returns the query that is answered and the ids of its hits, best first.
	Found() (query string, ids []string)
}

// runner is a page that runs a command line of the program.
type runner interface {
	// Ran returns the words of the command once it has run and did not fail.
	Ran() (words []string, ok bool)
}

// Eye tells a session where the person is and what was found. The zero Eye has
// seen nothing yet.
type Eye struct{ at page.Target }

// Look looks at the page that is shown, and reports whether the current step is
// done by it. It costs next to nothing while nothing has changed.
func (e *Eye) Look(s *walkthrough.Session, p page.Page) (done bool) {
	if IsDone(s) {
		return false
	}
	if t := p.Target(); t != e.at {
		e.at = t
		done = s.See(walkthrough.Opened(PlaceOf(t)))
	}
	if f, ok := p.(searcher); ok && !done && waitsFor(s, walkthrough.CheckFound) {
		done = s.See(walkthrough.Searched(f.Found()))
	}
	if f, ok := p.(runner); ok && !done && waitsFor(s, walkthrough.CheckRan) {
		if words, ran := f.Ran(); ran {
			done = s.See(walkthrough.Ran(words...))
		}
	}
	return done
}

// waitsFor reports whether the step still waits for something of a kind.
func waitsFor(s *walkthrough.Session, kind walkthrough.CheckKind) bool {
	met := s.Met()
	for i, c := range s.Current().Checks {
		if c.Kind == kind && !met[i] {
			return true
		}
	}
	return false
}

// ToRun is the command line, without the program's name, that the current step still
// waits for; "" for none.
func ToRun(s *walkthrough.Session) string {
	step := s.Current()
	if step == nil || IsDone(s) {
		return ""
	}
	met := s.Met()
	for i, c := range step.Checks {
		if c.Kind == walkthrough.CheckRan && !met[i] {
			return LineOf(step, c)
		}
	}
	return ""
}

// LineOf is the command line that does what a check waits for.
func LineOf(step *walkthrough.Step, c walkthrough.Check) string {
	if step.Try != "" {
		return strings.Join(walkthrough.Words(step.Try), " ")
	}
	return strings.Join(c.Words, " ")
}

// Answer tells a session what was answered, and reports whether that was right.
func Answer(s *walkthrough.Session, line string) (right, done bool) {
	met := s.Met()
	done = s.See(walkthrough.Answered(line))
	for i, now := range s.Met() {
		right = right || now && !met[i]
	}
	return right || done, done
}
