package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// The search index is kept in two slots: the base, which is large, and what
// changed since it was built, which is small and rewritten by every sync.
const (
	indexFile = "search.idx"
	deltaFile = "search.delta"
)

// Index returns the search index of the present snapshot. See Catalog for both of
// one generation.
func (db *DB) Index() (*search.Index, error) {
	_, ix, err := db.Catalog()
	return ix, err
}

// Catalog returns the snapshot and its search index, both of one generation even
// while a sync replaces them.
func (db *DB) Catalog() (*catalog.Snapshot, *search.Index, error) {
	var snap *catalog.Snapshot
	for range 3 { // a sync may have come between the two files
		var err error
		if snap, err = db.Snapshot(); err != nil {
			return nil, nil, err
		}
		if ix := db.storedIndex(); ix != nil && ix.Generation() == snap.Generation() && snap.Generation() > 0 {
			return snap, ix, nil
		}
	}
	if snap.Generation() == 0 {
		return snap, search.Build(nil, snap), nil
	}
	if snap, ix := db.republish(); ix != nil {
		return snap, ix, nil
	}
	gatherer := search.NewGatherer()
	snap, _, err := db.build(context.Background(), gatherer)
	if err != nil {
		return nil, nil, err
	}
	return snap, gatherer.Finish(snap).Index(), nil
}

// republish writes the mapped files anew, if the store can be written and no sync
// is about to do it.
func (db *DB) republish() (*catalog.Snapshot, *search.Index) {
	release, err := lock(context.Background(), db.path(syncFile), 0)
	if err != nil {
		return nil, nil
	}
	s := &Session{db: db, release: release}
	defer s.Close()
	if snap, ix := db.settledSnapshot(), db.storedIndex(); snap != nil && ix != nil && ix.Generation() == snap.Generation() {
		return snap, ix
	}
	db.opts.Note("The search index did not match the store and was built anew.")
	if s.Publish(context.Background()) != nil {
		return nil, nil
	}
	snap, ix := db.settledSnapshot(), db.storedIndex()
	if snap == nil || ix == nil || ix.Generation() != snap.Generation() {
		return nil, nil
	}
	return snap, ix
}

// storedIndex loads what the slots hold; nil if that is nothing whole. A delta
// that belongs to another base is passed over.
func (db *DB) storedIndex() *search.Index {
	base, data, err := db.openSlot(indexFile)
	if err != nil {
		return nil
	}
	delta, more, err := db.openSlot(deltaFile)
	if err != nil {
		more = nil
	}
	return loadIndex(base, data, delta, more)
}

// loadIndex loads an index from its base and, if it belongs to that, its delta.
// The slots have been checked.
func loadIndex(base slotTag, data []byte, delta slotTag, more []byte) *search.Index {
	if more != nil && delta.ID == base.ID && delta.Generation > base.Generation {
		if ix, err := search.Load(data, more); err == nil {
			return ix
		}
	}
	ix, err := search.Load(data)
	if err != nil {
		return nil
	}
	return ix
}

// slotView is viewSlot or viewWholeSlot.
type slotView func(path string, visit func(slotTag, []byte))

// indexGeneration is the generation of the index that the slots hold; 0 if there
// is none.
func (db *DB) indexGeneration(view slotView) (generation uint64) {
	view(db.path(indexFile), func(base slotTag, data []byte) {
		load := func(delta slotTag, more []byte) {
			if ix := loadIndex(base, data, delta, more); ix != nil {
				generation = ix.Generation()
			}
		}
		load(slotTag{}, nil)
		view(db.path(deltaFile), load)
	})
	return generation
}

// buildBoth makes the snapshot of the present state and its index, and gives what writes
// that. An old index that differs in little is only given a delta.
func (db *DB) buildBoth(ctx context.Context, tag slotTag, old *search.Index) (snap *catalog.Snapshot, c *collection, write func() error, err error) {
	gatherer := search.NewGatherer()
	if old == nil {
		if snap, c, err = db.build(ctx, gatherer); err != nil {
			return nil, nil, nil, err
		}
		return snap, c, db.baseWriter(tag, gatherer.Finish(snap)), nil
	}
	c, err = db.collect(ctx, func(c *collection) error {
		rows, err := c.assemble(nil)
		if err != nil {
			return err
		}
		snap = rows.Finish(c.stamp())
		later, err := search.Update(old, snap, c.fetcher())
		if !isOutdated(err) {
			write = db.deltaWriter(tag, later)
			return err
		}
		gatherer.Grow(len(c.heads))
		if err = c.visit(gatherer.Add); err == nil {
			write = db.baseWriter(tag, gatherer.Finish(snap))
		}
		return err
	})
	return snap, c, write, err
}

// isOutdated reports whether an index cannot be brought up to date.
func isOutdated(err error) bool {
	return errors.Is(err, search.ErrIndex) || errors.Is(err, search.ErrChanged)
}

// deltaWriter is for an index that was brought up to date.
func (db *DB) deltaWriter(tag slotTag, ix *search.Index) (write func() error) {
	return func() error { return writeSlot(db.path(deltaFile), tag, bytes.NewReader(ix.Delta())) }
}

// baseWriter makes the index of what was gathered when it is to be written.
func (db *DB) baseWriter(tag slotTag, gathered *search.Gathered) (write func() error) {
	return func() error { return db.writeBase(tag, gathered) }
}

// writeBase writes the base first: with the old delta, which is not newer, it is
// still whole.
func (db *DB) writeBase(tag slotTag, base io.WriterTo) error {
	if err := writeSlot(db.path(indexFile), tag, base); err != nil {
		return err
	}
	return ignoreMissing(os.Remove(db.path(deltaFile)))
}
