package search

import (
	"cmp"
	"slices"
	"strings"
)

// merge makes one answer of those of the segments.
func (ix *Index) merge(results []Result, o Options) Result {
	if len(results) == 1 {
		return results[0]
	}
	out := Result{Exact: true}
	for i, r := range results {
		for j := range r.Hits {
			r.Hits[j].segment = uint8(i)
		}
		out.Hits = append(out.Hits, r.Hits...)
		out.Total += r.Total
		out.Exact = out.Exact && r.Exact
		out.Early = out.Early || r.Early
	}
	slices.SortStableFunc(out.Hits, func(a, b Hit) int { return ix.compare(a, b, o) })
	out.dropGuesses()
	limit := cmp.Or(o.Limit, DefaultLimit)
	if limit > 0 {
		out.Hits = out.Hits[:min(limit, len(out.Hits))]
	}
	return out
}

// compare orders hits of different segments as those of one are ordered.
func (ix *Index) compare(a, b Hit, o Options) int {
	if o.Sort.By != ByRelevance && o.Sort.By != ByName {
		x, y := ix.sortNumber(a, o), ix.sortNumber(b, o)
		if o.Sort.Direction == Descending {
			x, y = y, x
		}
		if x != y {
			return cmp.Compare(x, y)
		}
	}
	names := strings.Compare(ix.nameOf(a, o.Scope), ix.nameOf(b, o.Scope))
	if o.Sort.By == ByName {
		if o.Sort.Direction == Descending {
			return -names
		}
		return names
	}
	if o.Sort.By == ByRelevance {
		if order := cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(b.Score, a.Score)); order != 0 {
			return order
		}
	}
	return cmp.Or(cmp.Compare(a.tie, b.tie), names)
}

func (ix *Index) sortNumber(h Hit, o Options) uint32 {
	return ix.segments[h.segment].number(o.Scope, o.Sort.By.number(), int(h.row))
}

func (ix *Index) nameOf(h Hit, s Scope) string {
	return fold(ix.segments[h.segment].name(s, int(h.row)))
}

// dropGuesses takes guesses out of a sorted answer that one segment made
// because it did not know what the other one has.
func (r *Result) dropGuesses() {
	good := 0
	for good < len(r.Hits) && r.Hits[good].Stage < Near {
		good++
	}
	if good == len(r.Hits) || r.Hits[len(r.Hits)-1].Stage == Listed {
		return
	}
	enough := good >= screen || good > 0 && r.Hits[0].Stage <= Qualified
	kept := slices.DeleteFunc(r.Hits, func(h Hit) bool {
		return enough && h.Stage >= Near || good > 0 && h.Stage == Near
	})
	r.Total -= len(r.Hits) - len(kept)
	r.Hits = kept
}
