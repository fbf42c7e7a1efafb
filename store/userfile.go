package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// A user file is plain JSON that people may read, edit and keep elsewhere. It is
// replaced whole under a lock of its own; the state before stays beside it as
// NAME~. A file that is not JSON, because a disk or an editor failed, is set
// aside on the next write and NAME~ is used in its place.

func (db *DB) readUserFile(name string, into any) error {
	err := readJSON(db.path(name), into)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil || !errors.Is(err, ErrMarks) {
		return err
	}
	if readJSON(db.path(name+"~"), into) != nil {
		return err
	}
	db.opts.Note(fmt.Sprintf("%s could not be read; its previous state is used.", name))
	return nil
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read %s: %w: %w", path, ErrMarks, err)
	}
	return nil
}

// updateUserFile reads the file into value, lets change alter it, and writes it.
func (db *DB) updateUserFile(name string, value any, change func() error) error {
	release, err := lock(db.path(name+".lock"), exclusive, db.opts.Wait)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer release()
	err = db.readUserFile(name, value)
	damaged := errors.Is(err, ErrMarks)
	if err != nil && !damaged {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := db.keepPrevious(name, damaged); err != nil {
		return err
	}
	return replaceFile(db.path(name), append(data, '\n'))
}

// keepPrevious makes the present file the previous one if it can be read, and
// sets it aside if not.
func (db *DB) keepPrevious(name string, damaged bool) error {
	data, err := os.ReadFile(db.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if json.Valid(data) {
		return replaceFile(db.path(name+"~"), data)
	}
	aside, err := setAside(db.path(name), db.opts.Now())
	if err == nil && damaged {
		db.opts.Note(fmt.Sprintf("%s could not be read. It was kept as %s and begun anew.", name, aside))
	}
	return err
}
