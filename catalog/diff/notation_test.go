package diff_test

import (
	"testing"

	"meshdex/catalog/diff"
)

// sameMeaning holds pairs of documents that say the same.
var sameMeaning = []struct{ name, base, revision string }{
	{
		"defaults written out",
		`schema: [{name: orders, properties: [{name: id, logicalType: integer}]}]`,
		`schema: [{name: orders, physicalType: table, logicalType: object, properties: [{name: id, logicalType: integer, required: false, unique: false, primaryKey: false, primaryKeyPosition: -1, partitioned: false, criticalDataElement: false, deprecated: false, semanticType: column, physicalName: id, logicalTypeOptions: {format: i32, uniqueItems: false, minLength: 0}}]}]`,
	},
	{
		"order of keys and of sets",
		`schema: [{name: orders, tags: [a, b], properties: [{name: id, enum: [{value: x}, {value: y}]}]}]`,
		`schema: [{properties: [{enum: [{value: y}, {value: x}], name: id}], tags: [b, a], name: orders}]`,
	},
	{
		"spelling of physical types",
		`schema: [{name: orders, properties: [{name: a, physicalType: "DECIMAL(10, 2)"}, {name: b, physicalType: varchar(5)}, {name: c, physicalType: int4}]}]`,
		`schema: [{name: orders, properties: [{name: a, physicalType: "numeric(10,2)"}, {name: b, physicalType: CHARACTER VARYING(5)}, {name: c, physicalType: INTEGER}]}]`,
	},
	{
		"units of service levels",
		`slaProperties: [{property: retention, value: 3, unit: y}, {property: ly, value: 4, unit: d}, {property: timeOfAvailability, value: "09:00-08:00"}]`,
		`slaProperties: [{property: Latency, value: 96, unit: h}, {property: retention, value: P36M}, {property: time_of_availability, value: "17:00Z"}]`,
	},
	{
		"exclusive bounds of v3.0 and v3.1",
		"apiVersion: v3.1.0\nschema: [{name: orders, properties: [{name: a, logicalType: number, logicalTypeOptions: {maximum: 100, exclusiveMaximum: true}}]}]",
		"apiVersion: v3.1.0\nschema: [{name: orders, properties: [{name: a, logicalType: number, logicalTypeOptions: {exclusiveMaximum: 100}}]}]",
	},
	{
		"exclusive bounds of whole numbers",
		`schema: [{name: orders, properties: [{name: a, logicalType: integer, logicalTypeOptions: {exclusiveMinimum: 0, maximum: 9.0}}]}]`,
		`schema: [{name: orders, properties: [{name: a, logicalType: integer, logicalTypeOptions: {minimum: 1, exclusiveMaximum: 10}}]}]`,
	},
	{
		"three spellings of a closed list",
		`schema: [{name: orders, properties: [{name: a, enum: [{value: x}, {value: y}]}, {name: b, enum: [{value: x}]}]}]`,
		`schema: [{name: orders, properties: [{name: a, logicalTypeOptions: {enum: [x, y]}}, {name: b, customProperties: [{property: enum, value: [x]}]}]}]`,
	},
	{
		"references with dots and with slashes, on the property and on the object",
		`schema: [{name: orders, properties: [{name: who, relationships: [{to: customers.id}]}]}, {name: customers, properties: [{name: id}]}]`,
		`schema: [{name: orders, properties: [{name: who}], relationships: [{type: foreignKey, from: [orders.who], to: [/schema/customers/properties/id]}]}, {name: customers, properties: [{name: id}]}]`,
	},
	{
		"columns of a composite key in another order",
		`schema: [{name: orders, properties: [{name: a}, {name: b}], relationships: [{from: [orders.a, orders.b], to: [keys.x, keys.y]}]}, {name: keys, properties: [{name: x}, {name: y}]}]`,
		`schema: [{name: orders, properties: [{name: a}, {name: b}], relationships: [{from: [orders.b, orders.a], to: [keys.y, keys.x]}]}, {name: keys, properties: [{name: x}, {name: y}]}]`,
	},
	{
		"default ports and quoted numbers",
		`servers: [{server: prod, type: postgres, host: db, port: 5432}]`,
		`servers: [{server: prod, type: postgresql, host: db}]`,
	},
	{
		"gaps in the positions of a key",
		`schema: [{name: orders, properties: [{name: a, primaryKey: true, primaryKeyPosition: 1}, {name: b, primaryKey: true, primaryKeyPosition: 2}]}]`,
		`schema: [{name: orders, properties: [{name: a, primaryKey: true, primaryKeyPosition: 10}, {name: b, primaryKey: true, primaryKeyPosition: 20}]}]`,
	},
	{
		"white space, comments and case of SQL",
		`schema: [{name: orders, properties: [{name: a, transformLogic: "SELECT  Sum(a) -- all\n FROM t;"}]}]`,
		`schema: [{name: orders, properties: [{name: a, transformLogic: "select sum(a) from t"}]}]`,
	},
	{
		"team as a list and as an object",
		"apiVersion: v3.1.0\nteam: [{username: ann, role: owner}]",
		"apiVersion: v3.1.0\nteam: {members: [{username: ann, role: owner}]}",
	},
	{
		"a check that means none by saying nothing",
		`schema: [{name: orders, properties: [{name: a, quality: [{metric: nullValues}]}]}]`,
		`schema: [{name: orders, properties: [{name: a, quality: [{type: library, metric: nullValues, mustBe: 0, unit: rows}]}]}]`,
	},
	{
		"dates with and without quotes, folded text",
		"description: {purpose: \"Orders of the shop.\"}\ncontractCreatedTs: 2022-10-03T00:00:00Z",
		"description:\n  purpose: >\n    Orders of\n    the shop.\ncontractCreatedTs: \"2022-10-03 00:00:00Z\"",
	},
}

