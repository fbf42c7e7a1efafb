package store

import (
	"bytes"
	"context"
	"fmt"
)

// forget takes everything of a source out of the cache, and reports whether
// there was anything.
func (db *DB) forget(name string) (bool, error) {
	if st, err := db.stateNow(); err != nil || st.ID == "" {
		return false, err
	}
	s, err := db.Begin()
	if err != nil {
		return false, err
	}
	defer s.Close()
	found := false
	err = s.update(func(t tx) error {
		data := t.bucket(sourceBucket).Get([]byte(name))
		if data == nil {
			return nil
		}
		found = true
		var r sourceRecord
		if err := decode(data, func(c *coder) { c.source(&r) }); err != nil {
			return fmt.Errorf("source %q: %w", name, err)
		}
		s.edits.wide = true
		if _, err := s.touch(t); err != nil {
			return err
		}
		return t.forget(&r)
	})
	if err != nil || !found {
		return found, err
	}
	_, err = s.Publish(context.Background())
	return true, err
}

func (t tx) forget(r *sourceRecord) error {
	var keys [][]byte
	digests := t.digests()
	err := t.eachFile(r.Number, func(path string, f *fileRecord) error {
		keys = append(keys, fileKey(r.Number, path))
		if f.Number == 0 {
			return nil
		}
		return t.forgetRevisions(path, f, digests)
	})
	if err != nil {
		return err
	}
	for _, key := range keys {
		for _, bucket := range [][]byte{fileBucket, problemBucket} {
			if err := t.bucket(bucket).Delete(key); err != nil {
				return err
			}
		}
	}
	return t.bucket(sourceBucket).Delete([]byte(r.State.Name))
}

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
