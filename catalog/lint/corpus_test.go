package lint_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lint"
	"meshdex/catalog/reader"
)

// corpus lists the files of the public contracts that MESHDEX_SHARED leads to,
// one map of columns a file.
func corpus(t *testing.T) (string, []map[string]string) {
	t.Helper()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	f, err := os.Open(filepath.Join(shared, "corpus", "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return filepath.Join(shared, "corpus"), out
}

// What a published schema rejects has a finding, and an official example has
// none of level error unless a credential or a key that is written twice makes
// it truly broken.
func TestDocument_corpus(t *testing.T) {
	t.Parallel()
	root, files := corpus(t)
	read := 0
	for _, row := range files {
		_, path, _ := strings.Cut(row["file"], "/")
		data, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			continue
		}
		read++
		doc := reader.Read(path, data, reader.Options{})
		found := lint.Document(doc, data, lint.Config{Today: today})
		if row["schema_valid"] == "invalid" && len(found) == 0 && !doc.IsEmpty() {
			t.Errorf("%s: its schema rejects it (%s), and nothing is found", path, row["schema_errors"])
		}
		for _, f := range found {
			if f.Severity == catalog.Error && strings.HasPrefix(path, "bitol-io__") {
				t.Errorf("%s:%d: %s: %s", path, f.Pos.Line, f.Rule, f.Message)
			}
		}
	}
	if read < len(files)/2 {
		t.Fatalf("%d of %d files read", read, len(files))
	}
}
