package lineage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"meshdex/catalog"
	graph "meshdex/catalog/lineage"
	"meshdex/catalog/reader"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/page/lineage"
	"meshdex/ui/page/pagetest"
)

// product is an ODPS document: what it reads and what it offers.
func product(id, status string, reads ...string) string {
	s := fmt.Sprintf("apiVersion: v1.0.0\nkind: DataProduct\nid: %s\nname: %s\nversion: 1.0.0\nstatus: %s\nteam:\n  name: Team %s\n", id, strings.ReplaceAll(id, "-", " "), status, id)
	if len(reads) > 0 {
		s += "inputPorts:\n"
		for _, r := range reads {
			s += fmt.Sprintf("  - name: from-%s\n    version: 1.0.0\n    contractId: %s-out\n", r, r)
		}
	}
	return s + fmt.Sprintf("outputPorts:\n  - name: out\n    version: 1.0.0\n    contractId: %s-out\n", id)
}

// mesh is a web shop: events and orders feed reports, one end dangles, and two
// products read each other.
func mesh() []string {
	return []string{
		product("web-events", "active"),
		product("crm-export", "deprecated"),
		product("orders", "active", "web-events", "crm-export", "gone-system"),
		product("refunds", "draft", "orders"),
		product("sales-report", "active", "orders", "refunds"),
		product("forecast", "active", "sales-report", "stock"),
		product("stock", "active", "forecast"),
		product("lonely", "active"),
	}
}

type bench struct {
	env  *page.Env
	deps lineage.Deps
	snap *catalog.Snapshot
}

func newBench(docs ...string) *bench {
	b := &bench{env: pagetest.Env(lineage.Actions())}
	var records []catalog.Record
	for i, d := range docs {
		p := reader.Read("p.yaml", []byte(d), reader.Options{}).Products[0]
		records = append(records, catalog.Record{Summary: p.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: fmt.Sprint(i)}, Versions: 1})
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{})
	g := graph.Build(b.snap, records, graph.Options{})
	b.deps.Graph = func(context.Context) (*graph.Graph, error) { return g, nil }
	return b
}

func (b *bench) open(t testing.TB, w, h int, id string) *pagetest.Driver {
	p, cmd := lineage.New(b.env, b.deps, b.snap, page.Target{Product: id})
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	of := func(id string) func(*testing.T, int, int) *pagetest.Driver {
		return func(t *testing.T, w, h int) *pagetest.Driver { return newBench(mesh()...).open(t, w, h, id) }
	}
	return pagetest.Cases{
		"orders": of("orders"),
		"circle": of("stock"),
		"alone":  of("lonely"),
		"tree": func(t *testing.T, w, h int) *pagetest.Driver {
			return of("orders")(t, w, h).Do("lineage.tree", action.Down, action.Down)
		},
		"dangling": func(t *testing.T, w, h int) *pagetest.Driver {
			return of("orders")(t, w, h).Do("lineage.upstream", "lineage.down", "lineage.down")
		},
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(mesh()...)
			p, _ := lineage.New(b.env, b.deps, b.snap, page.Target{Product: "orders"})
			return pagetest.OpenLoading(t, p, w, h)
		},
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(mesh()...)
			b.deps.Graph = func(context.Context) (*graph.Graph, error) { return nil, errors.New("the store is busy") }
			return b.open(t, w, h, "orders")
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["star"] = func(t *testing.T, w, h int) *pagetest.Driver { return newBench(star(120)...).open(t, w, h, "hub") }
	all.SweepAll(t)
}

// star is one product that many read.
func star(n int) []string {
	docs := []string{product("hub", "active")}
	for i := range n {
		docs = append(docs, product(fmt.Sprintf("reader-%03d", i), "active", "hub"))
	}
	return docs
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, lineage.Actions(), lineage.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, lineage.Actions()) }

// at is the product under the cursor, as enter would open it.
func at(d *pagetest.Driver) string {
	d.Do("lineage.open")
	return d.Last().Target.Product
}

