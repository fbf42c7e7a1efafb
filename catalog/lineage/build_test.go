package lineage_test

import (
	"bytes"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

func TestBuild_namesResolveAsFarAsTheyAreTold(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	for _, c := range []struct {
		by, where string
		from, to  string
		kind      lineage.EdgeKind
		certain   bool
	}{
		{"sales", "inputPorts[in-customers]", "customers", "sales", lineage.Input, true},
		{"sales", "outputPorts[out-orders]", "sales", "orders", lineage.Output, true},
		{"orders", "orders.customer_id relationships[customers.customers.id]", "customers#customers.id", "orders#orders.customer_id", lineage.References, true},
		{"orders", "orders.contact transformSourceObjects[dwh.public.customers.email]", "customers#customers.email", "orders#orders.contact", lineage.Derives, false},
		{"orders", "orders.channel transformSourceObjects[raw.clicks.channel]", "raw.clicks.channel", "orders#orders.channel", lineage.Derives, false},
		{"refunds", "refunds.order_id transformSourceObjects[orders.orders.id]", "orders#orders.id", "refunds#refunds.order_id", lineage.Derives, true},
	} {
		e := declared(t, g, c.by, c.where)
		if from, to := g.Node(e.From).Ref(), g.Node(e.To).Ref(); from != c.from || to != c.to || e.Kind != c.kind || e.Certain != c.certain {
			t.Errorf("%s: %s → %s, %v, certain %v; want %s → %s, %v, %v", c.where, from, to, e.Kind, e.Certain, c.from, c.to, c.kind, c.certain)
		}
	}
}

// Every way in which the standards let one name another's table or column.
func TestBuild_referenceForms(t *testing.T) {
	t.Parallel()
	customers := contract("cust", "shop", "", "1.0.0", server("acct/DWH/PUBLIC"), catalog.ObjectSummary{
		ID: "tbl", Name: "customers", Physical: "CUSTOMERS_V2", Properties: []catalog.PropertySummary{
			{ID: "pk", Path: "id", Physical: "CUST_ID"}, {Path: "address.street"}, {Path: "phones[]"},
		},
	})
	for _, c := range []struct {
		name, text, want string
		certain          bool
	}{
		{"contract id", "cust.customers.id", "cust#customers.id", true},
		{"contract id alone", "cust", "cust", true},
		{"table of a contract", "cust.customers", "cust#customers", true},
		{"nested", "cust.customers.address.street", "cust#customers.address.street", true},
		{"array without brackets", "cust.customers.phones", "cust#customers.phones[]", true},
		{"file and ids", "cust.odcs.yaml#/schema/tbl/properties/pk", "cust#customers.id", true},
		{"file, ids, no slash", "cust.odcs.yaml#schema/tbl", "cust#customers", true},
		{"file and names", "./cust.odcs.yaml#customers.id", "cust#customers.id", true},
		{"unknown file", "https://example.com/x.yaml#/schema/a", "https://example.com/x.yaml#/schema/a", true},
		{"physical, qualified", "dwh.public.customers_v2.cust_id", "cust#customers.id", false},
		{"physical, quoted", "`PUBLIC`.\"CUSTOMERS_V2\".`CUST_ID`", "cust#customers.id", false},
		{"URL before it", "snowflake://acct/DWH/PUBLIC/CUSTOMERS_V2", "cust#customers", false},
		{"bare name", "customers", "cust#customers", false},
		{"unknown column of a known table", "customers.nope", "cust#customers.nope", false},
		{"the same name in another schema", "raw.customers.id", "raw.customers.id", false},
		{"a stranger", "lake.other_table.id", "lake.other_table.id", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			reader := contract("reader", "", "", "", nil, object("r", derives("x", c.text)))
			g := build(t, []catalog.Record{customers, reader})
			e := declared(t, g, "reader", "r.x transformSourceObjects["+c.text+"]")
			if got := g.Node(e.From).Ref(); got != c.want || e.Certain != c.certain {
				t.Errorf("%q → %q, certain %v; want %q, %v", c.text, got, e.Certain, c.want, c.certain)
			}
		})
	}
}

// A source that bears the name of a table of the contract itself may be another
// table of that name; a foreign key may not.
func TestBuild_localNamesAreCertainForForeignKeysOnly(t *testing.T) {
	t.Parallel()
	g := build(t, []catalog.Record{contract("orders", "", "", "", nil, object("orders", prop("id"), refers("parent", "orders.id"), derives("total", "orders.id")))})
	for where, certain := range map[string]bool{
		"orders.parent relationships[orders.id]":         true,
		"orders.total transformSourceObjects[orders.id]": false,
	} {
		e := declared(t, g, "orders", where)
		if got := g.Node(e.From).Ref(); got != "orders#orders.id" || e.Certain != certain {
			t.Errorf("%s: %s, certain %v; want %v", where, got, e.Certain, certain)
		}
	}
}

