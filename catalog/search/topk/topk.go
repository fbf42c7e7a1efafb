// Package topk keeps the best few of many scored things. It imports nothing.
package topk

import "slices"

// Item is a numbered thing with its score.
type Item struct {
	ID    uint32
	Score int64  // more is better
	Tie   uint64 // of equal scores the smaller is better; of equal ties the smaller ID
}

// Before reports whether a is better than b.
func (a Item) Before(b Item) bool {
	if a.Score != b.Score {
		return a.Score > b.Score
	}
	if a.Tie != b.Tie {
		return a.Tie < b.Tie
	}
	return a.ID < b.ID
}

// Heap holds the best items offered to it, at most a limit of them: a binary
// heap with the worst of them on top. The zero Heap holds none.
type Heap struct {
	items []Item
	limit int
}

// Reset empties the heap, keeps its memory, and sets the limit.
func (h *Heap) Reset(limit int) {
	h.items, h.limit = h.items[:0], limit
}

// Len is the number of items held.
func (h *Heap) Len() int { return len(h.items) }

// Full reports whether another item has to be better than the worst.
func (h *Heap) Full() bool { return len(h.items) >= h.limit }

// Worst is the worst item held; there has to be one.
func (h *Heap) Worst() Item { return h.items[0] }

// Offer takes the item if it is among the best so far and reports whether it
// did.
func (h *Heap) Offer(item Item) bool {
	switch {
	case h.limit <= 0:
		return false
	case !h.Full():
		h.push(item)
	case item.Before(h.items[0]):
		h.replace(item)
	default:
		return false
	}
	return true
}

// usual is how many items there is room for at first.
const usual = 256

func (h *Heap) push(item Item) {
	if h.items == nil {
		h.items = make([]Item, 0, min(h.limit, usual))
	}
	h.items = append(h.items, item)
	for i := len(h.items) - 1; i > 0; {
		up := (i - 1) / 2
		if !h.items[up].Before(h.items[i]) {
			return
		}
		h.items[up], h.items[i] = h.items[i], h.items[up]
		i = up
	}
}

// replace puts the item in the place of the worst.
func (h *Heap) replace(item Item) {
	i := 0
	for {
		worst := 2*i + 1
		if worst+1 < len(h.items) && h.items[worst].Before(h.items[worst+1]) {
			worst++
		}
		if worst >= len(h.items) || h.items[worst].Before(item) {
			h.items[i] = item
			return
		}
		h.items[i] = h.items[worst]
		i = worst
	}
}

// Sorted gives the items, best first. The slice is the heap's own: it is good
// until the next call, and the heap has to be Reset before the next Offer.
func (h *Heap) Sorted() []Item {
	slices.SortFunc(h.items, func(a, b Item) int {
		switch {
		case a.Before(b):
			return -1
		case b.Before(a):
			return 1
		}
		return 0
	})
	return h.items
}
