package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Records loads the current version of every contract and product, and of every
// one that is removed, by subject and id. It never reads a document.
func (db *DB) Records(ctx context.Context) ([]catalog.Record, error) {
	var records []catalog.Record
	_, err := db.collect(ctx, func(r *catalog.Record) { records = append(records, *r) }, nil)
	if err != nil {
		return nil, fmt.Errorf("load catalog: %w", err)
	}
	slices.SortFunc(records, func(a, b catalog.Record) int {
		return cmp.Or(cmp.Compare(a.Summary.Subject, b.Summary.Subject), strings.Compare(a.Summary.ID, b.Summary.ID))
	})
	return records, nil
}

// collection is a walk over the whole catalog as of one moment, in two passes:
// over all entries, to find the current state of every id, and over the digests
// of those, in the order in which they lie, to give out the records one by one.
type collection struct {
	tx
	ctx      context.Context
	state    state
	names    map[sourceNumber]string
	files    []fileInfo // by file number
	heads    []head
	totals   totals
	problems int
}

// totals are what each source has, by its name.
type totals map[string]*SourceState

// head is the current state of one id.
type head struct {
	holding
	subject  byte
	versions int
	reused   bool
	key      string // start of its entries
}

// headOf picks the current of the states of an id.
func headOf(subject byte, states []holding) head {
	return head{holding: states[current(states)], subject: subject, versions: len(states), reused: isReused(states)}
}

// collect gives every record to visit, in no order that means anything; the
// record is the visitor's to keep. then, if not nil, runs in the same transaction.
func (db *DB) collect(ctx context.Context, visit func(*catalog.Record), then func(*collection) error) (*collection, error) {
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
		if err := c.visitRecords(visit); err != nil || then == nil {
			return err
		}
		return then(c)
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
		h, err := c.holding(data, &c.files[number], number, seq, index)
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
	h := headOf(prefix[0], states)
	h.key = string(prefix)
	c.heads = append(c.heads, h)
	c.totals.count(prefix[0], states, all, 1)
	if len(c.heads)%1024 == 0 {
		return c.ctx.Err()
	}
	return nil
}

// visitRecords reads the summaries of the heads.
func (c *collection) visitRecords(visit func(*catalog.Record)) error {
	slices.SortFunc(c.heads, func(a, b head) int {
		return cmp.Or(cmp.Compare(a.Content, b.Content), cmp.Compare(a.subject, b.subject), cmp.Compare(a.index, b.index))
	})
	digests := c.digests()
	var digest *Digest
	var hash Hash
	var of contentNumber
	for i := range c.heads {
		h := &c.heads[i]
		if h.Content != of || digest == nil {
			var err error
			if digest, hash, err = digests.digest(h.Content); err != nil {
				return err
			}
			of = h.Content
		}
		r, err := h.record(digest, hash)
		if err != nil {
			return err
		}
		visit(&r)
		if i%1024 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
	}
	return nil
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

// count adds what each source has of an id to its totals, n times. states is the
// history of all its holdings together: where several sources have the same, each
// still counts its own.
func (t totals) count(subject byte, states, all []holding, n int) {
	if len(all) == 0 {
		return
	}
	first := all[0].file.source
	if !slices.ContainsFunc(all, func(h holding) bool { return h.file.source != first }) {
		t.add(subject, first, states, n)
		return
	}
	own := map[string][]holding{}
	for _, h := range all {
		own[h.file.source] = append(own[h.file.source], h)
	}
	for source, holdings := range own {
		t.add(subject, source, history(holdings), n)
	}
}

// add counts the states that one source has of an id.
func (t totals) add(subject byte, source string, states []holding, n int) {
	total := t[source]
	if total == nil {
		return
	}
	total.Versions += n * len(states)
	switch {
	case !states[current(states)].isLive():
	case subject == ofProduct:
		total.Products += n
	default:
		total.Contracts += n
	}
}

// liveContents lists the contents behind the live entries under a prefix, each
// once, in the order of their keys.
func (t tx) liveContents(prefix []byte) ([]Hash, error) {
	var hashes []Hash
	digests := t.digests()
	err := t.eachLive(prefix, func(h *holding) error {
		hash, err := digests.hash(h.Content)
		hashes = append(hashes, hash)
		return err
	})
	return hashes, err
}

// eachLive visits the entries under a prefix that some file still holds, one for
// each content, in the order of their keys.
func (t tx) eachLive(prefix []byte, visit func(*holding) error) error {
	names, err := t.sourceNames()
	if err != nil {
		return err
	}
	seen := map[contentNumber]bool{}
	cursor := t.bucket(entryBucket).Cursor()
	for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
		_, number, seq, index, ok := splitEntryKey(key)
		if !ok {
			return fmt.Errorf("entry %x: %w", key, ErrCorrupt)
		}
		f, err := t.fileInfo(number, names)
		if err != nil {
			return err
		}
		h, err := t.holding(data, f, number, seq, index)
		if err != nil {
			return err
		}
		if !h.isLive() || seen[h.Content] {
			continue
		}
		seen[h.Content] = true
		if err := visit(&h); err != nil {
			return err
		}
	}
	return nil
}
