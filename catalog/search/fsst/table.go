package fsst

import (
	"encoding/binary"
	"errors"
	"slices"
)

const (
	maxSymbols = 255
	maxSize    = 8
	escape     = 255 // the byte behind it stands for itself
)

// ErrFormat is returned for bytes that are not a table.
var ErrFormat = errors.New("not a table of symbols")

// symbol is up to eight bytes of text, the first in the lowest bits.
type symbol struct {
	text uint64
	size int
}

// mask has the bits of the first bytes of a text.
func mask(size int) uint64 { return ^uint64(0) >> (64 - 8*size) }

// Table is an immutable set of symbols. Those of two bytes and more come first, in the
// order of these two and the longer ones before the shorter, so that the first that fits
// is the longest. The zero Table has none. Safe for concurrent use.
type Table struct{ symbols []symbol }

// Load reads what Bytes gave.
func Load(data []byte) (*Table, error) {
	if len(data) == 0 {
		return nil, ErrFormat
	}
	n := int(data[0])
	if 1+n > len(data) {
		return nil, ErrFormat
	}
	t := &Table{make([]symbol, n)}
	rest := data[1+n:]
	for i, size := range data[1 : 1+n] {
		if size < 1 || size > maxSize || int(size) > len(rest) {
			return nil, ErrFormat
		}
		var text [8]byte
		copy(text[:], rest[:size])
		t.symbols[i] = symbol{binary.LittleEndian.Uint64(text[:]), int(size)}
		rest = rest[size:]
	}
	if len(rest) > 0 {
		return nil, ErrFormat
	}
	return t, nil
}

// Bytes are how many symbols there are, the size of each, and their bytes.
func (t *Table) Bytes() []byte {
	out := []byte{byte(len(t.symbols))}
	for _, s := range t.symbols {
		out = append(out, byte(s.size))
	}
	for _, s := range t.symbols {
		var text [8]byte
		binary.LittleEndian.PutUint64(text[:], s.text)
		out = append(out, text[:s.size]...)
	}
	return out
}

// Decode appends the text that was written as code. Of bytes that are none it makes some
// text, of at most eight times their length.
func (t *Table) Decode(dst, code []byte) []byte {
	end := len(dst)
	dst = slices.Grow(dst, maxSize*len(code)) // eight bytes are written for each symbol
	dst = dst[:cap(dst)]
	for i := 0; i < len(code); i++ {
		c := code[i]
		switch {
		case int(c) < len(t.symbols):
			s := &t.symbols[c]
			binary.LittleEndian.PutUint64(dst[end:], s.text)
			end += s.size
		case c == escape && i+1 < len(code):
			i++
			dst[end] = code[i]
			end++
		}
	}
	return dst[:end]
}
