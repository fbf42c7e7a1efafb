package store

import "errors"

var (
	// ErrBusy is returned when another process held the store for longer than
	// Options.Wait.
	ErrBusy = errors.New("the store is in use by another process")
	// ErrCorrupt is returned for a database, or a record in it, that cannot be
	// read. The marks are not affected; Repair makes the cache anew.
	ErrCorrupt = errors.New("the store's cache is damaged")
	// ErrFormat is returned for a database that a newer meshdex wrote.
	ErrFormat = errors.New("the store was written by a newer meshdex")
	// ErrReadOnly is returned by whatever writes when the folder cannot be
	// written.
	ErrReadOnly = errors.New("the store cannot be written")
	// ErrMarks is returned when marks.json or sources.json, and its previous
	// state beside it, cannot be read.
	ErrMarks = errors.New("not readable as JSON")
)
