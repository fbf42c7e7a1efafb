package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"meshdex/catalog"
	"meshdex/store/flock"
)

// Options are what a store needs from outside. The zero Options are fine.
type Options struct {
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Wait is how long to wait for another process that is writing before
	// ErrBusy; 0 means five seconds. A batch of a sync takes a few hundredths.
	Wait time.Duration
	// Note is told, in one plain sentence, when something damaged was set aside
	// or rebuilt on the way.
	Note func(string)
}

// DB is a store. It holds no open file; see the package comment.
type DB struct {
	dir       string
	opts      Options
	files     *openFiles
	inspected atomic.Pointer[string] // stamp of the database whose pages were looked at
}

func newDB(dir string, opts Options) *DB { return &DB{dir: dir, opts: opts, files: newOpenFiles()} }

var _ catalog.Library = (*DB)(nil)

const (
	databaseFile = "catalog.db"
	gateFile     = "catalog.lock"
	syncFile     = "sync.lock"
)

// Open names the store in folder dir. It touches nothing: a folder that does not
// exist is an empty store, and is made by the first write. It fails only when
// something that is not a folder is in its place.
func Open(dir string, opts Options) (*DB, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Wait == 0 {
		opts.Wait = 5 * time.Second
	}
	if opts.Note == nil {
		opts.Note = func(string) {}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("open store %s: %w", dir, syscall.ENOTDIR)
	}
	return newDB(dir, opts), nil
}

// Dir is the store's folder, an absolute path.
func (db *DB) Dir() string { return db.dir }

func (db *DB) path(name string) string { return filepath.Join(db.dir, name) }

// view runs fn in a read transaction. Without a database it returns nil and does
// not run fn, so that an empty store reads as one. A database of an earlier
// format is migrated first.
func (db *DB) view(fn func(tx) error) error {
	err := db.viewOnce(fn)
	if errors.Is(err, errOldFormat) {
		var s *Session
		if s, err = db.Begin(context.Background()); err == nil {
			s.Close()
			err = db.viewOnce(fn)
		}
	}
	return err
}

func (db *DB) viewOnce(fn func(tx) error) error {
	b, err := db.openToRead()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open store %s: %w", db.dir, err)
	}
	defer b.Close()
	return guard(func() error {
		return b.View(func(t *bolt.Tx) error {
			if err := checkFormat(t); err != nil {
				return err
			}
			return fn(tx{t})
		})
	})
}

// openToRead passes the gate before it opens the database, so that readers that
// come one after the other cannot keep a waiting writer out for ever. The gate
// is only a courtesy: where it cannot be locked, bbolt's own lock still holds.
func (db *DB) openToRead() (*bolt.DB, error) {
	info, err := os.Stat(db.path(databaseFile))
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 { // bbolt would try to begin a database in it
		return nil, fmt.Errorf("%w: the file is empty", ErrCorrupt)
	}
	release, err := passGate(db.path(gateFile), db.opts.Wait)
	if errors.Is(err, ErrBusy) {
		return nil, err
	}
	if err == nil {
		defer release()
	}
	b, err := db.openBolt(&bolt.Options{ReadOnly: true, NoStatistics: true}, db.opts.Wait)
	if err != nil {
		return nil, err
	}
	if err := db.inspect(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// How long a writer waits for the readers that are inside, and for how much of
// that it keeps the gate shut at a time. A reader that goes through everything is
// inside for seconds; those that come after it must not wait as long.
const (
	writerWait = time.Minute
	gateShut   = 50 * time.Millisecond
	gateOpen   = 5 * time.Millisecond
)

// openToWrite shuts the gate and waits for the readers that are inside, letting
// others in now and then if that takes long. Nobody else writes, so the pages may be
// looked at before bbolt is let at the file, of which it reads some while it opens it.
func (db *DB) openToWrite() (*bolt.DB, func(), error) {
	if err := db.inspect(); err != nil {
		return nil, nil, err
	}
	for deadline := time.Now().Add(writerWait); ; time.Sleep(gateOpen) {
		release, err := lock(context.Background(), db.path(gateFile), db.opts.Wait)
		if err != nil {
			return nil, nil, err
		}
		b, err := db.openBolt(&bolt.Options{NoStatistics: true, FreelistType: bolt.FreelistMapType}, gateShut)
		if err == nil {
			b.AllocSize = db.growth()
			return b, func() {
				b.Close()
				db.trust()
				release()
			}, nil
		}
		release()
		if !errors.Is(err, ErrBusy) || time.Now().After(deadline) {
			return nil, nil, err
		}
	}
}

// growth is how many bytes the database gets when it has not enough: an eighth, so that
// a small one is not mostly room, but no less than leastGrowth, because it costs a call
// that waits for the disk.
func (db *DB) growth() int {
	size, _ := db.size() // of a new one nothing
	pages := size / 8 / leastGrowth * leastGrowth
	return int(max(leastGrowth, min(pages, mostGrowth)))
}

const (
	leastGrowth = 64 << 10
	mostGrowth  = 16 << 20 // as bbolt has it
)

// openBolt polls faster than bbolt's own 50 ms would.
func (db *DB) openBolt(o *bolt.Options, wait time.Duration) (b *bolt.DB, err error) {
	o.Timeout = time.Nanosecond // one attempt
	for deadline := time.Now().Add(wait); ; time.Sleep(flock.Poll) {
		err = guard(func() error {
			b, err = bolt.Open(db.path(databaseFile), 0o600, o)
			return err
		})
		if !errors.Is(err, bolterrors.ErrTimeout) {
			return b, translate(err)
		}
		if time.Now().After(deadline) {
			return nil, ErrBusy
		}
	}
}

// guard turns what bbolt does on damaged pages, a panic or a fault in the mapped
// file, into ErrCorrupt.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrCorrupt, r)
		}
	}()
	return fn()
}

// tooSmall begins bbolt's error for a file that has no room for two pages. There is
// no value to compare it with, and the size of a page is known to bbolt alone.
const tooSmall = "file size too small"

// translate brings the errors of bbolt and the system to those of this package.
func translate(err error) error {
	for _, broken := range []error{
		bolterrors.ErrInvalid, bolterrors.ErrVersionMismatch, bolterrors.ErrChecksum,
		bolterrors.ErrInvalidMapping,
	} {
		if errors.Is(err, broken) {
			return fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
	}
	if err != nil && strings.HasPrefix(err.Error(), tooSmall) {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}
