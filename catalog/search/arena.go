package search

import "encoding/binary"

// While a table is inverted, some hundred thousand posting lists grow at the same time,
// most of them to a few bytes and a few to megabytes. A slice for each would be moved
// whenever it is full, and look like a pointer to the collector. So they grow in an arena,
// as Lucene's do: a list is a chain of pieces, each larger than the one before, which
// lie in large blocks in the order in which they were needed. Behind each piece is the
// address of the next.

// arena is the memory of chains.
type arena struct {
	blocks [][]byte
	next   uint32 // address of the first byte that no chain has
}

// chain is a text of bytes in an arena. An address is the number of a block and, in the
// lower half, a place in it.
type chain struct {
	first uint32 // address of the first piece
	at    uint32 // where the next byte goes
	room  uint32 // bytes left in the last piece
	size  uint32 // bytes in all pieces
}

const (
	blockBits  = 16
	blockBytes = 1 << blockBits
	firstBlock = 1 << 11 // the next ones have four times as much each, up to blockBytes
	linkBytes  = 4
)

func blockSize(block int) int { return min(blockBytes, firstBlock<<(2*min(block, 8))) }

// pieceSize is the size of the piece that a chain gets when it has so many bytes.
func pieceSize(size uint32) uint32 { return min(max(8, size/2), 1024) }

func (a *arena) uvarint(c *chain, v uint64) {
	for ; v >= 0x80; v >>= 7 {
		a.add(c, byte(v)|0x80)
	}
	a.add(c, byte(v))
}

func (a *arena) add(c *chain, b byte) {
	if c.room == 0 {
		a.extend(c)
	}
	a.blocks[c.at>>blockBits][c.at%blockBytes] = b
	c.at, c.room, c.size = c.at+1, c.room-1, c.size+1
}

// extend gives the chain another piece.
func (a *arena) extend(c *chain) {
	size := pieceSize(c.size)
	at := a.take(size + linkBytes)
	if c.size == 0 {
		c.first = at
	} else {
		binary.LittleEndian.PutUint32(a.blocks[c.at>>blockBits][c.at%blockBytes:], at)
	}
	c.at, c.room = at, size
}

// take finds room for n bytes that lie together.
func (a *arena) take(n uint32) (at uint32) {
	for {
		block := int(a.next >> blockBits)
		if block == len(a.blocks) {
			a.blocks = append(a.blocks, make([]byte, blockSize(block)))
		}
		if a.next%blockBytes+n <= uint32(len(a.blocks[block])) {
			break
		}
		a.next = uint32(block+1) << blockBits
	}
	at = a.next
	a.next += n
	return at
}

// size is how many bytes the chains take, or somewhat more.
func (a *arena) size() (n int) {
	for _, b := range a.blocks {
		n += len(b)
	}
	return n
}

// append adds what is in the chain to dst.
func (a *arena) append(dst []byte, c *chain) []byte {
	at := c.first
	for read := uint32(0); read < c.size; {
		n := pieceSize(read)
		piece := a.blocks[at>>blockBits][at%blockBytes:]
		dst = append(dst, piece[:min(n, c.size-read)]...)
		if read += n; read < c.size {
			at = binary.LittleEndian.Uint32(piece[n:])
		}
	}
	return dst
}
