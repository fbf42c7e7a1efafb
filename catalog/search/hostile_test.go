package search_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/sample"
)

// hostile are queries that somebody might type to do harm.
var hostile = []string{
	strings.Repeat("a", 10_000),
	strings.Repeat("a ", 5_000),
	strings.Repeat("orders ", 1_400),
	strings.Repeat("*a", 5_000),
	strings.Repeat("?", 10_000),
	strings.Repeat("*", 10_000),
	strings.Repeat("*e*a*", 2_000) + "q",
	strings.Repeat("a", 64) + "*",
	strings.Repeat("a", 256) + "?",
	strings.Repeat("\xcc", 22) + "*",
	"*e*a*r*s*t*i*o*n*e*a*q",
	strings.Repeat("(", 10_000),
	strings.Repeat("-", 10_000) + "a",
	strings.Repeat("~a ", 3_000),
	strings.Repeat("a OR ", 2_000) + "b",
	strings.Repeat(`"a b" `, 1_500),
	strings.Repeat("field:*a*b*c* ", 700),
	strings.Repeat("客", 10_000),
	strings.Repeat("\u0301", 10_000),
	strings.Repeat("ﷺ", 5_000),
	strings.Repeat("İ", 5_000),
	"\x00\x1b[31m\x9b\xff\xfe" + strings.Repeat("\xc3", 999),
	"orders\x00\n\r\t\x7f",
	"/.:#" + strings.Repeat("orders/", 1_400),
	strings.Repeat(".", 10_000),
}

func TestIndex_hostileQueries(t *testing.T) {
	t.Parallel()
	g := sample.Generate(9, 500)
	m := newMesh(slices.Collect(g.Records()), g.Snapshot())
	for _, text := range hostile {
		for s := range search.Properties + 1 {
			ask(t, m.index, text, s)
		}
	}
}

func TestIndex_hostileTexts(t *testing.T) {
	t.Parallel()
	var records []catalog.Record
	for i, text := range append(slices.Clone(hostile), "\x1f", "a\nb", "domain\x1fsales") {
		r := parseContract("x | x | x | x | active | | x", i)
		r.Summary.ID, r.Summary.Name, r.Summary.Domain, r.Summary.Owner = "id"+text, text, text, text
		r.Summary.Tags, r.Summary.Description = []string{text}, text
		r.Summary.Objects = []catalog.ObjectSummary{{Name: text, Properties: []catalog.PropertySummary{{Path: text}}}}
		r.Origin.Path = strings.Repeat("p", i+1)
		records = append(records, r)
	}
	m := newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
	for _, text := range append(slices.Clone(hostile), "orders", "domain:a", "tag:客", "~ab", `"a a"`) {
		for s := range search.Properties + 1 {
			ask(t, m.index, text, s)
		}
	}
}

func FuzzIndex(f *testing.F) {
	for _, s := range []string{"orders", `-"a b" ~c`, "domain:*a OR x", "sales/orders.id", "客户", "ordres custord"} {
		f.Add(s)
	}
	m := smallMesh(f)
	f.Fuzz(func(t *testing.T, text string) {
		for s := range search.Properties + 1 {
			ask(t, m.index, text, s)
		}
	})
}

func TestIndex_manyAtOnce(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	want := run(t, m.index, "customer orders", search.Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				ask(t, m.index, hostile[i%len(hostile)], search.Products)
				got := run(t, m.index, "customer orders", search.Options{})
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(search.Hit{})); diff != "" {
					t.Error(diff)
				}
			}
		}()
	}
	wg.Wait()
}
