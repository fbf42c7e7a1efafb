package search

import (
	"context"

	"meshdex/catalog/query"
)

// Session answers the queries that somebody types one after the other: what it
// found for one keystroke it narrows for the next. For one goroutine at a time.
type Session struct {
	index   *Index
	options Options
}

// NewSession starts a session with the given options.
func (ix *Index) NewSession(o Options) *Session { return &Session{ix, o} }

// Search is [Index.Search] with the options of the session.
func (s *Session) Search(ctx context.Context, q query.Query) (Result, error) {
	return s.index.Search(ctx, q, s.options)
}
