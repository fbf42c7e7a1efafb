package store

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

// Versions lists the known versions of a contract, or of a product document,
// newest first. See history for what that means.
func (db *DB) Versions(id string) ([]catalog.Version, error) {
	var versions []catalog.Version
	err := db.view(func(t tx) error {
		for _, subject := range []byte{ofContract, ofProduct} {
			all, err := t.holdings(subject, id)
			if err != nil {
				return err
			}
			if len(all) == 0 {
				continue
			}
			versions, err = t.versions(id, history(all))
			return err
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("versions of %s: %w", id, err)
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("versions of %q: %w", id, catalog.ErrNotFound)
	}
	return versions, nil
}

func (t tx) versions(id string, states []holding) ([]catalog.Version, error) {
	out := make([]catalog.Version, 0, len(states))
	digests := t.digests()
	removed := !states[current(states)].isLive()
	for seq := range states {
		h := &states[seq]
		hash, err := digests.hash(h.Content)
		if err != nil {
			return nil, err
		}
		out = append(out, catalog.Version{
			Contract: id, Text: h.Version, Status: h.Status, Name: h.Name, Seq: seq,
			Origin: h.origin(hash), Stale: h.isLive() && h.file.state == broken, Removed: removed,
		})
	}
	slices.Reverse(out)
	return out, nil
}

// Raw returns the bytes of a file as they were synced.
func (db *DB) Raw(hash string) ([]byte, error) {
	raw, _, _, err := db.content(hash)
	return raw, err
}

// Document reads the file with the given hash from the bytes that were synced.
func (db *DB) Document(hash string) (*catalog.Document, error) {
	raw, beside, path, err := db.content(hash)
	if err != nil {
		return nil, err
	}
	doc := reader.Read(path, raw, openBeside(beside))
	doc.Hash = hash // with that of what it refers to
	return doc, nil
}

func (db *DB) content(hash string) (raw []byte, beside []Neighbour, path string, err error) {
	h, err := ParseHash(hash)
	if err != nil {
		return nil, nil, "", err
	}
	err = db.view(func(t tx) error {
		key := t.bucket(contentBucket).Get(h[:])
		if len(key) != 4 {
			return nil
		}
		d, _, err := t.digests().digest(binary.BigEndian.Uint32(key))
		if err != nil {
			return err
		}
		path = d.Path
		raw, beside, err = t.raws().whole(binary.BigEndian.Uint32(key), h)
		return err
	})
	if err == nil && raw == nil {
		err = catalog.ErrNotFound
	}
	if err != nil {
		return nil, nil, "", fmt.Errorf("content %s: %w", hash, err)
	}
	return raw, beside, path, nil
}

// Results lists the observed results of a contract's checks, newest first.
func (db *DB) Results(contract string) ([]catalog.Result, error) {
	var results []catalog.Result
	err := db.eachDocument(entryPrefix(ofResult, contract), func(d *catalog.Document) {
		for _, r := range d.Results {
			if r.Contract == contract {
				results = append(results, r)
			}
		}
	})
	slices.SortStableFunc(results, func(a, b catalog.Result) int { return b.At.Compare(a.At) })
	return results, err
}

// Agreements lists the agreements on the use of data that are in force or were,
// by provider.
func (db *DB) Agreements() ([]catalog.Agreement, error) {
	var all []catalog.Agreement
	err := db.eachDocument([]byte{ofAgreement}, func(d *catalog.Document) { all = append(all, d.Agreements...) })
	slices.SortStableFunc(all, func(a, b catalog.Agreement) int {
		return cmp.Or(strings.Compare(a.Provider, b.Provider), strings.Compare(a.ID, b.ID))
	})
	return all, err
}

// Others lists the documents that were recognised but are no contracts and no
// products, by family and id.
func (db *DB) Others() ([]catalog.Other, error) {
	var all []catalog.Other
	err := db.eachDocument([]byte{ofOther}, func(d *catalog.Document) { all = append(all, d.Others...) })
	slices.SortStableFunc(all, func(a, b catalog.Other) int {
		return cmp.Or(cmp.Compare(a.Dialect.Family, b.Dialect.Family), strings.Compare(a.ID, b.ID))
	})
	return all, err
}

// eachDocument reads every file once that still holds something entered under
// prefix.
func (db *DB) eachDocument(prefix []byte, visit func(*catalog.Document)) error {
	var hashes []Hash
	err := db.view(func(t tx) (err error) {
		hashes, err = t.liveContents(prefix)
		return err
	})
	if err != nil {
		return err
	}
	for _, h := range hashes {
		d, err := db.Document(h.String())
		if err != nil {
			return err
		}
		visit(d)
	}
	return nil
}
