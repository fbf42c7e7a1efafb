package preview_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	draft "meshdex/catalog/preview"
	"meshdex/catalog/reader"
	"meshdex/ui/follow"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/preview"
)

const file = "/mesh/contracts/orders.odcs.yaml"

const first = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: Orders
version: 1.0.0
status: active
domain: sales
description:
  purpose: One row per order, from the web shop and the stores.
team:
  name: Order Platform
schema:
  - name: orders
    physicalType: table
    description: Orders that were placed.
    properties:
      - name: order_id
        logicalType: integer
        primaryKey: true
      - name: customer_email
        logicalType: string
        required: true
        description: Where the confirmation went.
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
	"      - name: voucher\n        logicalType: string\n", "      - name: channel\n        logicalType: string\n",
	"        required: true\n", "        required: false\n",
	"value: 4", "value: 8",
).Replace(first)

// broken is what is on the disk while somebody types.
var broken = strings.Replace(second, "    unit: h\n", "    unit: h: m\n", 1)

// refunds is a second contract.
var refunds = strings.NewReplacer("id: orders", "id: refunds", "name: Orders", "name: Refunds", "name: orders", "name: refunds").Replace(first)

// shelf is a Library in memory: one state of each contract.
type shelf struct {
	raw      map[string][]byte
	versions map[string]catalog.History
	records  []catalog.Record
}

func newShelf(texts ...string) *shelf {
	s := &shelf{raw: map[string][]byte{}, versions: map[string]catalog.History{}}
	for i, text := range texts {
		doc := reader.Read("orders.yaml", []byte(text), reader.Options{})
		s.raw[doc.Hash] = []byte(text)
		for n, c := range doc.Contracts {
			o := catalog.Origin{Source: "shop", Path: "orders.yaml", Hash: doc.Hash, Index: n, Time: pagetest.Today().Add(time.Duration(i-len(texts)) * 24 * time.Hour), Message: "Change the orders"}
			v := catalog.Version{Contract: c.ID, Text: c.Version, Status: c.Status, Seq: i, Origin: o}
			s.versions[c.ID] = append(catalog.History{v}, s.versions[c.ID]...)
			s.records = append(s.records, catalog.Record{Summary: c.Summarize(pagetest.Today()), Origin: o, Versions: 1})
		}
	}
	return s
}

func (s *shelf) Versions(id string) ([]catalog.Version, error) { return s.versions[id], nil }
func (s *shelf) Raw(hash string) ([]byte, error)               { return s.raw[hash], nil }

func (s *shelf) Document(hash string) (*catalog.Document, error) {
	return reader.Read("orders.yaml", s.raw[hash], reader.Options{}), nil
}

// watch is a Watch whose next states a test sends itself.
type watch struct {
	saved  preview.Saved // told at once; a zero time for nothing yet
	asked  int
	closed bool
}

func (w *watch) Next() tea.Cmd {
	if w.asked++; w.asked > 1 || w.saved.At.IsZero() && w.saved.Err == nil && w.saved.Failed == nil {
		return nil
	}
	return func() tea.Msg { return w.saved }
}

func (w *watch) Close() { w.closed = true }

// bench is what a page works with.
type bench struct {
	env   *page.Env
	snap  *catalog.Snapshot
	watch *watch
	deps  preview.Deps
}

// newBench has a file on the disk, and a catalog that knows some texts.
func newBench(text string, known ...string) *bench {
	b := &bench{env: pagetest.Env(preview.Actions()), watch: &watch{saved: save(text, 0)}}
	s := newShelf(known...)
	b.snap = catalog.Assemble(s.records, catalog.Stamp{})
	b.deps = preview.Deps{
		Watch: func(string) preview.Watch { return b.watch },
		Judge: func(_ context.Context, q preview.Question) (*draft.Preview, error) {
			return draft.Read(q.Path, q.Data, draft.Options{Now: pagetest.Today(), Library: s, Snapshot: q.Snapshot, Bases: q.Bases}), nil
		},
	}
	return b
}

// save is the state of the file some seconds after the first one.
func save(text string, seconds int) preview.Saved {
	return preview.Saved{Save: follow.Save{Data: []byte(text), At: pagetest.Today().Add(time.Duration(seconds) * time.Second)}}
}

func gone() preview.Saved { return preview.Saved{Save: follow.Save{Err: fs.ErrNotExist}} }

func (b *bench) open(t testing.TB, w, h int, target page.Target) *pagetest.Driver {
	target.Path = file
	p, cmd := preview.New(b.env, b.deps, b.snap, target)
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	on := func(tab, text string, known ...string) func(*testing.T, int, int) *pagetest.Driver {
		return func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(text, known...).open(t, w, h, page.Target{Tab: tab})
		}
	}
	return pagetest.Cases{
		"overview": on("overview", second, first),
		"schema":   on("schema", second, first),
		"findings": on("findings", second, first),
		"changes":  on("changes", second, first),
		"new":      on("changes", strings.Replace(second, "id: orders", "id: orders-v2", 1), first),
		"product":  on("changes", "apiVersion: v1.0.0\nkind: DataProduct\nid: shop\nname: Shop\nversion: 1.0.0\nstatus: active\n"),
		"unread":   on("overview", broken, first),
		"broken": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(second, first).open(t, w, h, page.Target{Tab: "schema"}).Send(save(broken, 9))
		},
		"gone": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(second, first).open(t, w, h, page.Target{}).Send(gone())
		},
		"missing": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench("")
			b.watch.saved = gone()
			return b.open(t, w, h, page.Target{})
		},
		"unwatched": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(second, first).open(t, w, h, page.Target{}).Send(preview.Saved{Failed: errors.New("too many open files")})
		},
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(second)
			p, _ := preview.New(b.env, b.deps, b.snap, page.Target{Path: file})
			return pagetest.OpenLoading(t, p, w, h)
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		evil := `"\u001b]52;c;ZXZpbA==\u0007\u001b[2J数据\u202e\tΏ👩‍👩‍👧‍👦` + strings.Repeat("long", 60) + `"`
		text := strings.NewReplacer("voucher", evil, "Order Platform", evil, "id: orders", "id: "+evil).Replace(first)
		return newBench(text, first).open(t, w, h, page.Target{}).Send(save(text+"\x1b]52;c;ZXZpbA==\x07: [", 1))
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, preview.Actions(), preview.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, preview.Actions()) }
