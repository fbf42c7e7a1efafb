package topk_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"meshdex/catalog/search/topk"
)

func TestHeap_keepsTheBest(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	var h topk.Heap
	for range 500 {
		limit := r.IntN(20)
		h.Reset(limit)
		all := make([]topk.Item, r.IntN(60))
		for i := range all {
			all[i] = topk.Item{ID: uint32(i), Score: int64(r.IntN(6)), Tie: uint64(r.IntN(3))}
			h.Offer(all[i])
		}
		slices.SortFunc(all, func(a, b topk.Item) int {
			if a.Before(b) {
				return -1
			}
			return 1
		})
		if got, want := h.Sorted(), all[:min(limit, len(all))]; !slices.Equal(got, want) {
			t.Fatalf("limit %d: %v, want %v", limit, got, want)
		}
	}
}
