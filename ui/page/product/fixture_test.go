package product_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

var today = pagetest.Today()

// shelf is a Library in memory.
type shelf struct {
	docs     map[string]*catalog.Document
	raw      map[string][]byte
	versions map[string][]catalog.Version
	err      error
}

func (s *shelf) Versions(id string) ([]catalog.Version, error) { return s.versions[id], s.err }

func (s *shelf) Document(hash string) (*catalog.Document, error) {
	if s.err != nil {
		return nil, s.err
	}
	if d := s.docs[hash]; d != nil {
		return d, nil
	}
	return nil, catalog.ErrNotFound
}

func (s *shelf) Raw(hash string) ([]byte, error) { return s.raw[hash], s.err }

// put adds one state of a contract, and returns its record.
func (s *shelf) put(c *catalog.Contract, source string, versions ...catalog.Version) catalog.Record {
	hash := "hash-" + c.ID + c.Version
	s.docs[hash] = &catalog.Document{Path: c.ID + ".yaml", Hash: hash, Contracts: []*catalog.Contract{c}}
	s.raw[hash] = []byte(source)
	origin := catalog.Origin{Source: "shop", Path: "contracts/" + c.ID + ".yaml", Hash: hash, Time: today.Add(-72 * time.Hour)}
	now := catalog.Version{Contract: c.ID, Text: c.Version, Status: c.Status, Origin: origin, Seq: len(versions)}
	s.versions[c.ID] = append([]catalog.Version{now}, versions...)
	return catalog.Record{Summary: c.Summarize(today), Origin: origin, Versions: len(versions) + 1}
}

func newShelf() *shelf {
	return &shelf{docs: map[string]*catalog.Document{}, raw: map[string][]byte{}, versions: map[string][]catalog.Version{}}
}

func prop(name, kind string, with ...func(*catalog.Property)) catalog.Property {
	p := catalog.Property{Name: name, LogicalType: kind}
	for _, f := range with {
		f(&p)
	}
	return p
}

func key(p *catalog.Property)      { p.PrimaryKey, p.PrimaryKeyPosition = catalog.True, 1 }
func required(p *catalog.Property) { p.Required = catalog.True }
func personal(p *catalog.Property) { p.Classification, p.Tags = "confidential", []string{"pii"} }
func old(p *catalog.Property)      { p.Deprecated = catalog.True }

func says(s string) func(*catalog.Property) {
	return func(p *catalog.Property) { p.Description = s }
}

