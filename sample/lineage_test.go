package sample_test

import (
	"testing"

	"meshdex/catalog/lineage"
)

func TestSample_lineageIsFiveHopsDeep(t *testing.T) {
	t.Parallel()
	_, records, snap := open(t)
	g := lineage.Build(snap, records, lineage.Options{})
	from, okFrom := g.FindProduct("card-payments")
	to, okTo := g.FindProduct("audience-segments")
	if !okFrom || !okTo {
		t.Fatal("a product is missing from the lineage")
	}
	path, ok := g.Path(from, to, lineage.Products)
	if !ok {
		t.Fatal("no path from card payments to audience segments")
	}
	view := g.Walk(lineage.Query{From: []int{from}, Level: lineage.Products, Down: -1})
	deepest := 0
	for _, n := range view.Nodes {
		deepest = max(deepest, n.Hop)
	}
	if deepest < 5 {
		t.Errorf("the longest way down of card payments has %d hops, the one to audience segments %d", deepest, len(path))
	}
}

func TestSample_transformsNameColumnsThatExist(t *testing.T) {
	t.Parallel()
	_, records, snap := open(t)
	g := lineage.Build(snap, records, lineage.Options{})
	var derived, lost int
	for i := range g.EdgeCount() {
		e := g.Edge(i)
		if e.Kind != lineage.Derives && e.Kind != lineage.References {
			continue
		}
		derived++
		if g.Node(e.From).Missing || g.Node(e.To).Missing {
			lost++
			t.Logf("%s %q from %s", e.Where, g.Node(e.From).ID+g.Node(e.From).Path, e.By)
		}
	}
	if derived < 100 || lost > 0 {
		t.Errorf("%d of %d transforms and keys lead nowhere", lost, derived)
	}
}
