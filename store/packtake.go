package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/klauspost/compress/zstd"
	bolt "go.etcd.io/bbolt"
)

// TakePack puts the pack in the place of a store that holds nothing yet, as the
// source of that name, and tells what it brought; false, and nothing is done, when
// the store holds something: then the states of the pack are to be applied.
//
// Nothing of the pack is believed that would not be believed of another store's
// database: the snapshot is made from it, and the search index, if it was made
// under the same name, is used as far as it agrees with that snapshot. It goes
// before the database, so that whoever sees the one finds the other.
func (s *Session) TakePack(ctx context.Context, p *Pack, source string) (Applied, bool, error) {
	if p.format == firstPack {
		return Applied{}, false, nil
	}
	if empty, err := s.isEmpty(source); err != nil || !empty {
		return Applied{}, false, err
	}
	fresh := s.db.path(databaseFile + ".new")
	done, id, err := p.unfold(ctx, s.db, fresh, source)
	if err == nil {
		var taken bool
		if taken, err = s.replaceEmpty(fresh, source, func() error { return s.takeIndex(p, id, source) }); taken && err == nil {
			return done, true, nil
		}
	}
	err = errors.Join(err, ignoreMissing(os.Remove(fresh)))
	if err != nil {
		err = fmt.Errorf("take pack: %w", err)
	}
	return Applied{}, false, err
}

// unfold writes the database of the pack as that of a store with one source.
func (p *Pack) unfold(ctx context.Context, db *DB, path, source string) (done Applied, id string, err error) {
	b, err := p.open(path)
	if err != nil {
		return done, "", err
	}
	id = newID()
	err = guard(func() error {
		return b.Update(func(t *bolt.Tx) error {
			if err := (tx{t}).renameOnly(source); err != nil {
				return err
			}
			if err := (tx{t}).putState(state{ID: id, Generation: 1, Dirty: true, Changed: db.opts.Now()}); err != nil {
				return err
			}
			done, err = tx{t}.countFiles()
			return errors.Join(err, ctx.Err())
		})
	})
	return done, id, errors.Join(err, b.Close())
}

// renameOnly gives the only source of the database another name.
func (t tx) renameOnly(name string) error {
	names, err := t.sourceNames()
	if err != nil {
		return err
	}
	if len(names) != 1 {
		return fmt.Errorf("%w: %d sources in it", ErrPack, len(names))
	}
	for number, old := range names {
		if err := t.bucket(sourceBucket).Delete([]byte(old)); err != nil {
			return err
		}
		return t.putSource(&sourceRecord{Number: number, State: SourceState{Name: name}})
	}
	return nil
}

// countFiles counts the files and revisions as arrivals.
func (t tx) countFiles() (done Applied, err error) {
	names, err := t.sourceNames()
	for number := range names {
		if err == nil {
			err = t.eachFile(number, func(_ string, f *fileRecord) error {
				done.Added += present(f.State)
				done.Revisions += int(f.Revs)
				return nil
			})
		}
	}
	return done, err
}

// takeIndex writes the search index of the pack as one of an earlier generation, to
// be compared with the snapshot by the publication that follows.
func (s *Session) takeIndex(p *Pack, id, source string) error {
	if p.Source != source {
		return nil
	}
	unpacker, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(largestUnpack))
	if err != nil {
		return err
	}
	defer unpacker.Close()
	index, err := unpacker.DecodeAll([]byte(p.Index), nil)
	if err != nil {
		return fmt.Errorf("%w: its index: %w", ErrPack, err)
	}
	return s.db.writeBase(slotTag{ID: id}, bytes.NewReader(index))
}

// isEmpty reports whether nothing was ever in the store, and no other source was
// synced into it.
func (s *Session) isEmpty(source string) (empty bool, err error) {
	err = s.db.view(func(t tx) error {
		empty, err = t.isEmpty(source)
		return err
	})
	return empty, err
}

func (t tx) isEmpty(source string) (bool, error) {
	st, err := t.state()
	if err != nil || st.Generation > 0 {
		return false, err
	}
	names, err := t.sourceNames()
	for _, name := range names {
		if name != source {
			return false, err
		}
	}
	return true, err
}

// replaceEmpty puts a database, and what goes before it, in the place of an empty
// one while nobody reads or writes it.
func (s *Session) replaceEmpty(fresh, source string, before func() error) (taken bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, done, err := s.db.openToWrite()
	if err != nil {
		return false, err
	}
	defer done()
	err = guard(func() error {
		return b.View(func(t *bolt.Tx) error {
			taken, err = tx{t}.isEmpty(source)
			return err
		})
	})
	if err == nil && taken {
		err = before()
	}
	if err := errors.Join(err, b.Close()); err != nil || !taken {
		return false, err
	}
	s.changed, s.edits.wide = true, true
	return true, rename(fresh, s.db.path(databaseFile))
}
