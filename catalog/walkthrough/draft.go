package walkthrough

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Draft makes a walkthrough of what somebody did in a catalog, for an author to put
// into words: a step for every place that was opened, with the search that led to
// it. Searches that led nowhere, repeated visits and what was passed on the way to
// a property leave no trace. The draft is done by doing the same again.
func Draft(id, title string, snap *catalog.Snapshot, events []Event) *Walkthrough {
	d := drafter{snap: snap, been: map[Place]bool{}, w: &Walkthrough{
		ID: id, Title: title, Summary: "Say here in a sentence what it is about.", Audience: "everyone",
	}}
	for _, e := range events {
		switch e.kind {
		case searched:
			d.search = e
		case opened:
			d.open(e.place)
		case ran:
			line := strings.Join(e.words, " ")
			d.add("Run "+line, Step{Checks: []Check{{Kind: CheckRan, Words: e.words}}, Try: line})
		}
	}
	d.w.Minutes = max(1, len(d.w.Steps)/2)
	return d.w
}

type drafter struct {
	snap   *catalog.Snapshot
	w      *Walkthrough
	search Event // the last one, until a place was opened from its hits
	last   Place
	been   map[Place]bool
}

func (d *drafter) open(p Place) {
	if p.Page == "browse" || p.Page == "fields" || isHalf(p) {
		return
	}
	contract := p.Contract
	if p = p.bare(); d.been[p] { // gone back to
		return
	}
	d.found(p.Product, contract)
	if p.Path != "" && d.last.Path != "" && sameBut(p, d.last) { // on the way through a schema
		d.w.Steps = d.w.Steps[:len(d.w.Steps)-1]
	}
	d.last, d.been[p] = p, true
	if p.Product != "" && !slices.Contains(d.w.Needs, p.Product) {
		d.w.Needs = append(d.w.Needs, p.Product)
	}
	title, check := d.visit(p)
	d.add(title, Step{Checks: []Check{check}})
}

// bare is the place with no more than its page is told by. A page says more of where
// somebody is: the query by which it was found, the row that has the cursor.
func (p Place) bare() Place {
	switch p.Page {
	case "product":
		if !strings.Contains(p.Path, ".") {
			p.Path = "" // the first row of a schema has the cursor without anybody's doing
		}
		return Place{Page: p.Page, Product: p.Product, Tab: p.Tab, Path: p.Path}
	case "lineage":
		return Place{Page: p.Page, Product: p.Product}
	case "diff":
		return Place{Page: p.Page, Base: p.Base, Revision: p.Revision}
	}
	return Place{Page: p.Page, Topic: p.Topic}
}

// isHalf reports whether a page has not found out yet what it shows.
func isHalf(p Place) bool {
	switch p.Page {
	case "product", "lineage":
		return p.Product == ""
	case "diff":
		return p.Base == ""
	}
	return !slices.Contains(Pages(), p.Page)
}

// sameBut reports whether two places are one but for the property.
func sameBut(a, b Place) bool {
	a.Path, b.Path = "", ""
	return a == b
}

// found adds the search by whose hits a product or contract was opened.
func (d *drafter) found(targets ...string) {
	for _, target := range targets {
		if target == "" || !slices.Contains(d.search.hits, target) {
			continue
		}
		d.add("Search for "+d.search.query, Step{
			Place: Place{Page: "browse"}, Try: d.search.query, Checks: []Check{{Kind: CheckFound, Target: target}},
			Hint: "Press `/` and type `" + d.search.query + "`.",
		})
		d.search = Event{}
		return
	}
}

// visit is the title and the check of a step that opens a place.
func (d *drafter) visit(p Place) (string, Check) {
	name := labelOf(d.snap, p.Product)
	switch {
	case p.Page == "product" && p.Path != "":
		return "Find " + p.Path + " in " + name, Check{Kind: CheckOpened, Place: p}
	case p.Page == "product" && (p.Tab == "" || p.Tab == Tabs()[0]):
		return "Open " + name, Check{Kind: CheckOpened, Place: Place{Page: p.Page, Product: p.Product}}
	case p.Page == "product":
		return "Look at " + p.Tab + " of " + name, Check{Kind: CheckTab, Place: Place{Page: p.Page, Product: p.Product, Tab: p.Tab}}
	case p.Page == "diff":
		return "Compare " + p.Base + " with " + p.Revision, Check{Kind: CheckOpened, Place: p}
	case p.Page == "lineage":
		return "Follow the lineage of " + name, Check{Kind: CheckOpened, Place: p}
	}
	return "Open " + p.String(), Check{Kind: CheckOpened, Place: p}
}

// labelOf is the name of a product or contract, its id when it has none.
func labelOf(snap *catalog.Snapshot, id string) string {
	if i, ok := snap.FindProduct(id); ok {
		return snap.Product(i).Label()
	}
	if i, ok := snap.FindContract(id); ok {
		return snap.Contract(i).Label()
	}
	return id
}

func (d *drafter) add(title string, s Step) {
	s.Title = strings.Join(strings.Fields(title), " ")
	s.ID = fmt.Sprintf("step-%d", len(d.w.Steps)+1)
	s.Text = "Say here what to look at, and why."
	d.w.Steps = append(d.w.Steps, s)
}
