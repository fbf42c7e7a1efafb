package fields

// Found returns the search and, for every column that it found, the ids of the
// product and the contract that have it.
func (p *Page) Found() (query string, ids []string) {
	for _, r := range p.answer.rows {
		ids = append(ids, p.answer.snap.Product(r.product).ID)
		if id := p.answer.contract(r).ID; id != "" {
			ids = append(ids, id)
		}
	}
	return p.query(), ids
}
