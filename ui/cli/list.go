package cli

import "meshdex/ui/text"

// list prints every product: what the program shows where there is no terminal
// to open.
func (t *tool) list(v *view) error {
	if t.wantsJSON() {
		return t.listJSON(v)
	}
	tb := table{head: []string{"NAME", "DOMAIN", "OWNER", "STATUS", "VERSION", "UPDATED", "ID"}, whole: "ID"}
	for i := range v.Len() {
		p := v.Product(i)
		tb.add(p.Label(), p.Domain, p.Owner, p.Status, p.Version, text.Day(p.Updated()), p.ID)
	}
	return tb.print(t.Out)
}

// listJSON is the answer to a search for everything.
func (t *tool) listJSON(v *view) error {
	out := searchJSON{Format: "meshdex.search/1", Total: v.Len(), Hits: []hitJSON{}}
	for i := range v.Len() {
		p := v.Product(i)
		j := hitJSON{Product: p.ID, Version: p.Version, Domain: p.Domain, Owner: p.Owner, Status: p.Status, Stage: "listed", Matched: []matchJSON{}}
		if p.Contracts > 0 {
			j.Contract = v.Contract(p.First).ID
		}
		out.Hits = append(out.Hits, j)
	}
	return t.printJSON(out)
}

// viewOrSample is the view of the store, or of the sample when nothing was synced
// yet; it says so.
func (t *tool) viewOrSample() (*view, error) {
	v, err := t.view()
	if err == nil || t.sample || explain(err).code != exitNo {
		return v, err
	}
	t.note("nothing has been synced yet, so this is the embedded sample; meshdex sync PATH brings your contracts in")
	return sampleView()
}
