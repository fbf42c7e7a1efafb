package store

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
	bolt "go.etcd.io/bbolt"
)

// Contracts are small and alike: of two kilobytes compressed alone, a third is
// left; of a hundred compressed together, a tenth. So contents that arrive
// together are kept together, in blocks.
//
// A block bucket holds items by content number. Its keys are the numbers of the
// first item of each block, its values the items of consecutive numbers, up to
// the next key:
//
//	zstd( count | lengths … | bytes … )      all varints; the frame has a checksum
//
// Item n is in the block with the greatest key that is not greater than n. An
// item may be empty: its content was collected as garbage.

// blockBytes is how much goes into one block: enough to compress well and to
// waste little of bbolt's 4 KiB pages, and unpacked in well under a millisecond.
const blockBytes = 128 << 10

// packer and unpacker are slow and large to make, and hold no state between
// calls. Blocks of contracts repeat themselves so much that looking for repetitions
// any harder than SpeedFastest does gains a twentieth and costs half as much again.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
		if err != nil {
			panic("store: encoder options: " + err.Error())
		}
		return enc
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(largestBlock))
		if err != nil {
			panic("store: decoder options: " + err.Error())
		}
		return dec
	})
)

// largestBlock bounds what is unpacked: a block of one content of the largest
// size, with what its digest may grow to.
const largestBlock = 4 * LargestFile

var errBlock = fmt.Errorf("block: %w", ErrCorrupt)

func packBlock(items [][]byte) []byte {
	head := binary.AppendUvarint(nil, uint64(len(items)))
	size := 0
	for _, item := range items {
		head = binary.AppendUvarint(head, uint64(len(item)))
		size += len(item)
	}
	plain := make([]byte, 0, len(head)+size)
	plain = append(plain, head...)
	for _, item := range items {
		plain = append(plain, item...)
	}
	return packer().EncodeAll(plain, nil)
}

// unpackBlock returns the items; they share one allocation.
func unpackBlock(packed []byte) ([][]byte, error) {
	var u unpacked
	err := u.unpack(packed)
	return u.items, err
}

// unpacked is a block in memory, which may be used again for another one.
type unpacked struct {
	plain   []byte
	lengths []uint64
	items   [][]byte // parts of plain
}

func (u *unpacked) unpack(packed []byte) (err error) {
	u.items = u.items[:0]
	if u.plain, err = unpacker().DecodeAll(packed, u.plain[:0]); err != nil {
		return errBlock
	}
	count, n := binary.Uvarint(u.plain)
	if n <= 0 || count > uint64(len(u.plain)) {
		return errBlock
	}
	rest := u.plain[n:]
	u.lengths = slices.Grow(u.lengths[:0], int(count))[:count]
	for i := range u.lengths {
		if u.lengths[i], n = binary.Uvarint(rest); n <= 0 {
			return errBlock
		}
		rest = rest[n:]
	}
	u.items = slices.Grow(u.items, int(count))
	for _, length := range u.lengths {
		if length > uint64(len(rest)) {
			return errBlock
		}
		u.items, rest = append(u.items, rest[:length:length]), rest[length:]
	}
	return nil
}

// blocks reads a block bucket and keeps the block it read last: whoever reads in
// the order of the numbers unpacks each block once.
type blocks struct {
	unpacked
	bucket *bolt.Bucket
	first  contentNumber
	// lent is where digests are decoded to by whoever goes through a whole catalog, and
	// has no use for the memory of a hundred thousand of them. What is given out is good
	// until it or the block is read into again. nil: it is the caller's to keep.
	lent *Digest
}

// holds reports whether item n is in the block that was read last.
func (b *blocks) holds(n contentNumber) bool {
	return n >= b.first && n < b.first+contentNumber(len(b.items))
}

// item returns item n.
func (b *blocks) item(n contentNumber) ([]byte, error) {
	if !b.holds(n) {
		if err := b.load(n); err != nil {
			return nil, fmt.Errorf("content %d: %w", n, err)
		}
	}
	if item := b.items[n-b.first]; len(item) > 0 {
		return item, nil
	}
	return nil, fmt.Errorf("content %d: %w", n, errBlock)
}

func (b *blocks) load(n contentNumber) error {
	c := b.bucket.Cursor()
	key, packed := c.Seek(numberKey(n))
	if key == nil {
		key, packed = c.Last()
	} else if binary.BigEndian.Uint32(key) != n {
		key, packed = c.Prev()
	}
	if len(key) != 4 {
		return errBlock
	}
	if b.lent == nil {
		b.unpacked = unpacked{}
	}
	if err := b.unpack(packed); err != nil {
		b.items = nil
		return err
	}
	b.first = binary.BigEndian.Uint32(key)
	if n < b.first || n-b.first >= contentNumber(len(b.items)) {
		b.items = nil
		return errBlock
	}
	return nil
}

// cachedBlocks bounds the blocks that a blockCache keeps: some ten megabytes.
const cachedBlocks = 64

// blockCache reads a block bucket in any order. It forgets all it has when it is
// full.
type blockCache struct {
	bucket *bolt.Bucket
	blocks map[contentNumber]*blocks // by the block of the number, see at
	starts []contentNumber           // first number of every block
	lent   *Digest                   // see blocks
	spare  []*blocks                 // forgotten ones, whose memory is used again if it was lent
}

func (b *blockCache) digest(n contentNumber) (*Digest, Hash, error) {
	if b.starts == nil {
		err := b.bucket.ForEach(func(key, _ []byte) error {
			b.starts = append(b.starts, binary.BigEndian.Uint32(key))
			return nil
		})
		if err != nil {
			return nil, Hash{}, err
		}
	}
	i, exact := slices.BinarySearch(b.starts, n)
	if !exact {
		i--
	}
	if i < 0 {
		return nil, Hash{}, errBlock
	}
	held := b.blocks[b.starts[i]]
	if held == nil {
		held = b.room()
		b.blocks[b.starts[i]] = held
	}
	return held.digest(n)
}

// room gives a place for one more block.
func (b *blockCache) room() *blocks {
	if len(b.blocks) >= cachedBlocks {
		if b.lent != nil {
			b.spare = slices.AppendSeq(b.spare, maps.Values(b.blocks))
		}
		clear(b.blocks)
	}
	if n := len(b.spare); n > 0 {
		held := b.spare[n-1]
		b.spare, held.items = b.spare[:n-1], nil
		return held
	}
	return &blocks{bucket: b.bucket, lent: b.lent}
}
