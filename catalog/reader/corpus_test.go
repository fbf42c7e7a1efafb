package reader_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

// corpusFile is one row of the corpus's manifest, read.
type corpusFile struct {
	path    string
	dialect string
	objects string
	columns string
	parsed  string // "ok", or the error of the manifest's parser
	data    []byte
	doc     *catalog.Document
}

// corpus reads every file of the corpus; the test is skipped where there is none.
func corpus(t testing.TB) []corpusFile {
	t.Helper()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	root := filepath.Join(shared, "corpus")
	manifest, err := os.Open(filepath.Join(root, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer manifest.Close()
	var files []corpusFile
	lines := bufio.NewScanner(manifest)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 18 || f[0] == "set" {
			continue
		}
		path := strings.TrimPrefix(f[11], "dev/")
		data, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, corpusFile{
			path: path, dialect: f[4], objects: f[16], columns: f[17], parsed: f[13], data: data,
			doc: reader.Read(path, data, reader.Options{Open: beside(root, path)}),
		})
	}
	if len(files) == 0 {
		t.Fatal("the corpus is empty")
	}
	return files
}

// beside opens files relative to a file of the corpus.
func beside(root, path string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(root, filepath.Dir(path), name))
	}
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
