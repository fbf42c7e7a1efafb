package walkthrough

import (
	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// Neighbours counts the products that a product reads directly, and those that read
// it. A nil one counts what documents declare by ports alone, as the rows of a
// snapshot do; the lineage, and so what a reader sees, knows of references too.
type Neighbours func(product string) (reads, readBy int)

// NeighboursIn counts in a graph.
func NeighboursIn(g *lineage.Graph) Neighbours {
	return func(product string) (reads, readBy int) {
		n, ok := g.FindProduct(product)
		if !ok {
			return 0, 0
		}
		return len(next(g, n, lineage.Up)), len(next(g, n, lineage.Down))
	}
}

// next are the products one hop away.
func next(g *lineage.Graph, n int, d lineage.Direction) map[int]bool {
	out := map[int]bool{}
	for other := range g.Next(n, d, lineage.Products) {
		out[other] = true
	}
	return out
}

// of counts around a product of the snapshot: at least what it declares.
func (f Neighbours) of(p catalog.ProductRow) (reads, readBy int) {
	if f != nil {
		reads, readBy = f(p.ID)
	}
	return max(reads, p.Upstream), max(readBy, p.Consumers)
}
