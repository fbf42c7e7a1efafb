package search

import (
	"context"

	"meshdex/catalog/query"
)

// Session answers the queries that somebody types one after the other: what it
// found for the words of one it keeps for the next. For one goroutine at a time.
type Session struct {
	index   *Index
	finders []*finder          // of each segment
	usage   []map[uint32]uint8 // of each segment
	options Options
}

// NewSession starts a session with the given options.
func (ix *Index) NewSession(o Options) *Session {
	s := &Session{index: ix, options: o}
	for _, g := range ix.segments {
		s.finders = append(s.finders, newFinder(g, o.Scope))
		s.usage = append(s.usage, g.levels(o.Usage))
	}
	return s
}

// Search is [Index.Search] with the options of the session.
func (s *Session) Search(ctx context.Context, q query.Query) (Result, error) {
	return s.index.each(s.options, func(i int, o Options) (Result, error) {
		return s.finders[i].search(ctx, q, o, s.usage[i])
	})
}
