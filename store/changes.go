package store

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Arrival is a version that came into the catalog.
type Arrival struct {
	Subject    catalog.Subject
	Version    catalog.Version
	Generation uint64
	Before     string // hash of the state before it; "" of a first version
}

// Changes lists the versions that arrived after a generation, newest first. It is
// what an inbox shows of the time since the user last looked.
func (db *DB) Changes(since uint64) ([]Arrival, error) {
	var out []Arrival
	err := db.view(func(t tx) error {
		touched, err := t.idsSince(since)
		if err != nil {
			return err
		}
		for _, id := range touched {
			arrivals, err := t.arrivals(id, since)
			if err != nil {
				return err
			}
			out = append(out, arrivals...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("changes since generation %d: %w", since, err)
	}
	sortArrivals(out)
	return out, nil
}

// subjectID names a contract or product.
type subjectID struct {
	subject byte
	id      string
}

func (s subjectID) compare(t subjectID) int {
	return cmp.Or(cmp.Compare(s.subject, t.subject), strings.Compare(s.id, t.id))
}

// idsSince finds what has a revision that arrived after a generation.
func (t tx) idsSince(since uint64) ([]subjectID, error) {
	found := map[subjectID]bool{}
	digests := t.digests()
	err := t.bucket(revBucket).ForEach(func(key, data []byte) error {
		var r revision
		if err := decode(data, func(c *coder) { c.revision(&r) }); err != nil {
			return fmt.Errorf("revision %x: %w", key, err)
		}
		if r.Generation <= since || r.Content == 0 {
			return nil
		}
		d, _, err := digests.digest(r.Content)
		if err != nil {
			return err
		}
		_, path := splitFileKey(t.bucket(pathBucket).Get(key[:4]))
		return entriesOf(d, r.Content, path, func(subject byte, id string, _ int, _ entryRecord) error {
			if subject <= ofProduct {
				found[subjectID{subject, id}] = true
			}
			return nil
		})
	})
	ids := make([]subjectID, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b subjectID) int {
		return cmp.Or(cmp.Compare(a.subject, b.subject), strings.Compare(a.id, b.id))
	})
	return ids, err
}

// arrivals lists the states of one id that are new, each with the one before it.
func (t tx) arrivals(of subjectID, since uint64) ([]Arrival, error) {
	all, err := t.holdings(of.subject, of.id)
	if err != nil {
		return nil, err
	}
	states := history(all)
	versions, err := t.versions(of.id, states)
	if err != nil {
		return nil, err
	}
	slices.Reverse(versions) // as the states are: oldest first
	var out []Arrival
	for i := range states {
		if states[i].rev.Generation <= since {
			continue
		}
		a := Arrival{Subject: catalog.Subject(of.subject), Version: versions[i], Generation: states[i].rev.Generation}
		if i > 0 {
			a.Before = versions[i-1].Origin.Hash
		}
		out = append(out, a)
	}
	return out, nil
}

func sortArrivals(out []Arrival) {
	slices.SortStableFunc(out, func(a, b Arrival) int {
		return cmp.Or(cmp.Compare(b.Generation, a.Generation), b.Version.Origin.Time.Compare(a.Version.Origin.Time),
			strings.Compare(a.Version.Contract, b.Version.Contract), cmp.Compare(b.Version.Seq, a.Version.Seq))
	})
}

// keyNumber reads a key that is a number.
func keyNumber(key []byte) uint32 { return binary.BigEndian.Uint32(key) }
