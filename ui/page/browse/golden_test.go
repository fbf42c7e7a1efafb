package browse_test

import (
	"context"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/pagetest"
)

func cases() pagetest.Cases {
	at := func(target page.Target) func(*testing.T, int, int) *pagetest.Driver {
		return func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(contracts()...).open(t, w, h, target)
		}
	}
	return pagetest.Cases{
		"all":      at(page.Target{}),
		"found":    at(page.Target{Query: "order"}),
		"by-owner": at(page.Target{Sort: "-owner"}),
		"none":     at(page.Target{Query: "zebra"}),
		"mistake":  at(page.Target{Query: "order pii:maybe"}),
		"empty": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench().open(t, w, h, page.Target{})
		},
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(contracts()...)
			p, _ := browse.New(b.env, b.deps, b.snap, page.Target{Query: "order"})
			return pagetest.OpenLoading(t, p, w, h)
		},
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench()
			b.deps.Index = func(context.Context, *catalog.Snapshot) (*search.Index, error) { return nil, errBroken }
			return b.open(t, w, h, page.Target{Query: "order"})
		},
		"facets": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(contracts()...).open(t, w, h, page.Target{}).Do("browse.facets", "list.down", "browse.pick-facet")
		},
		"explained": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(contracts()...).open(t, w, h, page.Target{Query: "customer"}).Do("browse.explain")
		},
		"compared": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(contracts()...).open(t, w, h, page.Target{}).Do("list.down", "browse.mark", "browse.mark", "browse.compare-sla")
		},
		"marked": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(contracts()...).open(t, w, h, page.Target{}).Do("browse.mark", "browse.mark")
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		evil := "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n\tΏ👩‍👩‍👧‍👦" + strings.Repeat("long", 60)
		return newBench(contract("evil", evil, evil, evil, evil, evil)).open(t, w, h, page.Target{Query: "long"})
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, browse.Actions(), browse.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, browse.Actions()) }
