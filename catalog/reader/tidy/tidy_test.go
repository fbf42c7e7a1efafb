package tidy_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog/reader/tidy"
)

// oracle parses a text with the library whose nodes Parse promises: the root of
// its only document.
func oracle(text []byte) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithUniqueKeys(false))
	if err != nil {
		return nil, err
	}
	var doc, more yaml.Node
	if err := loader.Load(&doc); err != nil {
		return nil, err
	}
	if err := loader.Load(&more); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is a second document")
	}
	return doc.Content[0], nil
}

// differ tells where two trees differ; "" if they do not.
func differ(have, want *yaml.Node, at string) string {
	if show(have) != show(want) {
		return fmt.Sprintf("%s: have %s, want %s", at, show(have), show(want))
	}
	for i := range have.Content {
		if d := differ(have.Content[i], want.Content[i], fmt.Sprintf("%s/%d", at, i)); d != "" {
			return d
		}
	}
	return ""
}

// show is all there is of a node, but for comments.
func show(n *yaml.Node) string {
	return fmt.Sprintf("kind %d style %d %s %s%q at %d:%d with %d", n.Kind, n.Style, n.Tag, n.Anchor, n.Value, n.Line, n.Column, len(n.Content))
}

// isReadable is what the caller of Parse has made sure of.
func isReadable(text []byte) bool {
	return utf8.Valid(text) && !bytes.ContainsFunc(text, func(r rune) bool {
		return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
	})
}

// compare fails when Parse accepts a text and says something else of it than the
// library does; it reports whether Parse accepts.
func compare(t *testing.T, text []byte) bool {
	t.Helper()
	if !isReadable(text) {
		return false
	}
	tree := tidy.Parse(text)
	if tree == nil {
		return false
	}
	defer tree.Free()
	want, err := oracle(text)
	if err != nil {
		t.Errorf("accepted %q: %v", text, err)
		return true
	}
	if d := differ(tree.Root, want, ""); d != "" {
		t.Errorf("%q\n%s", text, d)
	}
	return true
}

func TestParse_tidy(t *testing.T) {
	t.Parallel()
	for _, text := range tidyTexts {
		if !compare(t, []byte(text)) {
			t.Errorf("refused %q", text)
		}
	}
}

func TestParse_refuses(t *testing.T) {
	t.Parallel()
	for _, text := range untidyTexts {
		if compare(t, []byte(text)) {
			t.Errorf("accepted %q", text)
		}
	}
}

// TestParse_corpus reads real contracts. What is not tidy among them must be rare,
// for it takes as long as ever.
func TestParse_corpus(t *testing.T) {
	t.Parallel()
	texts := corpus(t)
	tidy := 0
	for _, text := range texts {
		if compare(t, text) {
			tidy++
		}
	}
	if tidy < len(texts)*95/100 {
		t.Errorf("only %d of %d files are tidy", tidy, len(texts))
	}
}

// corpus are the YAML files of the corpus that the library can read.
func corpus(t testing.TB) (texts [][]byte) {
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	err := filepath.WalkDir(filepath.Join(shared, "corpus"), func(path string, e fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || ext != ".yaml" && ext != ".yml" {
			return err
		}
		text, err := os.ReadFile(path)
		if _, bad := oracle(text); bad == nil && len(text) < 300_000 {
			texts = append(texts, text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// BenchmarkParse goes through the tidy files of the corpus, and reports how many
// times as long the library takes for the same.
func BenchmarkParse(b *testing.B) {
	texts := corpus(b)
	var size int
	var ours, library time.Duration
	for b.Loop() {
		size = 0
		for _, text := range texts {
			start := time.Now()
			tree := tidy.Parse(text)
			if tree == nil {
				continue
			}
			tree.Free()
			ours += time.Since(start)
			start = time.Now()
			var y yaml.Node
			if err := yaml.Load(text, &y); err != nil {
				b.Fatal(err)
			}
			library += time.Since(start)
			size += len(text)
		}
	}
	b.ReportMetric(float64(library)/float64(ours), "library/x")
	b.ReportMetric(float64(size)*float64(b.N)/1e6/ours.Seconds(), "MB/s-own")
	b.ReportMetric(0, "ns/op")
}
