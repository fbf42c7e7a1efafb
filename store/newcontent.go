package store

import (
	"bytes"
	"runtime"
	"sync"
)

// contents are those of a batch that the store may not have, packed to blocks. That
// is done before the database is opened, on all processors: nobody waits for it.
type contents struct {
	of            []*Parsed // in the order of the changes, each once
	raws, digests []packedBlock
}

// packedBlock is a block, and how many items are in it.
type packedBlock struct {
	items int
	data  []byte
}

// packContents packs the contents that the changes bring.
func packContents(changes []Change) contents {
	var all []*Parsed
	seen := map[Hash]bool{}
	for i := range changes {
		if p := changes[i].Parsed; p != nil && !seen[p.hash] {
			seen[p.hash] = true
			all = append(all, p)
		}
	}
	return packed(all)
}

func packed(all []*Parsed) contents {
	raws, digests := make([][]byte, len(all)), make([][]byte, len(all))
	for i, p := range all {
		raws[i], digests[i] = p.raw, p.digest
	}
	return contents{all, packBlocks(raws), packBlocks(digests)}
}

// storeContents stores the new contents of a batch before anything refers to
// them: one file may bring what another, applied before it, has too. When another
// source has brought some of them since they were packed, the rest is packed anew.
func (t tx) storeContents(c contents) error {
	known := t.bucket(contentBucket)
	fresh := make([]*Parsed, 0, len(c.of))
	for _, p := range c.of {
		if known.Get(p.hash[:]) == nil {
			fresh = append(fresh, p)
		}
	}
	if len(fresh) < len(c.of) {
		c = packed(fresh)
	}
	first := contentNumber(known.Sequence()) + 1
	for i, p := range c.of {
		if err := known.Put(bytes.Clone(p.hash[:]), numberKey(first+contentNumber(i))); err != nil {
			return err
		}
	}
	if err := known.SetSequence(uint64(first) - 1 + uint64(len(c.of))); err != nil {
		return err
	}
	if err := t.putBlocks(rawBucket, first, c.raws); err != nil {
		return err
	}
	return t.putBlocks(digestBucket, first, c.digests)
}

// putBlocks appends blocks of items, numbered from first, to a block bucket.
func (t tx) putBlocks(bucket []byte, first contentNumber, blocks []packedBlock) error {
	b := t.bucket(bucket)
	b.FillPercent = 1 // appended to, never in between
	for _, block := range blocks {
		if err := b.Put(numberKey(first), block.data); err != nil {
			return err
		}
		first += contentNumber(block.items)
	}
	return nil
}

// packBlocks cuts items into blocks and packs these, on all processors.
func packBlocks(items [][]byte) []packedBlock {
	var blocks []packedBlock
	var work sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	cuts := cutBlocks(items)
	blocks = make([]packedBlock, len(cuts))
	for i, cut := range cuts {
		slots <- struct{}{}
		work.Go(func() {
			blocks[i] = packedBlock{len(cut), packBlock(cut)}
			<-slots
		})
	}
	work.Wait()
	return blocks
}

// cutBlocks cuts items into groups of about blockBytes.
func cutBlocks(items [][]byte) [][][]byte {
	var cuts [][][]byte
	for len(items) > 0 {
		n, size := 1, len(items[0])
		for n < len(items) && size+len(items[n]) <= blockBytes {
			size += len(items[n])
			n++
		}
		cuts = append(cuts, items[:n])
		items = items[n:]
	}
	return cuts
}
