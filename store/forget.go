package store

import (
	"bytes"
	"context"
	"errors"
)

// forgetAtOnce is how many files are forgotten in one batch: as with a sync,
// readers come in between.
const forgetAtOnce = 1000

// forget takes everything of a source out of the cache, and reports whether
// there was anything. If it is stopped on the way, the rest is still there, and a
// sync would bring back what is not.
func (db *DB) forget(name string) (bool, error) {
	if st, err := db.stateNow(); err != nil || st.ID == "" {
		return false, err
	}
	s, err := db.Begin(context.Background())
	if err != nil {
		return false, err
	}
	defer s.Close()
	found := false
	for more := true; more; {
		err := s.update(func(t tx) (err error) {
			var r sourceRecord
			known, err := t.get(sourceBucket, []byte(name), func(c *coder) { c.source(&r) })
			if more = false; !known || err != nil {
				return err
			}
			found = true
			s.edits.wide = true
			if _, err := s.touch(t); err != nil {
				return err
			}
			more, err = t.forget(&r)
			return err
		})
		if err != nil {
			return found, err
		}
	}
	if !found {
		return false, nil
	}
	err = s.Publish(context.Background())
	return true, err
}

// forget takes a batch of files of a source out, and reports whether there are
// more; the source itself goes with the last.
func (t tx) forget(r *sourceRecord) (more bool, err error) {
	var keys [][]byte
	digests := t.digests()
	err = t.eachFile(r.Number, func(path string, f *fileRecord) error {
		if more = len(keys) == forgetAtOnce; more {
			return errStopped
		}
		keys = append(keys, fileKey(r.Number, path))
		if f.Number == 0 {
			return nil
		}
		return t.forgetRevisions(path, f, digests)
	})
	if err != nil && !errors.Is(err, errStopped) {
		return false, err
	}
	for _, key := range keys {
		if err := t.putReferences(key, nil); err != nil {
			return false, err
		}
		for _, bucket := range [][]byte{fileBucket, problemBucket} {
			if err := t.bucket(bucket).Delete(key); err != nil {
				return false, err
			}
		}
	}
	if more {
		// What is gone of it has to be looked at again, should it be synced.
		r.Cursor = ""
		return true, t.putSource(r)
	}
	return false, t.bucket(sourceBucket).Delete([]byte(r.State.Name))
}

// errStopped ends a walk that has seen enough.
var errStopped = errors.New("stopped")

// forgetRevisions deletes the revisions of a file with their entries. Contents
// stay until they are collected, for another file may have them.
func (t tx) forgetRevisions(path string, f *fileRecord, digests *blocks) error {
	for seq := range f.Revs {
		key := revKey(f.Number, seq)
		var r revision
		if _, err := t.get(revBucket, key, func(c *coder) { c.revision(&r) }); err != nil {
			return err
		}
		if r.Content != 0 {
			d, _, err := digests.digest(r.Content)
			if err != nil {
				return err
			}
			err = entriesOf(d, r.Content, path, func(subject byte, id string, index int, _ entryRecord) error {
				return t.bucket(entryBucket).Delete(entryKey(subject, id, f.Number, seq, index))
			})
			if err != nil {
				return err
			}
		}
		if err := t.bucket(revBucket).Delete(bytes.Clone(key)); err != nil {
			return err
		}
	}
	return t.bucket(pathBucket).Delete(numberKey(f.Number))
}
