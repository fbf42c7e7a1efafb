package writer_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/catalog/writer"
)

// likeJSON compares values but for what JSON cannot say: a number such as 007 or
// .inf is written as text, and True as true.
var likeJSON = cmp.Comparer(func(v, w catalog.Value) bool { return inJSON(v).Equal(inJSON(w)) })

func inJSON(v catalog.Value) catalog.Value {
	if (v.Kind == catalog.Int || v.Kind == catalog.Float) && !json.Valid([]byte(v.Text)) {
		v.Kind = catalog.String
	}
	if v.Kind == catalog.Bool {
		v.Text = strings.ToLower(v.Text)
	}
	v.Items, v.Fields = slices.Clone(v.Items), slices.Clone(v.Fields)
	for i := range v.Items {
		v.Items[i] = inJSON(v.Items[i])
	}
	for i := range v.Fields {
		v.Fields[i].Value = inJSON(v.Fields[i].Value)
	}
	return v
}

// forget drops where the elements were read from, which is not compared.
func forget(elements iter.Seq[catalog.Located]) {
	for l := range elements {
		l.Element.Place = catalog.Place{}
		for i := range l.Element.Extensions {
			l.Element.Extensions[i].Pos = catalog.Pos{}
		}
	}
}

// corpus calls f with every file of the corpus that holds anything.
func corpus(t *testing.T, f func(path string, d *catalog.Document)) {
	t.Helper()
	corpusBytes(t, func(path string, _ []byte, d *catalog.Document) { f(path, d) })
}

func corpusBytes(t *testing.T, f func(path string, data []byte, d *catalog.Document)) {
	t.Helper()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	for _, folder := range []string{"corpus", "corpus-history"} {
		root := filepath.Join(shared, folder)
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name := strings.TrimPrefix(path, root+"/")
			if d := reader.Read(name, data, reader.Options{}); !d.IsEmpty() {
				f(folder+"/"+name, data, d)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestODCS_readsBackAsTheSameContract(t *testing.T) {
	t.Parallel()
	n, failed := 0, 0
	corpus(t, func(path string, d *catalog.Document) {
		for _, c := range d.Contracts {
			n++
			if diff := contractDiff(t, c); diff != "" {
				if failed++; failed <= 12 {
					t.Errorf("%s: %s:\n%.1500s", path, c.ID, diff)
				}
			}
		}
	})
	t.Logf("%d contracts, %d differ", n, failed)
	if n < 900 {
		t.Errorf("only %d contracts were looked at", n)
	}
}

// contractDiff writes a contract both ways, reads it back and compares.
func contractDiff(t *testing.T, c *catalog.Contract) string {
	t.Helper()
	forget(c.Elements())
	c.Dialect = catalog.Dialect{}
	var b bytes.Buffer
	if err := writer.ODCS(&b, c); err != nil {
		t.Fatal(err)
	}
	text, err := writer.JSON(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, written := range [][]byte{b.Bytes(), text} {
		back := reader.Read("written.yaml", written, reader.Options{})
		if len(back.Contracts) != 1 {
			return "not one contract: " + string(written[:min(len(written), 400)])
		}
		b := back.Contracts[0]
		forget(b.Elements())
		b.Dialect = catalog.Dialect{}
		if !reflect.DeepEqual(c, b) {
			return cmp.Diff(c, b, likeJSON)
		}
	}
	return ""
}

func TestODPS_readsBackAsTheSameProduct(t *testing.T) {
	t.Parallel()
	n, failed := 0, 0
	corpus(t, func(path string, d *catalog.Document) {
		for _, p := range d.Products {
			n++
			if diff := productDiff(t, p); diff != "" {
				if failed++; failed <= 8 {
					t.Errorf("%s: %s:\n%.1500s", path, p.ID, diff)
				}
			}
		}
	})
	t.Logf("%d products, %d differ", n, failed)
	if n < 150 {
		t.Errorf("only %d products were looked at", n)
	}
}

func productDiff(t *testing.T, p *catalog.Product) string {
	t.Helper()
	forget(p.Elements())
	p.Dialect = catalog.Dialect{}
	var b bytes.Buffer
	if err := writer.ODPS(&b, p); err != nil {
		t.Fatal(err)
	}
	text, err := writer.ProductJSON(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, written := range [][]byte{b.Bytes(), text} {
		back := reader.Read("written.yaml", written, reader.Options{})
		if len(back.Products) != 1 {
			return "not one product: " + string(written[:min(len(written), 400)])
		}
		b := back.Products[0]
		forget(b.Elements())
		b.Dialect = catalog.Dialect{}
		if !reflect.DeepEqual(p, b) {
			return cmp.Diff(p, b, likeJSON)
		}
	}
	return ""
}
