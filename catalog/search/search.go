package search

import (
	"errors"
	"time"
)

// ErrIndex is returned for bytes that are not a whole, unharmed index of this
// format. Build the index anew.
var ErrIndex = errors.New("not a search index of this version")

// ErrChanged is returned when an index cannot be brought up to date for less than it
// costs to build it anew.
var ErrChanged = errors.New("too much has changed since the search index was built")

// Stage says how well a hit matches. A hit of an earlier stage always comes
// before one of a later stage.
type Stage uint8

// The stages, best first.
const (
	Exact     Stage = iota // the id or a name, letter for letter
	Qualified              // a path such as domain/product or object.property
	Prefix                 // the beginning of a name or id
	WordStart              // all words begin words of the names
	AllWords               // all words begin words, in any fields and order
	Substring              // some word is inside a word
	Near                   // some word is spelled a little differently
	Loose                  // the letters in this order, scored as sahilm/fuzzy does
	Listed                 // the query has only filters: nothing to rank by
)

var stageNames = [...]string{
	"exact", "qualified", "prefix", "word-start", "all-words", "substring", "near", "fuzzy", "listed",
}

// String is the stage's name as the command line prints it.
func (s Stage) String() string {
	if int(s) < len(stageNames) {
		return stageNames[s]
	}
	return "unknown"
}

// DefaultLimit is how many hits a search returns when it is not told.
const DefaultLimit = 200

// Options say how to search. The zero value gives the best 200 products.
type Options struct {
	Scope Scope
	Limit int       // 0: DefaultLimit; negative: all
	Sort  Sort      // zero: by relevance
	Usage Usage     // of the person who searches
	Now   time.Time // what ages are counted from; zero: the time of the call
	// Early, if set, is told what matches well before what only resembles the query
	// is looked for, which takes longest: the first page, at once. It is called at
	// most once, on the goroutine of the call and before the call returns, and not
	// when there is nothing to tell.
	Early func(Result)
}

// Usage is what a person has marked and visited. It decides between hits that
// match equally well, never more.
type Usage struct {
	Bookmarks []string // product ids
	Recent    []string // product ids, latest first; the first 50 count
}

// Hit is one thing found. Rows are of the snapshot that the index was built
// for.
type Hit struct {
	Product  int32  // product row
	Contract int32  // contract row, -1 when the hit is a product
	Object   string // schema object, when the hit is one or a property of it
	Path     string // property below the object; empty otherwise
	Stage    Stage
	Score    int // within the stage, more is better

	segment uint8
	row     int32  // in the segment's table of the scope
	tie     uint64 // but for the name
}

// Result is the answer to a query.
type Result struct {
	Hits  []Hit // best first
	Total int   // of all that match, also beyond the limit
	Exact bool  // false when a costly pattern was given up before all was looked at
	Early bool  // more may be found: see Options
}