// orders is a contract with something in every section.
func orders() *catalog.Contract {
	lines := prop("lines", "array", required, says("What was ordered, one entry per article."))
	item := prop("", "object")
	item.Properties = []catalog.Property{
		prop("sku", "string", required, says("Stock keeping unit."), func(p *catalog.Property) {
			p.Options = catalog.Options{Pattern: "^[A-Z]{3}-[0-9]{4}$", MinLength: catalog.StringValue("8"), MaxLength: catalog.StringValue("8")}
			p.Relationships = []catalog.Relationship{{To: []string{"articles.sku"}}}
		}),
		prop("quantity", "integer", says("How many.")),
	}
	lines.Items = &item
	c := &catalog.Contract{
		Annotations: catalog.Annotations{ID: "orders", Tags: []string{"core", "gold"}, Links: []catalog.AuthoritativeDefinition{{Type: "runbook", URL: "https://wiki.shop.example/orders"}}},
		Version:     "2.1.0", Status: "active", Name: "Orders", Domain: "sales",
		Description: catalog.Description{Purpose: "One row per order, from the web shop and the stores. Refreshed every hour.", Limitations: "Test orders are not in it."},
		Servers: []catalog.Server{{
			Name: "production", Type: "postgresql", Environment: "prod",
			Settings: []catalog.Field{{Key: "host", Value: catalog.StringValue("db.shop.example")}, {Key: "database", Value: catalog.StringValue("sales")}, {Key: "schema", Value: catalog.StringValue("public")}},
		}},
		Schema: []catalog.Object{{
			Name: "orders", PhysicalName: "sales.orders", PhysicalType: "table", Description: "Orders that were placed.", Granularity: "one order",
			Properties: []catalog.Property{
				prop("order_id", "string", key, says("Number printed on the invoice.")),
				prop("placed_at", "timestamp", required, says("When the customer pressed buy.")),
				prop("customer_email", "string", personal, says("Where the confirmation went.")),
				prop("channel", "string", says("Where it was placed."), func(p *catalog.Property) {
					p.Enum = []catalog.EnumValue{{Value: catalog.StringValue("web")}, {Value: catalog.StringValue("store")}, {Value: catalog.StringValue("phone")}}
					p.Quality = []catalog.Check{{Name: "channel is known", Metric: "invalidValues", Operators: []catalog.Operator{{Name: "mustBe", Value: catalog.Value{Kind: catalog.Int, Text: "0"}}}, Dimension: "conformity"}}
				}),
				lines,
				prop("voucher", "string", old, says("Use discounts instead.")),
			},
			Quality: []catalog.Check{{Annotations: catalog.Annotations{ID: "rows"}, Name: "rows arrive", Metric: "rowCount", Operators: []catalog.Operator{{Name: "mustBeGreaterThan", Value: catalog.Value{Kind: catalog.Int, Text: "1000"}}}, Unit: "rows", Schedule: "0 6 * * *", Description: "Fewer means that a store did not deliver.", BusinessImpact: "the daily report is late"}},
		}, {Name: "articles", PhysicalType: "table", Properties: []catalog.Property{prop("sku", "string", key)}}},
		Support: []catalog.Support{{Channel: "#orders-help", Tool: "slack", URL: "https://chat.shop.example/orders", Scope: "questions"}, {Channel: "orders@shop.example", Tool: "email"}},
		Team: catalog.Team{Name: "Order Platform", Members: []catalog.Member{
			{Name: "Amira Haddad", Username: "amira@shop.example", Role: "Product owner", DateIn: "2024-05-01"},
			{Name: "Jonas Weber", Username: "jonas@shop.example", Role: "Data engineer"},
			{Name: "Li Wei", Username: "wei@shop.example", Role: "Data engineer", DateOut: "2025-09-30", ReplacedBy: "jonas@shop.example"},
		}},
		Roles: []catalog.Role{
			{Role: "orders_reader", Access: "read", FirstLevelApprovers: "Amira Haddad", SecondLevelApprovers: "Data Protection", Description: "All columns but personal ones."},
			{Role: "orders_pii", Access: "read"},
		},
		SLAs: []catalog.SLA{
			{Property: "latency", Value: catalog.Value{Kind: catalog.Int, Text: "4"}, Unit: "h", Elements: []string{"orders.placed_at"}},
			{Property: "availability", Value: catalog.StringValue("99.9%")},
			{Property: "endOfSupport", Value: catalog.StringValue("2026-05-01")},
		},
	}
	c.Schema[0].Properties[2].Place.Pos = catalog.Pos{Line: 6, Column: 5}
	return c
}

const ordersSource = `apiVersion: v3.1.0
kind: DataContract
id: orders
version: 2.1.0 # raised for discounts
schema:
  - name: customer_email
    logicalType: string
    clusterStatus: "warm"
  - name: other
`

// sparse is a contract that says next to nothing, as most do.
func sparse() *catalog.Contract {
	return &catalog.Contract{Annotations: catalog.Annotations{ID: "urn:shop:clicks"}, Version: "0.1"}
}

// refundsOf is a contract with a column that is made from one of orders.
func refundsOf() *catalog.Contract {
	c := sparse()
	c.ID, c.Name, c.Status, c.Team.Name = "refunds", "Refunds of the web shop and the stores", "deprecated", "Payments"
	c.Schema = []catalog.Object{{Name: "refunds", Properties: []catalog.Property{
		prop("order_id", "string", func(p *catalog.Property) { p.TransformSources = []string{"orders.order_id"} }),
	}}}
	return c
}

