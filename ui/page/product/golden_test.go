package product_test

import (
	"errors"
	"testing"
	"time"

	"meshdex/catalog"
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

func cases() pagetest.Cases {
	return pagetest.Cases{
		"overview": tab(product.Overview),
		"schema":   tab(product.Schema),
		"quality":  tab(product.Quality),
		"sla":      tab(product.SLA),
		"team":     tab(product.Team),
		"lineage":  tab(product.Lineage),
		"versions": tab(product.Versions),
		"source":   tab(product.Source),
		"property": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(orders()).open(t, w, h, page.Target{Product: "orders", Tab: product.Schema, Path: "orders.lines[].sku"}).Do("product.open")
		},
		"filtered": func(t *testing.T, w, h int) *pagetest.Driver {
			d := newBench(orders()).open(t, w, h, page.Target{Product: "orders", Tab: product.Schema}).Do("product.find")
			return d.Type("sku")
		},
		"sparse": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(sparse()).open(t, w, h, page.Target{Product: "urn:shop:clicks"})
		},
		"sparse-team": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(sparse()).open(t, w, h, page.Target{Product: "urn:shop:clicks", Tab: product.Team})
		},
		"no-schema": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(sparse()).open(t, w, h, page.Target{Product: "urn:shop:clicks", Tab: product.Schema})
		},
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

func TestPage_monkey(t *testing.T) { t.Parallel(); cases().Monkey(t, product.Actions()) }

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, product.Actions()) }
