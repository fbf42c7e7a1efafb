package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"meshdex/catalog"
)

// Records loads the current version of every contract and product, and of every
// one that is removed, by subject and id. It never reads a document.
func (db *DB) Records(ctx context.Context) ([]catalog.Record, error) {
	c, err := db.collect(ctx)
	if err != nil {
		return nil, fmt.Errorf("load catalog: %w", err)
	}
	return c.records, nil
}

// collection is a walk over all entries, in one transaction: the catalog as of
// one moment.
type collection struct {
	tx
	ctx      context.Context
	state    state
	names    map[sourceNumber]string
	files    []fileInfo // by file number
	records  []catalog.Record
	totals   map[string]*SourceState
	problems int
	digests  map[contentNumber]*hashedDigest // only of contents with several entries
}

type hashedDigest struct {
	*Digest
	hash Hash
}

func (db *DB) collect(ctx context.Context) (*collection, error) {
	c := &collection{ctx: ctx, totals: map[string]*SourceState{}, digests: map[contentNumber]*hashedDigest{}}
	err := db.view(func(t tx) (err error) {
		c.tx = t
		if c.state, err = t.state(); err != nil {
			return err
		}
		for _, step := range []func() error{c.loadFiles, c.countProblems, c.loadRecords} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	c.tx = tx{}
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
				c.files[f.Number] = fileInfo{name, path, f.Revs, f.State}
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
		if err := decode(data, func(c *coder) { list(c, &ps, (*coder).problem) }); err != nil {
			return fmt.Errorf("problems %q: %w", key, err)
		}
		c.problems += len(ps)
		if total := c.totals[c.names[source]]; total != nil {
			total.Problems += len(ps)
		}
		return nil
	})
}

// loadRecords gathers the entries of one id after the other; they lie together.
func (c *collection) loadRecords() error {
	var prefix []byte
	var states []holding
	cursor := c.bucket(entryBucket).Cursor()
	for key, data := cursor.First(); key != nil && key[0] <= ofProduct; key, data = cursor.Next() {
		own, number, seq, index, ok := splitEntryKey(key)
		if !ok || int(number) >= len(c.files) {
			return fmt.Errorf("entry %x: %w", key, ErrCorrupt)
		}
		if !bytes.Equal(own, prefix) {
			if err := c.record(prefix, states); err != nil {
				return err
			}
			prefix, states = bytes.Clone(own), states[:0]
		}
		h, err := c.holding(data, &c.files[number], number, seq, index)
		if err != nil {
			return err
		}
		states = append(states, h)
	}
	return errors.Join(c.record(prefix, states), c.ctx.Err())
}

// record makes the record of one id.
func (c *collection) record(prefix []byte, states []holding) error {
	if len(states) == 0 {
		return nil
	}
	if len(c.records)%1024 == 0 && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	states = history(states)
	now := &states[current(states)]
	summary, hash, err := c.summary(prefix[0], now)
	if err != nil {
		return err
	}
	c.records = append(c.records, catalog.Record{
		Summary: summary, Origin: now.origin(hash), Versions: len(states),
		Stale: now.file.state == broken, Removed: !now.isLive(), Reused: isReused(states),
	})
	c.count(prefix[0], states)
	return nil
}

// count adds an id to the totals of every source that has a state of it.
func (c *collection) count(subject byte, states []holding) {
	live := map[string]bool{}
	for i := range states {
		total := c.totals[states[i].file.source]
		if total == nil {
			continue
		}
		total.Versions++
		if !states[i].isLive() || live[total.Name] {
			continue
		}
		live[total.Name] = true
		if subject == ofProduct {
			total.Products++
		} else {
			total.Contracts++
		}
	}
}

// summary finds the summary of a state in the digest of its content. A file with
// many contracts is decoded once.
func (c *collection) summary(subject byte, h *holding) (catalog.Summary, Hash, error) {
	d := c.digests[h.Content]
	if d == nil {
		digest, hash, err := c.digest(h.Content)
		if err != nil {
			return catalog.Summary{}, hash, err
		}
		d = &hashedDigest{digest, hash}
		if len(digest.Contracts)+len(digest.Products) > 1 {
			c.digests[h.Content] = d
		}
	}
	of := d.Contracts
	if subject == ofProduct {
		of = d.Products
	}
	if h.index >= len(of) {
		return catalog.Summary{}, d.hash, fmt.Errorf("content %s has no item %d: %w", d.hash, h.index, ErrCorrupt)
	}
	return of[h.index], d.hash, nil
}

// liveContents lists the contents behind the live entries under a prefix, each
// once, in the order of their keys.
func (t tx) liveContents(prefix []byte) ([]Hash, error) {
	names, err := t.sourceNames()
	if err != nil {
		return nil, err
	}
	var hashes []Hash
	seen := map[contentNumber]bool{}
	cursor := t.bucket(entryBucket).Cursor()
	for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
		_, number, seq, index, ok := splitEntryKey(key)
		if !ok {
			return nil, fmt.Errorf("entry %x: %w", key, ErrCorrupt)
		}
		f, err := t.fileInfo(number, names)
		if err != nil {
			return nil, err
		}
		h, err := t.holding(data, f, number, seq, index)
		if err != nil {
			return nil, err
		}
		if !h.isLive() || seen[h.Content] {
			continue
		}
		seen[h.Content] = true
		hash, err := t.hashOf(h.Content)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}
