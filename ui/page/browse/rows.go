package browse

import (
	"fmt"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/text"
	"meshdex/ui/widget/table"
)

// answer is what a query found, in order: the rows of the list. It is immutable
// and holds the snapshot that its row numbers belong to.
type answer struct {
	snap    *catalog.Snapshot
	query   string // facets included
	rows    []int32
	hits    []search.Hit // of the rows, when they come from a search
	total   int          // of all that match, also beyond the rows
	early   bool         // more may be found
	columns int          // columns that match, where no product does
	suggest string       // a query that would find something, when this one does not
	index   *search.Index
}

// Len is the number of rows that are at hand.
func (a *answer) Len() int { return len(a.rows) }

// ID is the id of the product on row i.
func (a *answer) ID(i int) string { return a.snap.Product(int(a.rows[i])).ID }

// Find returns the row of a product.
func (a *answer) Find(id string) (int, bool) {
	product, ok := a.snap.FindProduct(id)
	if !ok {
		return 0, false
	}
	i := slices.Index(a.rows, int32(product))
	return i, i >= 0
}

// product is what row i shows.
func (a *answer) product(i int) catalog.ProductRow { return a.snap.Product(int(a.rows[i])) }

// columns lists what the list can show and sort by.
func columns() []table.Column {
	return []table.Column{
		{ID: "marks", Min: 2, Priority: 1}, // bookmark or mark, and the status's glyph
		{ID: "name", Title: "Name", Min: 16, Enough: 32, Max: 48, Grow: 4},
		{ID: "domain", Title: "Domain", Min: 10, Enough: 14, Max: 22, Grow: 2, Priority: 2},
		{ID: "owner", Title: "Owner", Min: 12, Enough: 18, Max: 28, Grow: 2, Priority: 3},
		{ID: "status", Title: "Status", Min: 10, Max: 12, Priority: 4},
		{ID: "updated", Title: "Updated", Min: 10, Priority: 5},
		{ID: "version", Title: "Version", Min: 8, Max: 14, Priority: 6},
		{ID: "columns", Title: "Columns", Min: 7, Priority: 7, Right: true},
		{ID: "consumers", Title: "Read by", Min: 7, Priority: 8, Right: true},
		{ID: "checks", Title: "Checks", Min: 6, Priority: 9, Right: true},
		{ID: "type", Title: "Type", Min: 10, Max: 18, Priority: 10},
		{ID: "source", Title: "Source", Min: 10, Max: 24, Priority: 11},
	}
}

// mostMeasured bounds the products that the widths of the columns are taken from:
// enough to tell, and done within a frame.
const mostMeasured = 1000

// measured are the columns with what they want for the products of a snapshot. It
// is the same whatever is searched for, so that no column moves while one types.
func measured(snap *catalog.Snapshot) []table.Column {
	var name, domain, owner, status, version, kind, source table.Gauge
	step := max(snap.Len()/mostMeasured, 1)
	for i := 0; i < snap.Len(); i += step {
		p := snap.Product(i)
		name.Add(text.Clean(p.Label()))
		domain.Add(text.Clean(p.Domain))
		owner.Add(text.Clean(p.Owner))
		status.Add(word(p))
		version.Add(text.Clean(p.Version))
		kind.Add(text.Clean(p.Type))
		source.Add(text.Clean(p.Source))
	}
	by := map[string]*table.Gauge{"name": &name, "domain": &domain, "owner": &owner, "status": &status, "version": &version, "type": &kind, "source": &source}
	all := columns()
	for i, c := range all {
		if g := by[c.ID]; g != nil {
			all[i] = g.Measured(c)
		}
	}
	return all
}

// counted says how many rows there are of how many.
func (a *answer) counted(cursor int) string {
	if len(a.rows) == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d%s", cursor+1, max(a.total, len(a.rows)), a.more())
}

// more follows a number that may still grow.
func (a *answer) more() string {
	if a.early {
		return "+"
	}
	return ""
}

// summary says in words what is shown, for the header.
func (a *answer) summary() string {
	if a.snap == nil {
		return ""
	}
	all := text.Count(a.snap.Len(), "product", "products")
	if a.query == "" {
		return all
	}
	return fmt.Sprintf("%d%s of %s", a.total, a.more(), all)
}