// invoices is a contract that refers to orders, and is what orders refers to.
func invoices() *catalog.Contract {
	c := sparse()
	c.ID, c.Name, c.Status, c.Team.Name = "invoices", "Invoices", "active", "Finance Data"
	c.Schema = []catalog.Object{{Name: "invoices", Properties: []catalog.Property{
		prop("order_id", "string", func(p *catalog.Property) {
			p.Relationships = []catalog.Relationship{{To: []string{"orders.order_id"}}}
		}),
	}}}
	return c
}

// wide is a contract with many columns.
func wide(n int) *catalog.Contract {
	c := &catalog.Contract{Annotations: catalog.Annotations{ID: "wide"}, Version: "1.0.0", Schema: []catalog.Object{{Name: "facts", PhysicalType: "table"}}}
	for i := range n {
		c.Schema[0].Properties = append(c.Schema[0].Properties, prop(fmt.Sprintf("measure_%03d", i), "number", says("One of very many.")))
	}
	return c
}

// hostile is a contract whose every text tries to break the screen.
func hostile() *catalog.Contract {
	evil := "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n\tΏ👩‍👩‍👧‍👦" + strings.Repeat("long", 60)
	c := orders()
	c.ID, c.Name, c.Domain, c.Status, c.Version = "hostile", evil, evil, evil, evil
	c.Description.Purpose, c.Team.Name, c.Support[0].Channel = evil, evil, evil
	c.Schema[0].Name, c.Schema[0].Description = evil, evil
	for i := range c.Schema[0].Properties {
		p := &c.Schema[0].Properties[i]
		p.Name, p.Description, p.Classification, p.LogicalType = evil, evil, evil, evil
	}
	c.SLAs[0].Property, c.Roles[0].Role, c.Servers[0].Type = evil, evil, evil
	return c
}

// bench is what a page works with.
type bench struct {
	shelf *shelf
	snap  *catalog.Snapshot
	env   *page.Env
	deps  product.Deps
	graph *lineage.Graph
}

func newBench(contracts ...*catalog.Contract) *bench {
	b := &bench{shelf: newShelf(), env: pagetest.Env(product.Actions())}
	var records []catalog.Record
	for _, c := range contracts {
		records = append(records, b.shelf.put(c, ordersSource, b.shelf.history(c.ID)...))
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{Synced: today})
	b.deps = product.Deps{Library: b.shelf}
	b.graph = lineage.Build(b.snap, records, lineage.Options{})
	return b
}

// connected is a page whose lineage is known.
func (b *bench) connected() *bench {
	b.deps.Graph = func(context.Context) (*lineage.Graph, error) { return b.graph, nil }
	return b
}

// history is what orders said before.
func (s *shelf) history(id string) []catalog.Version {
	if id != "orders" {
		return nil
	}
	second := orders()
	second.Version, second.SLAs = "2.0.0", second.SLAs[:2]
	first := orders()
	first.Version, first.Status = "1.0.0", "draft"
	first.Schema[0].Properties = first.Schema[0].Properties[:3]
	first.Schema[0].Properties[1].LogicalType = "string"
	for _, c := range []*catalog.Contract{first, second} {
		s.docs["old-"+c.Version] = &catalog.Document{Contracts: []*catalog.Contract{c}}
	}
	return []catalog.Version{
		{Contract: id, Text: "2.0.0", Status: "active", Seq: 1, Origin: catalog.Origin{Hash: "old-2.0.0", Time: today.Add(-40 * 24 * time.Hour), Author: "Amira Haddad", Message: "Type the time of the order"}},
		{Contract: id, Text: "1.0.0", Status: "draft", Seq: 0, Origin: catalog.Origin{Hash: "old-1.0.0", Time: today.Add(-400 * 24 * time.Hour), Author: "Jonas Weber", Message: "First version"}},
	}
}

// open drives the page.
func (b *bench) open(t testing.TB, w, h int, target page.Target) *pagetest.Driver {
	p, cmd := product.New(b.env, b.deps, b.snap, target)
	return pagetest.Open(t, p, cmd, w, h)
}
