package product_test

import (
	"context"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

// inProduct is a bench whose orders belong to a product with a document of its own.
func inProduct() *bench {
	b := newBench()
	p := &catalog.Product{
		Annotations: catalog.Annotations{ID: "shop"}, Name: "Shop",
		Description: catalog.Description{Purpose: strings.Repeat("All that is sold, by all stores. ", 12) + "Ask first."},
		Outputs:     []catalog.Port{{Name: "orders", Contract: "orders"}},
	}
	b.shelf.docs["hash-shop"] = &catalog.Document{Path: "shop.yaml", Hash: "hash-shop", Products: []*catalog.Product{p}}
	records := []catalog.Record{
		{Summary: p.Summarize(today), Origin: catalog.Origin{Source: "shop", Path: "shop.yaml", Hash: "hash-shop"}, Versions: 1},
		b.shelf.put(orders(), ordersSource),
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{Synced: today})
	g := lineage.Build(b.snap, records, lineage.Options{})
	b.deps.Graph = func(context.Context) (*lineage.Graph, error) { return g, nil }
	return b
}

// What is read first stays when the documents come: the text is the same, and no
// count is told before it is known.
func TestOverview_saysNothingThatItTakesBack(t *testing.T) {
	t.Parallel()
	b := inProduct()
	target := page.Target{Product: "shop"}
	p, _ := product.New(b.env, b.deps, b.snap, target)
	pagetest.OpenLoading(t, p, 100, 40).Shows("All that is sold", "Lineage        …").Lacks("reads", "Ask first", "where to ask")
	b.open(t, 100, 40, target).Shows("All that is sold", "Ask first.", "Purpose", "One row per order").Lacks("Lineage        …")
}

// A check that was never seen has not passed, and a result of no check is none of
// the checks that were seen.
func TestOverview_tellsHowManyChecksWereSeen(t *testing.T) {
	t.Parallel()
	seen := func(checks ...string) func(string) ([]catalog.Result, error) {
		var out []catalog.Result
		for _, c := range checks {
			name, status, _ := strings.Cut(c, "=")
			out = append(out, catalog.Result{Check: name, Status: status, At: today})
		}
		return func(string) ([]catalog.Result, error) { return out, nil }
	}
	for want, results := range map[string]func(string) ([]catalog.Result, error){
		"2 checks; when last seen all passed":          seen("rows=pass", "channel is known=pass"),
		"2 checks; 1 of 2 seen, all passed":            seen("rows=pass", "stray=pass"),
		"2 checks; none of them seen":                  seen("stray=pass"),
		"2 checks; 1 of 2 seen, 0 passed, 1 did not":   seen("rows=fail"),
		"2 checks; when last seen 1 passed, 1 did not": seen("rows=fail", "channel is known=pass", "rows=pass"),
	} {
		b := newBench(orders())
		b.deps.Results = results
		d := b.open(t, 100, 40, page.Target{Product: "orders"})
		d.Shows(want)
	}
	newBench(orders()).open(t, 100, 40, page.Target{Product: "orders"}).Shows("2 checks").Lacks("seen")
}

// Enter did nothing, and said nothing, until one had gone to a link.
func TestOverview_enterChoosesALinkAndFollowsIt(t *testing.T) {
	t.Parallel()
	d := inProduct().open(t, 100, 40, page.Target{Product: "shop"}).Do("product.open")
	if got := d.Last(); got.Kind != page.Toast || got.Severity != catalog.Note {
		t.Errorf("the first enter wants %+v", got)
	}
	before := d.Page.Target()
	if d.Do("product.open"); len(d.Intents) != 1 || d.Page.Target() == before {
		t.Errorf("the second enter wants %+v and shows %+v", d.Last(), d.Page.Target())
	}
}

// A name that is longer than the line goes on below: everywhere else it is cut.
func TestOverview_aLongNameIsWhole(t *testing.T) {
	t.Parallel()
	c := orders()
	c.ID, c.Name = "long", strings.Repeat("the orders of all shops, ", 4)+"and their end"
	newBench(c).open(t, 80, 24, page.Target{Product: "long"}).Shows("and their end")
}

// Of a product with several contracts the tabs show one: what is counted on its card
// is what they show.
func TestOverview_countsWhatTheTabsShow(t *testing.T) {
	t.Parallel()
	two := twoContracts()
	two[1].Schema = []catalog.Object{{Name: "refunds", Properties: []catalog.Property{prop("refund_id", "string", key)}}}
	d := newBench(two...).open(t, 200, 50, page.Target{Contract: "orders"})
	d.Shows("2 objects, 10 properties: 2 keys", "; 3 objects, 11 properties", "in 2 contracts", "2 checks").Lacks("checks in 2")
	d.Do("product.contract").Choose("Refunds").Shows("1 object, 1 property: 1 key and 1 required; 3 objects, 11 properties in 2 contracts", "no checks; 2 checks in 2 contracts")
}
