package product_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

// results are what was last seen of the checks of orders.
func results(string) ([]catalog.Result, error) {
	return []catalog.Result{
		{Check: "rows", Status: "fail", At: today.Add(-2 * time.Hour), Message: "812 rows"},
		{Check: "channel is known", Status: "pass", At: today.Add(-2 * time.Hour)},
		{Check: "freshness probe", Status: "warn", Target: "orders", At: today.Add(-30 * time.Hour), Message: "4 h late"},
	}, nil
}

func tab(name string) func(*testing.T, int, int) *pagetest.Driver {
	return func(t *testing.T, w, h int) *pagetest.Driver {
		b := newBench(orders(), sparse())
		b.deps.Results = results
		return b.open(t, w, h, page.Target{Product: "orders", Tab: name})
	}
}

// bare is a tab of a contract that says next to nothing.
func bare(name string) func(*testing.T, int, int) *pagetest.Driver {
	return func(t *testing.T, w, h int) *pagetest.Driver {
		return newBench(sparse()).open(t, w, h, page.Target{Product: "urn:shop:clicks", Tab: name})
	}
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"overview": tab(product.Overview),
		"schema":   tab(product.Schema),
		"quality":  tab(product.Quality),
		"sla":      tab(product.SLA),
		"team":     tab(product.Team),
		"lineage": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(orders(), refundsOf(), invoices()).connected().open(t, w, h, page.Target{Product: "orders", Tab: product.Lineage})
		},
		"lineage-none": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(orders()).connected().open(t, w, h, page.Target{Product: "orders", Tab: product.Lineage})
		},
		"lineage-loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(orders()).connected()
			p, cmd := product.New(b.env, b.deps, b.snap, page.Target{Product: "orders", Tab: product.Lineage})
			d := pagetest.OpenLoading(t, p, w, h)
			p.Receive(cmd()) // the document is there, the graph is not
			return d
		},
		"lineage-error": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(orders())
			b.deps.Graph = func(context.Context) (*lineage.Graph, error) { return nil, errors.New("the store is busy") }
			return b.open(t, w, h, page.Target{Product: "orders", Tab: product.Lineage})
		},
		"unseen": func(t *testing.T, w, h int) *pagetest.Driver { // checks of which no result is known
			return newBench(orders()).open(t, w, h, page.Target{Product: "orders", Tab: product.Quality})
		},
		"no-quality":  bare(product.Quality),
		"no-sla":      bare(product.SLA),
		"one-version": bare(product.Versions),
		"no-source": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(sparse())
			clear(b.shelf.raw)
			return b.open(t, w, h, page.Target{Product: "urn:shop:clicks", Tab: product.Source})
		},
		"versions": tab(product.Versions),
		"source":   tab(product.Source),
		"source-right": func(t *testing.T, w, h int) *pagetest.Driver {
			return tab(product.Source)(t, w, h).Do(action.WideRight)
		},
		"property": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(orders()).open(t, w, h, page.Target{Product: "orders", Tab: product.Schema, Path: "orders.lines[].sku"}).Do("product.open")
		},
		"filtered": func(t *testing.T, w, h int) *pagetest.Driver {
			d := newBench(orders()).open(t, w, h, page.Target{Product: "orders", Tab: product.Schema}).Do("product.find")
			return d.Type("sku")
		},
		"sparse":      bare(product.Overview),
		"sparse-team": bare(product.Team),
		"no-schema":   bare(product.Schema),
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(orders())
			p, _ := product.New(b.env, b.deps, b.snap, page.Target{Product: "orders", Tab: product.Schema})
			return pagetest.OpenLoading(t, p, w, h)
		},
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(orders())
			b.shelf.err = errors.New("the store is busy")
			return b.open(t, w, h, page.Target{Product: "orders"})
		},
		"missing": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(orders()).open(t, w, h, page.Target{Product: "gone"})
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["wide"] = func(t *testing.T, w, h int) *pagetest.Driver {
		return newBench(wide(456)).open(t, w, h, page.Target{Product: "wide", Tab: product.Schema})
	}
	for _, name := range []string{product.Overview, product.Schema, product.SLA, product.Team, product.Versions, product.Source} {
		all["hostile-"+name] = func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(hostile()).open(t, w, h, page.Target{Product: "hostile", Tab: name})
		}
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, product.Actions(), product.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, product.Actions()) }
