package intern

// Hash stands for something by 128 bits, of which 96 are told apart.
type Hash [2]uint64

// Hashes numbers hashes in the order of arrival. The zero Hashes is empty. For one
// goroutine at a time.
type Hashes struct {
	slots slots
	known []uint64 // the second word of each
}

// Number returns the number of h, giving it one if it is new.
func (t *Hashes) Number(h Hash) (n uint32, isNew bool) {
	if t.slots.isFull(len(t.known)) {
		t.slots = t.slots.grown()
	}
	tag, mask := h[0]>>32, uint64(len(t.slots)-1)
	i := tag & mask
	for ; t.slots[i] != 0; i = (i + 1) & mask {
		if n := uint32(t.slots[i]) - 1; t.slots[i]>>32 == tag && t.known[n] == h[1] {
			return n, false
		}
	}
	t.known = append(t.known, h[1])
	t.slots[i] = tag<<32 | uint64(len(t.known))
	return uint32(len(t.known) - 1), true
}
