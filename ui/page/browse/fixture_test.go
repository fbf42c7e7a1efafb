package browse_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/pagetest"
)

// shelf is a Library in memory.
type shelf map[string]*catalog.Document

func (s shelf) Versions(string) ([]catalog.Version, error) { return nil, nil }

func (s shelf) Document(hash string) (*catalog.Document, error) {
	if d := s[hash]; d != nil {
		return d, nil
	}
	return nil, catalog.ErrNotFound
}

func (s shelf) Raw(string) ([]byte, error) { return nil, catalog.ErrNotFound }

// contract makes a contract with a table of the given columns.
func contract(id, name, domain, owner, status string, columns ...string) *catalog.Contract {
	c := &catalog.Contract{
		Annotations: catalog.Annotations{ID: id}, Name: name, Domain: domain, Status: status, Version: "1.2.0",
		Team:        catalog.Team{Name: owner},
		Description: catalog.Description{Purpose: "What there is to know about " + name + ", one row each."},
		Servers:     []catalog.Server{{Type: "bigquery", Settings: []catalog.Field{{Key: "project", Value: catalog.StringValue("shop")}, {Key: "dataset", Value: catalog.StringValue(domain)}}}},
		Support:     []catalog.Support{{Channel: "#" + domain + "-help"}},
		SLAs:        []catalog.SLA{{Property: "latency", Value: catalog.StringValue("4"), Unit: "h"}},
		Schema:      []catalog.Object{{Name: id, PhysicalType: "table"}},
	}
	for i, col := range columns {
		p := catalog.Property{Name: col, LogicalType: "string"}
		if i == 0 {
			p.PrimaryKey = catalog.True
		}
		c.Schema[0].Properties = append(c.Schema[0].Properties, p)
	}
	return c
}

func contracts() []*catalog.Contract {
	return []*catalog.Contract{
		contract("orders", "Orders", "sales", "Order Platform", "active", "order_id", "customer_id", "placed_at"),
		contract("order-lines", "Order lines", "sales", "Order Platform", "active", "order_id", "sku", "quantity"),
		contract("refunds", "Refunds", "sales", "Payments", "deprecated", "refund_id", "order_id"),
		contract("customers", "Customers", "customer care", "Customer Care", "active", "customer_id", "email"),
		contract("shipments", "Shipments", "logistics", "", "draft", "shipment_id", "order_id"),
		contract("stock", "Lagerbestand für Läden", "logistics", "Warehouse", "active", "sku", "store"),
		contract("clicks", "", "", "", "", "session", "url"),
		contract("数据", "客户数据平台", "customer care", "数据团队", "active", "客户编号"),
	}
}

// marks are bookmarks and recents in memory.
type marks struct {
	on  map[string]bool
	err error
}

func (m *marks) Bookmarked(id string) bool { return m.on[id] }
func (m *marks) Recents() []string         { return []string{"refunds", "gone", "orders"} }

func (m *marks) Bookmark(id string) error {
	if m.err == nil {
		m.on[id] = !m.on[id]
	}
	return m.err
}

// saved are searches in memory.
type saved struct{ all []browse.Saved }

func (s *saved) Saved() []browse.Saved { return s.all }

func (s *saved) Save(query string) error {
	if i := slices.IndexFunc(s.all, func(k browse.Saved) bool { return k.Query == query }); i >= 0 {
		s.all = slices.Delete(s.all, i, i+1)
		return nil
	}
	s.all = append(s.all, browse.Saved{Name: query, Query: query})
	return nil
}

// bench is a page with what it needs around it.
type bench struct {
	env  *page.Env
	deps browse.Deps
	snap *catalog.Snapshot
	on   *marks
}

var errBroken = errors.New("the index is broken")

func newBench(all ...*catalog.Contract) *bench {
	return newBenchOf(func(*catalog.Record) {}, all...)
}

// newBenchOf changes every record before it is put into the catalog.
func newBenchOf(change func(*catalog.Record), all ...*catalog.Contract) *bench {
	b := &bench{env: pagetest.Env(browse.Actions()), on: &marks{on: map[string]bool{"stock": true}}}
	lib := shelf{}
	var records []catalog.Record
	for i, c := range all {
		hash := "hash-" + c.ID
		lib[hash] = &catalog.Document{Hash: hash, Contracts: []*catalog.Contract{c}}
		records = append(records, catalog.Record{
			Summary: c.Summarize(pagetest.Today()), Versions: 1 + i%3,
			Origin: catalog.Origin{Source: "shop", Path: c.ID + ".yaml", Hash: hash, Time: pagetest.Today().Add(-time.Duration(i*i) * 24 * time.Hour)},
		})
		change(&records[i])
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{Generation: 1, Synced: pagetest.Today()})
	ix := search.Build(records, b.snap)
	b.deps = browse.Deps{
		Library: lib, Marks: b.on, Searches: &saved{},
		Index: func(context.Context, *catalog.Snapshot) (*search.Index, error) { return ix, nil },
	}
	return b
}

func (b *bench) open(t testing.TB, w, h int, target page.Target) *pagetest.Driver {
	p, cmd := browse.New(b.env, b.deps, b.snap, target)
	return pagetest.Open(t, p, cmd, w, h)
}

// many are n contracts in a few domains.
func many(n int) []*catalog.Contract {
	domains := []string{"sales", "logistics", "finance", "marketing", "hr"}
	out := make([]*catalog.Contract, n)
	for i := range out {
		id := fmt.Sprintf("product_%06d", i)
		out[i] = contract(id, fmt.Sprintf("%s report %d", domains[i%5], i), domains[i%5], fmt.Sprintf("Team %d", i%40), "active", "id", "amount")
	}
	return out
}
