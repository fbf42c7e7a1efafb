package walkthrough

import (
	"errors"
	"fmt"
	"strings"

	"meshdex/catalog"
)

// A walkthrough outlives the names in it. Products and contracts are named by
// their ids anyway. A property is named by its path, as people know it, and that
// changes; but the contract's earlier versions still have the path, and where the
// property carries an id of its own (ODCS v3.1), that leads from the old path to
// the present one. Authors may also write the id in the first place.

// Settle returns the place with its property as the catalog calls it now. The
// error says why the place is not there; what a library cannot tell is no reason
// to doubt it.
func Settle(p Place, snap *catalog.Snapshot, lib catalog.Library) (Place, error) {
	switch p.Page {
	case "browse", "fields":
		return p, parses(p.Query)
	case "product", "lineage":
		return settleSubject(p, snap, lib)
	case "diff":
		for _, ref := range []string{p.Base, p.Revision} {
			if err := versionExists(ref, snap, lib); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

// Settled is the walkthrough with all of its places settled; one that is not there
// stays as it is.
func (w *Walkthrough) Settled(snap *catalog.Snapshot, lib catalog.Library) *Walkthrough {
	settle := func(p Place) Place {
		if now, err := Settle(p, snap, lib); err == nil {
			return now
		}
		return p
	}
	out := *w
	out.Steps = make([]Step, len(w.Steps))
	for i, s := range w.Steps {
		s.Place = settle(s.Place)
		checks := s.Checks
		s.Checks = make([]Check, len(checks))
		for j, c := range checks {
			c.Place = settle(c.Place)
			s.Checks[j] = c
		}
		out.Steps[i] = s
	}
	return &out
}

func settleSubject(p Place, snap *catalog.Snapshot, lib catalog.Library) (Place, error) {
	if p.Product == "" {
		return p, nil
	}
	product, contract, ok := subject(snap, p.Product)
	if !ok {
		return p, fmt.Errorf("%s is not in the catalog", p.Product)
	}
	if p.Path == "" {
		return p, nil
	}
	rows := []catalog.ContractRow{contract}
	if contract.ID == "" {
		rows = rows[:0]
		for i := range product.Contracts {
			rows = append(rows, snap.Contract(product.First+i))
		}
	}
	return settlePath(p, rows, lib)
}

// settlePath looks for the property in the contracts as they are now, then in what
// they were.
func settlePath(p Place, rows []catalog.ContractRow, lib catalog.Library) (Place, error) {
	last := ""
	for _, row := range rows {
		path, version, err := findPath(row, p.Path, lib)
		if err != nil && !errors.Is(err, catalog.ErrNotFound) {
			return p, nil
		}
		if path != "" {
			p.Path = path
			return p, nil
		}
		if version != "" {
			last = fmt.Sprintf("; version %s of %s was the last to have it", version, row.ID)
		}
	}
	return p, fmt.Errorf("%s has no property %s%s", p.Product, p.Path, last)
}

// findPath returns what the path leads to in a contract now. When it leads
// nowhere, last is the newest version in which it did.
func findPath(row catalog.ContractRow, path string, lib catalog.Library) (now, last string, err error) {
	present, err := contractOf(catalog.Origin{Hash: row.Hash, Index: row.Index}, lib)
	if err != nil {
		return "", "", err
	}
	if f := lookUp(present, path); f.path != "" {
		return f.path, "", nil
	}
	versions, err := lib.Versions(row.ID)
	if err != nil {
		return "", "", err
	}
	n, was, err := lastWith(versions, path, lib)
	if err != nil || n < 0 {
		return "", "", err
	}
	if was.id != "" {
		if now = lookUp(present, was.id).path; now != "" {
			return now, "", nil
		}
		if m, _, err := lastWith(versions[:n], was.id, lib); err == nil && m >= 0 { // under another name
			n = m
		}
	}
	return "", versions[n].Text, nil
}

// lastWith finds the newest version that has a schema object or property; -1 if
// none does.
func lastWith(versions []catalog.Version, want string, lib catalog.Library) (int, found, error) {
	for i, v := range versions {
		c, err := contractOf(v.Origin, lib)
		if err != nil {
			return -1, found{}, err
		}
		if f := lookUp(c, want); f.path != "" {
			return i, f, nil
		}
	}
	return -1, found{}, nil
}

func contractOf(o catalog.Origin, lib catalog.Library) (*catalog.Contract, error) {
	d, err := lib.Document(o.Hash)
	if err != nil {
		return nil, err
	}
	if o.Index >= len(d.Contracts) {
		return nil, catalog.ErrNotFound
	}
	return d.Contracts[o.Index], nil
}

// found is a schema object or property: its path, and the id that stays when the
// path changes.
type found struct{ path, id string }

// lookUp finds a schema object or property by its path, or else by its id; zero if
// there is none.
func lookUp(c *catalog.Contract, want string) found {
	var byID found
	is := func(path, id string) bool {
		if id == want && byID.path == "" {
			byID = found{path, id}
		}
		return strings.EqualFold(path, want)
	}
	for i := range c.Schema {
		o := &c.Schema[i]
		if is(o.Name, o.ID) {
			return found{o.Name, o.ID}
		}
		for at := range o.Walk() {
			if is(at.Path, at.Property.ID) {
				return found{at.Path, at.Property.ID}
			}
		}
	}
	return byID
}

// versionExists checks ID@VERSION, or an id alone. An id may itself hold an @.
func versionExists(text string, snap *catalog.Snapshot, lib catalog.Library) error {
	if text == "" {
		return nil
	}
	if _, _, ok := subject(snap, text); ok {
		return nil
	}
	i := strings.LastIndexByte(text, '@')
	if i < 0 {
		return fmt.Errorf("%s is not in the catalog", text)
	}
	versions, err := lib.Versions(text[:i])
	if errors.Is(err, catalog.ErrNotFound) {
		return fmt.Errorf("%s is not in the catalog", text[:i])
	}
	if _, ok := catalog.History(versions).Find(text[i+1:]); ok || err != nil {
		return nil
	}
	return fmt.Errorf("%s has no version %s", text[:i], text[i+1:])
}
