package search

import (
	"slices"
	"strings"
)

// A qualified name is a path through the catalog, such as sales/orders,
// orders.customer_id or sales.orders.line_items.sku: names from the outside to
// the inside, with one of these between, where outer names may be left out.
// Names can hold the separators themselves.
const separators = "/.:#"

// maxQualified is how many rows are tried against a qualified name.
const maxQualified = 4096

// qualified ranks the rows that a clause names by a path.
func (r *ranking) qualified(clauses []clause) {
	if r.full() {
		return
	}
	s := r.pool.get()
	for _, c := range clauses {
		if !c.loose() {
			r.qualify(c.whole, s)
		}
	}
	r.step(Qualified, s, clauses)
	r.pool.put(s)
}

// qualify adds the rows that are left and that the path names. Only rows that
// have the path's last name are tried.
func (r *ranking) qualify(path string, to set) {
	tried := 0
	for i := range len(path) - 1 {
		if !strings.Contains(separators, path[i:i+1]) {
			continue
		}
		s := r.pool.get()
		for t := naming; t <= facts; t++ {
			r.called(t, strings.TrimSpace(path[i+1:]), s)
		}
		s.and(r.left)
		s.andNot(to)
		for row := range s.rows() {
			if tried++; tried > maxQualified {
				break
			}
			if r.seg.named(r.scope, int(row), path) {
				to.add(row)
			}
		}
		r.pool.put(s)
	}
}

// rests is what is left of a path when names have been taken off its front, in
// all ways in which that can be done.
type rests []rest

type rest struct {
	text  string
	taken bool // a name has been taken off
}

// take adds what is left when one of the names is taken off too, and reports
// whether the names end the path.
func (rs rests) take(names []string) (rests, bool) {
	out := slices.Clip(rs)
	for _, name := range names {
		for _, r := range rs {
			after, ok := strings.CutPrefix(r.text, name)
			switch {
			case !ok || name == "":
			case after == "" && r.taken:
				return out, true
			case after != "" && strings.Contains(separators, after[:1]):
				out = append(out, rest{strings.TrimSpace(after[1:]), true})
			}
		}
	}
	return out, false
}

// named reports whether the folded path names the row or, but for properties,
// something in it.
func (g *segment) named(s Scope, row int, path string) bool {
	product := g.productOf(s, row)
	rs := rests{{text: path}}
	rs, _ = rs.take(g.names(Products, product, 1<<Domain))
	rs, found := rs.take(g.names(Products, product, 1<<Name|1<<ID))
	switch s {
	case Products:
		return found || g.insideProduct(rs, product)
	case Contracts:
		return g.insideContract(rs, row)
	}
	rs, _ = rs.take(g.names(Contracts, g.contractOf(s, row), 1<<Name|1<<ID))
	if of := g.objectOf(row); of != row {
		rs, _ = rs.take(g.names(Properties, of, 1<<Name|1<<Synonym))
	}
	_, found = rs.take(g.names(Properties, row, 1<<Name|1<<Synonym))
	return found
}

func (g *segment) insideProduct(rs rests, product int) bool {
	for c := range g.contractsOf(product) {
		if g.insideContract(rs, c) {
			return true
		}
	}
	return false
}

// insideContract reports whether what is left of the path names the contract or
// something in it.
func (g *segment) insideContract(rs rests, contract int) bool {
	rs, found := rs.take(g.names(Contracts, contract, 1<<Name|1<<ID))
	if found {
		return true
	}
	below := rs
	for p := range g.propertiesOf(contract) {
		names := g.names(Properties, int(p), 1<<Name|1<<Synonym)
		if g.isObjectKind(g.kindOf(int(p))) {
			below, found = rs.take(names)
		} else {
			_, found = below.take(names)
		}
		if found {
			return true
		}
	}
	return false
}

// names are the folded texts of the row in the given fields.
func (g *segment) names(s Scope, row int, want fields) []string {
	var out []string
	for _, text := range g.own(s, row, want) {
		out = append(out, fold(text))
	}
	return out
}
