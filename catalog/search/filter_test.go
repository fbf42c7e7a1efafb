package search_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// filtered is a catalog of five products that differ in what qualifiers see.
func filtered() mesh {
	sla := func(property, value, unit string) catalog.SLASummary {
		return catalog.SLASummary{Property: property, Value: value, Unit: unit}
	}
	summaries := []catalog.Summary{
		{
			ID: "a", Name: "alpha", Version: "1.0.0", Status: "active", Domain: "Sales", Owner: "Zoë Adams", Tags: []string{"gold"},
			Servers: []catalog.ServerSummary{{Name: "prod", Type: "snowflake", Environment: "prod", Location: "acct/DB/PUBLIC"}},
			SLAs:    []catalog.SLASummary{sla("latency", "30", "m"), sla("availability", "99.95", "%")},
			Objects: []catalog.ObjectSummary{{Name: "t", Properties: []catalog.PropertySummary{
				{Path: "customerId", Flags: catalog.PII, Classification: "restricted", Type: "string"}, {Path: "total", Type: "number", Checks: 2},
			}}},
		},
		{
			ID: "b", Name: "beta", Version: "2.1.0", Status: "deprecated", Domain: "sales emea",
			SLAs:    []catalog.SLASummary{sla("latency", "4", "h")},
			Servers: []catalog.ServerSummary{{Name: "lake", Type: "s3", Format: "parquet"}},
			Objects: []catalog.ObjectSummary{{Name: "order_lines", Type: "table"}},
		},
		{ID: "c", Name: "gamma", Version: "10.0", Status: "draft", Domain: "finance", Owner: "Bo", Description: "Words."},
		{ID: "d", Name: "delta", Version: "v2", Status: "active", People: []string{"Zoe Brown <zb>, steward"}},
		{ID: "e", Name: "alpha two", Version: "1.2.0", Status: "active", SLAs: []catalog.SLASummary{sla("availability", "99.5%", "")}},
	}
	var records []catalog.Record
	for i, s := range summaries {
		records = append(records, catalog.Record{
			Summary: s, Versions: i + 1,
			Origin: catalog.Origin{Source: "src" + s.ID, Path: s.ID, Time: day.AddDate(0, 0, -10*i)},
		})
	}
	return newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
}

func TestIndex_filters(t *testing.T) {
	t.Parallel()
	m := filtered()
	for query, want := range map[string]string{
		"domain:sales":                     "a b",
		"domain=sales":                     "a",
		"domain!=sales":                    "b c d e",
		`domain:"sales emea",finance`:      "b c",
		"-domain:sales":                    "c d e",
		"owner:zoe":                        "a d",
		"tag:gold":                         "a",
		"tag:go*":                          "a",
		"status:active":                    "a d e",
		"type:table":                       "b",
		"field:customer":                   "a",
		"field:customerId":                 "a",
		"field:*ota?":                      "a",
		"class:restricted":                 "a",
		"pii:true":                         "a",
		"pii:false":                        "b c d e",
		"format:parquet":                   "b",
		"server:snowflake":                 "a",
		"server:lake":                      "b",
		"version=2.1.0":                    "b",
		"version>=2":                       "b c d",
		"version<2":                        "a e",
		"version:1.2":                      "e",
		"source:srcc":                      "c",
		"id:a":                             "a e",
		"id=a":                             "a",
		"name:alpha":                       "a e",
		"name=alpha":                       "a",
		"object:order_lines":               "b",
		"object:lines":                     "b",
		"has:owner":                        "a c",
		"missing:owner":                    "b d e",
		"has:sla has:quality":              "a",
		"has:team":                         "d",
		"deprecated:true":                  "b",
		"updated<15d":                      "a b",
		"updated>15d":                      "c d e",
		"updated:15d":                      "a b",
		"updated>=2026-02-19":              "a b",
		"updated<2026-02":                  "d e",
		"updated:2026-02":                  "b c",
		"columns>1":                        "a",
		"columns:0":                        "b c d e",
		"columns!=0":                       "a",
		"versions>=4":                      "d e",
		"checks>1":                         "a",
		"sla.latency<=1h":                  "a",
		"sla.latency>1h":                   "b",
		"sla.latency<=300m":                "a b",
		"sla.availability>=99.9":           "a",
		"sla.availability>=99%":            "a e",
		"alpha OR beta":                    "a b e",
		"(alpha OR beta) -two -status:d*":  "a",
		"alpha -(two OR gold)":             "",
		`"alpha two"`:                      "e",
		`"two alpha"`:                      "",
		"al*":                              "a e",
		"*":                                "a b c d e",
		"?elta":                            "d",
		"status:active updated<50d -alpha": "d",
		"sla.latency<1d -deprecated:true":  "a",
		"sla.nothing>1":                    "",
		"consumers>0":                      "",
		"dialect:odcs":                     "",
	} {
		got := m.ids(run(t, m.index, query, search.Options{}))
		slices.Sort(got)
		if diff := cmp.Diff(strings.Fields(want), append([]string{}, got...)); diff != "" {
			t.Errorf("%s:\n%s", query, diff)
		}
	}
}
