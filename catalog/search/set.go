package search

import (
	"encoding/binary"
	"iter"
	"math/bits"
)

// set is a set of rows, a bit each. The nil set is empty; sets of one table
// are nil or of one length.
type set []uint64

func setWords(n int) int { return (n + 63) / 64 }

func (s set) has(i uint32) bool {
	return int(i/64) < len(s) && s[i/64]>>(i%64)&1 != 0
}

func (s set) add(i uint32) {
	if int(i/64) < len(s) {
		s[i/64] |= 1 << (i % 64)
	}
}

func (s set) remove(i uint32) {
	if int(i/64) < len(s) {
		s[i/64] &^= 1 << (i % 64)
	}
}

// bytes is the set as little-endian words.
func (s set) bytes() []byte {
	out := make([]byte, 0, 8*len(s))
	for _, w := range s {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return out
}

// addRange adds the rows [from, to); those beyond the set are ignored.
func (s set) addRange(from, to uint32) {
	to = min(to, uint32(len(s)*64))
	if from >= to {
		return
	}
	first, last := from/64, (to-1)/64
	low, high := ^uint64(0)<<(from%64), ^uint64(0)>>(63-(to-1)%64)
	if first == last {
		s[first] |= low & high
		return
	}
	s[first] |= low
	for i := first + 1; i < last; i++ {
		s[i] = ^uint64(0)
	}
	s[last] |= high
}

// or adds the rows of other.
func (s set) or(other set) {
	for i, w := range other {
		s[i] |= w
	}
}

// and keeps the rows that other has too.
func (s set) and(other set) {
	if other == nil {
		clear(s)
		return
	}
	for i := range s {
		s[i] &= other[i]
	}
}

// andNot takes the rows of other out.
func (s set) andNot(other set) {
	for i, w := range other {
		s[i] &^= w
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// empty reports whether there is no row in s.
func (s set) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// word has the bits of rows 64·i and on.
func (s set) word(i int) uint64 {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// between yields the rows from … to-1 in order.
func (s set) between(from, to int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := from / 64; i*64 < to && i < len(s); i++ {
			w := s[i]
			if i == from/64 {
				w &= ^uint64(0) << (from % 64)
			}
			for ; w != 0; w &= w - 1 {
				row := i*64 + bits.TrailingZeros64(w)
				if row >= to || !yield(uint32(row)) {
					return
				}
			}
		}
	}
}

// rows yields the rows in order.
func (s set) rows() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// pool lends sets of one length.
type pool struct {
	n    int // rows
	free []set
}

// get lends an empty set.
func (p *pool) get() set {
	if k := len(p.free); k > 0 {
		s := p.free[k-1]
		p.free = p.free[:k-1]
		clear(s)
		return s
	}
	return make(set, setWords(p.n))
}

// all lends the set of all rows.
func (p *pool) all() set {
	s := p.get()
	s.addRange(0, uint32(p.n))
	return s
}

// put takes sets back; nil is ignored.
func (p *pool) put(sets ...set) {
	for _, s := range sets {
		if s != nil {
			p.free = append(p.free, s)
		}
	}
}
