package reader_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestRead_badFiles reads every file of testdata/bad and compares what was read,
// and what was said about it, with the golden file beside them.
func TestRead_badFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.*")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var got strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		got.WriteString(describe(name, reader.Read(name, data, reader.Options{Open: refuse})))
	}
	const golden = "testdata/bad.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
}

func refuse(string) ([]byte, error) { return nil, errors.New("no such file") }

// describe tells what came of a file: what was read, then each problem.
func describe(name string, d *catalog.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d contracts, %d products, %d others\n", name, len(d.Contracts), len(d.Products), len(d.Others))
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "  %d:%d %s %s", p.Pos.Line, p.Pos.Column, p.Severity, p.Rule)
		if p.At != "" {
			fmt.Fprintf(&b, " at %s", p.At)
		}
		fmt.Fprintf(&b, "\n    %s\n    %s\n", p.Message, p.Hint)
	}
	return b.String()
}

// TestRead_hugeFiles holds what is too large to keep in a file.
func TestRead_hugeFiles(t *testing.T) {
	t.Parallel()
	head := "apiVersion: v3.1.0\nkind: DataContract\nid: orders\n"
	tests := []struct {
		name string
		data func() []byte
		rule string
	}{
		{"flow 10,000 deep", func() []byte { return []byte(head + "x: " + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)) }, "yaml-depth"},
		{"block 10,000 deep", func() []byte { return []byte(head + "x:\n" + strings.Repeat("- ", 10_000)) }, "yaml-depth"},
		{"JSON 10,000 deep", func() []byte { return []byte(`{"kind":"DataContract","x":` + strings.Repeat("[", 10_000)) }, "yaml-depth"},
		{"scalar of 100 MB", func() []byte { return append([]byte(head+"name: "), bytes.Repeat([]byte("x"), 100<<20)...) }, "file-too-large"},
		{"scalar of 7 MB", func() []byte {
			return append([]byte(head+"version: 1\nstatus: x\nname: "), bytes.Repeat([]byte("x"), 7<<20)...)
		}, ""},
		{"a million lines", func() []byte { return []byte(head + strings.Repeat("- x\n", 1_000_000)) }, "file-too-large"},
		{"150,000 properties", func() []byte {
			return []byte(head + "version: 1\nstatus: x\nschema: [{properties: [" + strings.Repeat("{},", 150_000) + "]}]\n")
		}, "file-too-detailed"},
		{"50,000 keys", func() []byte { return []byte(head + "version: 1\nstatus: x\n" + manyKeys(50_000)) }, ""},
		{"50,000 merges", func() []byte {
			return []byte(head + "b: &b {" + flowKeys(500) + "}\nl:\n" + strings.Repeat("- <<: *b\n", 50_000))
		}, "yaml-alias"},
		{"10,000 aliases of a long text", func() []byte {
			return []byte(head + "a: &a " + strings.Repeat("x", 100_000) + "\nroles: [{role: r, firstLevelApprovers: [" + strings.Repeat("*a, ", 10_000) + "]}]\n")
		}, "yaml-alias"},
		{"ten thousand wrong values", func() []byte { return []byte(head + "tags:\n" + strings.Repeat("- [x]\n", 10_000)) }, "problems-truncated"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			d := reader.Read("contract.yaml", tc.data(), reader.Options{})
			switch {
			case tc.rule == "" && (len(d.Contracts) != 1 || len(d.Problems) != 0):
				t.Errorf("%d contracts, problems %.300v", len(d.Contracts), d.Problems)
			case tc.rule != "" && (len(d.Problems) == 0 || d.Problems[len(d.Problems)-1].Rule != tc.rule):
				t.Errorf("problems %.300v, want %s", d.Problems, tc.rule)
			}
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "key%d: %d\n", i, i)
	}
	return b.String()
}

func flowKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "key%d: %d, ", i, i)
	}
	return b.String()
}
