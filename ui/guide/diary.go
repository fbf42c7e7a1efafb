package guide

import (
	"slices"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
)

// Diary tells what a person does, for a walkthrough to be made of it. The zero Diary
// is empty.
type Diary struct {
	at    page.Target
	query string
	ran   []string // by the page that is shown
}

// Look looks at the page that is shown, and gives what was done since it last did.
func (d *Diary) Look(p page.Page) []walkthrough.Event {
	var events []walkthrough.Event
	if f, ok := p.(searcher); ok {
		if query, hits := f.Found(); query != d.query {
			d.query = query
			events = append(events, walkthrough.Searched(query, hits))
		}
	}
	if t := p.Target(); t != d.at {
		d.at = t
		events = append(events, walkthrough.Opened(PlaceOf(t)))
	}
	var ran []string
	if f, ok := p.(runner); ok {
		if words, done := f.Ran(); done {
			ran = words
		}
	}
	if ran != nil && !slices.Equal(ran, d.ran) {
		events = append(events, walkthrough.Ran(ran...))
	}
	d.ran = ran
	return events
}
