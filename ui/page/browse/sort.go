package browse

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/widget/table"
)

// Sorting a million products
//
// What products are sorted by is taken out of the snapshot once for each: a number,
// and among those of one number a text. Of a text the number is its first bytes, so
// that most are told apart without looking at it. The list of all products by name,
// which is there whenever nothing is searched for, is made once for a snapshot.

// sortKey is what a product is sorted by.
type sortKey struct {
	number uint64
	text   string
}

// order tells what products are sorted by in one column, and of which nothing is known
// there: they stand last, whichever way the list is turned.
type order struct {
	key     func(*catalog.ProductRow) (k sortKey, known bool)
	compare func(a, b string) int // of the texts of equal numbers; nil if there are none
}

func orders() map[string]order {
	by := func(text func(*catalog.ProductRow) string) order {
		return order{func(p *catalog.ProductRow) (sortKey, bool) {
			s := text(p)
			return sortKey{beginning(s), s}, s != ""
		}, compareFold}
	}
	number := func(of func(*catalog.ProductRow) int) order {
		return order{key: func(p *catalog.ProductRow) (sortKey, bool) { return sortKey{number: uint64(of(p))}, true }}
	}
	return map[string]order{
		"name":   by(func(p *catalog.ProductRow) string { return p.Label() }),
		"domain": by(func(p *catalog.ProductRow) string { return p.Domain }),
		"owner":  by(func(p *catalog.ProductRow) string { return p.Owner }),
		"version": {
			func(p *catalog.ProductRow) (sortKey, bool) { return sortKey{text: p.Version}, p.Version != "" },
			catalog.CompareVersions,
		},
		"status": number(func(p *catalog.ProductRow) int { return int(catalog.LifecycleOf(p.Status)) }),
		"updated": {key: func(p *catalog.ProductRow) (sortKey, bool) {
			return sortKey{number: uint64(p.Updated().Unix())}, !p.Updated().IsZero()
		}},
		"columns":   number(func(p *catalog.ProductRow) int { return p.Properties }),
		"consumers": number(func(p *catalog.ProductRow) int { return p.Consumers }),
		"checks":    number(func(p *catalog.ProductRow) int { return p.Checks }),
		"type":      by(func(p *catalog.ProductRow) string { return p.Type }),
		"source":    by(func(p *catalog.ProductRow) string { return p.Source }),
	}
}

// beginning is the number of the first eight bytes, without regard to the case of
// ASCII letters: texts with different ones are ordered by it as by compareFold.
func beginning(s string) uint64 {
	var first [8]byte
	for i := range min(len(s), len(first)) {
		first[i] = lower(s[i])
	}
	return binary.BigEndian.Uint64(first[:])
}

// compareFold orders texts without regard to the case of ASCII letters.
func compareFold(a, b string) int {
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
	if _, ok := orders()[column]; !ok {
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
	by, ok := orders()[s.Column]
	if !ok {
		return
	}
	at := by.sorted(a.snap, a.rows, s.Order)
	rows, hits := make([]int32, len(a.rows)), make([]search.Hit, len(a.hits))
	for i, from := range at {
		rows[i] = a.rows[from]
		if len(hits) > 0 {
			hits[i] = a.hits[from]
		}
	}
	a.rows, a.hits = rows, hits
}

// sorted gives the places of the rows in their order.
func (o order) sorted(snap *catalog.Snapshot, rows []int32, turn table.Order) []int32 {
	type item struct {
		sortKey
		at int32
	}
	items, unknown := make([]item, 0, len(rows)), []int32(nil)
	for i, r := range rows {
		p := snap.Product(int(r))
		if k, known := o.key(&p); known {
			items = append(items, item{k, int32(i)})
		} else {
			unknown = append(unknown, int32(i))
		}
	}
	slices.SortFunc(items, func(x, y item) int {
		c := cmp.Compare(x.number, y.number)
		if c == 0 && o.compare != nil {
			c = o.compare(x.text, y.text)
		}
		if turn == table.Descending {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(x.at, y.at))
	})
	at := make([]int32, 0, len(rows))
	for _, it := range items {
		at = append(at, it.at)
	}
	return append(at, unknown...)
}

// shelf is every product of a snapshot by name, once somebody wants to see it. Safe
// for concurrent use.
type shelf struct {
	snap   *catalog.Snapshot
	passed func() // see Deps
	once   sync.Once
	rows   []int32
}

func (s *shelf) byName() []int32 {
	s.once.Do(func() {
		a := listing(s.snap)
		a.sortRows(sorting{Column: "name"})
		s.rows = a.rows
		if s.passed != nil {
			s.passed()
		}
	})
	return s.rows
}
