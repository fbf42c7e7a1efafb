package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/query"
)

// Index answers queries. Immutable; safe for concurrent use.
type Index struct {
	tables     [scopeCount][]*entry
	generation uint64
}

// Build indexes the records that the snapshot was assembled from.
func Build(records []catalog.Record, snap *catalog.Snapshot) *Index {
	g := newGatherer(records, snap)
	ix := &Index{generation: snap.Generation()}
	ix.tables[Products] = slices.Collect(g.productEntries())
	ix.tables[Contracts] = slices.Collect(g.contractEntries())
	ix.tables[Properties] = slices.Collect(g.propertyEntries())
	return ix
}

// Generation is that of the snapshot that the index belongs to.
func (ix *Index) Generation() uint64 { return ix.generation }

// Search finds what matches the query. The error is the context's.
func (ix *Index) Search(ctx context.Context, q query.Query, o Options) (Result, error) {
	var hits []Hit
	for i, e := range ix.tables[o.Scope] {
		if i%4096 == 0 && ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		stage := Listed
		if !e.matches(q.Root(), &stage) {
			continue
		}
		hits = append(hits, Hit{
			Product: int32(e.product), Contract: int32(e.contract), Object: e.object, Path: e.path,
			Stage: stage, entry: int32(i),
		})
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), strings.Compare(ix.tables[o.Scope][a.entry].texts[0].text, ix.tables[o.Scope][b.entry].texts[0].text))
	})
	r := Result{Total: len(hits), Exact: true}
	r.Hits = hits[:min(len(hits), cmp.Or(o.Limit, DefaultLimit))]
	return r, nil
}

func (e *entry) matches(n query.Node, stage *Stage) bool {
	switch n := n.(type) {
	case query.All:
		for _, c := range n {
			if !e.matches(c, stage) {
				return false
			}
		}
	case query.Any:
		return slices.ContainsFunc(n, func(c query.Node) bool { return e.matches(c, stage) })
	case query.Not:
		var unused Stage
		return !e.matches(n.Node, &unused)
	case query.Text:
		return e.has(fold(n.Text), stage)
	case query.Filter:
		for _, v := range e.values {
			if v.qualifier == n.Name && slices.ContainsFunc(n.Values, func(w string) bool { return fold(w) == fold(v.text) }) {
				return true
			}
		}
		return false
	}
	return true
}

func (e *entry) has(word string, stage *Stage) bool {
	best := Loose
	for _, t := range e.texts {
		f := fold(t.text)
		switch {
		case t.in <= Synonym && f == word:
			best = Exact
		case t.in <= Synonym && strings.HasPrefix(f, word):
			best = min(best, Prefix)
		case strings.Contains(f, word):
			best = min(best, Substring)
		}
	}
	if *stage == Listed || best > *stage {
		*stage = best
	}
	return best < Loose
}

// Explain says where the query was found in the hit.
func (ix *Index) Explain(q query.Query, s Scope, h Hit) []Match { return nil }

// Facets counts the values of the qualifiers among what the query finds.
func (ix *Index) Facets(ctx context.Context, q query.Query, s Scope) ([]Facet, error) {
	return nil, ctx.Err()
}

// Values implements [query.Source] over the products.
func (ix *Index) Values(qualifier, prefix string, limit int) []query.Value {
	counts := map[string]int{}
	for _, e := range ix.tables[Products] {
		for _, v := range e.values {
			if v.qualifier == qualifier && strings.HasPrefix(fold(v.text), fold(prefix)) {
				counts[v.text]++
			}
		}
	}
	var out []query.Value
	for t, n := range counts {
		out = append(out, query.Value{Text: t, Count: n})
	}
	slices.SortFunc(out, func(a, b query.Value) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return out[:min(len(out), limit)]
}
