package search

import (
	"context"
	"slices"
	"strings"
	"time"

	"meshdex/catalog/query"
)

// Suggest gives the query nearest to one that finds nothing which does find
// something: with the values of filters as they are spelled, without what is left
// out, without one of its filters, or with one word less. It is false when there is
// none, or when q finds something.
func (ix *Index) Suggest(ctx context.Context, q query.Query, s Scope) (query.Query, bool) {
	if ix.finds(ctx, q, s) {
		return query.Query{}, false
	}
	spelled := q.WithValues(ix.spelled)
	for _, near := range slices.Concat([]query.Query{spelled}, q.Without(), spelled.Without()) {
		if ctx.Err() == nil && ix.finds(ctx, near, s) {
			return near, true
		}
	}
	return query.Query{}, false
}

// spelled gives the values of a filter that are spelled most like its own: whole ones
// or words of them. Of names and ids there are too many, and every word looks for them.
func (ix *Index) spelled(n query.Filter) []string {
	if n.Name == "name" || n.Name == "id" {
		return nil
	}
	out := slices.Clone(n.Values)
	for i, wanted := range out {
		least := slips(len(wanted)) + 1
		for _, known := range ix.Values(n.Name, "", maxSpellings) {
			text := fold(known.Text)
			for _, t := range append(strings.Fields(text), text) {
				if d := query.Distance(fold(wanted), t, least); d < least {
					out[i], least = t, d
				}
			}
		}
	}
	return out
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
