package browse

// Found returns the query that the list answers and the ids of the products that
// it shows, best first; nothing while no query is answered.
func (p *Page) Found() (query string, ids []string) {
	if p.answer.query == "" {
		return "", nil
	}
	ids = make([]string, p.answer.Len())
	for i := range ids {
		ids[i] = p.answer.ID(i)
	}
	return p.answer.query, ids
}
