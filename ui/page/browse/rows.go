package browse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
		{ID: "name", Title: "Name", Min: 16, Max: 44, Grow: 4},
		{ID: "domain", Title: "Domain", Min: 10, Max: 22, Grow: 2, Priority: 2},
		{ID: "owner", Title: "Owner", Min: 12, Max: 28, Grow: 2, Priority: 3},
		{ID: "version", Title: "Version", Min: 8, Max: 10, Grow: 1, Priority: 4},
		{ID: "status", Title: "Status", Min: 10, Max: 12, Grow: 1, Priority: 5},
		{ID: "updated", Title: "Updated", Min: 10, Priority: 6},
		{ID: "columns", Title: "Columns", Min: 7, Priority: 7, Right: true},
		{ID: "readers", Title: "Read by", Min: 7, Priority: 8, Right: true},
		{ID: "checks", Title: "Checks", Min: 6, Priority: 9, Right: true},
		{ID: "source", Title: "Source", Min: 10, Max: 24, Grow: 1, Priority: 10},
	}
}

// order compares products by one column.
type order func(a, b *catalog.ProductRow) int

func orders() map[string]order {
	by := func(key func(*catalog.ProductRow) string) order {
		return func(a, b *catalog.ProductRow) int { return compareFold(key(a), key(b)) }
	}
	number := func(key func(*catalog.ProductRow) int) order {
		return func(a, b *catalog.ProductRow) int { return cmp.Compare(key(a), key(b)) }
	}
	return map[string]order{
		"name":    by(func(p *catalog.ProductRow) string { return p.Label() }),
		"domain":  by(func(p *catalog.ProductRow) string { return p.Domain }),
		"owner":   by(func(p *catalog.ProductRow) string { return p.Owner }),
		"version": func(a, b *catalog.ProductRow) int { return catalog.CompareVersions(a.Version, b.Version) },
		"status":  number(func(p *catalog.ProductRow) int { return int(catalog.LifecycleOf(p.Status)) }),
		"updated": func(a, b *catalog.ProductRow) int { return a.Updated().Compare(b.Updated()) },
		"columns": number(func(p *catalog.ProductRow) int { return p.Properties }),
		"readers": number(func(p *catalog.ProductRow) int { return p.Consumers }),
		"checks":  number(func(p *catalog.ProductRow) int { return p.Checks }),
		"source":  by(func(p *catalog.ProductRow) string { return p.Source }),
	}
}

// compareFold orders texts without regard to the case of ASCII letters, what is
// empty last.
func compareFold(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(len(b), len(a))
	}
	for i := 0; i < len(a) && i < len(b); i++ {
		if c := cmp.Compare(lower(a[i]), lower(b[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// sorting is the order of the list: a column, or relevance ("").
type sorting = table.Sort

// readSort reads "name" or "-updated".
func readSort(s string) sorting {
	column, descending := strings.CutPrefix(s, "-")
	if orders()[column] == nil {
		return sorting{}
	}
	if descending {
		return sorting{Column: column, Order: table.Descending}
	}
	return sorting{Column: column}
}

// writeSort is the inverse of readSort.
func writeSort(s sorting) string {
	if s.Order == table.Descending {
		return "-" + s.Column
	}
	return s.Column
}

// sortRows orders the rows and their hits by a column; equal ones keep their
// order.
func (a *answer) sortRows(s sorting) {
	compare := orders()[s.Column]
	if compare == nil {
		return
	}
	type item struct {
		row int32
		hit int
		p   catalog.ProductRow
	}
	items := make([]item, len(a.rows))
	for i, r := range a.rows {
		items[i] = item{r, i, a.snap.Product(int(r))}
	}
	slices.SortStableFunc(items, func(x, y item) int {
		c := compare(&x.p, &y.p)
		if s.Order == table.Descending {
			c = -c
		}
		return c
	})
	hits := make([]search.Hit, len(a.hits))
	for i, it := range items {
		a.rows[i] = it.row
		if len(hits) > 0 {
			hits[i] = a.hits[it.hit]
		}
	}
	a.hits = hits
}

// counted says how many rows there are of how many.
func (a *answer) counted(cursor int) string {
	if len(a.rows) == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", cursor+1, max(a.total, len(a.rows)))
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
	return fmt.Sprintf("%d of %s", a.total, all)
}
