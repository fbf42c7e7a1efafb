package store

import (
	"fmt"
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
	copied = &DB{dir, db.opts}
	err = db.view(func(t tx) error { return t.CopyFile(copied.path(databaseFile), 0o600) })
	if err != nil {
		discard()
		return nil, nil, fmt.Errorf("copy store: %w", err)
	}
	return copied, discard, nil
}
