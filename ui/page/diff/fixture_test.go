package diff_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/reader"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/diff"
	"meshdex/ui/page/pagetest"
)

const first = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: Orders
version: 1.0.0
status: active
domain: sales
schema:
  - name: orders
    physicalType: table
    properties:
      - name: order_id
        logicalType: integer
        primaryKey: true
      - name: customer_email
        logicalType: string
        required: true
      - name: voucher
        logicalType: string
slaProperties:
  - property: latency
    value: 4
    unit: h
`

// second breaks: a column is gone, another may be null, a promise is looser.
var second = strings.NewReplacer(
	"version: 1.0.0", "version: 1.1.0",
	"      - name: voucher\n        logicalType: string\n", "      - name: channel\n        logicalType: string\n        description: Where it was placed.\n",
	"        required: true\n", "        required: false\n",
	"value: 4", "value: 8",
).Replace(first)

// third only describes.
var third = strings.NewReplacer("version: 1.1.0", "version: 1.1.1", "Where it was placed.", "Where the order was placed.").Replace(second)

// shelf is a Library in memory.
type shelf struct {
	raw      map[string][]byte
	versions []catalog.Version
	err      error
}

func (s *shelf) Versions(id string) ([]catalog.Version, error) {
	if id != "orders" {
		return nil, catalog.ErrNotFound
	}
	return s.versions, s.err
}

func (s *shelf) Raw(hash string) ([]byte, error) { return s.raw[hash], s.err }

func (s *shelf) Document(hash string) (*catalog.Document, error) {
	if s.err != nil {
		return nil, s.err
	}
	return reader.Read("orders.yaml", s.raw[hash], reader.Options{}), nil
}

// newShelf holds the texts as the versions of orders, oldest first.
func newShelf(texts ...string) *shelf {
	s := &shelf{raw: map[string][]byte{}}
	for i, text := range texts {
		hash := string(rune('a' + i))
		s.raw[hash] = []byte(text)
		_, rest, _ := strings.Cut(text, "\nversion: ")
		number, _, _ := strings.Cut(rest, "\n")
		v := catalog.Version{
			Contract: "orders", Text: number, Status: "active", Seq: i,
			Origin: catalog.Origin{Source: "shop", Path: "orders.yaml", Hash: hash, Author: "Amira Haddad", Message: "Change the orders", Time: pagetest.Today().Add(time.Duration(i-len(texts)) * 24 * time.Hour)},
		}
		s.versions = append([]catalog.Version{v}, s.versions...)
	}
	return s
}

// reading is a product that reads orders.
const reading = `apiVersion: v1.0.0
kind: DataProduct
id: billing
name: Billing
version: 1.0.0
status: active
inputPorts:
  - name: orders
    version: 1.0.0
    contractId: orders
`

type bench struct {
	env   *page.Env
	deps  diff.Deps
	snap  *catalog.Snapshot
	shelf *shelf
}

func newBench(texts ...string) *bench {
	b := &bench{env: pagetest.Env(diff.Actions()), shelf: newShelf(texts...)}
	b.deps.Library = b.shelf
	var records []catalog.Record
	if len(texts) > 0 {
		c := reader.Read("orders.yaml", []byte(texts[len(texts)-1]), reader.Options{}).Contracts[0]
		records = append(records, catalog.Record{Summary: c.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: "orders.yaml"}, Versions: len(texts)})
	}
	p := reader.Read("billing.yaml", []byte(reading), reader.Options{}).Products[0]
	records = append(records, catalog.Record{Summary: p.Summarize(pagetest.Today()), Origin: catalog.Origin{Path: "billing.yaml"}, Versions: 1})
	b.snap = catalog.Assemble(records, catalog.Stamp{})
	g := lineage.Build(b.snap, records, lineage.Options{})
	b.deps.Graph = func(context.Context) (*lineage.Graph, error) { return g, nil }
	return b
}

func (b *bench) open(t testing.TB, w, h int, target page.Target) *pagetest.Driver {
	p, cmd := diff.New(b.env, b.deps, b.snap, target)
	return pagetest.Open(t, p, cmd, w, h)
}

var errBusy = errors.New("the store is busy")

func cases() pagetest.Cases {
	of := func(texts ...string) func(*testing.T, int, int) *pagetest.Driver {
		return func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(texts...).open(t, w, h, page.Target{Contract: "orders"})
		}
	}
	return pagetest.Cases{
		"breaking":      of(first, second),
		"documentation": of(second, third),
		"same":          of(first, "# a note\n"+first),
		"only-one":      of(first),
		"explained": func(t *testing.T, w, h int) *pagetest.Driver {
			return of(first, second)(t, w, h).Do("diff.explain")
		},
		"in-source": func(t *testing.T, w, h int) *pagetest.Driver {
			return of(first, second)(t, w, h).Do("diff.source")
		},
		"far": func(t *testing.T, w, h int) *pagetest.Driver { // the change is at the end of a long line
			long := "description: " + strings.Repeat("every order, whatever became of it, with all that was paid for it; ", 3)
			return of(first+long+"returned ones too\n", first+long+"but no returned ones\n")(t, w, h).Do("diff.source").
				Do(slices.Repeat([]action.ID{action.WideRight}, 12)...)
		},
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(first, second)
			p, _ := diff.New(b.env, b.deps, b.snap, page.Target{Contract: "orders"})
			return pagetest.OpenLoading(t, p, w, h)
		},
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(first, second)
			b.shelf.err = errBusy
			return b.open(t, w, h, page.Target{Contract: "orders"})
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		evil := strings.ReplaceAll(second, "channel", `"\u001b]52;c;ZXZpbA==\u0007\u001b[2J数据\u202e\tΏ👩‍👩‍👧‍👦`+strings.Repeat("long", 60)+`"`)
		return newBench(first, evil+"# 数据\t\u202e\n").open(t, w, h, page.Target{Contract: "orders"})
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) { t.Parallel(); cases().Monkey(t, diff.Actions(), diff.Stacks()) }

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, diff.Actions()) }
