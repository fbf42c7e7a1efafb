package meant_test

import (
	"context"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/meant"
)

func record(of catalog.Subject, id, name, dataProduct string) catalog.Record {
	s := catalog.Summary{Subject: of, ID: id, Name: name, Version: "1.0.0", DataProduct: dataProduct}
	return catalog.Record{Summary: s, Versions: 1}
}

func TestProduct(t *testing.T) {
	t.Parallel()
	snap := catalog.Assemble([]catalog.Record{
		record(catalog.OfProduct, "web-orders", "Web orders", ""),
		record(catalog.OfProduct, "order-margin", "Margin of orders", ""),
		record(catalog.OfProduct, "Zz", "Old orders kept", ""),
		record(catalog.OfProduct, "shop-orders-by-day", "Orders by day", ""),
		record(catalog.OfProduct, "4f1c", "Órdenes de compra", ""),
		record(catalog.OfProduct, "price-list", "Price list", ""),
		record(catalog.OfContract, "basket-lines", "Lines of a basket", "shop"),
		record(catalog.OfContract, "receipts", "Receipts", "shop"),
	}, catalog.Stamp{})
	for typed, want := range map[string][]string{
		"web-ordesr":           {"web-orders"},
		"price lst@1.0.0#a.b":  {"Price list"},
		"orders":               {"web-orders", "Old orders kept", "Margin of orders"},
		"ORDERS of":            {"Margin of orders"},
		"ord@2.0.0":            {"web-orders", "order-margin", "Old orders kept"},
		"órden":                {"Órdenes de compra"},
		"basket":               {"basket-lines"},
		"lines OF":             {"Lines of a basket"},
		"or":                   nil,
		"":                     nil,
		"---":                  nil,
		"rders on their way":   nil,
		"rders":                {"web-orders", "Old orders kept", "Margin of orders"},
		"orders of nothing":    nil,
		"web orders that went": nil,
	} {
		got := meant.Product(t.Context(), snap, typed)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
		for _, name := range got {
			if _, err := snap.Resolve(name); err != nil {
				t.Errorf("%q is given %q: %v", typed, name, err)
			}
		}
	}
}

func TestGuess(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"serach": "search", "SHOW": "show", "shw": "show", "sh": "", "lineagee": "lineage", "vresoins": "versions", "lneae": "", "versed": "",
		"snow": "show", "": "",
	} {
		g := meant.By(typed)
		g.Offer("search", "show", "slow")
		g.Offer("lineage", "versions")
		if g.Best() != want {
			t.Errorf("%q: %q, want %q", typed, g.Best(), want)
		}
	}
}

func TestProduct_endsWithItsContext(t *testing.T) {
	t.Parallel()
	snap := catalog.Assemble([]catalog.Record{record(catalog.OfProduct, "web-orders", "Web orders", "")}, catalog.Stamp{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := meant.Product(ctx, snap, "orders"); got != nil {
		t.Errorf("a guess that nobody waits for gives %q", got)
	}
}
