package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Walkthrough is a file with a walkthrough, as a source has it now, or had it
// when it could last be read.
type Walkthrough struct {
	Source, Path string
	Raw          []byte // for walkthrough.Parse
}

// Walkthroughs lists the walkthroughs of all sources, by source and path. A
// content that several files hold is listed once.
func (db *DB) Walkthroughs() ([]Walkthrough, error) {
	var all []Walkthrough
	err := db.view(func(t tx) error {
		digests, raws := t.digests(), t.raws()
		return t.eachLive([]byte{ofWalkthrough}, func(h *holding) error {
			hash, err := digests.hash(h.Content)
			if err != nil {
				return err
			}
			raw, err := raws.raw(h.Content, hash)
			all = append(all, Walkthrough{h.file.source, h.file.path, raw})
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list walkthroughs: %w", err)
	}
	slices.SortFunc(all, func(a, b Walkthrough) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Path, b.Path))
	})
	return all, nil
}