// Of several ways to a product, the one is told that was gone.
func TestPage_tellsTheEdgeThatWasWalked(t *testing.T) {
	t.Parallel()
	docs := []string{product("left", "active"), product("right", "active"), product("both", "active", "left", "right")}
	d := newBench(docs...).open(t, 160, 40, "both")
	for _, id := range []string{"left", "right"} {
		d.Do("lineage.start", "lineage.upstream")
		if at(d) != id {
			d.Do("lineage.down")
		}
		if at(d) != id {
			d.Do("lineage.up", "lineage.up")
		}
		d.Do("lineage.downstream").Shows("Declared by both: input port from-" + id)
	}
}

func TestPage_walksAlongEdges(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 160, 40, "orders")
	if got := at(d); got != "orders" {
		t.Fatalf("the walk begins at %q", got)
	}
	d.Do("lineage.downstream")
	if got := at(d); got != "refunds" && got != "sales-report" {
		t.Errorf("right leads to %q", got)
	}
	d.Do("lineage.start", "lineage.upstream")
	if got := at(d); got != "web-events" && got != "crm-export" {
		t.Errorf("left leads to %q", got)
	}
}

func TestPage_saysWhereTheEdgesEnd(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 160, 40, "web-events")
	if why := d.Page.Disabled("lineage.upstream"); !strings.Contains(why, "feeds it") {
		t.Errorf("left of the first node: %q", why)
	}
	if why := d.Page.Disabled("lineage.downstream"); why != "" {
		t.Errorf("right of the first node: %q", why)
	}
	if why := newBench(mesh()...).open(t, 160, 40, "lonely").Page.Disabled("lineage.downstream"); why == "" {
		t.Error("a node alone leads somewhere")
	}
}

func TestPage_moreHops(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 200, 40, "web-events")
	d.Lacks("forecast")
	d.Do("lineage.more-hops", "lineage.more-hops").Shows("forecast", "sales report")
	d.Do("lineage.fewer-hops", "lineage.fewer-hops", "lineage.fewer-hops").Lacks("sales report")
	if d.Page.Disabled("lineage.fewer-hops") == "" {
		t.Error("fewer than one hop is allowed")
	}
}

func TestPage_walksOnFromHere(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 160, 40, "orders")
	d.Do("lineage.downstream", "lineage.centre")
	if got := d.Page.Target().Product; got == "orders" {
		t.Error("the walk still begins at orders")
	}
}

func TestPage_missingEndsAreShownAndCannotBeOpened(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 60, 40, "orders")
	for range 12 {
		if strings.Contains(d.Page.Disabled("lineage.open"), "not in the catalog") {
			d.Shows("not in the catalog")
			return
		}
		d.Do(action.Down)
	}
	t.Errorf("no end dangles:\n%s", d.Frame())
}

func TestPage_narrowIsATree(t *testing.T) {
	t.Parallel()
	newBench(mesh()...).open(t, 60, 24, "orders").Shows("Reads", "Read by", "sales report")
}

// A picture wider than the window once showed the first letters of the nodes that
// begin left of it, on top of their lines.
func TestPage_nodesLeftOfTheWindowShowTheirEnds(t *testing.T) {
	t.Parallel()
	docs := []string{product("customer-accounts", "active"), product("web-orders", "active", "customer-accounts"), product("customer-lifetime-value", "active", "web-orders")}
	d := newBench(docs...).open(t, 72, 24, "web-orders").Do("lineage.downstream")
	d.Shows("r accounts ───", "[● customer lifetime value]").Lacks("● customer a", "● custom ")
}

func TestPage_treeAndGraphShareTheCursor(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 160, 40, "orders").Do("lineage.downstream")
	want := at(d)
	if want == "orders" {
		t.Fatal("the cursor has not moved")
	}
	if d.Do("lineage.tree"); at(d) != want {
		t.Errorf("the tree is on %q, the graph was on %q", at(d), want)
	}
	d.Do(action.Top, "lineage.tree")
	if at(d) != "orders" {
		t.Errorf("the graph is on %q, the tree was on orders", at(d))
	}
	d.Do("lineage.downstream")
	if d.Resize(60, 24); at(d) != want {
		t.Errorf("grown narrow, it is on %q, want %q", at(d), want)
	}
}

