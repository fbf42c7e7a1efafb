package preview

import (
	"errors"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/diff"
)

// Change is what the file changes of one contract.
type Change struct {
	Known  catalog.History // versions of the contract, newest first; empty for a new one
	Base   string          // reference of what it was compared with; "" when there is nothing
	Report *diff.Report    // nil when there is nothing to compare with
	Stored bool            // the Base is this very state of the file
	Near   []Near          // what it could be compared with, when there is nothing
	Err    error           // why it could not be compared with what was wished for
}

// Near is a contract of the catalog that may be an earlier one under another id.
type Near struct{ Ref, Why string }

// mostNear bounds the suggestions: more than a glance takes are none.
const mostNear = 3

// change compares contract i of a document with what is known of it.
func (o Options) change(doc *catalog.Document, i int) Change {
	c := Change{}
	contract := doc.Contracts[i]
	if o.Library == nil {
		return c
	}
	known, err := o.history(contract.ID)
	if err != nil {
		return Change{Err: err}
	}
	c.Known = known
	history, at, err := o.base(known, o.Bases[contract.ID])
	if err != nil {
		c.Err = err
		return c
	}
	if len(history) == 0 {
		c.Near = o.near(contract)
		return c
	}
	base, err := o.contract(history[at])
	if err != nil {
		c.Err = err
		return c
	}
	c.Base, c.Stored = history.Ref(at), history[at].Origin.Hash == doc.Hash && history[at].Origin.Index == i
	rules := o.Diff
	rules.Published = published(known, doc.Hash)
	c.Report = diff.Compare(base, contract, rules)
	return c
}

// history is what is known of a contract; nothing is no error.
func (o Options) history(id string) (catalog.History, error) {
	versions, err := o.Library.Versions(id)
	if err != nil && !errors.Is(err, catalog.ErrNotFound) {
		return nil, fmt.Errorf("read the versions of %s: %w", id, err)
	}
	return versions, nil
}

// base finds what to compare with: what was wished for, else the newest version.
func (o Options) base(known catalog.History, wish string) (catalog.History, int, error) {
	if wish == "" {
		return known, 0, nil
	}
	if at, ok := known.Find(wish); ok {
		return known, at, nil
	}
	if o.Snapshot == nil {
		return nil, 0, fmt.Errorf("%q: %w", wish, catalog.ErrNotFound)
	}
	return o.other(wish)
}

// other finds a version of another contract.
func (o Options) other(ref string) (catalog.History, int, error) {
	target, err := o.Snapshot.Resolve(ref)
	if err != nil {
		return nil, 0, err
	}
	row := target.Contract
	if p := o.Snapshot.Product(target.Product); row < 0 && p.Contracts == 1 {
		row = p.First
	}
	if row < 0 {
		return nil, 0, fmt.Errorf("%q names a product: name one of its contracts", ref)
	}
	history, err := o.history(o.Snapshot.Contract(row).ID)
	if err != nil || target.Ref.Version == "" {
		return history, 0, err
	}
	at, ok := history.Find(target.Ref.Version)
	if !ok {
		return nil, 0, fmt.Errorf("%q: %w", ref, catalog.ErrNotFound)
	}
	return history, at, nil
}

// contract loads one known state.
func (o Options) contract(v catalog.Version) (*catalog.Contract, error) {
	doc, err := o.Library.Document(v.Origin.Hash)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", v.Ref(), err)
	}
	if v.Origin.Index >= len(doc.Contracts) {
		return nil, fmt.Errorf("%s: %w", v.Ref(), catalog.ErrNotFound)
	}
	return doc.Contracts[v.Origin.Index], nil
}

// published lists the version texts that were out before this state of the file,
// oldest first. A state that is known itself was not published before itself.
func published(known catalog.History, hash string) []string {
	for i := range known {
		if known[i].Origin.Hash == hash {
			return known.Texts(i)
		}
	}
	return known.Texts(-1)
}

// near finds contracts of which this one may be a later state: what the catalog has
// from the same file, then what has the same name.
func (o Options) near(c *catalog.Contract) []Near {
	if o.Snapshot == nil {
		return nil
	}
	var same, named []Near
	for i := range o.Snapshot.ContractCount() {
		row := o.Snapshot.Contract(i)
		switch {
		case o.Origin.Source != "" && row.Source == o.Origin.Source && row.Path == o.Origin.Path:
			same = append(same, Near{row.ID, "known from this file"})
		case c.Name != "" && len(named) < mostNear && strings.EqualFold(row.Name, c.Name):
			named = append(named, Near{row.ID, "has this name"})
		}
	}
	all := append(same, named...)
	return all[:min(len(all), mostNear)]
}
