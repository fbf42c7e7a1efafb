package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// Repaired says what a Repair did.
type Repaired struct {
	Faults  int            // that Check found in the cache
	Aside   string         // where the old database was put; "" if it was sound
	Resync  bool           // sources must be synced again
	Rebuilt bool           // the mapped files were written anew
	Files   []RepairedFile // of the user's, that could not be read
}

// String says it in plain sentences.
func (r Repaired) String() string {
	var said []string
	for _, f := range r.Files {
		said = append(said, f.String())
	}
	switch {
	case r.Resync:
		said = append(said, fmt.Sprintf("The cache had %d faults. It was kept as %s and begun anew; sync the sources again.",
			r.Faults, filepath.Base(r.Aside)))
		if len(r.Files) == 0 {
			said = append(said, "Your marks and sources are untouched.")
		}
	case r.Rebuilt:
		said = append(said, "The database is sound; the list of products and the search index were built anew.")
	case len(r.Files) == 0:
		return "Nothing was wrong."
	}
	return strings.Join(said, " ")
}

// Repair makes the store whole. A sound database only gets its mapped files anew;
// one with faults is set aside and begun anew, since all of it can be synced
// again. The user's marks and sources are not part of the cache: only a file of
// them that cannot be read at all is set aside, for its previous state.
func (db *DB) Repair(ctx context.Context) (Repaired, error) {
	files, err := db.repairUserFiles()
	if err != nil {
		return Repaired{Files: files}, err
	}
	done, err := db.repairCache(ctx)
	done.Files = files
	return done, err
}

func (db *DB) repairCache(ctx context.Context) (Repaired, error) {
	var done Repaired
	if _, err := os.Stat(db.path(databaseFile)); err != nil {
		return done, ignoreMissing(err)
	}
	faults, err := db.checkCache(ctx)
	if err != nil && !errors.Is(err, ErrCorrupt) {
		return done, err
	}
	damaged := err != nil
	for _, f := range faults {
		damaged = damaged || (f.Part != snapshotFile && f.Part != indexFile)
	}
	done.Faults = max(len(faults), 1)
	if !damaged {
		return db.rebuild(ctx, len(faults))
	}
	release, err := lock(ctx, db.path(syncFile), db.opts.Wait)
	if err != nil {
		return done, fmt.Errorf("repair store %s: %w", db.dir, err)
	}
	s := &Session{db: db, release: release, told: map[fileNumber]retelling{}}
	defer s.Close()
	if done.Aside, err = setAside(db.path(databaseFile), db.opts.Now()); err != nil {
		return done, err
	}
	done.Resync = true
	if err := s.create(); err != nil {
		return done, err
	}
	err = s.Publish(ctx)
	return done, err
}

// rebuild writes the mapped files anew, from the database alone. The old ones stay
// until the new ones are whole.
func (db *DB) rebuild(ctx context.Context, faults int) (Repaired, error) {
	s, err := db.Begin(ctx)
	if err != nil {
		return Repaired{}, err
	}
	defer s.Close()
	err = s.publishAll(ctx, nil)
	return Repaired{Faults: faults, Rebuilt: true}, err
}

// Compact deletes the contents that nothing refers to any more and writes the
// database without gaps. It returns its size before and after, in bytes. Readers
// go on meanwhile: the work is done on a copy.
func (db *DB) Compact(ctx context.Context) (before, after int64, err error) {
	if before, err = db.size(); err != nil || before == 0 {
		return 0, 0, ignoreMissing(err)
	}
	s, err := db.Begin(ctx)
	if err != nil {
		return before, before, err
	}
	defer s.Close()
	if err := s.rewrite(ctx); err != nil {
		return before, before, fmt.Errorf("compact store %s: %w", db.dir, translate(err))
	}
	after, err = db.size()
	return before, after, err
}

func (db *DB) size() (int64, error) {
	info, err := os.Stat(db.path(databaseFile))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// rewrite puts a copy without garbage and gaps in the place of the database.
func (s *Session) rewrite(ctx context.Context) error {
	full, lean := s.db.path(databaseFile+".full"), s.db.path(databaseFile+".new")
	defer os.Remove(full)
	err := s.db.copyTo(full)
	if err == nil {
		err = leanCopy(ctx, full, lean)
	}
	if err == nil {
		err = s.swap(lean)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(lean)))
	}
	return nil
}