func TestCompare_notationIsNoFinding(t *testing.T) {
	t.Parallel()
	for _, tt := range sameMeaning {
		base, revision := document("", []string{tt.base}), document("", []string{tt.revision})
		if r := compareTexts(t, base, revision, diff.Options{}); len(r.Findings) > 0 {
			t.Errorf("%s: %v", tt.name, messages(r))
		}
	}
}

func messages(r *diff.Report) []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Rule+": "+f.Message)
	}
	return out
}

// The same contract in five dialects.
var dialects = map[string]string{
	"ODCS v2.2": `
apiVersion: v2.2.2
kind: DataContract
uuid: shop-orders
version: 1.4.0
status: active
quantumName: sales
datasetDomain: commerce
dataset:
- table: orders
  description: The orders.
  columns:
  - {column: id, logicalType: string, physicalType: varchar(18), isPrimaryKey: true, isNullable: false}
  - {column: amount, logicalType: number, physicalType: "decimal(10,2)", isNullable: true, sampleValues: ["1"]}
stakeholders: [{username: ann, role: Data Product Owner}]
slaDefaultColumn: orders.id
slaProperties: [{property: retention, value: 3, unit: y}]
`,
	"ODCS v3.0": `
apiVersion: v3.0.2
kind: DataContract
id: shop-orders
version: 1.4.0
status: active
dataProduct: sales
domain: commerce
schema:
- name: orders
  description: The orders.
  properties:
  - {name: id, logicalType: string, physicalType: varchar(18), primaryKey: true, required: true}
  - {name: amount, logicalType: number, physicalType: "decimal(10,2)", required: false, examples: ["1"]}
team: [{username: ann, role: Data Product Owner}]
slaDefaultElement: orders.id
slaProperties: [{property: retention, value: 3, unit: y}]
`,
	"ODCS v3.1": `
apiVersion: v3.1.0
kind: DataContract
id: shop-orders
version: 1.4.0
status: active
dataProduct: sales
domain: commerce
schema:
- name: orders
  description: The orders.
  properties:
  - {name: id, logicalType: string, physicalType: varchar(18), primaryKey: true, required: true}
  - {name: amount, logicalType: number, physicalType: "decimal(10,2)", required: false, examples: ["1"]}
team: {members: [{username: ann, role: Data Product Owner}]}
slaProperties: [{property: retention, value: 36, unit: months, element: orders.id}]
`,
}

// TestCompare_dialectsSayTheSame moves one contract through the dialects: only
// the move itself is told.
func TestCompare_dialectsSayTheSame(t *testing.T) {
	t.Parallel()
	for from, base := range dialects {
		for to, revision := range dialects {
			if from == to {
				continue
			}
			r := compareTexts(t, base, revision, diff.Options{})
			if got := rulesOf(r); len(got) != 1 || got[0] != "dialect-changed" {
				t.Errorf("%s → %s: %v", from, to, messages(r))
			}
		}
	}
}

// TestCompare_fromDCS moves a contract of the Data Contract Specification to
// ODCS.
func TestCompare_fromDCS(t *testing.T) {
	t.Parallel()
	dcs := `
dataContractSpecification: 1.2.0
id: shop-orders
info: {title: Orders, version: 1.4.0, status: active, owner: Sales, description: The orders of the shop.}
terms: {usage: For reports., limitations: Not for marketing., noticePeriod: P3M}
models:
  orders:
    type: table
    fields:
      id: {type: string, primaryKey: true, required: true, unique: true}
      state: {type: string, enum: [open, paid]}
      amount: {type: number, minimum: 0}
servicelevels:
  retention: {period: P3Y}
  availability: {percentage: 99.9%}
`
	odcs := `
apiVersion: v3.2.0
kind: DataContract
id: shop-orders
name: Orders
version: 1.4.0
status: active
description: {purpose: The orders of the shop., usage: For reports., limitations: Not for marketing.}
customProperties: [{property: noticePeriod, value: P3M}]
team: {name: Sales}
schema:
- name: orders
  physicalType: table
  properties:
  - {name: id, logicalType: string, primaryKey: true, required: true, unique: true}
  - {name: state, logicalType: string, enum: [{value: open}, {value: paid}]}
  - {name: amount, logicalType: number, logicalTypeOptions: {minimum: 0}}
slaProperties:
- {property: availability, value: 99.9, unit: "%"}
- {property: retention, value: 3, unit: y}
`
	for _, r := range []*diff.Report{compareTexts(t, dcs, odcs, diff.Options{}), compareTexts(t, odcs, dcs, diff.Options{})} {
		if r.Verdict != diff.DocOnly {
			t.Errorf("the move is %s: %v", r.Verdict, messages(r))
		}
	}
}
