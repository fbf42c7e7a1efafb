package guide

import (
	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
)

// searcher is a page that lists what a query found.
type searcher interface {
	// Found returns the query that is answered and the ids of its hits, best first.
	Found() (query string, ids []string)
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
	if f, ok := p.(searcher); ok && !done && waitsForHits(s) {
		done = s.See(walkthrough.Searched(f.Found()))
	}
	return done
}

// waitsForHits reports whether the step waits for something to be found.
func waitsForHits(s *walkthrough.Session) bool {
	met := s.Met()
	for i, c := range s.Current().Checks {
		if c.Kind == walkthrough.CheckFound && !met[i] {
			return true
		}
	}
	return false
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
