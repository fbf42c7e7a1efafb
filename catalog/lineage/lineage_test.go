package lineage_test

import (
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// mesh is a small catalog:
//
//	crm (customers) ──► sales (orders; refunds) ──► report ──► board
//	                         │ foreign key to customers
//	raw.clicks (missing) ───► sales.orders.source
func mesh() []catalog.Record {
	return []catalog.Record{
		contract("customers", "crm", "crm-team", "2.1.0", server("pg.example.com/dwh/public"), object("customers", prop("id"), prop("email"))),
		contract("orders", "", "", "1.4.0", nil, object(
			"orders",
			prop("id"), refers("customer_id", "customers.customers.id"),
			derives("contact", "dwh.public.customers.email"), derives("channel", "raw.clicks.channel"),
		)),
		contract("refunds", "", "", "1.0.0", nil, object("refunds", derives("order_id", "orders.orders.id"))),
		contract("report-c", "", "", "3.0.0", nil, object("report", derives("contact", "orders.orders.contact"))),
		product("sales", []catalog.PortSummary{in("customers", "v2.0.0")}, out("orders", "1.4.0"), out("refunds", "1.0.0")),
		product("report", []catalog.PortSummary{in("orders", "1.4.0"), in("ghost", "")}, out("report-c", "3.0.0")),
		product("board", []catalog.PortSummary{in("report-c", "2.0.0")}),
	}
}

func contract(id, dataProduct, owner, version string, servers []catalog.ServerSummary, objects ...catalog.ObjectSummary) catalog.Record {
	return catalog.Record{
		Summary: catalog.Summary{
			ID: id, Name: id, DataProduct: dataProduct, Owner: owner, Version: version, Servers: servers, Objects: objects,
		},
		Origin: catalog.Origin{Source: "git", Path: "contracts/" + id + ".odcs.yaml"},
	}
}

func product(id string, inputs []catalog.PortSummary, outputs ...catalog.PortSummary) catalog.Record {
	return catalog.Record{Summary: catalog.Summary{
		Subject: catalog.OfProduct, ID: id, Name: id, Owner: id + "-team", Inputs: inputs, Outputs: outputs,
	}}
}

func in(contract, version string) catalog.PortSummary {
	return catalog.PortSummary{Name: "in-" + contract, Contract: contract, Version: version}
}

func out(contract, version string) catalog.PortSummary {
	return catalog.PortSummary{Name: "out-" + contract, Contract: contract, Version: version}
}

func server(location string) []catalog.ServerSummary {
	return []catalog.ServerSummary{{Name: "prod", Type: "postgresql", Location: location}}
}

func object(name string, props ...catalog.PropertySummary) catalog.ObjectSummary {
	return catalog.ObjectSummary{Name: name, Properties: props}
}

func prop(path string) catalog.PropertySummary { return catalog.PropertySummary{Path: path} }

func refers(path, to string) catalog.PropertySummary {
	return catalog.PropertySummary{Path: path, References: []string{to}}
}

func derives(path string, from ...string) catalog.PropertySummary {
	return catalog.PropertySummary{Path: path, Sources: from}
}

func build(t testing.TB, records []catalog.Record) *lineage.Graph {
	t.Helper()
	return lineage.Build(catalog.Assemble(records, catalog.Stamp{}), records, lineage.Options{})
}

func mustProduct(t testing.TB, g *lineage.Graph, id string) int {
	t.Helper()
	n, ok := g.FindProduct(id)
	if !ok {
		t.Fatalf("no product %q in the graph", id)
	}
	return n
}

func mustContract(t testing.TB, g *lineage.Graph, id string) int {
	t.Helper()
	n, ok := g.FindContract(id)
	if !ok {
		t.Fatalf("no contract %q in the graph", id)
	}
	return n
}

func mustPath(t testing.TB, g *lineage.Graph, contract, path string) int {
	t.Helper()
	n, ok := g.FindPath(contract, path)
	if !ok {
		t.Fatalf("no node for %s#%s", contract, path)
	}
	return n
}

// declared returns the one edge that is declared at a place.
func declared(t testing.TB, g *lineage.Graph, by, where string) lineage.Edge {
	t.Helper()
	for i := range g.EdgeCount() {
		if e := g.Edge(i); e.By == by && e.Where == where {
			return e
		}
	}
	t.Fatalf("nothing is declared by %s at %s", by, where)
	return lineage.Edge{}
}
