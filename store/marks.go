package store

import (
	"cmp"
	"math"
	"slices"
	"time"
)

const marksFile = "marks.json"

// Marks are what belongs to the user and cannot be synced again. They live in
// marks.json, apart from the cache.
type Marks struct {
	Bookmarks []Bookmark          `json:"bookmarks,omitempty"` // oldest first
	Recents   []Recent            `json:"recents,omitempty"`
	Searches  []SavedSearch       `json:"searches,omitempty"` // in the order of the user
	Progress  map[string]Progress `json:"progress,omitempty"` // by walkthrough
	Looked    Looked              `json:"looked,omitzero"`
	Settings  map[string]string   `json:"settings,omitempty"` // small state of the user interface
}

// Bookmark is a product or contract that the user wants to keep at hand.
type Bookmark struct {
	ID    string    `json:"id"`
	Added time.Time `json:"added"`
	Note  string    `json:"note,omitempty"`
}

// Recent is a product or contract that the user opened.
type Recent struct {
	ID    string    `json:"id"`
	Score float64   `json:"score"` // visits, each halved by every halfLife that passed, as of Last
	Last  time.Time `json:"last"`
}

// SavedSearch is a query with a name.
type SavedSearch struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// Progress is how far the user is with a walkthrough.
type Progress struct {
	Done    []string  `json:"done,omitempty"` // ids of steps
	Step    string    `json:"step,omitempty"` // the one to go on with
	Updated time.Time `json:"updated"`
}

// Looked is the state of the catalog that the user has seen: changes after it are
// news.
type Looked struct {
	Generation uint64    `json:"generation"`
	Time       time.Time `json:"time"`
}

// IsZero reports whether the user never looked.
func (l Looked) IsZero() bool { return l == Looked{} }

// Marks loads the user's marks; empty ones if there are none yet.
func (db *DB) Marks() (Marks, error) {
	var m Marks
	err := db.readUserFile(marksFile, &m)
	return m, err
}

// UpdateMarks changes the marks: it loads them, lets change alter them, and
// writes them, while every other process waits. An error of change is returned
// and nothing is written.
func (db *DB) UpdateMarks(change func(*Marks) error) error {
	var m Marks
	return db.updateUserFile(marksFile, &m, func() error { return change(&m) })
}

// halfLife is the time after which a visit counts half: a product of last week
// ranks before one that was opened twice a month ago.
const halfLife = 10 * 24 * time.Hour

// mostRecents bounds the list; what has the least score leaves it.
const mostRecents = 200

// Visit counts a visit to a product or contract.
func (m *Marks) Visit(id string, now time.Time) {
	i := slices.IndexFunc(m.Recents, func(r Recent) bool { return r.ID == id })
	if i < 0 {
		i = len(m.Recents)
		m.Recents = append(m.Recents, Recent{ID: id, Last: now})
	}
	r := &m.Recents[i]
	r.Score, r.Last = r.scoreAt(now)+1, now
	if len(m.Recents) > mostRecents {
		m.Recents = m.Frecent(now)[:mostRecents]
	}
}

// scoreAt is the score as of a later time. A clock that went back does not make
// a score grow.
func (r *Recent) scoreAt(now time.Time) float64 {
	age := max(now.Sub(r.Last), 0)
	return r.Score * math.Exp2(-float64(age)/float64(halfLife))
}

// Frecent lists the recents with those first that were visited often and lately.
func (m *Marks) Frecent(now time.Time) []Recent {
	out := slices.Clone(m.Recents)
	slices.SortStableFunc(out, func(a, b Recent) int {
		return cmp.Or(cmp.Compare(b.scoreAt(now), a.scoreAt(now)), b.Last.Compare(a.Last), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// IsBookmarked reports whether there is a bookmark on id.
func (m *Marks) IsBookmarked(id string) bool {
	return slices.ContainsFunc(m.Bookmarks, func(b Bookmark) bool { return b.ID == id })
}

// ToggleBookmark sets or removes the bookmark on id and reports whether there is
// one now.
func (m *Marks) ToggleBookmark(id string, now time.Time) bool {
	before := len(m.Bookmarks)
	m.Bookmarks = slices.DeleteFunc(m.Bookmarks, func(b Bookmark) bool { return b.ID == id })
	if len(m.Bookmarks) < before {
		return false
	}
	m.Bookmarks = append(m.Bookmarks, Bookmark{ID: id, Added: now})
	return true
}

// ToggleSearch keeps a query under its own text, or lets all go that are kept with it,
// and reports whether it is kept now.
func (m *Marks) ToggleSearch(query string) bool {
	before := len(m.Searches)
	m.Searches = slices.DeleteFunc(m.Searches, func(s SavedSearch) bool { return s.Query == query })
	if len(m.Searches) < before {
		return false
	}
	m.Searches = append(m.Searches, SavedSearch{Name: query, Query: query})
	return true
}
