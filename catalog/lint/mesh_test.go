package lint_test

import (
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lint"
)

func record(subject catalog.Subject, id, version, path string) catalog.Record {
	return catalog.Record{
		Summary: catalog.Summary{Subject: subject, ID: id, Name: id, Version: version},
		Origin:  catalog.Origin{Source: "s", Path: path, Hash: path},
	}
}

func reads(r catalog.Record, contract, version string) catalog.Record {
	r.Summary.Inputs = append(r.Summary.Inputs, catalog.PortSummary{Name: "in", Contract: contract, Version: version})
	return r
}

func offers(r catalog.Record, contract, version string) catalog.Record {
	r.Summary.Outputs = append(r.Summary.Outputs, catalog.PortSummary{Name: "out", Contract: contract, Version: version})
	return r
}

func with(r catalog.Record, edit func(*catalog.Record)) catalog.Record {
	edit(&r)
	return r
}

func rulesOf(fs []lint.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Each rule over the catalog: a mesh that keeps it, the sound one, and one that
// breaks it and nothing else.
func TestCatalog_rules(t *testing.T) {
	t.Parallel()
	c := record(catalog.OfContract, "c", "1.0.0", "c.yaml")
	maker := offers(record(catalog.OfProduct, "maker", "1.0.0", "maker.yaml"), "c", "1.0.0")
	reader := reads(record(catalog.OfProduct, "reader", "1.0.0", "reader.yaml"), "c", "1.0.0")
	sound := []catalog.Record{c, maker, reader}
	if got := lint.Catalog(sound, nil, lint.Config{}); len(got) != 0 {
		t.Fatalf("the sound mesh breaks %v", got)
	}
	for _, x := range []struct {
		rule    string
		records []catalog.Record
		history lint.History
	}{
		{"version-conflict", append(slices.Clone(sound), record(catalog.OfContract, "c", "1.0.0", "other.yaml")), nil},
		{"version-conflict", []catalog.Record{with(c, func(r *catalog.Record) { r.Reused = true }), maker, reader}, nil},
		{"id-conflict", append(slices.Clone(sound), with(c, func(r *catalog.Record) { r.Origin.Path = "copy.yaml" })), nil},
		{"version-backwards", sound, func(id string) []catalog.Version { return []catalog.Version{{Text: "1.0.0"}, {Text: "1.1.0"}} }},
		{"port-dangling", append(slices.Clone(sound), reads(record(catalog.OfProduct, "x", "1.0.0", "x.yaml"), "gone", "1.0.0")), nil},
		{"port-version-unknown", append(slices.Clone(sound), reads(record(catalog.OfProduct, "x", "1.0.0", "x.yaml"), "c", "3.0.0")), nil},
		{"port-contested", append(slices.Clone(sound), offers(record(catalog.OfProduct, "x", "1.0.0", "x.yaml"), "c", "1.0.0")), nil},
		{"deprecated-consumed", []catalog.Record{with(c, func(r *catalog.Record) { r.Summary.Status = "deprecated" }), maker, reader}, nil},
		{"contract-orphaned", append(slices.Clone(sound), record(catalog.OfContract, "alone", "1.0.0", "alone.yaml")), nil},
		{"product-circular", append(slices.Clone(sound[:1]), reads(maker, "d", "1.0.0"), offers(reader, "d", "1.0.0"), record(catalog.OfContract, "d", "1.0.0", "d.yaml")), nil},
		{"product-name-shared", append(slices.Clone(sound), with(record(catalog.OfProduct, "x", "1.0.0", "x.yaml"), func(r *catalog.Record) { r.Summary.Name = "Maker" })), nil},
		{"reference-unknown", append(slices.Clone(sound[1:]), with(c, func(r *catalog.Record) {
			r.Summary.Objects = []catalog.ObjectSummary{{Name: "t", Properties: []catalog.PropertySummary{{Path: "x", Sources: []string{"raw.clicks"}}}}}
		})), nil},
	} {
		got := rulesOf(lint.Catalog(x.records, x.history, lint.Config{}))
		if !slices.Equal(got, []string{x.rule}) {
			t.Errorf("%s: found %v", x.rule, got)
		}
	}
}
