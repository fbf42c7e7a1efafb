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

// Facets counts the values of the qualifiers among what the query finds. Ages
// are counted from the time of the call. The error is the context's.
func (ix *Index) Facets(ctx context.Context, q query.Query, s Scope) ([]Facet, error) {
	f := ix.finders[s].Get().(*finder)
	defer ix.finders[s].Put(f)
	f.begin(ctx, time.Now())
	answer := f.match(q.Root())
	defer f.pool.put(answer)
	var out []Facet
	l := &f.table.values
	for _, name := range facetNames {
		var values []query.Value
		head := append([]byte(name), valueSeparator)
		from, to := l.prefix(head)
		for i := from; i < to && ctx.Err() == nil; i++ {
			if n := l.list(i, naming).countIn(answer); n > 0 {
				_, display := splitValue(l.term(i)[len(head):])
				values = append(values, query.Value{Text: strings.Clone(display), Count: n})
			}
		}
		if len(values) > 0 {
			out = append(out, Facet{name, mostFrequent(values, maxFacetValues)})
		}
	}
	return out, ctx.Err()
}

// mostFrequent sorts the values, and gives at most limit of them.
func mostFrequent(values []query.Value, limit int) []query.Value {
	slices.SortFunc(values, func(a, b query.Value) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return values[:min(len(values), limit)]
}

// Values implements [query.Source] over the products: the values of a qualifier
// that have a word beginning with the prefix.
func (ix *Index) Values(qualifier, prefix string, limit int) []query.Value {
	t := &ix.tables[Products]
	switch qualifier {
	case "has", "missing", "pii", "deprecated":
		return t.factValues(qualifier, fold(prefix), limit)
	case "name", "id":
		return t.keyValues(fold(prefix), limit)
	}
	var out []query.Value
	var want, have splitter
	want.split(prefix)
	l := &t.values
	head := append([]byte(qualifier), valueSeparator)
	from, to := l.prefix(head)
	each := func(i int) bool {
		_, display := splitValue(l.term(i)[len(head):])
		if have.split(display); phraseAt(&have, &want) >= 0 {
			out = append(out, query.Value{Text: display, Count: l.list(i, naming).count})
		}
		return true
	}
	if part := needed(query.Has, view(want.folded)); part != "" {
		l.containing([]byte(part), from, to, each)
	} else {
		for i := from; i < to; i++ {
			_, display := splitValue(l.term(i)[len(head):])
			out = append(out, query.Value{Text: display, Count: l.list(i, naming).count})
		}
	}
	out = mostFrequent(out, limit)
	for i := range out {
		out[i].Text = strings.Clone(out[i].Text)
	}
	return out
}

// factValues counts the products that have each fact, or miss it.
func (t *table) factValues(qualifier, prefix string, limit int) []query.Value {
	facts := presence
	switch qualifier {
	case "pii":
		facts = map[string]facet{"true": hasPII}
	case "deprecated":
		facts = map[string]facet{"true": isDeprecated}
	}
	var out []query.Value
	for name, fact := range facts {
		n := 0
		for row := range t.n {
			if facet(t.flags.at(row))&fact != 0 {
				n++
			}
		}
		if qualifier == "missing" {
			n = t.n - n
		}
		if strings.HasPrefix(name, prefix) {
			out = append(out, query.Value{Text: name, Count: n})
		}
	}
	return mostFrequent(out, limit)
}

// keyValues are names that begin with the prefix.
func (t *table) keyValues(prefix string, limit int) []query.Value {
	var out []query.Value
	from, to := t.keys.prefix([]byte(prefix))
	for i := from; i < to && len(out) < limit; i++ {
		if n := t.keys.list(i, naming).count; n > 0 {
			out = append(out, query.Value{Text: string(t.keys.term(i)), Count: n})
		}
	}
	return out
}
