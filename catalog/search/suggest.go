package search

import (
	"context"
	"time"

	"meshdex/catalog/query"
)

// Suggest gives the query nearest to one that finds nothing which does find
// something: without what is left out, without one of its filters, or with one
// word less. It is false when there is none, or when q finds something.
func (ix *Index) Suggest(ctx context.Context, q query.Query, s Scope) (query.Query, bool) {
	if ix.finds(ctx, q, s) {
		return query.Query{}, false
	}
	for _, shorter := range q.Without() {
		if ctx.Err() == nil && ix.finds(ctx, shorter, s) {
			return shorter, true
		}
	}
	return query.Query{}, false
}

func (ix *Index) finds(ctx context.Context, q query.Query, s Scope) bool {
	for _, g := range ix.segments {
		f := g.finder(s)
		f.begin(ctx, time.Now())
		answer := f.answer(q.Root())
		found := !answer.empty()
		f.pool.put(answer)
		g.giveBack(f)
		if found {
			return true
		}
	}
	return false
}
