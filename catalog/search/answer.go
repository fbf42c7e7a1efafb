package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"meshdex/catalog/query"
)

// screen is how many good hits are enough not to guess at others.
const screen = 20

// maxRecent is how many of the products last visited count.
const maxRecent = 50

// Search finds what matches the query. The error is the context's.
func (ix *Index) Search(ctx context.Context, q query.Query, o Options) (Result, error) {
	return ix.each(o, func(i int, o Options) (Result, error) {
		g := ix.segments[i]
		f := g.finder(o.Scope)
		defer g.giveBack(f)
		return f.search(ctx, q, o, g.levels(o.Usage))
	})
}

// each searches the segments and makes one answer of theirs. The base, which takes
// longest, comes last: what is told early of it goes with all that others have.
func (ix *Index) each(o Options, search func(segment int, o Options) (Result, error)) (Result, error) {
	results := make([]Result, len(ix.segments))
	one := o
	one.Early = nil
	for i := len(results) - 1; i >= 0; i-- {
		if i == 0 && o.Early != nil {
			one.Early = func(r Result) {
				results[0] = r
				if all := ix.merge(results, o).best(); len(all.Hits) > 0 {
					o.Early(all)
				}
			}
		}
		var err error
		if results[i], err = search(i, one); err != nil {
			return Result{}, err
		}
	}
	return ix.merge(results, o), nil
}

// best leaves out what other segments have found letter by letter: the base may have
// better.
func (r Result) best() Result {
	n := len(r.Hits)
	for n > 0 && r.Hits[n-1].Stage >= Loose {
		n--
	}
	r.Total -= len(r.Hits) - n
	r.Hits = r.Hits[:n]
	return r
}

// levels gives the products of the segment that a person uses a level each.
func (g *segment) levels(u Usage) map[uint32]uint8 {
	if len(u.Bookmarks)+len(u.Recent) == 0 {
		return nil
	}
	out := map[uint32]uint8{}
	raise := func(id string, by uint8) {
		t := &g.tables[Products]
		t.eachCalled([]byte(strings.TrimSpace(fold(id))), func(rows postings) {
			for row := range rows.all(t.n) {
				if t.isCalled(int(row), id) {
					out[row] += by
				}
			}
		})
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
	for _, s := range t.own(row, 1<<Name|1<<ID) {
		if s == id {
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
		limit = f.n
	}
	r := &ranking{finder: f, left: answer, limit: limit, usage: usage, used: f.usedBy(usage), hits: f.ranked[:0], total: total, early: o.Early}
	clauses := f.clauses(q.Root())
	if o.Sort.By == ByRelevance {
		r.rank(clauses)
		total += r.guess(q.Root(), clauses)
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

// tell tells what was found so far, once there is something.
func (r *ranking) tell() {
	if r.early == nil || len(r.hits) == 0 || r.ctx.Err() != nil {
		return
	}
	r.early(Result{Hits: r.finder.hits(r.hits), Total: max(r.total, len(r.hits)), Exact: r.finder.exact(), Early: true})
	r.early = nil
}

// usedBy are the rows of the scope that are or belong to some products.
func (f *finder) usedBy(usage map[uint32]uint8) []uint32 {
	var out []uint32
	for product := range usage {
		if f.scope == Products {
			out = append(out, product)
			continue
		}
		for c := range f.seg.contractsOf(int(product)) {
			if f.scope == Contracts {
				out = append(out, uint32(c))
				continue
			}
			out = slices.AppendSeq(out, f.seg.propertiesOf(c))
		}
	}
	return out
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
	g, row := f.seg, int(r.ID)
	h := Hit{
		Product: int32(g.products.at(g.productOf(f.scope, row))), Contract: -1,
		Stage: r.stage, Score: int(r.Score), row: int32(row), tie: r.Tie >> 32,
	}
	switch f.scope {
	case Contracts:
		h.Contract = int32(g.contracts.at(row))
	case Properties:
		h.Contract = int32(g.contracts.at(g.contractOf(f.scope, row)))
		of := g.objectOf(row)
		h.Object = g.name(Properties, of)
		if of != row {
			h.Path = g.name(Properties, row)
		}
	}
	return h
}

// sorted orders the answer by a column.
func (r *ranking) sorted(o Sort, clauses []clause) {
	column := func(row int) uint32 { return r.seg.number(r.scope, o.By.number(), row) }
	if o.By == ByName {
		column = func(row int) uint32 { return r.seg.rank(r.scope, row) }
	}
	sign := int64(1)
	if o.Direction == Ascending {
		sign = -1
	}
	s := r.rest()
	r.stepBy(Listed, s, func(row uint32) int64 { return sign * int64(column(int(row))) })
	r.pool.put(s)
	for i := range r.hits {
		r.hits[i].stage, r.hits[i].Score = r.stageOf(clauses, r.hits[i].ID)
	}
}
