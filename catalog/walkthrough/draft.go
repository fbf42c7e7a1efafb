package walkthrough

import (
	"fmt"
	"slices"
)

// Draft makes a walkthrough of what somebody did, for an author to put into
// words: a step for every place that was opened, with the search that led to it.
// Searches that led nowhere and repeated visits leave no trace.
func Draft(id, title string, events []Event) *Walkthrough {
	d := drafter{w: &Walkthrough{ID: id, Title: title}}
	for _, e := range events {
		switch e.kind {
		case searched:
			d.search = e
		case opened:
			d.open(e.place)
		case ran:
			d.add("Run a command", Step{Checks: []Check{{Kind: CheckRan, Words: e.words}}})
		}
	}
	return d.w
}

type drafter struct {
	w      *Walkthrough
	search Event // the last one, until a place was opened from its hits
	last   Place
}

func (d *drafter) open(p Place) {
	target := p.Contract
	if slices.Contains(d.search.hits, p.Product) {
		target = p.Product
	}
	if p.Page == "browse" || p.Page == "fields" || p == d.last {
		return
	}
	d.last = p
	if slices.Contains(d.search.hits, target) {
		d.add("Search", Step{
			Place: Place{Page: "browse"}, Try: d.search.query, Checks: []Check{{Kind: CheckFound, Target: target}},
		})
		d.search = Event{}
	}
	p.Contract = ""
	d.add("Open "+p.Page, Step{Place: p, Checks: []Check{{Kind: CheckOpened, Place: p}}})
}

func (d *drafter) add(title string, s Step) {
	s.Title = title
	s.ID = fmt.Sprintf("step-%d", len(d.w.Steps)+1)
	s.Text = "Say here what to look at, and why."
	d.w.Steps = append(d.w.Steps, s)
}
