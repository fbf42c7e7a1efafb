package cli

import (
	gosync "sync"
	"time"

	"meshdex/catalog/walkthrough"
	"meshdex/store"
	"meshdex/ui/page/browse"
)

// userMarks are the person's marks in memory, as pages ask for them while drawing.
// What changes is written to the store at once; without a store it is forgotten
// with the program.
type userMarks struct {
	db      *store.DB
	writing gosync.Mutex // held while a change goes to the store, which takes long
	mu      gosync.Mutex // guards m; held for a moment only, for drawing waits for it
	m       store.Marks
}

func newUserMarks(db *store.DB) *userMarks {
	s := &userMarks{db: db}
	if db != nil {
		if m, err := db.Marks(); err == nil { // a damaged file is doctor's to report
			s.m = m
		}
	}
	return s
}

// keepIn has the marks be those of a store from now on.
func (s *userMarks) keepIn(db *store.DB) {
	m, err := db.Marks()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.db = db
	if err == nil {
		s.m = m
	}
}

// change applies f in memory and, if there is one, in the store.
func (s *userMarks) change(f func(*store.Marks)) error {
	if s.db == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		f(&s.m)
		return nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.db.UpdateMarks(func(m *store.Marks) error {
		f(m)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.m = *m
		return nil
	})
}

// Bookmarked reports whether there is a bookmark on an id.
func (s *userMarks) Bookmarked(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m.IsBookmarked(id)
}

// Bookmark puts a bookmark on or takes it off.
func (s *userMarks) Bookmark(id string) error {
	return s.change(func(m *store.Marks) { m.ToggleBookmark(id, time.Now()) })
}

// Recents lists what was opened lately and often, best first.
func (s *userMarks) Recents() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, r := range s.m.Frecent(time.Now()) {
		ids = append(ids, r.ID)
	}
	return ids
}

// visit records that something was opened. A ranking hint is no reason to disturb
// anybody, so an error is dropped.
func (s *userMarks) visit(id string) {
	_ = s.change(func(m *store.Marks) { m.Visit(id, time.Now()) })
}

// Saved lists the saved searches.
func (s *userMarks) Saved() []browse.Saved {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []browse.Saved
	for _, q := range s.m.Searches {
		out = append(out, browse.Saved{Name: q.Name, Query: q.Query})
	}
	return out
}

// Save keeps a search under its own text, or lets it go.
func (s *userMarks) Save(query string) error {
	return s.change(func(m *store.Marks) { m.ToggleSearch(query) })
}

// walked is how far the person is with a walkthrough.
func (s *userMarks) walked(id string) walkthrough.Progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.m.Progress[id]
	return walkthrough.Progress{Done: p.Done, Step: p.Step}
}

// keepWalked remembers how far the person is with a walkthrough.
func (s *userMarks) keepWalked(id string, p walkthrough.Progress) error {
	return s.change(func(m *store.Marks) {
		if m.Progress == nil {
			m.Progress = map[string]store.Progress{}
		}
		m.Progress[id] = store.Progress{Done: p.Done, Step: p.Step, Updated: time.Now().UTC()}
	})
}

// settingWelcomed is set once the person has been welcomed to the store.
const settingWelcomed = "welcomed"

// isWelcomed reports whether the person has been welcomed before.
func (s *userMarks) isWelcomed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m.Settings[settingWelcomed] != ""
}

// setWelcomed remembers it. Being welcomed twice is no reason to disturb anybody,
// so an error is dropped.
func (s *userMarks) setWelcomed() {
	_ = s.change(func(m *store.Marks) {
		if m.Settings == nil {
			m.Settings = map[string]string{}
		}
		m.Settings[settingWelcomed] = time.Now().UTC().Format(time.DateOnly)
	})
}