// leanCopy takes the garbage out of a database and copies the rest page by page.
func leanCopy(ctx context.Context, full, lean string) error {
	from, err := bolt.Open(full, 0o600, &bolt.Options{NoSync: true}) // it is thrown away
	if err != nil {
		return err
	}
	defer from.Close()
	if err := ignoreMissing(os.Remove(lean)); err != nil {
		return err
	}
	to, err := bolt.Open(lean, 0o600, nil)
	if err != nil {
		return err
	}
	var pages int64
	err = guard(func() error {
		if err := from.Update(func(t *bolt.Tx) error { return tx{t}.collectGarbage(ctx) }); err != nil {
			return err
		}
		if err := bolt.Compact(to, from, 4<<20); err != nil {
			return err
		}
		return to.View(func(t *bolt.Tx) error { pages = t.Size(); return nil })
	})
	if err := errors.Join(err, to.Close()); err != nil {
		return err
	}
	return os.Truncate(lean, pages) // bbolt leaves up to as much room again behind them
}

// swap puts a database in the place of the present one while nobody reads it.
func (s *Session) swap(fresh string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, done, err := s.db.openToWrite()
	if err != nil {
		return err
	}
	defer done()
	if err := b.Close(); err != nil {
		return err
	}
	return rename(fresh, s.db.path(databaseFile))
}

// collectGarbage empties the contents that no file and no revision refers to.
func (t tx) collectGarbage(ctx context.Context) error {
	used, err := t.usedContents()
	if err != nil {
		return err
	}
	contents := t.bucket(contentBucket)
	var dead [][]byte
	err = contents.ForEach(func(hash, number []byte) error {
		if !used[keyNumber(number)] {
			dead = append(dead, append([]byte{}, hash...))
		}
		return ctx.Err()
	})
	if err != nil || len(dead) == 0 {
		return err
	}
	for _, hash := range dead {
		if err := contents.Delete(hash); err != nil {
			return err
		}
	}
	for _, bucket := range [][]byte{rawBucket, digestBucket} {
		if err := t.emptyUnused(bucket, used); err != nil {
			return err
		}
	}
	return nil
}

func (t tx) usedContents() (map[contentNumber]bool, error) {
	used := map[contentNumber]bool{}
	err := t.bucket(fileBucket).ForEach(func(_, data []byte) error {
		var f fileRecord
		err := decode(data, func(c *coder) { c.file(&f) })
		used[f.Content] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	err = t.bucket(revBucket).ForEach(func(_, data []byte) error {
		var r revision
		err := decode(data, func(c *coder) { c.revision(&r) })
		used[r.Content] = true
		return err
	})
	return used, err
}

// emptyUnused rewrites the blocks that hold something unused, and deletes those
// that hold nothing else.
func (t tx) emptyUnused(bucket []byte, used map[contentNumber]bool) error {
	b := t.bucket(bucket)
	rewritten := map[contentNumber][][]byte{}
	err := b.ForEach(func(key, packed []byte) error {
		items, err := unpackBlock(packed)
		if err != nil {
			return fmt.Errorf("%s %x: %w", bucket, key, err)
		}
		first, kept, emptied := keyNumber(key), 0, 0
		for i := range items {
			switch {
			case used[first+contentNumber(i)]:
				kept++
			case len(items[i]) > 0:
				items[i] = nil
				emptied++
			}
		}
		if kept == 0 {
			items = nil
		}
		if emptied > 0 {
			rewritten[first] = items
		}
		return nil
	})
	if err != nil {
		return err
	}
	for first, items := range rewritten {
		if items == nil {
			err = b.Delete(numberKey(first))
		} else {
			err = b.Put(numberKey(first), packBlock(items))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Stats is what a store has and takes.
type Stats struct {
	Format     int              `json:"format"`
	Generation uint64           `json:"generation"`
	Sources    int              `json:"sources"`
	Files      int              `json:"files"` // gone ones included
	Revisions  int              `json:"revisions"`
	Contents   int              `json:"contents"`
	Bytes      map[string]int64 `json:"bytes"` // by name of the file; clones as git/
	Total      int64            `json:"total"`
}

// Stats counts what is in the store. An empty store has zero Stats.
func (db *DB) Stats() (Stats, error) {
	s := Stats{Bytes: map[string]int64{}}
	err := db.view(func(t tx) error {
		st, err := t.state()
		s.Format, s.Generation = Format, st.Generation
		s.Sources = t.bucket(sourceBucket).Stats().KeyN
		s.Files = t.bucket(fileBucket).Stats().KeyN
		s.Revisions = t.bucket(revBucket).Stats().KeyN
		s.Contents = t.bucket(contentBucket).Stats().KeyN
		return err
	})
	if err != nil {
		return s, err
	}
	err = filepath.WalkDir(db.dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return ignoreMissing(err)
		}
		info, err := e.Info()
		if err != nil {
			return ignoreMissing(err)
		}
		name := filepath.Base(path)
		if rel, err := filepath.Rel(db.dir, path); err == nil && strings.HasPrefix(filepath.ToSlash(rel), "git/") {
			name = "git/"
		}
		s.Bytes[name] += info.Size()
		s.Total += info.Size()
		return nil
	})
	return s, err
}
