package reader_test

import (
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

func read(t *testing.T, text string) *catalog.Document {
	t.Helper()
	return reader.Read("contract.yaml", []byte(text), reader.Options{})
}

func onlyContract(t *testing.T, text string) *catalog.Contract {
	t.Helper()
	d := read(t, text)
	if len(d.Contracts) != 1 {
		t.Fatalf("got %d contracts, problems %v", len(d.Contracts), d.Problems)
	}
	return d.Contracts[0]
}

const orders = `apiVersion: v3.1.0
kind: DataContract
id: orders
version: 1.10
status: active
description:
  purpose: Who bought what.
tags: [sales, core]
team:
  name: order-desk
  members:
    - username: ann
      role: Owner
schema:
  - name: orders
    physicalType: table
    properties:
      - name: id
        logicalType: string
        primaryKey: true
        required: true
        shade: blue
      - name: lines
        logicalType: array
        items:
          logicalType: object
          properties:
            - {name: sku, logicalType: string}
    quality:
      - type: library
        rule: rowCount
        mustBeGreaterThan: 10
slaProperties:
  - property: latency
    value: 4
    unit: d
    element: orders.id, orders.lines
customProperties:
  - property: pii
    value: false
house: rules
`

func TestRead_contract(t *testing.T) {
	t.Parallel()
	c := onlyContract(t, orders)
	if c.ID != "orders" || c.Version != "1.10" || c.Team.Name != "order-desk" || c.Team.Members[0].Username != "ann" {
		t.Errorf("fundamentals: %+v", c)
	}
	p := c.Schema[0].Properties
	if p[0].Name != "id" || !p[0].PrimaryKey.Is() || p[1].Items.Properties[0].Name != "sku" {
		t.Errorf("properties: %+v", p)
	}
	if k := c.Schema[0].Quality[0]; k.Metric != "rowCount" || k.Rule != "" || k.Operators[0].Value.Text != "10" {
		t.Errorf("check: %+v", k)
	}
	if s := c.SLAs[0]; len(s.Elements) != 2 || s.Elements[1] != "orders.lines" {
		t.Errorf("sla: %+v", s)
	}
}

func TestRead_extensionsAndPositions(t *testing.T) {
	t.Parallel()
	c := onlyContract(t, orders)
	if len(c.Extensions) != 1 || c.Extensions[0].Path != "house" || c.Extensions[0].Value.Text != "rules" {
		t.Errorf("root extensions: %+v", c.Extensions)
	}
	id := c.Schema[0].Properties[0]
	if len(id.Extensions) != 1 || id.Extensions[0].Path != "shade" || id.Extensions[0].Pos != (catalog.Pos{Line: 22, Column: 16}) {
		t.Errorf("property extensions: %+v", id.Extensions)
	}
	if got := id.Place.Of("primaryKey"); got != (catalog.Pos{Line: 20, Column: 21}) {
		t.Errorf("primaryKey is at %v", got)
	}
	if got := id.Place.Pos; got != (catalog.Pos{Line: 18, Column: 9}) {
		t.Errorf("id is at %v", got)
	}
}

// What comes before the place where a file breaks is read, and the place is told.
func TestFault_isWhereTheReadingEnds(t *testing.T) {
	t.Parallel()
	const sound = "apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\n"
	for text, line := range map[string]int{
		sound:                               0,
		sound + "status: twice\n":           0, // wrong, but read
		sound + "---\nid: refunds\n a: b\n": 8,
		sound + "schema: [\n":               7,
		"id: {{ id }}\nversion: 1\n":        1,
	} {
		doc := reader.Read("orders.odcs.yaml", []byte(text), reader.Options{})
		p, broken := reader.Fault(doc)
		if broken != (line > 0) || p.Pos.Line != line {
			t.Errorf("%q: fault %v in line %d, want line %d", text, broken, p.Pos.Line, line)
		}
	}
}
