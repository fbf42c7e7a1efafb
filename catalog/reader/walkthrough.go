package reader

import (
	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
)

// walkthrough lists a walkthrough, which the package of that name reads. Whether
// the places in it exist is a question for the whole catalog.
func (r *reading) walkthrough(data []byte) {
	w, problems := walkthrough.Parse(r.path, data)
	r.doc.Problems = problems
	if w == nil {
		return
	}
	r.doc.Others = []catalog.Other{{
		Element: catalog.Element{Place: catalog.Place{Pos: catalog.Pos{Line: 1, Column: 1}}},
		Dialect: catalog.Dialect{Family: catalog.Walkthrough, Declared: walkthrough.Format, Detected: walkthrough.Format},
		ID:      w.ID, Name: w.Title,
	}}
}
