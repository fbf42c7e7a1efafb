package store

import (
	"context"
	"errors"
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
	var ix *search.Index
	snap, _, err := db.build(context.Background(), func(snap *catalog.Snapshot, fetch search.Fetch) (err error) {
		ix, err = search.BuildFrom(snap, fetch)
		return err
	})
	return snap, ix, err
}

// republish writes the mapped files anew, if the store can be written and no sync
// is about to do it.
func (db *DB) republish() (*catalog.Snapshot, *search.Index) {
	release, err := lock(db.path(syncFile), 0)
	if err != nil {
		return nil, nil
	}
	s := &Session{db: db, release: release}
	defer s.Close()
	if snap, ix := db.settledSnapshot(), db.storedIndex(); snap != nil && ix != nil && ix.Generation() == snap.Generation() {
		return snap, ix
	}
	db.opts.Note("The search index did not match the store and was built anew.")
	snap, err := s.Publish(context.Background())
	if err != nil {
		return nil, nil
	}
	if ix := db.storedIndex(); ix != nil && ix.Generation() == snap.Generation() {
		return snap, ix
	}
	return nil, nil
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
		if ix, err := search.LoadUnchecked(data, more); err == nil {
			return ix
		}
	}
	ix, err := search.LoadUnchecked(data)
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

// indexer makes the index of a snapshot ready within the transaction that the
// records are fetched in, and gives what writes it, which does without.
type indexer func(slotTag, *catalog.Snapshot, search.Fetch) (write func() error, err error)

// updateIndex brings the index up to the snapshot: by a delta when little has
// changed, else anew.
func (db *DB) updateIndex(tag slotTag, snap *catalog.Snapshot, fetch search.Fetch) (func() error, error) {
	old := db.storedIndex()
	if old == nil {
		return db.newIndex(tag, snap, fetch)
	}
	ix, err := search.Update(old, snap, fetch)
	if errors.Is(err, search.ErrIndex) {
		return db.newIndex(tag, snap, fetch)
	}
	if err != nil {
		return nil, err
	}
	if delta := ix.Delta(); delta != nil {
		return func() error { return writeSlot(db.path(deltaFile), tag, delta) }, nil
	}
	return func() error { return db.writeBase(tag, [][]byte{ix.Bytes()}) }, nil
}

// newIndex makes the index without a look at what there is.
func (db *DB) newIndex(tag slotTag, snap *catalog.Snapshot, fetch search.Fetch) (func() error, error) {
	gathered, err := search.Gather(snap, fetch)
	if err != nil {
		return nil, err
	}
	return func() error { return db.writeBase(tag, gathered.Bytes()) }, nil
}

// writeBase writes the base first: with the old delta, which is not newer, it is
// still whole.
func (db *DB) writeBase(tag slotTag, pieces [][]byte) error {
	if err := writeSlot(db.path(indexFile), tag, pieces...); err != nil {
		return err
	}
	return ignoreMissing(os.Remove(db.path(deltaFile)))
}
