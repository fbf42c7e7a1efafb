package product_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

// TestPage_realContracts draws every tab of every contract under the folder that
// MESHDEX_SHARED names: whatever people write, the frame stays exact.
func TestPage_realContracts(t *testing.T) {
	t.Parallel()
	root := os.Getenv("MESHDEX_SHARED")
	if root == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	b := &bench{shelf: newShelf(), env: pagetest.Env(product.Actions())}
	b.deps.Library = b.shelf
	var records []catalog.Record
	err := filepath.WalkDir(filepath.Join(root, "corpus"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc := reader.Read(path, raw, reader.Options{})
		b.shelf.docs[doc.Hash], b.shelf.raw[doc.Hash] = doc, raw
		for i, c := range doc.Contracts {
			records = append(records, catalog.Record{Summary: c.Summarize(today), Versions: 1, Origin: catalog.Origin{Source: "corpus", Path: path, Hash: doc.Hash, Index: i}})
		}
		for i, c := range doc.Products {
			records = append(records, catalog.Record{Summary: c.Summarize(today), Versions: 1, Origin: catalog.Origin{Source: "corpus", Path: path, Hash: doc.Hash, Index: i}})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{})
	tabs := []string{product.Overview, product.Schema, product.Quality, product.SLA, product.Team, product.Versions, product.Source}
	for i := range b.snap.Len() {
		d := b.open(t, 80, 24, page.Target{Product: b.snap.Product(i).ID})
		for _, tab := range tabs {
			d.Resize(80, 24)
			d.Do(action.ID("product.tab-"+tab), "product.scroll-down")
			d.Resize(40, 12).Frame()
			d.Resize(200, 60).Frame()
		}
	}
	t.Logf("%d products", b.snap.Len())
}
