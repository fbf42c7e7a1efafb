package search_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// mesh is a catalog with its index.
type mesh struct {
	records []catalog.Record
	snap    *catalog.Snapshot
	index   *search.Index
}

func newMesh(records []catalog.Record, snap *catalog.Snapshot) mesh {
	return mesh{records, snap, search.Build(records, snap)}
}

// smallMesh reads testdata/mesh.txt.
func smallMesh(t testing.TB) mesh {
	t.Helper()
	return readMesh(t, "testdata/mesh.txt")
}

func readMesh(t testing.TB, name string) mesh {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var records []catalog.Record
	for in := bufio.NewScanner(f); in.Scan(); {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "#") || line == "":
		case strings.HasPrefix(line, "  "):
			s := &records[len(records)-1].Summary
			s.Objects = append(s.Objects, parseObject(line))
		default:
			records = append(records, parseContract(line, len(records)))
		}
	}
	return newMesh(records, catalog.Assemble(records, catalog.Stamp{Generation: 3, Synced: day}))
}

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// parseContract reads a line "id | name | domain | owner | status | tags | text".
func parseContract(line string, n int) catalog.Record {
	f := strings.Split(line, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return catalog.Record{
		Summary: catalog.Summary{
			ID: f[0], Name: f[1], Domain: f[2], Owner: f[3], Status: f[4], Tags: strings.Fields(f[5]),
			Description: f[6], Version: "1.0.0",
		},
		Origin: catalog.Origin{Source: "small", Path: f[0], Time: day.AddDate(0, 0, -n)},
	}
}

// parseObject reads a line "object: property property …".
func parseObject(line string) catalog.ObjectSummary {
	name, columns, _ := strings.Cut(strings.TrimSpace(line), ":")
	o := catalog.ObjectSummary{Name: name, Type: "table"}
	for _, c := range strings.Fields(columns) {
		o.Properties = append(o.Properties, catalog.PropertySummary{Path: c, Type: "string"})
	}
	return o
}
