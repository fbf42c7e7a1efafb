package diff_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
)

const (
	ordersBefore = `
id: orders
version: 1.4.2
status: active
schema:
- name: orders
  description: The orders.
  properties:
  - {name: id, logicalType: string, required: true}
  - name: lines
    logicalType: array
    items:
      logicalType: object
      properties: [{name: sku, logicalType: string, required: true}]
slaProperties: [{property: latency, value: 4, unit: d}]
`
	ordersAfter = `
id: orders
version: 1.5.0
status: active
schema:
- name: orders
  description: All orders.
  properties:
  - {name: id, logicalType: string, required: true}
  - name: lines
    logicalType: array
    items:
      logicalType: object
      properties: [{name: sku, logicalType: string}]
  - {name: channel, logicalType: string}
slaProperties: [{property: latency, value: 1, unit: d}]
`
)

func ordersReport(t *testing.T) *diff.Report {
	t.Helper()
	return compareTexts(t, "apiVersion: v3.2.0\nkind: DataContract"+ordersBefore, "apiVersion: v3.2.0\nkind: DataContract"+ordersAfter, diff.Options{})
}

func TestWriteMarkdown(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := diff.WriteMarkdown(&b, ordersReport(t)); err != nil {
		t.Fatal(err)
	}
	want := `### ❌ Breaking: ` + "`orders`" + `

1.4.2 → 1.5.0 · needs a **major** step: **2.0.0** or later

1 breaking, 2 compatible, 1 doc only, 1 policy

#### 🏷️ Version

- version 1.5.0 promises less change than there is: it is a minor step, and property-became-optional needs a major one (` + "`version-bump-too-small`" + `)
  - mend the document

#### ❌ Breaking

- orders.lines\[\].sku may now be null (` + "`property-became-optional`" + `)
  - tell the consumers and respect the notice period

#### ✅ Compatible

- orders.channel is new (` + "`property-added`" + `)
- the service level latency is now 1 day, before 4 days: better (` + "`sla-latency-decreased`" + `)

<details><summary>📝 Documentation: 1</summary>

- the description of orders reads differently (` + "`object-description-changed`" + `)

</details>
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestWriteMarkdown_hostileText(t *testing.T) {
	t.Parallel()
	evil := "@all <img src=x> [a](http://b) `c` | \x1b[31m \u202e\n# head"
	base := &catalog.Contract{Schema: []catalog.Object{{Name: evil}}}
	var b bytes.Buffer
	if err := diff.WriteMarkdown(&b, diff.Compare(base, &catalog.Contract{Name: evil}, diff.Options{})); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"@all", "<img", "](http", "\x1b", "\u202e", "\n# "} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("%q came through:\n%s", bad, b.String())
		}
	}
}

func TestWriteDifference(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := diff.WriteDifference(&b, ordersReport(t)); err != nil {
		t.Fatal(err)
	}
	var d struct {
		APIVersion, Kind, SourceKind, SuggestedVersion string
		Source1, Source2                               struct{ ID, Version string }
		Impact                                         struct{ Major, Minor, Patch int }
		Diffs                                          []struct{ Type, Section, Field, Path, Value1, Value2, ImpactLevel string }
	}
	if err := json.Unmarshal(b.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if d.Kind != "MetadataDifference" || d.SourceKind != "DataContract" || d.SuggestedVersion != "2.0.0" ||
		d.Source1.Version != "1.4.2" || d.Impact.Major != 1 || d.Impact.Minor != 2 || d.Impact.Patch != 1 {
		t.Errorf("head: %+v", d)
	}
	want := map[string]string{
		"/schema[name=orders]/properties[name=lines]/items/properties[name=sku]/required": "CHANGE schema required MAJOR",
		"/schema[name=orders]/properties[name=channel]":                                   "ADD schema properties MINOR",
		"/schema[name=orders]/description":                                                "CHANGE schema description PATCH",
		"/slaProperties[property=latency]/value":                                          "CHANGE slaProperties value MINOR",
	}
	for _, e := range d.Diffs {
		if got := e.Type + " " + e.Section + " " + e.Field + " " + e.ImpactLevel; want[e.Path] != got {
			t.Errorf("%s: %s, want %s", e.Path, got, want[e.Path])
		}
	}
	if len(d.Diffs) != len(want) {
		t.Errorf("%d entries, want %d", len(d.Diffs), len(want))
	}
}
