package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// collection is the whole catalog as of one moment: the current state of every id,
// found by a walk over all entries. Their records come by another walk, see visit.
//
// What it keeps of an id is some numbers, from which the record can be found again:
// of a hundred thousand contracts that is a few megabytes.
type collection struct {
	tx
	ctx      context.Context
	state    state
	names    map[sourceNumber]string
	files    []fileInfo // by file number
	heads    []keptHead // in the order of their keys
	keys     []byte     // of the heads, one after the other
	totals   totals
	problems int
}

// head is the current state of one id.
type head struct {
	holding
	subject  byte
	versions int
	reused   bool
}

// headOf picks the current of the states of an id.
func headOf(subject byte, states []holding) head {
	return head{states[current(states)], subject, len(states), isReused(states)}
}

// keptHead is a head by numbers.
type keptHead struct {
	key      int // where it begins
	content  contentNumber
	file     fileNumber
	seq      uint32
	rev      revPlace
	versions uint32
	index    uint16
	subject  byte
	reused   bool
}

// collect finds all heads and shows them to use, in one transaction.
func (db *DB) collect(ctx context.Context, use func(*collection) error) (*collection, error) {
	c := &collection{ctx: ctx, totals: totals{}}
	err := db.view(func(t tx) (err error) {
		c.tx = t
		if c.state, err = t.state(); err != nil {
			return err
		}
		for _, step := range []func() error{c.loadFiles, c.countProblems, c.findHeads} {
			if err := step(); err != nil {
				return err
			}
		}
		return use(c)
	})
	c.tx, c.files, c.heads, c.keys = tx{}, nil, nil, nil // what is over with the transaction
	return c, err
}

func (c *collection) loadFiles() (err error) {
	if c.names, err = c.sourceNames(); err != nil {
		return err
	}
	c.files = make([]fileInfo, c.bucket(fileBucket).Sequence()+1)
	for number, name := range c.names {
		total := &SourceState{Name: name}
		c.totals[name] = total
		err := c.eachFile(number, func(path string, f *fileRecord) error {
			if f.State != gone {
				total.Files++
			}
			if int(f.Number) >= len(c.files) {
				return fmt.Errorf("file %q has number %d: %w", path, f.Number, ErrCorrupt)
			}
			if f.Number != 0 {
				c.files[f.Number] = fileInfo{f.Number, name, path, f.Revs, f.State}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *collection) countProblems() error {
	return c.bucket(problemBucket).ForEach(func(key, data []byte) error {
		source, _ := splitFileKey(key)
		var ps []catalog.Problem
		if err := decodeInPlace(data, func(c *coder) { list(c, &ps, (*coder).problem) }); err != nil {
			return fmt.Errorf("problems %q: %w", key, err)
		}
		c.problems += len(ps)
		if total := c.totals[c.names[source]]; total != nil {
			total.Problems += len(ps)
		}
		return nil
	})
}

// findHeads gathers the entries of one id after the other; they lie together.
func (c *collection) findHeads() error {
	var prefix []byte
	var states []holding
	cursor := c.bucket(entryBucket).Cursor()
	for key, data := cursor.First(); key != nil && key[0] <= ofProduct; key, data = cursor.Next() {
		own, number, seq, index, ok := splitEntryKey(key)
		if !ok || int(number) >= len(c.files) {
			return fmt.Errorf("entry %x: %w", key, ErrCorrupt)
		}
		if !bytes.Equal(own, prefix) {
			if err := c.findHead(prefix, states); err != nil {
				return err
			}
			prefix, states = append(prefix[:0], own...), states[:0]
		}
		h, err := c.holding(data, &c.files[number], seq, index)
		if err != nil {
			return err
		}
		states = append(states, h)
	}
	return c.findHead(prefix, states)
}

func (c *collection) findHead(prefix []byte, states []holding) error {
	if len(states) == 0 {
		return nil
	}
	all := states
	states = history(all)
	c.keep(prefix, headOf(prefix[0], states))
	c.totals.count(prefix[0], states, all, 1)
	if len(c.heads)%1024 == 0 {
		return c.ctx.Err()
	}
	return nil
}

func (c *collection) keep(key []byte, h head) {
	c.heads = append(c.heads, keptHead{
		key: len(c.keys), content: h.Content, file: h.file.number, seq: h.seq, rev: h.revAt,
		versions: uint32(h.versions), index: uint16(h.index), subject: h.subject, reused: h.reused,
	})
	c.keys = append(c.keys, key...)
}

// head finds the head that was kept as number i.
func (c *collection) head(i int) (head, error) {
	k := &c.heads[i]
	rev, err := c.revision(k.rev.file, k.rev.seq)
	return head{
		holding: holding{
			entryRecord: entryRecord{Content: k.content}, seq: k.seq, index: int(k.index),
			rev: rev, revAt: k.rev, file: &c.files[k.file],
		},
		subject: k.subject, versions: int(k.versions), reused: k.reused,
	}, err
}

// find finds a head by its key.
func (c *collection) find(key []byte) (int, bool) {
	i, ok := slices.BinarySearchFunc(c.heads, key, func(k keptHead, key []byte) int {
		rest := c.keys[k.key:]
		if len(rest) > len(key) {
			rest = rest[:len(key)]
		}
		return bytes.Compare(rest, key) // a key ends in a NUL, so none begins another
	})
	return i, ok
}

func (h *head) record(d *Digest, hash Hash) (catalog.Record, error) {
	of := d.summaries(h.subject)
	if h.index >= len(of) {
		return catalog.Record{}, fmt.Errorf("content %s has no item %d: %w", hash, h.index, ErrCorrupt)
	}
	summary := of[h.index]
	summary.ID = d.idAt(h.file.path, summary.ID)
	return catalog.Record{
		Summary: summary, Origin: h.origin(hash), Versions: h.versions,
		Stale: h.file.state == broken, Removed: !h.isLive(), Reused: h.reused,
	}, nil
}

// fetcher finds the records of rows again, each good until the next one is fetched. It
// keeps the blocks it unpacks, up to a bound, because rows lie in another order.
func (c *collection) fetcher() search.Fetch {
	digests := &blockCache{bucket: c.bucket(digestBucket), blocks: map[contentNumber]*blocks{}, lent: &Digest{}}
	return func(p search.Place) (*catalog.Record, error) {
		i, ok := c.find(entryPrefix(byte(p.Subject), p.ID))
		if !ok {
			return nil, nil
		}
		h, err := c.head(i)
		if err != nil {
			return nil, err
		}
		d, hash, err := digests.digest(h.Content)
		if err != nil {
			return nil, err
		}
		r, err := h.record(d, hash)
		return &r, err
	}
}
