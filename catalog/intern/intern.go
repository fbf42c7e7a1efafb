// Package intern gives every distinct string a number, so that millions of them,
// which come again and again, cost little more than their bytes. [New] is the
// entry point; [Hashes] does the same for what is only known by its hash. It imports nothing of the project.
package intern

import (
	"hash/maphash"
	"unsafe"
)

// Table numbers strings in the order of arrival. It is a hash table with open
// addressing over string numbers, and the bytes lie in large chunks that never
// move. Beside each number is half of the hash, which tells nearly all other strings
// apart without a look at them and is all that growing needs. But for the chunks
// there is no pointer in it, so that a million strings cost the collector nothing.
//
// The empty string is number 0. For one goroutine at a time; any number may read
// while nobody adds.
type Table struct {
	seed   maphash.Seed
	slots  slots
	places []uint64 // of each string: chunk << 32 | where in it
	chunks [][]byte // the last one is being filled
	size   int      // bytes of all strings
}

// Chunks grow with what there is, to a size at which what is left over at their
// ends does not count.
const (
	minChunk  = 1 << 12
	chunkSize = 1 << 20
)

// New returns a table of the empty string.
func New() *Table {
	in := &Table{seed: maphash.MakeSeed()}
	in.Number("")
	return in
}

// Number returns the number of s, giving it one if it is new. It keeps a copy.
func (in *Table) Number(s string) uint32 {
	if in.slots.isFull(len(in.places)) {
		in.slots = in.slots.grown()
	}
	tag := maphash.String(in.seed, s) >> 32
	mask := uint64(len(in.slots) - 1)
	i := tag & mask
	for ; in.slots[i] != 0; i = (i + 1) & mask {
		if slot := in.slots[i]; slot>>32 == tag && in.String(uint32(slot)-1) == s {
			return uint32(slot) - 1
		}
	}
	n := uint32(len(in.places))
	in.add(s)
	in.slots[i] = tag<<32 | uint64(n+1)
	return n
}

// add copies s into the last chunk, which is only ever appended to within its
// capacity: its bytes neither move nor change, as unsafe.String asks.
func (in *Table) add(s string) {
	last := len(in.chunks) - 1
	if last < 0 || len(in.chunks[last])+len(s) > cap(in.chunks[last]) {
		in.chunks = append(in.chunks, make([]byte, 0, max(min(chunkSize, max(in.size, minChunk)), len(s))))
		last++
	}
	in.places = append(in.places, uint64(last)<<32|uint64(len(in.chunks[last])))
	in.chunks[last] = append(in.chunks[last], s...)
	in.size += len(s)
}

// Seal gives back the memory that only numbering needs. The table can be read from then
// on, and nothing more be added.
func (in *Table) Seal() { in.slots = nil }

// String returns the string with number n. It ends where the next one begins, or with
// its chunk.
func (in *Table) String(n uint32) string {
	place := in.places[n]
	bytes := in.chunks[place>>32][uint32(place):]
	if next := int(n) + 1; next < len(in.places) && in.places[next]>>32 == place>>32 {
		bytes = bytes[:uint32(in.places[next])-uint32(place)]
	}
	return unsafe.String(unsafe.SliceData(bytes), len(bytes))
}

// Len is how many strings there are; their numbers are below it.
func (in *Table) Len() int { return len(in.places) }

// Bytes are those of all strings in the order of their numbers, in pieces. Do not
// change them.
func (in *Table) Bytes() [][]byte { return in.chunks }

// Size is how many bytes all strings have.
func (in *Table) Size() int { return in.size }
