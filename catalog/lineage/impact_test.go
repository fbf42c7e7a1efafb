package lineage_test

import (
	"fmt"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

func effects(g *lineage.Graph, hits []lineage.Hit) []string {
	var out []string
	for _, h := range hits {
		certain := "likely"
		if h.Certain {
			certain = "certain"
		}
		out = append(out, fmt.Sprintf("%s: %s, %s, %d hops", g.Node(h.Product).ID, h.Effect, certain, h.Hops))
	}
	return out
}

func TestImpact_effects(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	for _, c := range []struct {
		name   string
		change lineage.Change
		want   []string
	}{
		{
			"a property that others derive from",
			lineage.Change{Contract: "customers", Paths: []string{"customers.email"}},
			[]string{"sales: breaks, likely, 1 hops", "report: may break, likely, 2 hops", "board: check, likely, 3 hops"},
		},
		{
			"a property nobody names",
			lineage.Change{Contract: "customers", Paths: []string{"customers.phone"}},
			[]string{"sales: not hit, certain, 1 hops"},
		},
		{
			"a nested path is hit by its parent",
			lineage.Change{Contract: "customers", Paths: []string{"customers"}},
			[]string{"sales: breaks, certain, 1 hops", "report: may break, likely, 2 hops", "board: check, likely, 3 hops"},
		},
		{
			"the whole contract",
			lineage.Change{Contract: "report-c"},
			[]string{"board: check, certain, 1 hops"},
		},
		{
			"a major that stays",
			lineage.Change{Contract: "report-c", Paths: []string{"report.contact"}, Served: []string{"2.3.0"}},
			[]string{"board: later, certain, 1 hops"},
		},
		{"an unknown contract", lineage.Change{Contract: "nope"}, nil},
	} {
		if got := effects(g, g.Impact(c.change)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestImpact_saysWhoAndWhy(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	hits := g.Impact(lineage.Change{Contract: "customers", Paths: []string{"customers.email"}})
	h := hits[1] // report
	if h.Owner != "report-team" {
		t.Errorf("owner %q", h.Owner)
	}
	const via = "customers#customers.email → orders.contact transformSourceObjects[dwh.public.customers.email] of orders → " +
		"report.contact transformSourceObjects[orders.orders.contact] of report-c"
	if got := g.Via(h); got != via {
		t.Errorf("via %q,\nwant %q", got, via)
	}
	if len(h.Properties) != 1 || g.Node(h.Properties[0]).Ref() != "report-c#report.contact" {
		t.Errorf("properties %v", h.Properties)
	}
}

// A circle of products ends, and nobody is told of a change to his own contract.
func TestImpact_circlesEnd(t *testing.T) {
	t.Parallel()
	g := build(t, ring())
	want := []string{"b: check, certain, 1 hops", "d: check, certain, 2 hops", "a: check, certain, 3 hops", "e: check, certain, 3 hops"}
	if got := effects(g, g.Impact(lineage.Change{Contract: "a1"})); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// Changes of several contracts are one spread: the worst effect counts.
func TestImpact_ofSeveralChanges(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	got := effects(g, g.Impact(
		lineage.Change{Contract: "customers", Paths: []string{"customers.email"}},
		lineage.Change{Contract: "orders", Paths: []string{"orders.contact"}},
	))
	want := []string{"report: breaks, certain, 1 hops", "sales: check, certain, 1 hops", "board: check, certain, 2 hops"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestImpact_everyReaderIsTold(t *testing.T) {
	t.Parallel()
	records := []catalog.Record{contract("c", "", "", "1.0.0", nil)}
	for i := range 50 {
		records = append(records, product(fmt.Sprintf("p%02d", i), []catalog.PortSummary{in("c", "1.0.0")}))
	}
	g := build(t, records)
	if hits := g.Impact(lineage.Change{Contract: "c", Paths: []string{"t.x"}}); len(hits) != 50 {
		t.Errorf("%d hits, want 50", len(hits))
	}
}
