package reader_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/catalog/writer"
)

// Every dialect has a fuzz target, whose inputs begin with what makes a document
// of that dialect. Whatever follows, reading must end without a panic, place each
// problem inside the file, keep no credential, and give contracts that survive
// being written and read.

func FuzzODCS3(f *testing.F) {
	fuzz(f, "apiVersion: v3.1.0\nkind: DataContract\nid: a\n", "odcs-v3.yaml", "odcs-v3-wild.yaml")
}

func FuzzODCS2(f *testing.F) {
	fuzz(f, "uuid: a\nversion: 1.0.0\nquantumName: q\n", "odcs-v2.yaml", "paypal-v1.yaml", "v2-map.yaml")
}

func FuzzDCS(f *testing.F) {
	fuzz(f, "dataContractSpecification: 1.1.0\nid: a\n", "dcs.yaml", "dcs-0.9.yaml")
}

func FuzzHybrid(f *testing.F) {
	fuzz(f, "kind: DataContract\napiVersion: v3.0.0\nid: a\n", "hybrid-fields.yaml", "hybrid-jsonschema.yaml", "columns-in-schema.yaml")
}

func FuzzODPS(f *testing.F) { fuzz(f, "kind: DataProduct\napiVersion: v1.0.0\nid: a\n", "odps.yaml") }

func FuzzODPSLF(f *testing.F) { fuzz(f, "schema: https://opendataproducts.org/v4.0\n", "odps-lf.yaml") }

func FuzzDPDS(f *testing.F) { fuzz(f, "", "dpds.json") }

func FuzzDPS(f *testing.F) { fuzz(f, "dataProductSpecification: 0.0.1\nid: a\n", "dps.yaml") }

func FuzzDBT(f *testing.F) { fuzz(f, "", "dbt.yml", "manifest.json") }

func FuzzSiblings(f *testing.F) { fuzz(f, "", "siblings.yaml", "registry.yaml", "envelope.json") }

// fuzz seeds a target with samples, whole and behind the head.
func fuzz(f *testing.F, head string, samples ...string) {
	for _, name := range samples {
		data, err := os.ReadFile("testdata/dialects/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add([]byte(strings.TrimPrefix(string(data), head)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			return
		}
		survives(t, data)
		survives(t, append([]byte(head), data...))
	})
}

func survives(t *testing.T, data []byte) {
	t.Helper()
	d := reader.Read("x.yaml", data, reader.Options{})
	lines := bytes.Count(data, []byte("\n")) + 2 // UTF-16 has no more lines than bytes
	for _, p := range d.Problems {
		if p.Pos.Line < 0 || p.Pos.Line > lines || p.Message == "" || p.Severity == "" {
			t.Fatalf("problem %+v", p)
		}
	}
	for _, c := range d.Contracts {
		again := reread(t, c)
		if len(again.Contracts) != 1 {
			t.Fatalf("%d contracts once written: %v", len(again.Contracts), again.Problems)
		}
		if before, after := asJSON(t, c), asJSON(t, again.Contracts[0]); before != after {
			t.Fatalf("written and read, %s\nbecomes %s", before, after)
		}
	}
}

func asJSON(t *testing.T, c *catalog.Contract) string {
	t.Helper()
	text, err := writer.JSON(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// reread writes a contract and reads it.
func reread(t *testing.T, c *catalog.Contract) *catalog.Document {
	t.Helper()
	var b bytes.Buffer
	if err := writer.ODCS(&b, c); err != nil {
		t.Fatal(err)
	}
	return reader.Read("x.yaml", b.Bytes(), reader.Options{})
}
