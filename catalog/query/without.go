package query

import "slices"

// maxWithout is how many shorter queries are made: enough for what people type.
const maxWithout = 12

// Without gives the queries that are q with one of its conditions left out:
// those that exclude first, then filters, then texts from the last to the first.
// Only conditions that all have to hold are left out, and never the only one.
func (q Query) Without() []Query {
	nodes, ok := q.root.(All)
	if !ok {
		return nil
	}
	var out []Query
	for _, kind := range []func(Node) bool{isNot, isFilter, isRest} {
		for i := len(nodes) - 1; i >= 0 && len(out) < maxWithout; i-- {
			if kind(nodes[i]) {
				out = append(out, Query{all(slices.Delete(slices.Clone(nodes), i, i+1))})
			}
		}
	}
	return out
}

// WithValues gives q with other values in the filters that all have to hold: those
// that f gives, and where it gives none, the same.
func (q Query) WithValues(f func(Filter) []string) Query {
	nodes, ok := q.root.(All)
	if !ok {
		nodes = All{q.root}
	}
	nodes = slices.Clone(nodes)
	for i, n := range nodes {
		if filter, ok := n.(Filter); ok {
			if values := f(filter); len(values) > 0 {
				filter.Values = values
				nodes[i] = filter
			}
		}
	}
	return Query{all(nodes)}
}

func isNot(n Node) bool {
	_, ok := n.(Not)
	return ok
}

func isFilter(n Node) bool {
	_, ok := n.(Filter)
	return ok
}

func isRest(n Node) bool { return !isNot(n) && !isFilter(n) }
