package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// wide makes n products with about four input ports each: with one contract and
// one output port a product that is n products, n contracts and 5 n edges.
func wide(n int) []catalog.Record {
	r := rand.New(rand.NewPCG(7, 7))
	records := make([]catalog.Record, 0, 2*n)
	for i := range n {
		inputs := make([]catalog.PortSummary, 7)
		for k := range inputs {
			inputs[k] = in(fmt.Sprintf("c%d", r.IntN(i+1)), "1.0.0")
		}
		records = append(records, contract(fmt.Sprintf("c%d", i), "", "", "1.0.0", nil),
			product(fmt.Sprintf("p%d", i), inputs, out(fmt.Sprintf("c%d", i), "1.0.0")))
	}
	return records
}

// 100,000 nodes and 400,000 edges: loaded from their bytes and asked for five
// hops both ways of the best connected product, without a limit.
func BenchmarkGraph_loadAndFiveHops(b *testing.B) {
	data := build(b, wide(50_000)).Bytes()
	g, _ := lineage.Load(data)
	b.ReportMetric(float64(g.Len()), "nodes")
	b.ReportMetric(float64(g.EdgeCount()), "edges")
	for b.Loop() {
		g, err := lineage.Load(data)
		if err != nil {
			b.Fatal(err)
		}
		n, _ := g.FindProduct("p0")
		v := g.Walk(lineage.Query{From: []int{n}, Up: 5, Down: 5, Limit: g.Len()})
		b.ReportMetric(float64(len(v.Nodes)), "seen")
		b.ReportMetric(float64(len(v.Links)), "links")
	}
}

func BenchmarkGraph_build(b *testing.B) {
	records := wide(50_000)
	s := catalog.Assemble(records, catalog.Stamp{})
	for b.Loop() {
		lineage.Build(s, records, lineage.Options{})
	}
}

func BenchmarkGraph_impact(b *testing.B) {
	g := build(b, wide(50_000))
	for b.Loop() {
		b.ReportMetric(float64(len(g.Impact(lineage.Change{Contract: "c0"}))), "hits")
	}
}

func BenchmarkArrange(b *testing.B) {
	g := build(b, random(3, 200, 2))
	v := everything(g)
	st := style(g)
	b.ReportMetric(float64(len(v.Nodes)), "nodes")
	for b.Loop() {
		lineage.Arrange(v, st)
	}
}
