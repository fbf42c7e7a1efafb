package reader_test

import (
	"bufio"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
)

// TestRead_countsByDialect compares what each file of the corpus was read as
// with what its manifest says it is. Every difference must be in
// testdata/differences.tsv, with its reason.
func TestRead_countsByDialect(t *testing.T) {
	t.Parallel()
	known := differences(t)
	counts := map[string]int{}
	for _, f := range corpus(t) {
		got := readAs(f.doc)
		counts[f.dialect+" read as "+got]++
		if got == expectedAs(f.dialect) {
			continue
		}
		d, ok := known[f.path]
		if !ok {
			t.Errorf("%s: %s was read as %s\n\t%.200v", f.path, f.dialect, got, f.doc.Problems)
		} else if d.got != got {
			t.Errorf("%s: read as %s, not as %s", f.path, got, d.got)
		}
		delete(known, f.path)
	}
	for path := range known {
		t.Errorf("%s is no longer a difference", path)
	}
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d %s", counts[what], what)
	}
}

// readAs says in one word what a file was read as.
func readAs(d *catalog.Document) string {
	var all []string
	for _, c := range d.Contracts {
		name := string(c.Dialect.Family)
		if strings.HasPrefix(c.Dialect.Detected, "v2") || strings.HasPrefix(c.Dialect.Detected, "v1") {
			name += "2"
		}
		all = append(all, name)
	}
	for _, p := range d.Products {
		all = append(all, "product-"+string(p.Dialect.Family))
	}
	switch {
	case len(all) > 0:
		slices.Sort(all)
		return strings.Join(slices.Compact(all), "+")
	case len(d.Others) > 0 && d.Others[0].Dialect.Kind == "fragment":
		return "fragment"
	case len(d.Others) > 0:
		return "other"
	case slices.ContainsFunc(d.Problems, func(p catalog.Problem) bool { return p.Rule == "yaml-template" }):
		return "template"
	case len(d.Problems) > 0:
		return "broken"
	}
	return "nothing"
}

// expectedAs gives the word for a dialect of the manifest.
func expectedAs(dialect string) string {
	switch {
	case strings.HasSuffix(dialect, "(unparsed)"):
		return "broken"
	case strings.HasSuffix(dialect, "fragment"):
		return "fragment"
	}
	return map[string]string{
		"odcs-v3": "odcs", "odcs-v2": "odcs2", "paypal-v2": "odcs2", "dcs": "dcs", "odcs-hybrid": "hybrid",
		"dpds": "product-dpds", "embedded:dpds": "product-dpds", "odps-lf": "product-odps-lf",
		"odps-bitol": "product-odps", "dps-dmm": "product-dps", "dbt-contract": "dbt",
		"list:odcs-v3": "odcs+product-odps", "list:odps-bitol": "odcs+product-odps", "lookalike": "other",
		"dbt-manifest": "dbt+product-dbt", "dbt-project": "nothing",
	}[dialect]
}

type difference struct{ got, reason string }

func differences(t *testing.T) map[string]difference {
	t.Helper()
	file, err := os.Open("testdata/differences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all := map[string]difference{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		f := strings.Split(lines.Text(), "\t")
		if len(f) == 3 && f[0] != "file" {
			all[f[0]] = difference{f[1], f[2]}
		}
	}
	return all
}
