package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A user file is plain JSON that people may read, edit and keep elsewhere. It is
// replaced whole under a lock of its own; the state before stays beside it as
// NAME~. A file that is not JSON, because a disk or an editor failed, is set
// aside on the next write, or by Repair, and NAME~ is used in its place.

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
	release, err := lock(context.Background(), db.path(name+".lock"), db.opts.Wait)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer release()
	sweepLeft(db.path(name))
	sweepLeft(db.path(name + "~"))
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

// userFiles are the user's files, each with what it is read into.
var userFiles = []struct {
	name string
	into func() any
}{
	{marksFile, func() any { return new(Marks) }},
	{sourcesFile, func() any { return new(sourceList) }},
}

// userFileFaults finds the user's files that cannot be read.
func (db *DB) userFileFaults() []Fault {
	var faults []Fault
	for _, f := range userFiles {
		if err := readJSON(db.path(f.name), f.into()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, Fault{Part: f.name, Message: err.Error()})
		}
	}
	return faults
}

// RepairedFile is a file of the user's that could not be read.
type RepairedFile struct {
	Name     string
	Aside    string // where it was put
	Restored bool   // its previous state took its place; else it is begun anew
}

// String says it in one sentence.
func (r RepairedFile) String() string {
	then := "begun anew"
	if r.Restored {
		then = "its previous state put in its place"
	}
	return fmt.Sprintf("%s could not be read. It was kept as %s and %s.", r.Name, filepath.Base(r.Aside), then)
}

// repairUserFiles sets those aside that are not what they should be.
func (db *DB) repairUserFiles() ([]RepairedFile, error) {
	var done []RepairedFile
	for _, f := range userFiles {
		if !errors.Is(readJSON(db.path(f.name), f.into()), ErrMarks) {
			continue
		}
		r, err := db.repairUserFile(f.name, f.into)
		if err != nil {
			return done, fmt.Errorf("repair %s: %w", f.name, err)
		}
		if r.Aside != "" {
			done = append(done, r)
		}
	}
	return done, nil
}

// repairUserFile looks again under the lock: another process may have written the
// file meanwhile.
func (db *DB) repairUserFile(name string, into func() any) (RepairedFile, error) {
	r := RepairedFile{Name: name}
	release, err := lock(context.Background(), db.path(name+".lock"), db.opts.Wait)
	if err != nil {
		return r, err
	}
	defer release()
	if !errors.Is(readJSON(db.path(name), into()), ErrMarks) {
		return r, nil
	}
	if r.Aside, err = setAside(db.path(name), db.opts.Now()); err != nil {
		return r, err
	}
	previous := db.path(name + "~")
	if readJSON(previous, into()) != nil {
		return r, nil
	}
	data, err := os.ReadFile(previous)
	if err != nil {
		return r, err
	}
	r.Restored = true
	return r, replaceFile(db.path(name), data)
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
