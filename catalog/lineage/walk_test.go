package lineage_test

import (
	"fmt"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// seen renders a view's nodes as "hop ref".
func seen(g *lineage.Graph, v lineage.View) []string {
	var out []string
	for _, s := range v.Nodes {
		out = append(out, fmt.Sprintf("%+d %s", s.Hop, g.Node(s.Node).Ref()))
	}
	slices.Sort(out)
	return out
}

func TestWalk_levelsAndHops(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	sales, orders := mustProduct(t, g, "sales"), mustContract(t, g, "orders")
	for _, c := range []struct {
		name  string
		query lineage.Query
		want  []string
	}{
		{
			"products, one hop",
			lineage.Query{From: []int{sales}, Up: 1, Down: 1},
			[]string{"+0 sales", "+1 report", "-1 crm", "-1 raw.clicks.channel"},
		},
		{
			"products, all",
			lineage.Query{From: []int{sales}, Up: -1, Down: -1},
			[]string{"+0 sales", "+1 report", "+2 board", "-1 crm", "-1 raw.clicks.channel"},
		},
		{"up only", lineage.Query{From: []int{sales}, Up: -1}, []string{"+0 sales", "-1 crm", "-1 raw.clicks.channel"}},
		{"a contract stands for its product", lineage.Query{From: []int{orders}, Down: 1}, []string{"+0 sales", "+1 report"}},
		{
			"contracts",
			lineage.Query{From: []int{orders}, Level: lineage.Contracts, Up: 2, Down: 1},
			[]string{"+0 orders", "+1 refunds", "+1 report", "+1 report-c", "-1 customers", "-1 raw.clicks.channel", "-1 sales"},
		},
		{
			"properties",
			lineage.Query{From: []int{mustPath(t, g, "orders", "orders.contact")}, Level: lineage.Properties, Up: -1, Down: -1},
			[]string{"+0 orders#orders.contact", "+1 report-c#report.contact", "-1 customers#customers.email"},
		},
	} {
		if got := seen(g, g.Walk(c.query)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWalk_tellsWhatItDidNotFollow(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	v := g.Walk(lineage.Query{From: []int{mustProduct(t, g, "crm")}, Down: 1})
	i := slices.IndexFunc(v.Nodes, func(s lineage.Seen) bool { return s.Hop == 1 })
	if v.Nodes[i].More != 1 || v.Cut {
		t.Errorf("sales has %d more, cut %v; want 1, false", v.Nodes[i].More, v.Cut)
	}
	v = g.Walk(lineage.Query{From: []int{mustProduct(t, g, "crm")}, Down: -1, Limit: 2})
	if len(v.Nodes) != 2 || !v.Cut || v.Nodes[1].More == 0 {
		t.Errorf("a walk limited to 2 nodes saw %+v, cut %v", v.Nodes, v.Cut)
	}
}

// One link stands for all edges between two products, and takes the certain one
// for its face.
func TestWalk_linksGatherEdges(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	v := g.Walk(lineage.Query{From: []int{mustProduct(t, g, "crm")}, Down: 1})
	if len(v.Links) != 1 {
		t.Fatalf("%d links, want 1", len(v.Links))
	}
	l := v.Links[0]
	if l.Edges != 3 || !g.Edge(l.Edge).Certain || len(g.Between(l.From, l.To, lineage.Products)) != 3 {
		t.Errorf("link %+v, face %+v", l, g.Edge(l.Edge))
	}
}

func ring() []catalog.Record {
	return []catalog.Record{
		product("a", []catalog.PortSummary{in("c", "")}, out("a1", "")),
		product("b", []catalog.PortSummary{in("a1", "")}, out("b1", "")),
		product("d", []catalog.PortSummary{in("b1", "")}, out("c", "")),
		product("e", []catalog.PortSummary{in("c", "")}),
	}
}

func TestCycles_areFoundAndDoNotTrapAWalk(t *testing.T) {
	t.Parallel()
	g := build(t, ring())
	cycles := g.Cycles(lineage.Products)
	if len(cycles) != 1 || len(cycles[0]) != 3 {
		t.Fatalf("cycles %v, want one of a, b and d", cycles)
	}
	v := g.Walk(lineage.Query{From: []int{mustProduct(t, g, "a")}, Up: -1, Down: -1})
	if len(v.Nodes) != 4 || len(v.Links) != 4 {
		t.Errorf("walk saw %q over %d links, want 4 and 4", seen(g, v), len(v.Links))
	}
	if len(build(t, mesh()).Cycles(lineage.Products)) != 0 {
		t.Error("a cycle in a mesh that has none")
	}
}

func TestCycles_aPropertyThatReadsItself(t *testing.T) {
	t.Parallel()
	g := build(t, []catalog.Record{contract("c", "", "", "", nil, object("t", derives("x", "c.t.x")))})
	if cycles := g.Cycles(lineage.Properties); len(cycles) != 1 || len(cycles[0]) != 1 {
		t.Errorf("cycles %v, want one of one", cycles)
	}
}

func TestPath_isShortestAndGoesWithTheData(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	crm, board := mustProduct(t, g, "crm"), mustProduct(t, g, "board")
	edges, ok := g.Path(crm, board, lineage.Products)
	if !ok || len(edges) != 3 {
		t.Fatalf("path %v, %v; want 3 edges", edges, ok)
	}
	if last := g.Edge(edges[2]); g.Node(last.To).ID != "board" {
		t.Errorf("the last edge leads to %s", g.Node(last.To).Ref())
	}
	if _, ok := g.Path(board, crm, lineage.Products); ok {
		t.Error("a way against the flow of data")
	}
	if edges, ok := g.Path(crm, crm, lineage.Products); !ok || len(edges) != 0 {
		t.Error("no way from a node to itself")
	}
}
