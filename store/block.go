package store

import (
	"encoding/binary"
	"fmt"
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
	plain, err := unpacker().DecodeAll(packed, nil)
	if err != nil {
		return nil, errBlock
	}
	count, n := binary.Uvarint(plain)
	if n <= 0 || count > uint64(len(plain)) {
		return nil, errBlock
	}
	rest := plain[n:]
	lengths := make([]uint64, count)
	for i := range lengths {
		if lengths[i], n = binary.Uvarint(rest); n <= 0 {
			return nil, errBlock
		}
		rest = rest[n:]
	}
	items := make([][]byte, count)
	for i, length := range lengths {
		if length > uint64(len(rest)) {
			return nil, errBlock
		}
		items[i], rest = rest[:length:length], rest[length:]
	}
	return items, nil
}

// blocks reads a block bucket and keeps the block it read last: whoever reads in
// the order of the numbers unpacks each block once.
type blocks struct {
	bucket *bolt.Bucket
	first  contentNumber
	items  [][]byte
}

// item returns item n, which lives as long as the caller wants.
func (b *blocks) item(n contentNumber) ([]byte, error) {
	if n < b.first || n >= b.first+contentNumber(len(b.items)) {
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
	items, err := unpackBlock(packed)
	if err != nil {
		return err
	}
	b.first, b.items = binary.BigEndian.Uint32(key), items
	if n < b.first || n-b.first >= contentNumber(len(items)) {
		b.items = nil
		return errBlock
	}
	return nil
}

// cachedBlocks bounds the blocks that a blockCache keeps: some sixteen megabytes.
const cachedBlocks = 128

// blockCache reads a block bucket in any order. It forgets all it has when it is
// full.
type blockCache struct {
	bucket *bolt.Bucket
	blocks map[contentNumber]*blocks // by the block of the number, see at
	starts []contentNumber           // first number of every block
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
		if len(b.blocks) >= cachedBlocks {
			clear(b.blocks)
		}
		held = &blocks{bucket: b.bucket}
		b.blocks[b.starts[i]] = held
	}
	return held.digest(n)
}
