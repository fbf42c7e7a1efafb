package search

import (
	"cmp"
	"context"
	"slices"
	"time"

	"meshdex/catalog/query"
)

// screen is how many good hits are enough not to guess at others.
const screen = 20

// maxRecent is how many of the products last visited count.
const maxRecent = 50

// Search finds what matches the query. The error is the context's.
func (ix *Index) Search(ctx context.Context, q query.Query, o Options) (Result, error) {
	f := ix.finders[o.Scope].Get().(*finder)
	defer ix.finders[o.Scope].Put(f)
	return f.search(ctx, q, o, ix.levels(o.Usage))
}

// levels gives the products that a person uses a level each.
func (ix *Index) levels(u Usage) map[uint32]uint8 {
	if len(u.Bookmarks)+len(u.Recent) == 0 {
		return nil
	}
	out := map[uint32]uint8{}
	raise := func(id string, by uint8) {
		t := &ix.tables[Products]
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
	answer := f.match(q.Root())
	total := answer.count()
	limit := o.Limit
	if limit == 0 {
		limit = DefaultLimit
	} else if limit < 0 {
		limit = f.table.n
	}
	r := &ranking{finder: f, left: answer, limit: limit, usage: usage}
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
	if o.Sort == (Sort{ByRelevance, Descending}) {
		slices.Reverse(r.hits)
	}
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
		Product: int32(t.product.at(row)), Contract: int32(t.contract.at(row)),
		Stage: r.stage, Score: int(r.Score), row: int32(row),
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

// sorted orders the answer by a column; rows with nothing in it come last.
func (r *ranking) sorted(o Sort, clauses []clause) {
	number := func(row uint32) int64 { return 0 }
	switch o.By {
	case ByUpdated:
		number = r.number(updated)
	case ByConsumers:
		number = r.number(consumers)
	case ByColumns:
		number = r.number(columns)
	case ByChecks:
		number = r.number(checks)
	case ByName:
		number = func(row uint32) int64 { return int64(r.table.rank.at(int(row))) }
	}
	sign := int64(1)
	if o.Direction == Ascending {
		sign = -1
	}
	all := r.rest()
	r.step(Listed, all, func(row uint32) int64 { return sign * number(row) })
	r.pool.put(all)
	for i := range r.hits {
		r.hits[i].stage, r.hits[i].Score = r.stageOf(clauses, r.hits[i].ID)
	}
}

func (r *ranking) number(n number) func(uint32) int64 {
	return func(row uint32) int64 { return int64(r.table.numbers[n].at(int(row))) }
}