// A name that fits several tables is resolved to the nearest, or not at all.
func TestBuild_ambiguousNamesAreNotGuessed(t *testing.T) {
	t.Parallel()
	in := func(id, domain, product string) catalog.Record {
		r := contract(id, product, "", "", nil, object("events", prop("id")))
		r.Summary.Domain = domain
		return r
	}
	reader := contract("reader", "web", "", "", nil, object("r", derives("x", "events.id")))
	reader.Summary.Domain = "sales"
	for _, c := range []struct {
		name    string
		others  []catalog.Record
		want    string
		missing bool
	}{
		{"same product", []catalog.Record{in("a", "hr", "web"), in("b", "sales", "pos")}, "a#events.id", false},
		{"same domain", []catalog.Record{in("a", "hr", "x"), in("b", "Sales", "y")}, "b#events.id", false},
		{"no telling", []catalog.Record{in("a", "hr", "x"), in("b", "hr", "y")}, "events.id", true},
	} {
		g := build(t, append(c.others, reader))
		n := g.Node(declared(t, g, "reader", "r.x transformSourceObjects[events.id]").From)
		if n.Ref() != c.want || n.Missing != c.missing {
			t.Errorf("%s: %q, missing %v; want %q, %v", c.name, n.Ref(), n.Missing, c.want, c.missing)
		}
	}
}

func TestBuild_versionFallbacks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wanted string
		want   lineage.Match
	}{
		{"", lineage.AnyVersion},
		{"1.4.0", lineage.ExactVersion},
		{" v1.4 ", lineage.ExactVersion},
		{"1.2.0", lineage.ExactVersion}, // known from the history
		{"1.9.0", lineage.SameMajor},
		{"2.0.0", lineage.UnknownMajor},
		{"latest", lineage.UnknownMajor},
	} {
		records := []catalog.Record{
			contract("c", "", "", "1.4.0", nil), product("p", []catalog.PortSummary{in("c", c.wanted)}),
		}
		g := lineage.Build(catalog.Assemble(records, catalog.Stamp{}), records, lineage.Options{
			Versions: func(string) []string { return []string{"1.2.0", "1.4.0"} },
		})
		if e := declared(t, g, "p", "inputPorts[in-c]"); e.Match != c.want {
			t.Errorf("version %q: match %v, want %v", c.wanted, e.Match, c.want)
		}
	}
}

// A contract that no file describes belongs to the product that outputs it, so
// its readers still find their producer.
func TestBuild_missingContractLinksItsProductToReaders(t *testing.T) {
	t.Parallel()
	g := build(t, []catalog.Record{
		product("maker", nil, out("unseen", "1.0.0")),
		product("reader", []catalog.PortSummary{in("unseen", "1.0.0")}),
	})
	unseen := g.Node(mustContract(t, g, "unseen"))
	if !unseen.Missing || unseen.Parent != mustProduct(t, g, "maker") {
		t.Errorf("unseen = %+v", unseen)
	}
	if _, ok := g.Path(mustProduct(t, g, "maker"), mustProduct(t, g, "reader"), lineage.Products); !ok {
		t.Error("no way from the maker to the reader")
	}
}

func TestBuild_portsWithoutContract(t *testing.T) {
	t.Parallel()
	g := build(t, []catalog.Record{
		contract("c1", "", "", "", nil), product("erp", nil),
		product("p", []catalog.PortSummary{{Name: "erp"}, {Name: "C1"}, {Name: "fax machine"}, {}}),
	})
	var got []string
	for _, e := range g.Walk(lineage.Query{From: []int{mustProduct(t, g, "p")}, Up: 1}).Nodes {
		n := g.Node(e.Node)
		got = append(got, n.Label())
	}
	slices.Sort(got)
	if want := []string{"an unnamed input", "c1", "erp", "fax machine", "p"}; !slices.Equal(got, want) {
		t.Errorf("upstream of p: %q, want %q", got, want)
	}
}

func TestBuild_doesNotDependOnTheOrderOfRecords(t *testing.T) {
	t.Parallel()
	records := mesh()
	want := build(t, records).Bytes()
	slices.Reverse(records)
	if !bytes.Equal(build(t, records).Bytes(), want) {
		t.Error("another order of records gives another graph")
	}
}

func TestLoad_givesTheSameGraph(t *testing.T) {
	t.Parallel()
	g := build(t, mesh())
	h, err := lineage.Load(bytes.Clone(g.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for i := range g.Len() {
		if g.Node(i) != h.Node(i) {
			t.Errorf("node %d: %+v, want %+v", i, h.Node(i), g.Node(i))
		}
	}
	for i := range g.EdgeCount() {
		if g.Edge(i) != h.Edge(i) {
			t.Errorf("edge %d: %+v, want %+v", i, h.Edge(i), g.Edge(i))
		}
	}
}

func TestLoad_refusesWhatIsNotAGraph(t *testing.T) {
	t.Parallel()
	data := build(t, mesh()).Bytes()
	for i := range data {
		if _, err := lineage.Load(data[:i]); err == nil {
			t.Fatalf("the first %d of %d bytes load", i, len(data))
		}
	}
	if _, err := lineage.Load(append(bytes.Clone(data), 0)); err == nil {
		t.Error("a graph with a byte too many loads")
	}
}
