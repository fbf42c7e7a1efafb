package store

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// Scratch copies the cache to a store in a temporary folder, for trying what a
// sync would do. discard deletes it.
func (db *DB) Scratch() (copied *DB, discard func(), err error) {
	dir, err := os.MkdirTemp("", "meshdex-dry-*")
	if err != nil {
		return nil, nil, fmt.Errorf("copy store: %w", err)
	}
	discard = func() { os.RemoveAll(dir) }
	copied = newDB(dir, db.opts)
	if err = db.copyTo(copied.path(databaseFile)); err != nil {
		discard()
		return nil, nil, fmt.Errorf("copy store: %w", err)
	}
	return copied, discard, nil
}

// copyTo copies the database; nothing of an empty store. The copy is that of the
// file, which nobody writes while it is open to be read.
func (db *DB) copyTo(path string) error {
	return db.view(func(tx) error {
		from, err := os.Open(db.path(databaseFile))
		if err != nil {
			return err
		}
		defer from.Close()
		to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		_, err = io.Copy(to, from)
		return errors.Join(err, to.Close())
	})
}
