package lineage_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

func around(t *testing.T, g *lineage.Graph, product string) lineage.View {
	t.Helper()
	return g.Walk(lineage.Query{From: []int{mustProduct(t, g, product)}, Up: -1, Down: -1})
}

func TestWriteTree_golden(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	var out strings.Builder
	if err := lineage.WriteTree(&out, g, around(t, g, "sales"), lineage.UnicodeBranches); err != nil {
		t.Fatal(err)
	}
	const want = `sales (1.4.0, owner sales-team)
upstream:
├── crm (2.1.0, owner crm-team)  [sales: inputPorts[in-customers]; version v2.0.0 is not known, another of its major is; and 2 more]
└── raw.clicks.channel (not in the catalog)  [orders: orders.channel transformSourceObjects[raw.clicks.channel]; likely, by name]
downstream:
└── report (3.0.0, owner report-team)  [report: inputPorts[in-orders]; and 1 more]
    └── board (owner board-team)  [board: inputPorts[in-report-c]; version 2.0.0 is not known]
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestGraph_saysWhatIsDeclared(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	said := map[lineage.EdgeKind]string{}
	for i := range g.EdgeCount() {
		e := g.Edge(i)
		if named := e.Named(); (named != "") != (e.Kind == lineage.Derives || e.Kind == lineage.References) || !strings.Contains(e.Where, "["+named+"]") && named != "" {
			t.Errorf("the edge %+v names %q", e, named)
		}
		if s := g.Says(e); said[e.Kind] == "" || s < said[e.Kind] {
			said[e.Kind] = s
		}
	}
	want := map[lineage.EdgeKind]string{
		lineage.Input: "input port in-customers", lineage.Output: "output port out-orders",
		lineage.Derives: "orders.channel is made from raw.clicks.channel", lineage.References: "orders.customer_id refers to customers.id",
	}
	if !maps.Equal(said, want) {
		t.Errorf("got %q\nwant %q", said, want)
	}
}

func TestWriteTree_cyclesAndRepeats(t *testing.T) {
	t.Parallel()
	g := build(t, ring())
	var out strings.Builder
	if err := lineage.WriteTree(&out, g, around(t, g, "a"), lineage.ASCIIBranches); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"`-- d (", "a (owner a-team)  [a: inputPorts[in-c]] (cycle)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestWriteMermaid_golden(t *testing.T) {
	t.Parallel()
	g := build(t, []catalog.Record{
		contract("c", "", "", "1.0.0", nil, object("t", derives("x", "else.where"))),
	})
	var out strings.Builder
	if err := lineage.WriteMermaid(&out, g, around(t, g, "c")); err != nil {
		t.Fatal(err)
	}
	const want = `flowchart LR
  n0["c 1.0.0"]:::start
  n2["else.where"]:::missing
  n2 -.->|derives| n0
  classDef start stroke-width:3px
  classDef missing stroke-dasharray:4 4
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

// Names come from strangers: none ends a label or reaches the terminal.
func TestRenderers_hostileNames(t *testing.T) {
	t.Parallel()
	const evil = "a\"]\n  evil --> \x1b[31m\\\" <script>`#;\u202e"
	g := build(t, []catalog.Record{product("p", []catalog.PortSummary{{Name: evil}})})
	v := around(t, g, "p")
	var mermaid, dot, tree strings.Builder
	if lineage.WriteMermaid(&mermaid, g, v) != nil || lineage.WriteDOT(&dot, g, v) != nil ||
		lineage.WriteTree(&tree, g, v, lineage.UnicodeBranches) != nil {
		t.Fatal("a renderer failed")
	}
	for name, text := range map[string]string{"mermaid": mermaid.String(), "dot": dot.String(), "tree": tree.String()} {
		if strings.ContainsAny(text, "\x1b\u202e") {
			t.Errorf("%s lets control characters through: %q", name, text)
		}
	}
	if strings.Contains(mermaid.String(), "a\"]") || strings.Count(mermaid.String(), "\n") != 6 {
		t.Errorf("mermaid label ended early:\n%s", mermaid.String())
	}
	if !strings.Contains(dot.String(), `\\\"`) || strings.Count(dot.String(), "\n") != 7 {
		t.Errorf("dot label ended early:\n%s", dot.String())
	}
}

func TestValueOf_isWholeAndResolvable(t *testing.T) {
	t.Parallel()
	g := build(t, append(mesh(), ring()...))
	v := lineage.ValueOf(g, around(t, g, "sales"))
	if len(v.Edges) != 7 { // three from crm, one missing, two to report, one to board
		t.Errorf("%d edges, want 7", len(v.Edges))
	}
	refs := map[string]bool{}
	for _, n := range v.Nodes {
		refs[n.Ref] = true
	}
	for _, e := range v.Edges {
		if !refs[e.From] || !refs[e.To] || e.Where == "" || e.Declared == "" {
			t.Errorf("edge %+v", e)
		}
	}
	if len(v.Cycles) != 0 {
		t.Errorf("cycles elsewhere are told: %v", v.Cycles)
	}
	if ring := lineage.ValueOf(g, around(t, g, "a")); len(ring.Cycles) != 1 || len(ring.Cycles[0]) != 3 {
		t.Errorf("cycles %v, want one of three", ring.Cycles)
	}
	if data, err := json.Marshal(lineage.ValueOf(g, lineage.View{})); err != nil || strings.Contains(string(data), "null") {
		t.Errorf("an empty view is %s, %v", data, err)
	}
}
