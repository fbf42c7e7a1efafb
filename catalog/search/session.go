package search

import (
	"context"

	"meshdex/catalog/query"
)

// Session answers the queries that somebody types one after the other: what it
// found for the words of one it keeps for the next. For one goroutine at a time.
type Session struct {
	finder  *finder
	options Options
	usage   map[uint32]uint8
}

// NewSession starts a session with the given options.
func (ix *Index) NewSession(o Options) *Session {
	return &Session{newFinder(ix, o.Scope), o, ix.levels(o.Usage)}
}

// Search is [Index.Search] with the options of the session.
func (s *Session) Search(ctx context.Context, q query.Query) (Result, error) {
	return s.finder.search(ctx, q, s.options, s.usage)
}
