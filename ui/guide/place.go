package guide

import (
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
)

// PlaceOf is the place that a page shows, as walkthroughs name it.
func PlaceOf(t page.Target) walkthrough.Place {
	return walkthrough.Place{
		Page: t.Page, Product: t.Product, Contract: t.Contract, Tab: t.Tab, Path: t.Path, Query: t.Query,
		Base: t.Base, Revision: t.Revision, Topic: t.Topic,
	}
}

// TargetOf is the page that shows a place. What a place calls a product may be a
// contract.
func TargetOf(snap *catalog.Snapshot, p walkthrough.Place) page.Target {
	t := page.Target{
		Page: p.Page, Product: p.Product, Tab: p.Tab, Path: p.Path, Query: p.Query, Base: p.Base, Revision: p.Revision, Topic: p.Topic,
	}
	if _, ok := snap.FindProduct(p.Product); !ok && p.Product != "" {
		t.Product, t.Contract = "", p.Product
	}
	if p.Page == "diff" {
		t.Base, t.Contract = baseOf(snap, p)
	}
	return t
}

// baseOf takes the contract of a comparison out of its base, ID@VERSION; an id alone
// stands for its last two versions.
func baseOf(snap *catalog.Snapshot, p walkthrough.Place) (base, contract string) {
	if _, ok := snap.FindContract(p.Base); ok && p.Revision == "" {
		return "", p.Base
	}
	if i := strings.LastIndexByte(p.Base, '@'); i > 0 { // an id may hold one too
		return p.Base, p.Base[:i]
	}
	return p.Base, ""
}

// known is a place with both the product and the contract that it is about, as an
// event names it.
func known(snap *catalog.Snapshot, p walkthrough.Place) walkthrough.Place {
	if i, ok := snap.FindContract(p.Product); ok {
		if _, both := snap.FindProduct(p.Product); !both {
			p.Contract, p.Product = p.Product, snap.Product(snap.Contract(i).Product).ID
		}
	}
	return p
}

// IsSelfEvident reports whether being taken to its place would do the step: then
// the way there is the person's to find. A step without a place is.
func IsSelfEvident(snap *catalog.Snapshot, step *walkthrough.Step) bool {
	there := walkthrough.Opened(known(snap, step.Place))
	for _, c := range step.Checks {
		if c.Holds(step.ID, there) {
			return true
		}
	}
	return step.Place.IsZero()
}

// Where is where a step can be done: its place, or else the place that it asks the
// reader to open.
func Where(step *walkthrough.Step) walkthrough.Place {
	if !step.Place.IsZero() {
		return step.Place
	}
	for _, c := range step.Checks {
		if c.Kind == walkthrough.CheckOpened || c.Kind == walkthrough.CheckTab && c.Place.Product != "" {
			return c.Place
		}
	}
	return walkthrough.Place{}
}

// IsAt reports whether somebody who looks at t has nowhere to go to be at p. Where
// things are searched for, that means the same query.
func IsAt(p walkthrough.Place, t page.Target) bool {
	q := PlaceOf(t)
	if p.Page == "browse" || p.Page == "fields" {
		return p.Page == q.Page && p.Query == q.Query
	}
	return p.Covers(q)
}
