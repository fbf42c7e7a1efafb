package search

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"
)

// A column is a run of numbers, read in place. Rows lie in the order in which they rank
// and texts in the order in which they came, so neighbours are near to each other, or
// the same. Each 64 of them, a block, are written as the least of them and, for each,
// how much more it is, in as many bits as the most of it needs, which may be none
// ("frame of reference"; Goldstein, Ramakrishnan and Shaft, Compressing Relations and
// Indexes, 1998). With 64 to a block the bits of one are as many whole words as they are
// wide, so where a block begins also says how wide the one before it is:
//
//	how many | the least of each block and where its words begin; and the end | words
//
// None have no bytes, and neither have counts that are all zero. Harmed bytes give wrong
// numbers.
type column struct {
	n     int
	heads []byte // for each block two uint32
	words []byte // with one more at the end, so that a number is read at once
}

const (
	blockNumbers = 64
	headBytes    = 8
)

// loadColumn reads what appendColumn wrote.
func loadColumn(s *sections) column {
	data := s.next()
	if len(data) == 0 {
		return column{}
	}
	if len(data) < 4 {
		s.bad = true
		return column{}
	}
	n := int(binary.LittleEndian.Uint32(data))
	heads := headBytes * (blocksOf(n) + 1)
	if data = data[4:]; heads > len(data) {
		s.bad = true
		return column{}
	}
	c := column{n, data[:heads:heads], data[heads:]}
	if words := binary.LittleEndian.Uint32(c.heads[heads-4:]); len(c.words) != 8*(int(words)+1) {
		s.bad = true
		return column{}
	}
	return c
}

func blocksOf(n int) int { return (n + blockNumbers - 1) / blockNumbers }

func (c *column) len() int { return c.n }

// at is number i, 0 when there is none.
func (c *column) at(i int) uint32 {
	if uint(i) >= uint(c.n) {
		return 0
	}
	least, words, width := c.head(i / blockNumbers)
	return least + uint32(bitsAt(words, uint(i%blockNumbers)*width, width))
}

// head says what the least number of a block is, where its words begin and how wide its
// numbers are.
func (c *column) head(b int) (least uint32, words []byte, width uint) {
	h := c.heads[b*headBytes:]
	least, from, end := binary.LittleEndian.Uint32(h), binary.LittleEndian.Uint32(h[4:]), binary.LittleEndian.Uint32(h[12:])
	return least, c.words[min(uint(from)*8, uint(len(c.words))):], uint(end - from)
}

// bitsAt is the number in some bits of words; 0 behind their end.
func bitsAt(words []byte, at, width uint) uint64 {
	from := at / 8
	if from+8 > uint(len(words)) {
		return 0
	}
	return binary.LittleEndian.Uint64(words[from:]) >> (at % 8) & (1<<width - 1)
}

// block takes all numbers of a block apart, which is quicker than one by one. There are
// fewer in the last one, and none behind it.
func (c *column) block(b int, into *[blockNumbers]uint32) []uint32 {
	numbers := into[:max(0, min(blockNumbers, c.n-b*blockNumbers))]
	if len(numbers) == 0 {
		return nil
	}
	least, words, width := c.head(b)
	i := 0
	if width <= pairWidth {
		both := 2 * width
		mask := uint64(1)<<width - 1
		for bit := uint(0); i+1 < len(numbers) && bit/8+8 <= uint(len(words)); i, bit = i+2, bit+both {
			pair := binary.LittleEndian.Uint64(words[bit/8:]) >> (bit % 8)
			numbers[i], numbers[i+1] = least+uint32(pair&mask), least+uint32(pair>>(width&63)&mask)
		}
	}
	for ; i < len(numbers); i++ {
		numbers[i] = least + uint32(bitsAt(words, uint(i)*width, width))
	}
	return numbers
}

// pairWidth is how wide two numbers can be that are in eight bytes wherever they begin.
const pairWidth = (64 - 7) / 2

// all yields all numbers in order.
func (c *column) all() iter.Seq2[int, uint32] {
	return func(yield func(int, uint32) bool) {
		var block [blockNumbers]uint32
		for b := range blocksOf(c.n) {
			for i, n := range c.block(b, &block) {
				if !yield(b*blockNumbers+i, n) {
					return
				}
			}
		}
	}
}

// along reads numbers in order, or nearly so: it keeps the block of the last one.
type along struct {
	column  *column
	b       int // the block in numbers, and one more
	numbers []uint32
	block   [blockNumbers]uint32
}

// at is number i, 0 when there is none.
func (a *along) at(i int) uint32 {
	if b := i/blockNumbers + 1; b != a.b {
		a.b, a.numbers = b, a.column.block(b-1, &a.block)
	}
	if i %= blockNumbers; i < len(a.numbers) {
		return a.numbers[i]
	}
	return 0
}

// numbers are all that there are.
func (c *column) numbers() []uint32 {
	out := make([]uint32, 0, c.n)
	for _, n := range c.all() {
		out = append(out, n)
	}
	return out
}

// appendColumn writes numbers as a column.
func appendColumn(numbers []uint32) []byte {
	if len(numbers) == 0 {
		return nil
	}
	heads := make([]byte, 0, 4+headBytes*(blocksOf(len(numbers))+1))
	heads = binary.LittleEndian.AppendUint32(heads, uint32(len(numbers)))
	var words []uint64
	for block := range slices.Chunk(numbers, blockNumbers) {
		least := slices.Min(block)
		heads = binary.LittleEndian.AppendUint32(heads, least)
		heads = binary.LittleEndian.AppendUint32(heads, uint32(len(words)))
		words = appendBlock(words, block, least)
	}
	heads = binary.LittleEndian.AppendUint32(heads, 0)
	heads = binary.LittleEndian.AppendUint32(heads, uint32(len(words)))
	out := slices.Grow(heads, 8*(len(words)+1))
	for _, w := range words {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return binary.LittleEndian.AppendUint64(out, 0)
}

// appendBlock packs how much more than the least the numbers of a block are.
func appendBlock(words []uint64, block []uint32, least uint32) []uint64 {
	width := bits.Len32(slices.Max(block) - least)
	begin := len(words)
	words = append(words, make([]uint64, width)...)
	packed := words[begin:]
	for i, n := range block {
		at := i * width
		more := uint64(n - least)
		if more == 0 {
			continue
		}
		packed[at/64] |= more << (at % 64)
		if at%64+width > 64 {
			packed[at/64+1] |= more >> (64 - at%64)
		}
	}
	return words
}

// appendCounts writes numbers as a column that may have nothing but zeros.
func appendCounts(numbers []uint32) []byte {
	if len(numbers) > 0 && slices.Max(numbers) == 0 {
		return nil
	}
	return appendColumn(numbers)
}
