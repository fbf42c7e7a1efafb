package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Records loads the current version of every contract and product, and of every
// one that is removed, by subject and id. It never reads a document.
func (db *DB) Records(ctx context.Context) ([]catalog.Record, error) {
	var records []catalog.Record
	_, err := db.collect(ctx, func(c *collection) error {
		for order := c.inOrder(); len(order) > 0; {
			var b recordBlock // its memory is the caller's to keep
			n, err := c.fill(&b, order)
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			records, order = append(records, b.records...), order[n:]
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load catalog: %w", err)
	}
	slices.SortFunc(records, func(a, b catalog.Record) int {
		return cmp.Or(cmp.Compare(a.Summary.Subject, b.Summary.Subject), strings.Compare(a.Summary.ID, b.Summary.ID))
	})
	return records, nil
}

// liveContents lists the contents behind the live entries under a prefix, each
// once, in the order of their keys.
func (t tx) liveContents(prefix []byte) ([]Hash, error) {
	var hashes []Hash
	digests := t.digests()
	err := t.eachLive(prefix, func(h *holding) error {
		hash, err := digests.hash(h.Content)
		hashes = append(hashes, hash)
		return err
	})
	return hashes, err
}

// eachLive visits the entries under a prefix that some file still holds, one for
// each content, in the order of their keys.
func (t tx) eachLive(prefix []byte, visit func(*holding) error) error {
	names, err := t.sourceNames()
	if err != nil {
		return err
	}
	seen := map[contentNumber]bool{}
	cursor := t.bucket(entryBucket).Cursor()
	for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
		_, number, seq, index, ok := splitEntryKey(key)
		if !ok {
			return fmt.Errorf("entry %x: %w", key, ErrCorrupt)
		}
		f, err := t.fileInfo(number, names)
		if err != nil {
			return err
		}
		h, err := t.holding(data, f, seq, index)
		if err != nil {
			return err
		}
		if !h.isLive() || seen[h.Content] {
			continue
		}
		seen[h.Content] = true
		if err := visit(&h); err != nil {
			return err
		}
	}
	return nil
}
