package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"meshdex/catalog/query"
)

// Facet is a qualifier with its values among what a query finds, the most
// frequent first.
type Facet struct {
	Qualifier string
	Values    []query.Value
}

// facetNames are the qualifiers that Facets counts.
var facetNames = []string{"domain", "owner", "status", "type", "tag", "format", "class", "source", "dialect"}

// maxFacetValues is how many values of a facet are returned.
const maxFacetValues = 20

// Facets counts the values of the qualifiers among what the query finds: where few
// match it, also among what resembles it, as a search shows that. Ages are counted from
// the time of the call. The error is the context's.
func (ix *Index) Facets(ctx context.Context, q query.Query, s Scope) ([]Facet, error) {
	facets, total := ix.facets(ctx, s, func(f *finder) set { return f.answer(q.Root()) })
	if total >= screen || ctx.Err() != nil {
		return facets, ctx.Err()
	}
	like, err := ix.Search(ctx, q, Options{Scope: s, Limit: -1})
	if err != nil || len(like.Hits) == total {
		return facets, err
	}
	facets, _ = ix.facets(ctx, s, func(f *finder) set {
		answer := f.pool.get()
		for _, h := range like.Hits {
			if ix.segments[h.segment] == f.seg {
				answer.add(uint32(h.row))
			}
		}
		return answer
	})
	return facets, ctx.Err()
}

// facets counts the values in what a finder answers, and the rows of that.
func (ix *Index) facets(ctx context.Context, s Scope, answer func(*finder) set) (out []Facet, total int) {
	counts := make([]counter, len(facetNames))
	for _, g := range ix.segments {
		f := g.finder(s)
		f.begin(ctx, time.Now())
		found := answer(f)
		total += found.count()
		for i, name := range facetNames {
			if ctx.Err() == nil {
				f.countValues(name, found, counts[i].add)
			}
		}
		f.pool.put(found)
		g.giveBack(f)
	}
	for i, name := range facetNames {
		if values := counts[i].most(maxFacetValues); len(values) > 0 {
			out = append(out, Facet{name, values})
		}
	}
	return out, total
}

// countValues calls add with the values of a qualifier and how many rows of the
// answer have each.
func (f *finder) countValues(qualifier string, answer set, add func(text string, n int)) {
	var all []*window
	for i := range f.windows {
		if w := &f.windows[i]; w.knows(qualifier) {
			all = append(all, w)
		}
	}
	for k, w := range all {
		w.table.eachValue(qualifier, "", func(i int, _, display string) bool {
			term := w.table.values.term(i)
			for _, before := range all[:k] {
				if before.table.values.lookup(term) >= 0 {
					return true // it was counted there
				}
			}
			add(display, f.countValue(all[k:], term, answer))
			return f.ctx.Err() == nil
		})
	}
}

// countValue is how many rows of the answer have a value that one of the windows
// knows.
func (f *finder) countValue(all []*window, term []byte, answer set) int {
	if w := all[0]; len(all) == 1 && w.lift == nil {
		return w.table.values.list(w.table.values.lookup(term), naming).countIn(answer)
	}
	s := f.pool.get()
	for _, w := range all {
		if i := w.table.values.lookup(term); i >= 0 {
			found := w.pool.get()
			w.table.values.list(i, naming).into(found)
			w.into(found, s)
			w.pool.put(found)
		}
	}
	s.and(answer)
	n := s.count()
	f.pool.put(s)
	return n
}

// counter sums counts by text.
type counter struct{ counts map[string]int }

func (c *counter) add(text string, n int) {
	if n == 0 {
		return
	}
	if c.counts == nil {
		c.counts = map[string]int{}
	}
	c.counts[text] += n
}

// most gives the texts with the highest counts; they are copied.
func (c *counter) most(limit int) []query.Value {
	var out []query.Value
	for text, n := range c.counts {
		out = append(out, query.Value{Text: text, Count: n})
	}
	out = mostFrequent(out, limit)
	for i := range out {
		out[i].Text = strings.Clone(out[i].Text)
	}
	return out
}

// mostFrequent sorts the values, and gives at most limit of them.
func mostFrequent(values []query.Value, limit int) []query.Value {
	slices.SortFunc(values, func(a, b query.Value) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return values[:min(len(values), limit)]
}

// Values implements [query.Source] over the products: the values of a qualifier
// that have a word beginning with the prefix. Counts of names are of those that
// begin with it, and after an [Update] what has changed may count twice.
func (ix *Index) Values(qualifier, prefix string, limit int) []query.Value {
	var c counter
	for _, g := range ix.segments {
		t := &g.tables[Products]
		switch qualifier {
		case "has", "missing", "pii", "deprecated":
			g.factValues(&c, qualifier, fold(prefix))
		case "name", "id":
			t.nameValues(&c, fold(prefix), limit)
		default:
			t.completing(qualifier, prefix, func(list postings, text string) { c.add(text, list.count) })
		}
	}
	return c.most(limit)
}

// completing calls f with the values of a qualifier that have a word beginning
// with the prefix, or with all when it is empty.
func (t *table) completing(qualifier, prefix string, f func(list postings, text string)) {
	var want, have splitter
	want.split(prefix)
	t.eachValue(qualifier, needed(query.Has, view(want.folded)), func(i int, _, display string) bool {
		if have.split(display); len(want.bounds) == 0 || phraseAt(&have, &want) >= 0 {
			f(t.values.list(i, naming), display)
		}
		return true
	})
}

// factValues counts the products that have each fact, or miss it.
func (g *segment) factValues(c *counter, qualifier, prefix string) {
	facts := presence
	switch qualifier {
	case "pii":
		facts = map[string]facet{"true": hasPII}
	case "deprecated":
		facts = map[string]facet{"true": isDeprecated}
	}
	t, live := &g.tables[Products], g.live[Products]
	for name, fact := range facts {
		n := 0
		for row := range t.n {
			if live != nil && !live.has(uint32(row)) {
				continue
			}
			if (facet(t.flags.at(row))&fact != 0) != (qualifier == "missing") {
				n++
			}
		}
		if strings.HasPrefix(name, prefix) {
			c.add(name, n)
		}
	}
}

// nameValues are names that begin with the prefix.
func (t *table) nameValues(c *counter, prefix string, limit int) {
	n := &t.names[wholeText]
	i, to := n.prefix([]byte(prefix))
	for ; i < to && limit > 0; i, limit = i+1, limit-1 {
		c.add(n.text(i), n.lists.list(i, naming).count)
	}
}
