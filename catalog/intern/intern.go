// Package intern gives every distinct string a number, so that millions of them,
// which come again and again, cost little more than their bytes. [New] is the
// entry point. It imports nothing of the project.
package intern

import (
	"hash/maphash"
	"unsafe"
)

// Table numbers strings in the order of arrival. It is a hash table with open
// addressing over string numbers, and the bytes lie in large chunks that never
// move. The empty string is number 0. For one goroutine at a time; any number may
// read while nobody adds.
type Table struct {
	seed    maphash.Seed
	table   []uint32 // number + 1; 0 is free; its size is a power of two
	strings []string // views of the chunks
	chunk   []byte   // the one that is being filled
	size    int      // bytes of all strings
}

// Chunks grow with what there is, to a size at which what is left over at their
// ends does not count.
const (
	minChunk  = 1 << 12
	chunkSize = 1 << 20
)

// New returns a table of the empty string.
func New() *Table {
	in := &Table{seed: maphash.MakeSeed(), table: make([]uint32, 1024)}
	in.Number("")
	return in
}

// Number returns the number of s, giving it one if it is new. It keeps a copy.
func (in *Table) Number(s string) uint32 {
	slot := in.slot(s)
	if n := in.table[slot]; n > 0 {
		return n - 1
	}
	n := uint32(len(in.strings))
	in.strings = append(in.strings, in.copy(s))
	in.table[slot] = n + 1
	if len(in.strings)*4 > len(in.table)*3 {
		in.grow()
	}
	return n
}

// copy writes s into the chunk and returns a view of it. A chunk is only ever
// appended to within its capacity, so its bytes neither move nor change, which is
// what unsafe.String asks for.
func (in *Table) copy(s string) string {
	if s == "" {
		return ""
	}
	if len(in.chunk)+len(s) > cap(in.chunk) {
		in.chunk = make([]byte, 0, max(min(chunkSize, max(in.size, minChunk)), len(s)))
	}
	from := len(in.chunk)
	in.chunk = append(in.chunk, s...)
	in.size += len(s)
	return unsafe.String(&in.chunk[from], len(s))
}

// slot finds where s is in the table, or would go.
func (in *Table) slot(s string) int {
	mask := len(in.table) - 1
	for i := int(maphash.String(in.seed, s)) & mask; ; i = (i + 1) & mask {
		if n := in.table[i]; n == 0 || in.strings[n-1] == s {
			return i
		}
	}
}

func (in *Table) grow() {
	in.table = make([]uint32, 2*len(in.table))
	for n, s := range in.strings {
		in.table[in.slot(s)] = uint32(n) + 1
	}
}

// String returns the string with number n.
func (in *Table) String(n uint32) string { return in.strings[n] }

// Len is how many strings there are; their numbers are below it.
func (in *Table) Len() int { return len(in.strings) }

// Size is how many bytes all strings have.
func (in *Table) Size() int { return in.size }

// Strings lists the strings by number. Do not change it.
func (in *Table) Strings() []string { return in.strings }
