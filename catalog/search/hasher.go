package search

import (
	"encoding/binary"
	"hash/maphash"

	"meshdex/catalog/intern"
)

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

// sum stands for all that was told. Two different things with the same seeded hashes would
// be taken for one, which does not happen.
func (h *hasher) sum() intern.Hash {
	return intern.Hash{maphash.Bytes(h.seeds[0], h.told), maphash.Bytes(h.seeds[1], h.told)}
}