func TestPage_copiesDiagrams(t *testing.T) {
	t.Parallel()
	d := newBench(mesh()...).open(t, 160, 40, "orders").Do("lineage.copy").Choose("Mermaid")
	if !strings.Contains(d.Last().Text, "orders") {
		t.Errorf("the diagram is %q", d.Last().Text)
	}
}

// BenchmarkMove is what one key and its frame cost in a picture of 400 nodes.
func BenchmarkMove(b *testing.B) {
	d := newBench(star(400)...).open(b, 240, 70, "hub")
	c := canvas.New(240, 70)
	for b.Loop() {
		d.Page.Do("lineage.downstream")
		d.Page.Do("lineage.down")
		c.Clear()
		d.Page.Draw(c)
	}
}

// Among contracts, a walk that begins at a product begins at its contracts too:
// what reads one of them is found.
func TestPage_contractsOfTheProductWhereTheWalkBegan(t *testing.T) {
	t.Parallel()
	b := &bench{env: pagetest.Env(lineage.Actions())}
	var records []catalog.Record
	for i, d := range []string{product("orders", "active"), product("refunds", "draft", "orders")} {
		p := reader.Read("p.yaml", []byte(d), reader.Options{}).Products[0]
		records = append(records, catalog.Record{Summary: p.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: fmt.Sprint(i)}, Versions: 1})
	}
	c := catalog.Contract{Annotations: catalog.Annotations{ID: "orders-out"}, Name: "Orders out", Version: "1.0.0"}
	records = append(records, catalog.Record{Summary: c.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: "c"}, Versions: 1})
	b.snap = catalog.Assemble(records, catalog.Stamp{})
	g := graph.Build(b.snap, records, graph.Options{})
	b.deps.Graph = func(context.Context) (*graph.Graph, error) { return g, nil }
	d := b.open(t, 120, 30, "orders").Do("lineage.level")
	if got := d.Page.Status(); !strings.Contains(got, "contracts") {
		t.Fatalf("Status() = %q", got)
	}
	d.Shows("Orders out", "refunds")
	d.Do("lineage.tree").Shows("Orders out", "refunds")
}

// A product and its contract often have the same name, and looked like a node twice.
func TestPage_tellsNodesOfOneNameApart(t *testing.T) {
	t.Parallel()
	b := &bench{env: pagetest.Env(lineage.Actions())}
	p := reader.Read("p.yaml", []byte(product("orders", "active")), reader.Options{}).Products[0]
	c := catalog.Contract{Annotations: catalog.Annotations{ID: "orders-out"}, Name: "orders", Version: "1.0.0"}
	records := []catalog.Record{
		{Summary: p.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: "p"}, Versions: 1},
		{Summary: c.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: "c"}, Versions: 1},
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{})
	g := graph.Build(b.snap, records, graph.Options{})
	b.deps.Graph = func(context.Context) (*graph.Graph, error) { return g, nil }
	b.open(t, 120, 30, "orders").Do("lineage.level").Shows("orders (product)", "orders (contract)")
}

// A column of which nothing is declared has the lineage of its product.
func TestPage_aColumnWithoutEdgesShowsItsProduct(t *testing.T) {
	t.Parallel()
	b := newBench(mesh()...)
	p, cmd := lineage.New(b.env, b.deps, b.snap, page.Target{Product: "orders", Contract: "orders-out", Path: "orders.note"})
	d := pagetest.Open(t, p, cmd, 160, 40)
	d.Shows("[● orders]", "sales report")
	if got := d.Page.Status(); !strings.Contains(got, "products") {
		t.Errorf("Status() = %q", got)
	}
}

// What feeds a product besides the one where the walk began is counted: the number
// must not contradict the product's page.
func TestPage_countsNeighboursThatTheWalkLeftOut(t *testing.T) {
	t.Parallel()
	d := newBench(product("orders", "active"), product("refunds", "active"), product("margin", "active", "orders", "refunds")).open(t, 100, 30, "orders")
	d.Shows("Fed by 0, feeds 1.").Do("lineage.downstream").Shows("Fed by 2 (1 shown), feeds 0.")
}
