package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

const snapshotFile = "catalog.snap"

// Snapshot returns the present state of the catalog; an empty one of an empty
// store. It is the mapped file when that belongs to the database's present state,
// or when a sync is at work and has not finished the next. Otherwise it is made
// from the database, and put in the file's place if the store can be written.
func (db *DB) Snapshot() (*catalog.Snapshot, error) {
	tag, snap := db.storedSnapshot()
	st, err := db.stateNow()
	switch {
	case errors.Is(err, ErrBusy) && snap != nil:
		return snap, nil
	case err != nil:
		return nil, err
	case st.ID == "":
		return catalog.Assemble(nil, catalog.Stamp{}), nil
	case snap != nil && tag.ID == st.ID && tag.Generation == st.Generation && !st.Dirty:
		return snap, nil
	}
	return db.renew(st, tag, snap)
}

// stateNow is the state record; zero of an empty store.
func (db *DB) stateNow() (state, error) {
	var st state
	err := db.view(func(t tx) (err error) {
		st, err = t.state()
		return err
	})
	return st, err
}

// settledSnapshot is the file if it belongs to the database's present state, for
// whoever has the session and so knows that nothing changes; else nil.
func (db *DB) settledSnapshot() *catalog.Snapshot {
	st, err := db.stateNow()
	tag, snap := db.storedSnapshot()
	if err != nil || snap == nil || st.Dirty || tag != (slotTag{st.ID, st.Generation}) {
		return nil
	}
	return snap
}

// storedSnapshot is what the slot holds; nil if that is nothing whole.
func (db *DB) storedSnapshot() (slotTag, *catalog.Snapshot) {
	tag, data, err := db.openSlot(snapshotFile)
	if err != nil {
		return slotTag{}, nil
	}
	snap, err := catalog.LoadSnapshot(data)
	if err != nil {
		return slotTag{}, nil
	}
	return tag, snap
}

// renew deals with a file that is missing, damaged or out of date. Whoever gets
// the session writes it; if a sync has it, the sync will.
func (db *DB) renew(st state, tag slotTag, old *catalog.Snapshot) (*catalog.Snapshot, error) {
	release, err := lock(context.Background(), db.path(syncFile), 0)
	if errors.Is(err, ErrBusy) && old != nil && tag.ID == st.ID {
		return old, nil
	}
	if err != nil {
		snap, _, err := db.build(context.Background(), nil)
		return snap, err
	}
	s := &Session{db: db, release: release}
	defer s.Close()
	if snap := db.settledSnapshot(); snap != nil {
		return snap, nil // a sync came to its end while this was looking
	}
	if st.Generation > 0 {
		db.opts.Note("The list of products did not match the store and was built anew.")
	}
	if s.Publish(context.Background()) == nil {
		if snap := db.settledSnapshot(); snap != nil {
			return snap, nil
		}
	}
	snap, _, err := db.build(context.Background(), nil) // a full disk, say, is no reason not to show what there is
	return snap, err
}

// build makes the snapshot of the database's present state. The gatherer, if not nil,
// is given the same records.
func (db *DB) build(ctx context.Context, gatherer *search.Gatherer) (*catalog.Snapshot, *collection, error) {
	var rows *catalog.Assembler
	c, err := db.collect(ctx, func(c *collection) (err error) {
		rows, err = c.assemble(gatherer)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return rows.Finish(c.stamp()), c, nil // with the database closed, whose pages count as memory
}

// assemble goes through all records.
func (c *collection) assemble(gatherer *search.Gatherer) (*catalog.Assembler, error) {
	rows := catalog.NewAssembler()
	rows.Grow(len(c.heads))
	visitors := []visitor{rows.Add}
	if gatherer != nil {
		gatherer.Grow(len(c.heads))
		visitors = append(visitors, gatherer.Add)
	}
	return rows, c.visit(visitors...)
}

func (c *collection) stamp() catalog.Stamp {
	return catalog.Stamp{Generation: c.state.Generation, Synced: c.state.Changed, Problems: c.problems}
}

// Publish writes the search index and the snapshot of the present state beside
// the database. Until then, readers see the state before the session. The snapshot
// comes last: whoever sees it finds the index.
func (s *Session) Publish(ctx context.Context) error {
	tag, err := s.tag()
	if err != nil {
		return fmt.Errorf("publish catalog: %w", err)
	}
	// Whatever keeps the state from being amended, going through everything either
	// mends or says.
	ix := s.db.storedIndex()
	a, err := s.amend(ix)
	if a != nil && err == nil {
		if err := writeSlot(s.db.path(snapshotFile), tag, a.snap); err != nil {
			return fmt.Errorf("publish catalog: %w", err)
		}
		return s.settle(a.generation, a.totals)
	}
	if isOutdated(err) {
		ix = nil
	}
	return s.publishAll(ctx, ix)
}

// tag is what belongs to the present state.
func (s *Session) tag() (slotTag, error) {
	st, err := s.db.stateNow()
	return slotTag{st.ID, st.Generation}, err
}

// publishAll goes through the whole catalog. The old index, if there is one, is brought
// up to date as far as that is worth it. The new one is made when the database is
// closed again.
func (s *Session) publishAll(ctx context.Context, old *search.Index) error {
	defer s.db.frugal()()
	tag, err := s.tag()
	if err != nil {
		return fmt.Errorf("publish catalog: %w", err)
	}
	snap, c, index, err := s.db.buildBoth(ctx, tag, old)
	if err != nil {
		return fmt.Errorf("publish catalog: %w", err)
	}
	generation, sources := c.state.Generation, c.totals // nothing else is needed of c, which is large
	if err := s.db.writeBoth(tag, snap, index); err != nil {
		return fmt.Errorf("publish catalog: %w", err)
	}
	return s.settle(generation, sources)
}

// writeBoth writes the snapshot first, so that it need not be in memory while the index
// is made, and puts it in place last.
func (db *DB) writeBoth(tag slotTag, snap *catalog.Snapshot, index func() error) error {
	next, err := nextSlot(db.path(snapshotFile), tag, snap)
	if err != nil {
		return err
	}
	if err := index(); err != nil {
		return errors.Join(err, next.drop())
	}
	return next.take()
}

// settle records that the mapped files show the present state, and what each
// source has in it.
func (s *Session) settle(generation uint64, sources totals) error {
	return s.update(func(t tx) error {
		st, err := t.state()
		if err != nil {
			return err
		}
		if st.Generation == generation {
			st.Dirty = false
		}
		for name, total := range sources {
			r, err := t.source(name)
			if err != nil {
				return err
			}
			total.Tried, total.Synced, total.Err = r.State.Tried, r.State.Synced, r.State.Err
			r.State = *total
			if err := t.putSource(&r); err != nil {
				return err
			}
		}
		return t.putState(st)
	})
}

// NeedsPublish reports whether the mapped files do not show the present state.
func (s *Session) NeedsPublish() (bool, error) {
	st, err := s.db.stateNow()
	if err != nil || st.Dirty {
		return st.Dirty, err
	}
	want := slotTag{st.ID, st.Generation}
	shown := false
	viewSlot(s.db.path(snapshotFile), func(tag slotTag, data []byte) {
		_, err := catalog.LoadSnapshot(data)
		shown = err == nil && tag == want
	})
	return !shown || s.db.indexGeneration(viewSlot) != st.Generation, nil
}

// SnapshotStamp differs whenever another snapshot is in place. It costs one stat,
// so that a running program can ask every second.
func (db *DB) SnapshotStamp() string {
	info, err := os.Stat(db.path(snapshotFile))
	if err != nil {
		return ""
	}
	return fileStamp(info)
}
