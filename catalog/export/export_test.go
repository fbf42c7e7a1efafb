package export_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"meshdex/catalog"
	"meshdex/catalog/export"
)

func number(s string) catalog.Value { return catalog.Value{Kind: catalog.Int, Text: s} }

func orders() *catalog.Contract {
	c := &catalog.Contract{Name: "Orders", Version: "1.4.0", Status: "active"}
	c.ID = "orders"
	c.Servers = []catalog.Server{{Type: "postgresql"}}
	c.Schema = []catalog.Object{
		{Name: "orders", PhysicalName: "sales.orders_1", Description: "A row for each order.", Properties: []catalog.Property{
			{Name: "id", LogicalType: "integer", PrimaryKey: catalog.True, Options: catalog.Options{Minimum: number("1")}},
			{Name: "email", LogicalType: "string", Classification: "restricted"},
			{Name: "total", LogicalType: "number", PhysicalType: "numeric(10,2)", Required: catalog.True},
			{Name: "state", LogicalType: "string", Enum: []catalog.EnumValue{{Value: catalog.StringValue("open")}}},
			{Name: "customer", LogicalType: "string", Relationships: []catalog.Relationship{{To: []string{"customers.id"}}}},
			{Name: "lines", LogicalType: "array", Items: &catalog.Property{LogicalType: "object", Properties: []catalog.Property{{Name: "sku", LogicalType: "string"}}}},
		}},
		{Name: "customers", Properties: []catalog.Property{{Name: "id", LogicalType: "string", Unique: catalog.True}}},
	}
	return c
}

func TestDDL_golden(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := export.DDL(&b, orders(), export.DialectOf(orders())); err != nil {
		t.Fatal(err)
	}
	const want = `-- A row for each order.
CREATE TABLE "sales"."orders_1" (
  "id" bigint NOT NULL,
  "email" text,
  "total" numeric(10,2) NOT NULL,
  "state" text,
  "customer" text,
  "lines" jsonb,
  PRIMARY KEY ("id")
);

CREATE TABLE "customers" (
  "id" text UNIQUE
);
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestSelect_leavesTheSensitiveOut(t *testing.T) {
	t.Parallel()
	const want = "-- without the sensitive email\nSELECT\n  `id`,\n  `total`,\n  `state`,\n  `customer`,\n  `lines`\nFROM `sales`.`orders_1`;\n"
	if got := export.Select(&orders().Schema[0], export.BigQuery); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	o := orders().Schema[0]
	o.Properties[5].Items.Properties[0].Classification = "confidential"
	if got := export.Select(&o, export.Generic); strings.Contains(got, `"lines"`) {
		t.Errorf("a column with a sensitive part is read:\n%s", got)
	}
	o.Properties = o.Properties[1:2]
	if got := export.Select(&o, export.Generic); strings.Contains(got, "SELECT") {
		t.Errorf("a statement without columns:\n%s", got)
	}
}

// The schema compiles, accepts a row that keeps the contract and refuses those
// that do not.
func TestJSONSchema_judgesRows(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := export.JSONSchema(&b, orders()); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("x.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("x.json#/$defs/orders")
	if err != nil {
		t.Fatal(err)
	}
	for row, want := range map[string]bool{
		`{"id": 1, "total": 2.5, "state": "open", "lines": [{"sku": "a"}]}`: true,
		`{"id": 1, "total": 2.5, "state": null}`:                            true,
		`{"id": 0, "total": 2.5}`:                                           false,
		`{"total": 2.5}`:                                                    false,
		`{"id": 1, "total": 2.5, "state": "shut"}`:                          false,
		`{"id": 1, "total": "2.5"}`:                                         false,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(row))
		if err != nil {
			t.Fatal(err)
		}
		if got := schema.Validate(v) == nil; got != want {
			t.Errorf("%s: valid is %v, want %v", row, got, want)
		}
	}
}

func TestAvro_namesAreAllowedAndUnique(t *testing.T) {
	t.Parallel()
	c := orders()
	c.Schema = c.Schema[:1]
	c.Schema[0].Properties = append(c.Schema[0].Properties, catalog.Property{Name: "a-b"}, catalog.Property{Name: "a b"}, catalog.Property{Name: "1st"})
	var b strings.Builder
	if err := export.Avro(&b, c); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type, Name string
		Fields     []struct {
			Name string
			Type any
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, f := range got.Fields {
		names += f.Name + " "
	}
	if got.Type != "record" || names != "id email total state customer lines a_b a_b_2 _1st " {
		t.Errorf("%s with fields %s", got.Type, names)
	}
	if got.Fields[0].Type != "long" || !strings.Contains(b.String(), `"orders_lines_item"`) {
		t.Errorf("types are wrong:\n%s", b.String())
	}
}

func TestMarkdown_tellsTheContract(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := export.Markdown(&b, orders(), time.Time{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Orders\n", "| Version | 1.4.0 |", "| id | integer | key |  |  |", `| lines\[\].sku | string |`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestMermaid_golden(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := export.Mermaid(&b, orders()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"erDiagram\n  orders {\n    integer id PK\n", "    string customer FK\n", "  orders }o--|| customers : \"customer\"\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// Hostile names and types end no quotes, lines or cells.
func TestExports_hostileText(t *testing.T) {
	t.Parallel()
	const evil = "x\"`);\nDROP TABLE y; -- \x1b[31m|<b>"
	c := &catalog.Contract{Name: evil}
	c.Schema = []catalog.Object{{Name: evil, Description: evil, Properties: []catalog.Property{
		{Name: evil, Description: evil, PhysicalType: "int); DROP TABLE y"}, {Name: "b", PhysicalType: "int, c int"},
	}}}
	for _, d := range []export.Dialect{export.Generic, export.Postgres, export.Snowflake, export.BigQuery, export.Databricks} {
		var b strings.Builder
		if err := export.DDL(&b, c, d); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "\nDROP") || strings.Contains(b.String(), "int)") || strings.Contains(b.String(), "c int") || strings.Count(b.String(), "\n") != 5 {
			t.Errorf("%s:\n%s", d, b.String())
		}
	}
	var b strings.Builder
	if export.Markdown(&b, c, time.Time{}) != nil || export.Mermaid(&b, c) != nil {
		t.Fatal("an export failed")
	}
	if strings.Contains(b.String(), "\x1b") || strings.Contains(b.String(), "<b>") || strings.Contains(b.String(), "\nDROP") {
		t.Errorf("hostile text comes through:\n%q", b.String())
	}
}
