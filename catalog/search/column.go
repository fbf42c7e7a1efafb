package search

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// column is a run of little-endian numbers of one to four bytes each, as wide as
// the largest needs, read in place. One that has nothing but zeros has no bytes.
type column struct {
	data  []byte
	width int
}

// loadColumn reads what appendColumn wrote.
func loadColumn(s *sections) column {
	data := s.next()
	if len(data) == 0 {
		return column{}
	}
	c := column{data[1:], int(data[0])}
	if c.width < 1 || c.width > 4 {
		s.bad = true
		return column{}
	}
	return c
}

func (c column) len() int {
	if c.width == 0 {
		return 0
	}
	return len(c.data) / c.width
}

// at is number i, 0 when there is none.
func (c column) at(i int) uint32 {
	end := (i + 1) * c.width
	if end > len(c.data) || end <= 0 {
		return 0
	}
	switch c.width {
	case 1:
		return uint32(c.data[i])
	case 2:
		return uint32(binary.LittleEndian.Uint16(c.data[end-2:]))
	case 3:
		return uint32(binary.LittleEndian.Uint16(c.data[end-3:])) | uint32(c.data[end-1])<<16
	}
	return binary.LittleEndian.Uint32(c.data[end-4:])
}

// numbers are all that there are.
func (c column) numbers() []uint32 {
	out := make([]uint32, c.len())
	for i := range out {
		out[i] = c.at(i)
	}
	return out
}

// appendColumn writes numbers as a column.
func appendColumn(numbers []uint32) []byte {
	width := 1
	if len(numbers) > 0 {
		width = widthOf(slices.Max(numbers))
	}
	out := make([]byte, 1, 1+width*len(numbers))
	out[0] = byte(width)
	for _, n := range numbers {
		for range width {
			out = append(out, byte(n))
			n >>= 8
		}
	}
	return out
}

// appendCounts writes numbers as a column that may have nothing but zeros.
func appendCounts(numbers []uint32) []byte {
	if len(numbers) > 0 && slices.Max(numbers) == 0 {
		return nil
	}
	return appendColumn(numbers)
}

func widthOf(largest uint32) int { return max(1, (bits.Len32(largest)+7)/8) }
