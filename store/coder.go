package store

import (
	"encoding/binary"
	"time"
	"unsafe"
)

// coder is the encoding of every record in the database: unsigned varints, and
// texts as a length and bytes, in a fixed order without names. One walk over a
// value both writes and reads it, so the two directions cannot drift apart:
//
//	func (c *coder) thing(t *thing) { c.text(&t.name); c.int(&t.size) }
//
// Reading cuts texts out of one string without copying. Bytes that do not add up
// set bad and read as zero values; a length is believed only as far as there are
// bytes left, so damaged input allocates no more than its own size.
type coder struct {
	out     []byte
	in      string
	reading bool
	reuse   bool // read lists into the memory of those that are there
	bad     bool
}

func encode(walk func(*coder)) []byte { return encodeSized(64, walk) }

// encodeSized is encode with an idea of how many bytes it comes to.
func encodeSized(size int, walk func(*coder)) []byte {
	c := coder{out: make([]byte, 0, size)}
	walk(&c)
	return c.out
}

// decode reads a record; it must be used up exactly. The texts it gives out
// share the memory of a copy of data, which may itself belong to a transaction.
func decode(data []byte, walk func(*coder)) error { return decodeText(string(data), walk) }

// decodeInPlace is decode without the copy: the texts are part of data, which must
// not change as long as they are used.
func decodeInPlace(data []byte, walk func(*coder)) error {
	return decodeText(unsafe.String(unsafe.SliceData(data), len(data)), walk)
}

// decodeAgain is decodeInPlace into a value that was read before: its lists are
// overwritten, not made anew.
func decodeAgain(data []byte, walk func(*coder)) error {
	return coder{in: unsafe.String(unsafe.SliceData(data), len(data)), reading: true, reuse: true}.decode(walk)
}

func decodeText(text string, walk func(*coder)) error {
	return coder{in: text, reading: true}.decode(walk)
}

func (c coder) decode(walk func(*coder)) error {
	walk(&c)
	if c.bad || c.in != "" {
		return ErrCorrupt
	}
	return nil
}

func (c *coder) fail() { c.bad, c.in = true, "" }

func (c *coder) uint(n *uint64) {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, *n)
		return
	}
	*n = c.takeUint()
}

func (c *coder) takeUint() uint64 {
	var n uint64
	for shift := 0; shift < 64 && shift/7 < len(c.in); shift += 7 {
		b := c.in[shift/7]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			c.in = c.in[shift/7+1:]
			return n
		}
	}
	c.fail()
	return 0
}

func number[T ~int | ~uint8 | ~uint16 | ~uint32 | ~uint64](c *coder, n *T) {
	u := uint64(*n)
	c.uint(&u)
	*n = T(u)
	if uint64(*n) != u {
		c.fail()
	}
}

func (c *coder) text(s *string) { text(c, s) }

func text[T ~string](c *coder, s *T) {
	n := uint64(len(*s))
	c.uint(&n)
	if !c.reading {
		c.out = append(c.out, *s...)
		return
	}
	if n > uint64(len(c.in)) {
		c.fail()
		n = 0
	}
	*s, c.in = T(c.in[:n]), c.in[n:]
}

func (c *coder) flag(b *bool) {
	var n uint8
	if *b {
		n = 1
	}
	number(c, &n)
	*b = n == 1
}

// time keeps whole seconds, in UTC; the zero time stays zero.
func (c *coder) time(t *time.Time) {
	set := !t.IsZero()
	c.flag(&set)
	if !set {
		*t = time.Time{}
		return
	}
	sec := t.Unix()
	zigzag := uint64(sec<<1) ^ uint64(sec>>63)
	c.uint(&zigzag)
	*t = time.Unix(int64(zigzag>>1)^-int64(zigzag&1), 0).UTC()
}

// list codes a slice; an empty one reads back as nil, unless memory is used again.
func list[T any](c *coder, items *[]T, each func(*coder, *T)) {
	n := uint64(len(*items))
	c.uint(&n)
	if c.reading {
		if n > uint64(len(c.in)) { // every item takes a byte at least
			c.fail()
			n = 0
		}
		*items = room(c, *items, int(n))
	}
	for i := range *items {
		each(c, &(*items)[i])
	}
}

// room gives a slice of n items, nil of none. To be used again, it has what was in
// it before, and so do the items beyond the ones that were used last.
func room[T any](c *coder, items []T, n int) []T {
	if c.reuse {
		items = items[:cap(items)]
		return append(items, make([]T, max(0, n-len(items)))...)[:n]
	}
	if n == 0 {
		return nil
	}
	return make([]T, n)
}

func (c *coder) texts(ss *[]string) { list(c, ss, (*coder).text) }
