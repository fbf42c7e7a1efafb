package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Session is the right to write to the cache. There is one at a time for a
// store, whoever asks; it ends with Close or with the process. Its methods may be
// called from several goroutines.
type Session struct {
	db      *DB
	release func()
	mu      sync.Mutex               // one batch at a time
	changed bool                     // this session has begun a generation
	edits   edits                    // what Publish has to replace
	told    map[fileNumber]retelling // files whose history is told again
	next    time.Time                // batches before this leave readers no time
}

// Begin starts a session. A database that is damaged or foreign is set aside
// under another name and a new one begun; the note says so. It returns ErrBusy
// when another session does not end within Options.Wait, and the cause of the context's end
// when that comes first.
func (db *DB) Begin(ctx context.Context) (*Session, error) {
	release, err := lock(ctx, db.path(syncFile), db.opts.Wait)
	if err != nil {
		return nil, fmt.Errorf("write store %s: %w", db.dir, err)
	}
	s := &Session{db: db, release: release, told: map[fileNumber]retelling{}}
	for _, name := range []string{snapshotFile, indexFile, deltaFile} {
		sweepLeft(db.path(name))
	}
	if err := s.prepare(); err != nil {
		s.Close()
		return nil, fmt.Errorf("write store %s: %w", db.dir, err)
	}
	return s, nil
}

// Close ends the session.
func (s *Session) Close() {
	if s.release != nil {
		s.release()
		s.release = nil
	}
}

// prepare makes sure that there is a database of the present format.
func (s *Session) prepare() error {
	_, err := os.Stat(s.db.path(databaseFile))
	if errors.Is(err, fs.ErrNotExist) {
		return s.create()
	}
	err = s.update(func(t tx) error { return migrate(t.Tx, migrations, Format) })
	if errors.Is(err, ErrCorrupt) {
		return s.startOver(err)
	}
	return err
}

// startOver sets the database aside and begins a new one.
func (s *Session) startOver(why error) error {
	aside, err := setAside(s.db.path(databaseFile), s.db.opts.Now())
	if err != nil {
		return err
	}
	s.db.opts.Note(fmt.Sprintf("The cache could not be read (%v). It was kept as %s and is built anew.", why, aside))
	return s.create()
}

// setAside renames a file so that it does not stand in the way, and returns its
// new name.
func setAside(path string, now time.Time) (string, error) {
	aside := path + ".damaged-" + now.UTC().Format("20060102T150405")
	for n := 1; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, translate(os.Rename(path, aside))
		}
		aside = fmt.Sprintf("%s.damaged-%s-%d", path, now.UTC().Format("20060102T150405"), n)
	}
}

// create writes an empty database beside its place and renames it, so that a
// half-made one never stands there.
func (s *Session) create() error {
	fresh := s.db.path(databaseFile + ".new")
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return translate(err)
	}
	b, err := bolt.Open(fresh, 0o600, &bolt.Options{Timeout: time.Second})
	if err != nil {
		return translate(err)
	}
	err = errors.Join(b.Update(initialise), b.Close())
	if err != nil {
		return translate(err)
	}
	return translate(os.Rename(fresh, s.db.path(databaseFile)))
}

// update runs fn in a write transaction.
func (s *Session) update(fn func(tx) error) error {
	_, err := s.timedUpdate(fn)
	return err
}

// timedUpdate is update, and tells for how long it kept readers out. Those that
// waited for one batch must come in before the next: after a long one, there is a
// pause in which they find the gate open.
func (s *Session) timedUpdate(fn func(tx) error) (held time.Duration, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.Sleep(time.Until(s.next))
	b, done, err := s.db.openToWrite()
	if err != nil {
		return 0, err
	}
	start := time.Now()
	defer func() {
		done()
		held = time.Since(start)
		s.next = time.Now().Add(min(held/8, gateOpen))
	}()
	return 0, guard(func() error {
		return translate(b.Update(func(t *bolt.Tx) error { return fn(tx{t}) }))
	})
}

// state is the record in the meta bucket.
type state struct {
	ID         string // of this database, random; ties the mapped files to it
	Generation uint64
	Dirty      bool // changed since the mapped files were written
	Changed    time.Time
}

var stateKey = []byte("state")

func (c *coder) state(s *state) {
	c.text(&s.ID)
	number(c, &s.Generation)
	c.flag(&s.Dirty)
	c.time(&s.Changed)
}

func (t tx) state() (state, error) {
	var s state
	ok, err := t.get(metaBucket, stateKey, func(c *coder) { c.state(&s) })
	if err == nil && !ok {
		err = fmt.Errorf("state: %w", ErrCorrupt)
	}
	return s, err
}

func (t tx) putState(s state) error {
	return t.put(metaBucket, stateKey, func(c *coder) { c.state(&s) })
}

// touch begins the session's generation with its first change, and marks the
// mapped files as out of date.
func (s *Session) touch(t tx) (uint64, error) {
	st, err := t.state()
	if err != nil {
		return 0, err
	}
	if s.changed && st.Dirty {
		return st.Generation, nil
	}
	if !s.changed {
		s.edits.wide = s.edits.wide || st.Dirty // by a session that did not come to its end
		st.Generation++
		s.changed = true
	}
	st.Dirty, st.Changed = true, s.db.opts.Now()
	return st.Generation, t.putState(st)
}

// Changed reports whether the session changed the catalog.
func (s *Session) Changed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// Generation counts the changes of the catalog: it grows by one with every
// session that changed something. 0 is an empty store.
func (db *DB) Generation() (uint64, error) {
	var st state
	err := db.view(func(t tx) (err error) {
		st, err = t.state()
		return err
	})
	return st.Generation, err
}
