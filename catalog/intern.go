package catalog

import (
	"hash/maphash"
	"unsafe"
)

// interner gives every distinct string one number, in the order of arrival, and
// keeps the bytes of all of them in one run. It is a hash table with open
// addressing over string numbers, so that millions of strings cost their bytes
// and twelve more each. The empty string is number 0.
type interner struct {
	seed    maphash.Seed
	table   []uint32 // number + 1; 0 is free; its size is a power of two
	offsets []uint32 // where each string ends
	text    []byte
}

func newInterner() *interner {
	in := &interner{seed: maphash.MakeSeed(), table: make([]uint32, 1024)}
	in.number("")
	return in
}

// number returns the number of s, giving it one if it is new.
func (in *interner) number(s string) uint32 {
	slot := in.slot(s)
	if n := in.table[slot]; n > 0 {
		return n - 1
	}
	n := uint32(len(in.offsets))
	in.text = append(in.text, s...)
	in.offsets = append(in.offsets, uint32(len(in.text)))
	in.table[slot] = n + 1
	if len(in.offsets)*4 > len(in.table)*3 {
		in.grow()
	}
	return n
}

// slot finds where s is in the table, or would go.
func (in *interner) slot(s string) int {
	mask := len(in.table) - 1
	for i := int(maphash.String(in.seed, s)) & mask; ; i = (i + 1) & mask {
		if n := in.table[i]; n == 0 || in.string(n-1) == s {
			return i
		}
	}
}

func (in *interner) grow() {
	in.table = make([]uint32, 2*len(in.table))
	for n := range in.offsets {
		in.table[in.slot(in.string(uint32(n)))] = uint32(n) + 1
	}
}

// string returns the string with number n. It is a view of bytes that never
// change, which is what unsafe.String asks for: when the run of bytes moves as it
// grows, the view keeps the old one.
func (in *interner) string(n uint32) string {
	from := uint32(0)
	if n > 0 {
		from = in.offsets[n-1]
	}
	to := in.offsets[n]
	if from == to {
		return ""
	}
	return unsafe.String(&in.text[from], int(to-from))
}
