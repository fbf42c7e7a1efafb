//go:build !race

// With the race detector pools forget at random, and nothing can be counted.

package search_test

import (
	"context"
	"runtime/debug"
	"testing"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
)

// TestIndex_allocations holds how much a keystroke allocates: hits and all, but
// not what is remembered of new words, nor what is made anew because the garbage
// collector took it out of a pool: it rests meanwhile.
func TestIndex_allocations(t *testing.T) {
	mesh := synthetic{20_000}
	ix := mesh.index(mesh.snapshot())
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for _, text := range []string{
		"c", "or", "ord", "orders", "customer orders", "stevens gold", "custmoer", "zzqxjk", "~cstmr",
		"domain:sales orders", "updated<7d", "field:*_id",
	} {
		q := query.ParsePartial(text)
		session := ix.NewSession(search.Options{Limit: 50})
		n := testing.AllocsPerRun(5, func() {
			if _, err := session.Search(context.Background(), q); err != nil {
				t.Fatal(err)
			}
		})
		if n > 20 {
			t.Errorf("%q: %.0f allocations, want at most 20", text, n)
		}
	}
}
