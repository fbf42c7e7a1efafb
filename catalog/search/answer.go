package search

import (
	"cmp"
	"context"
	"time"

	"meshdex/catalog/query"
)

// screen is how many good hits are enough not to guess at others.
const screen = 20

// maxRecent is how many of the products last visited count.
const maxRecent = 50

// Search finds what matches the query. The error is the context's.
func (ix *Index) Search(ctx context.Context, q query.Query, o Options) (Result, error) {
	results := make([]Result, len(ix.segments))
	for i, g := range ix.segments {
		f := g.finder(o.Scope)
		var err error
		results[i], err = f.search(ctx, q, o, g.levels(o.Usage))
		g.giveBack(f)
		if err != nil {
			return Result{}, err
		}
	}
	return ix.merge(results, o), nil
}

// levels gives the products of the segment that a person uses a level each.
func (g *segment) levels(u Usage) map[uint32]uint8 {
	if len(u.Bookmarks)+len(u.Recent) == 0 {
		return nil
	}
	out := map[uint32]uint8{}
	raise := func(id string, by uint8) {
		t := &g.tables[Products]
		i := t.keys.lookup([]byte(fold(id)))
		if i < 0 {
			return
		}
		for row := range t.keys.list(i, naming).all(t.n) {
			if t.isCalled(int(row), id) {
				out[row] += by
			}
		}
	}
	for _, id := range u.Bookmarks {
		raise(id, 2)
	}
	for i, id := range u.Recent[:min(len(u.Recent), maxRecent)] {
		raise(id, 1+isRecent(i))
	}
	return out
}

// isRecent is 1 for the ten products visited last.
func isRecent(i int) uint8 {
	if i < 10 {
		return 1
	}
	return 0
}

// isCalled reports whether the row has the id, or the name when that is its id.
func (t *table) isCalled(row int, id string) bool {
	for in, s := range t.own(row) {
		if in <= ID && s == id {
			return true
		}
	}
	return false
}

// search answers one query.
func (f *finder) search(ctx context.Context, q query.Query, o Options, usage map[uint32]uint8) (Result, error) {
	f.begin(ctx, cmp.Or(o.Now, time.Now()))
	answer := f.answer(q.Root())
	total := answer.count()
	limit := o.Limit
	if limit == 0 {
		limit = DefaultLimit
	} else if limit < 0 {
		limit = f.table.n
	}
	r := &ranking{finder: f, left: answer, limit: limit, usage: usage, hits: f.ranked[:0]}
	clauses := f.clauses(q.Root())
	if o.Sort.By == ByRelevance {
		r.rank(clauses)
		total += r.guess(q.Root(), clauses, total)
	} else {
		r.sorted(o.Sort, clauses)
	}
	f.pool.put(answer)
	for _, c := range clauses {
		f.pool.put(c.names...)
	}
	f.ranked = r.hits
	return Result{Hits: f.hits(r.hits), Total: total, Exact: f.exact()}, ctx.Err()
}

// hits says where the ranked rows belong.
func (f *finder) hits(rows []ranked) []Hit {
	out := make([]Hit, len(rows))
	for i, r := range rows {
		out[i] = f.hit(r)
	}
	return out
}

func (f *finder) hit(r ranked) Hit {
	t, row := f.table, int(r.ID)
	h := Hit{
		Product: f.seg.productRow(int(t.product.at(row))), Contract: f.seg.contractRow(int(t.contract.at(row))),
		Stage: r.stage, Score: int(r.Score), row: int32(row), tie: r.Tie >> 32,
	}
	switch t.scope {
	case Products:
		h.Contract = -1
	case Properties:
		of := int(t.object.at(row))
		h.Object = t.name(of)
		if of != row {
			h.Path = t.name(row)
		}
	}
	return h
}

// sorted orders the answer by a column.
func (r *ranking) sorted(o Sort, clauses []clause) {
	column := r.table.rank
	if o.By != ByName {
		column = r.table.numbers[o.By.number()]
	}
	sign := int64(1)
	if o.Direction == Ascending {
		sign = -1
	}
	r.stepRest(Listed, func(row uint32) int64 { return sign * int64(column.at(int(row))) })
	for i := range r.hits {
		r.hits[i].stage, r.hits[i].Score = r.stageOf(clauses, r.hits[i].ID)
	}
}
