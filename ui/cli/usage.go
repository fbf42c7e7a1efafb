package cli

import (
	"time"

	"meshdex/catalog/search"
)

// usage is what the person has marked and visited; empty for the sample.
func (v *view) usage(now time.Time) search.Usage {
	if v.db == nil {
		return search.Usage{}
	}
	marks, err := v.db.Marks()
	if err != nil { // a ranking hint is no reason to fail; doctor reports the marks
		return search.Usage{}
	}
	var u search.Usage
	for _, b := range marks.Bookmarks {
		u.Bookmarks = append(u.Bookmarks, b.ID)
	}
	for _, r := range marks.Frecent(now) {
		u.Recent = append(u.Recent, r.ID)
	}
	return u
}
