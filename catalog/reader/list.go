package reader

import (
	"fmt"
	"slices"
)

// list takes a list of elements, each of which is read in its place. A mapping
// instead is a list of elements that are named by their keys.
func list[T any](m *mapping, key string, dst *[]T, read func(node, *T)) {
	listOf(m, key, dst, read, func(n node) bool { return n.isMap() || n.isNull() && n.label != "" })
}

// named takes a list of elements, or a mapping of their names to whatever there
// is, which read must take as the element's value.
func named[T any](m *mapping, key string, dst *[]T, read func(node, *T)) {
	listOf(m, key, dst, read, func(n node) bool { return n.isMap() || n.label != "" })
}

func listOf[T any](m *mapping, key string, dst *[]T, read func(node, *T), fits func(node) bool) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	items := v.elements()
	if v.isScalar() && !v.isNull() || v.isMap() && len(items) > 0 && !slices.ContainsFunc(items, fits) {
		m.wrong(v, "a list")
		return
	}
	if !m.at.r.mayRead(v, len(items)) {
		return
	}
	m.take(key, i)
	*dst = slices.Grow(*dst, min(len(items), 1000))
	for _, it := range items {
		switch {
		case fits(it):
			*dst = append(*dst, *new(T))
			read(it, &(*dst)[len(*dst)-1])
		case !it.isNull():
			m.stray(it, "a mapping")
		}
	}
}

// mayRead counts the elements of the file. When a list has more than may be read
// it says so and reports false; the list is then kept as an extension, which
// costs far less.
func (r *reading) mayRead(v node, n int) bool {
	if r.elements += n; r.elements <= maxElements {
		return true
	}
	r.report(ruleTooMuch, v.pos, v.path(), fmt.Sprintf("The file has more than %d elements with this list.", maxElements),
		"Split the contract.")
	return false
}

// elements are the items of a list, or the labelled entries of a mapping.
func (n node) elements() []node {
	if !n.isMap() {
		return n.items()
	}
	out := make([]node, 0, len(n.y.Content)/2)
	for i := 0; i+1 < len(n.y.Content); i += 2 {
		k, y := n.y.Content[i], n.y.Content[i+1]
		out = append(out, node{
			r: n.r, y: resolve(y), pos: posOf(y), up: n.up, key: n.key, index: i / 2,
			label: keyText(k), labelPos: posOf(k),
		})
	}
	return out
}
