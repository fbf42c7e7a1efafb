package store

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
)

// SourceState is what the store knows of one source.
type SourceState struct {
	Name   string
	Tried  time.Time // of the last sync, whether or not it came to its end
	Synced time.Time // of the last that did; zero if none
	Err    string    // why the last one did not
	// What the source has now.
	Files, Contracts, Products, Versions, Problems int
}

// Known is the state of a source that a sync starts from.
type Known struct {
	Cursor string
	State  SourceState
	Files  KnownFiles
}

// Known loads what is known of a source; nothing, of a new one.
func (db *DB) Known(source string) (Known, error) {
	k := Known{State: SourceState{Name: source}}
	err := db.view(func(t tx) error {
		var r sourceRecord
		ok, err := t.get(sourceBucket, []byte(source), func(c *coder) { c.source(&r) })
		if err != nil || !ok {
			return err
		}
		k.Cursor, k.State = r.Cursor, r.State
		k.Files, err = t.knownFiles(r.Number)
		return err
	})
	return k, err
}

// eachFile visits the files of a source in the order of their paths.
func (t tx) eachFile(source sourceNumber, visit func(path string, f *fileRecord) error) error {
	prefix := fileKey(source, "")
	cursor := t.bucket(fileBucket).Cursor()
	for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
		var f fileRecord
		if err := decode(data, func(c *coder) { c.file(&f) }); err != nil {
			return fmt.Errorf("file %q: %w", key, err)
		}
		if err := visit(string(key[2:]), &f); err != nil {
			return err
		}
	}
	return nil
}

// source returns the record of a source, numbering a new one.
func (t tx) source(name string) (sourceRecord, error) {
	r := sourceRecord{State: SourceState{Name: name}}
	ok, err := t.get(sourceBucket, []byte(name), func(c *coder) { c.source(&r) })
	if ok || err != nil {
		return r, err
	}
	n, err := t.next(sourceBucket)
	if err != nil {
		return r, err
	}
	r.Number = sourceNumber(n)
	return r, t.putSource(&r)
}

func (t tx) putSource(r *sourceRecord) error {
	return t.put(sourceBucket, []byte(r.State.Name), func(c *coder) { c.source(r) })
}

// Ended records how the sync of a source ended: where to go on from, or why it
// did not come to its end.
func (s *Session) Ended(source, cursor string, failure error) error {
	if failure == nil {
		if err := s.endTold(source); err != nil {
			return err
		}
	}
	return s.update(func(t tx) error {
		r, err := t.source(source)
		if err != nil {
			return err
		}
		r.State.Tried = s.db.opts.Now()
		r.State.Err = ""
		if failure != nil {
			r.State.Err = failure.Error()
			return t.putSource(&r)
		}
		r.State.Synced, r.Cursor = r.State.Tried, cursor
		return t.putSource(&r)
	})
}

// toldAtOnce is how many files endTold looks at in one batch.
const toldAtOnce = 500

// endTold makes the present content of a file its last revision, where a history
// that was told again ended in a state that it had passed through before.
func (s *Session) endTold(source string) error {
	numbers := s.takeTold()
	for chunk := range slices.Chunk(numbers, toldAtOnce) {
		err := s.update(func(t tx) error {
			src, err := t.source(source)
			if err != nil {
				return err
			}
			a := applier{tx: t, digests: t.digests(), source: src.Number, session: s, done: &Applied{}}
			return a.endTold(chunk)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// takeTold lists the files whose histories were told again, in their order.
func (s *Session) takeTold() []fileNumber {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.told))
}

func (a *applier) endTold(numbers []fileNumber) error {
	for _, number := range numbers {
		key := bytes.Clone(a.bucket(pathBucket).Get(numberKey(number)))
		if of, _ := splitFileKey(key); of != a.source {
			continue
		}
		delete(a.session.told, number)
		if err := a.settleLast(key); err != nil {
			return err
		}
	}
	return nil
}

func (a *applier) settleLast(key []byte) error {
	var f fileRecord
	if _, err := a.get(fileBucket, key, func(c *coder) { c.file(&f) }); err != nil || f.State != whole {
		return err
	}
	var present, last revision
	for seq := range f.Revs {
		var err error
		if last, err = a.revision(f.Number, seq); err != nil {
			return err
		}
		if last.Content == f.Content {
			present = last
		}
	}
	if last.Content == f.Content || present.Content == 0 {
		return nil
	}
	d, _, err := a.digests.digest(f.Content)
	if err != nil {
		return err
	}
	o := catalog.Origin{Time: present.Time, Commit: present.Commit, Author: present.Author, Message: present.Message, Tag: present.Tag}
	_, path := splitFileKey(key)
	if err := a.appendRevision(&f, path, o, f.Content, d); err != nil {
		return err
	}
	return a.put(fileBucket, key, func(c *coder) { c.file(&f) })
}

// SourceStates lists what is known of every source that was ever synced, by name.
func (db *DB) SourceStates() ([]SourceState, error) {
	var states []SourceState
	err := db.view(func(t tx) error {
		return t.bucket(sourceBucket).ForEach(func(key, data []byte) error {
			var r sourceRecord
			if err := decode(data, func(c *coder) { c.source(&r) }); err != nil {
				return fmt.Errorf("source %q: %w", key, err)
			}
			states = append(states, r.State)
			return nil
		})
	})
	return states, err
}

// Problem is a problem of a file as the last sync left it.
type Problem struct {
	Source string
	catalog.Problem
}

// Problems lists what is wrong with the files of all sources, by source, path
// and position.
func (db *DB) Problems() ([]Problem, error) {
	var all []Problem
	err := db.view(func(t tx) error {
		names, err := t.sourceNames()
		if err != nil {
			return err
		}
		return t.bucket(problemBucket).ForEach(func(key, data []byte) error {
			source, path := splitFileKey(key)
			var ps []catalog.Problem
			if err := decode(data, func(c *coder) { list(c, &ps, (*coder).problem) }); err != nil {
				return fmt.Errorf("problems of %q: %w", path, err)
			}
			for _, p := range ps {
				p.Path = path
				all = append(all, Problem{names[source], p})
			}
			return nil
		})
	})
	sortProblems(all)
	return all, err
}

func (t tx) sourceNames() (map[sourceNumber]string, error) {
	names := map[sourceNumber]string{}
	err := t.bucket(sourceBucket).ForEach(func(key, data []byte) error {
		var r sourceRecord
		if err := decode(data, func(c *coder) { c.source(&r) }); err != nil {
			return fmt.Errorf("source %q: %w", key, err)
		}
		names[r.Number] = string(key)
		return nil
	})
	return names, err
}

func sortProblems(all []Problem) {
	slices.SortStableFunc(all, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Path, b.Path),
			cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
}
