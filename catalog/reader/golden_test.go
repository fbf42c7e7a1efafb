package reader_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/catalog/writer"
)

// TestRead_dialects reads one sample of every dialect and shows what came of it,
// in the terms of ODCS v3.2 and ODPS v1.1, beside the sample.
func TestRead_dialects(t *testing.T) {
	t.Parallel()
	for _, file := range samples(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := portrait(t, reader.Read(filepath.Base(file), data, reader.Options{}))
			golden := file + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func samples(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, kind := range []string{"*.yaml", "*.yml", "*.json"} {
		found, err := filepath.Glob("testdata/dialects/" + kind)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 18 {
		t.Fatalf("only %d samples", len(files))
	}
	return files
}

// portrait is all of a document as text.
func portrait(t *testing.T, d *catalog.Document) string {
	t.Helper()
	var b strings.Builder
	for _, c := range d.Contracts {
		fmt.Fprintf(&b, "--- contract %+v\n", c.Dialect)
		if err := writer.ODCS(&b, c); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range d.Products {
		fmt.Fprintf(&b, "--- product %+v\n", p.Dialect)
		if err := writer.ODPS(&b, p); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range d.Results {
		fmt.Fprintf(&b, "--- result of %s@%s, check %s: %s\n%s %s %s (threshold %s), %s: %s\n%s, %s\n%v\n", r.Contract, r.Version, r.Check,
			r.Status, r.Metric, r.Value, r.Unit, r.Threshold, r.Target, r.Message, r.Source, r.At, extensions(r.Extensions))
	}
	for _, a := range d.Agreements {
		fmt.Fprintf(&b, "--- agreement %s: %s\n%s/%s %s@%s for %s: %s, %s to %s\n%v\n", a.ID, a.Status, a.Provider, a.Port,
			a.Contract, a.ContractVersion, a.Consumer, a.Purpose, a.Start, a.End, extensions(a.Extensions))
	}
	for _, o := range d.Others {
		fmt.Fprintf(&b, "--- other %+v %s %s\n%v\n", o.Dialect, o.ID, o.Name, extensions(o.Extensions))
	}
	return b.String() + "---\n" + describe("problems", d)
}

func extensions(all []catalog.Extension) string {
	var b strings.Builder
	for _, x := range all {
		fmt.Fprintf(&b, "%s: %s\n", x.Path, x.Value)
	}
	return b.String()
}

func TestRead_noiseIsPassedOver(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/noise/*")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := reader.Read(filepath.Base(file), data, reader.Options{})
		if !d.IsEmpty() || len(d.Problems) > 0 {
			t.Errorf("%s", describe(file, d))
		}
	}
}
