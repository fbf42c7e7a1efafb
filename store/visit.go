package store

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"meshdex/catalog"
)

// Whoever goes through a whole catalog wants all records, and most want nothing of
// them for longer than it takes to note some numbers. So they are read a block of
// digests at a time, in the order in which these lie, on one goroutine, while each
// visitor goes through the block before on a goroutine of its own. Three blocks are
// in memory, and their memory is used over and over again.

// visitor takes in a record, which is good until it returns, and keeps no memory of
// it. It is called by one goroutine.
type visitor func(*catalog.Record)

// visit gives the records of all heads, in no order that means anything, to every
// visitor.
func (c *collection) visit(visitors ...visitor) (err error) {
	r := newRelay(visitors)
	defer func() { err = errors.Join(err, r.end()) }()
	for order := c.inOrder(); len(order) > 0; {
		b := <-r.spare
		n, err := c.fill(b, order)
		if err != nil {
			return err
		}
		order = order[n:]
		r.give(b)
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// inOrder lists the heads in the order in which their digests lie.
func (c *collection) inOrder() []int32 {
	order := make([]int32, len(c.heads))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := &c.heads[i], &c.heads[j]
		return cmp.Or(cmp.Compare(a.content, b.content), cmp.Compare(a.subject, b.subject), cmp.Compare(a.index, b.index))
	})
	return order
}

// recordBlock is the records of a block of digests.
type recordBlock struct {
	blocks
	digests []*Digest // as many as were ever needed
	records []catalog.Record
	visits  atomic.Int32 // visitors that have not been through it
}

// fill reads the records of those first heads of the order that are in one block, and
// tells how many these are.
func (c *collection) fill(b *recordBlock, order []int32) (n int, err error) {
	b.bucket, b.records = c.bucket(digestBucket), b.records[:0]
	var digest *Digest
	var hash Hash
	of, decoded := contentNumber(0), 0
	for ; n < len(order); n++ {
		h, err := c.head(int(order[n]))
		if err != nil {
			return n, err
		}
		if n > 0 && !b.holds(h.Content) {
			break
		}
		if n == 0 || h.Content != of {
			b.lent = b.digestNumber(decoded)
			if digest, hash, err = b.digest(h.Content); err != nil {
				return n, err
			}
			of, decoded = h.Content, decoded+1
		}
		r, err := h.record(digest, hash)
		if err != nil {
			return n, err
		}
		b.records = append(b.records, r)
	}
	return n, nil
}

func (b *recordBlock) digestNumber(i int) *Digest {
	if i == len(b.digests) {
		b.digests = append(b.digests, &Digest{})
	}
	return b.digests[i]
}

// relay hands blocks on to visitors, and takes them back from the last of these.
type relay struct {
	spare chan *recordBlock
	to    []chan *recordBlock
	wg    sync.WaitGroup
	errs  []error // of each visitor
}

func newRelay(visitors []visitor) *relay {
	const blocks = 3
	r := &relay{
		spare: make(chan *recordBlock, blocks), to: make([]chan *recordBlock, len(visitors)), errs: make([]error, len(visitors)),
	}
	for range blocks {
		r.spare <- &recordBlock{}
	}
	for i, visit := range visitors {
		r.to[i] = make(chan *recordBlock, blocks)
		r.wg.Go(func() { r.run(i, visit) })
	}
	return r
}

// run shows the blocks that come to visitor i. After one that it could not bear, they
// only go back.
func (r *relay) run(i int, visit visitor) {
	for b := range r.to[i] {
		if r.errs[i] == nil {
			r.errs[i] = guard(func() error {
				for n := range b.records {
					visit(&b.records[n])
				}
				return nil
			})
		}
		r.back(b)
	}
}

func (r *relay) back(b *recordBlock) {
	if b.visits.Add(-1) == 0 {
		r.spare <- b
	}
}

func (r *relay) give(b *recordBlock) {
	b.visits.Store(int32(len(r.to)))
	for _, to := range r.to {
		to <- b
	}
}

// end waits until all that was given is visited.
func (r *relay) end() error {
	for _, to := range r.to {
		close(to)
	}
	r.wg.Wait()
	return errors.Join(r.errs...)
}
