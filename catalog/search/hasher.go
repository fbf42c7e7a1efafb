package search

import (
	"encoding/binary"
	"hash/maphash"
)

// hash128 stands for all that a hasher was told. Two different things with the same
// 128 bits of seeded hashes would be taken for one, which does not happen.
type hash128 [2]uint64

// hasher hashes things that are told part by part.
type hasher struct {
	seeds [2]maphash.Seed
	told  []byte
}

func newHasher() hasher {
	return hasher{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
}

// begin forgets what was told before.
func (h *hasher) begin(kind byte) { h.told = append(h.told[:0], kind) }

func (h *hasher) count(n int) { h.told = binary.AppendUvarint(h.told, uint64(n)) }

func (h *hasher) say(texts ...string) {
	for _, s := range texts {
		h.count(len(s))
		h.told = append(h.told, s...)
	}
}

func (h *hasher) list(texts []string) {
	h.count(len(texts))
	h.say(texts...)
}

func (h *hasher) sum() hash128 {
	return hash128{maphash.Bytes(h.seeds[0], h.told), maphash.Bytes(h.seeds[1], h.told)}
}

// numbering numbers hashes in the order of arrival. It is a table like intern.Table,
// in which 96 bits of each are told apart.
type numbering struct {
	slots []uint64 // half of the first word << 32 | number + 1; 0 is free; how many is a power of two
	known []uint64 // the second word of each
}

func (t *numbering) number(h hash128) (n uint32, isNew bool) {
	if len(t.known)*4 >= len(t.slots)*3 {
		t.grow()
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

func (t *numbering) grow() {
	slots := make([]uint64, max(1024, 2*len(t.slots)))
	mask := uint64(len(slots) - 1)
	for _, slot := range t.slots {
		if slot == 0 {
			continue
		}
		i := slot >> 32 & mask
		for slots[i] != 0 {
			i = (i + 1) & mask
		}
		slots[i] = slot
	}
	t.slots = slots
}
