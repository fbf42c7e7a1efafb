package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/store"
)

// view is the catalog that a command reads.
type view struct {
	*catalog.Snapshot
	catalog.Library
	db      *store.DB // nil when the view is of the sample
	records func(context.Context) ([]catalog.Record, error)
	index   func() (*search.Index, error)
	lineage func(context.Context) (*lineage.Graph, error) // nil to have it read or made
}

// open returns the store, which may be empty.
func (t *tool) open() (*store.DB, error) {
	return t.openTelling(func(s string) { t.note("%s", s) })
}

// openTelling is open for those to whom the store's notes are to be told otherwise.
func (t *tool) openTelling(note func(string)) (*store.DB, error) {
	dir, err := t.storePath()
	if err != nil {
		return nil, err
	}
	return store.Open(dir, store.Options{Now: t.Now, Note: note})
}

// storePath is where the store is: flag, environment, the user's data folder.
func (t *tool) storePath() (string, error) {
	if dir := cmp.Or(t.storeDir, t.Getenv("MESHDEX_STORE")); dir != "" {
		return dir, nil
	}
	return t.userFolder("XDG_DATA_HOME", filepath.Join(".local", "share"))
}

// userFolder is one of the user's folders for meshdex, after the XDG base
// directory specification; Windows has one place for all of them.
func (t *tool) userFolder(variable, below string) (string, error) {
	if dir := t.Getenv(variable); filepath.IsAbs(dir) {
		return filepath.Join(dir, "meshdex"), nil
	}
	if dir := t.Getenv("LocalAppData"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "meshdex", filepath.Base(below)), nil
	}
	home := t.Getenv("HOME")
	if home == "" {
		var err error
		if home, err = os.UserHomeDir(); err != nil {
			return "", usage("set HOME, or name the store with --store", "no home folder: %w", err)
		}
	}
	return filepath.Join(home, below, "meshdex"), nil
}

// view returns the catalog to read: the sample when asked for, else the store,
// which must not be empty.
func (t *tool) view() (*view, error) {
	if t.sample {
		return sampleView()
	}
	db, err := t.open()
	if err != nil {
		return nil, err
	}
	v, err := storeView(db)
	if err != nil {
		return nil, err
	}
	if v.Len() == 0 {
		return nil, nothingSynced()
	}
	return v, nil
}

func nothingSynced() error {
	return nothing("meshdex sync PATH brings contracts in; --sample reads the embedded sample instead", "nothing has been synced yet")
}

func storeView(db *store.DB) (*view, error) {
	snap, err := db.Snapshot()
	if err != nil {
		return nil, err
	}
	return &view{snap, db, db, db.Records, db.Index, nil}, nil
}

func sampleView() (*view, error) {
	lib, records, snap, err := sample.Open()
	if err != nil {
		return nil, err
	}
	return &view{
		snap, lib, nil,
		func(context.Context) ([]catalog.Record, error) { return records, nil },
		func() (*search.Index, error) { return search.Build(records, snap), nil },
		nil,
	}, nil
}

// subject is what a reference on the command line names.
type subject struct {
	row      catalog.ProductRow
	product  *catalog.Product  // its document; nil when the product has none
	contract *catalog.Contract // nil when the product as a whole is meant
	version  catalog.Version   // of the contract, or of the product's document
	path     string            // object or property within the contract
}

// lookup finds what a reference names and loads it.
func (v *view) lookup(text string) (subject, error) {
	target, err := v.Resolve(text)
	if err != nil {
		return subject{}, err
	}
	s := subject{row: v.Product(target.Product), path: target.Ref.Path}
	if target.Contract < 0 && (s.path != "" || target.Ref.Version != "" || !s.row.Flags.Has(catalog.HasDocument)) {
		target.Contract, err = v.contractOf(s.row, text, s.path)
	}
	if err == nil && target.Contract >= 0 {
		s.contract, s.version, err = v.load(v.Contract(target.Contract).ID, target.Ref.Version)
	} else if err == nil {
		s.product, s.version, err = v.loadProduct(s.row)
	}
	return s, err
}

// lookupContract finds the contract that a reference names; that of a product is
// its only one.
func (v *view) lookupContract(text string) (subject, error) {
	s, err := v.lookup(text)
	if err != nil || s.contract != nil {
		return s, err
	}
	row, err := v.contractOf(s.row, text, "")
	if err != nil {
		return s, err
	}
	s.contract, s.version, err = v.load(v.Contract(row).ID, "")
	return s, err
}

// contractOf picks the contract of a product that a version or path can be
// about: the only one, the one that has the id of its product, or the only one that
// holds the object of the path.
func (v *view) contractOf(p catalog.ProductRow, text, path string) (int, error) {
	if p.Contracts == 1 {
		return p.First, nil
	}
	if p.Contracts == 0 {
		return -1, nothing("meshdex show "+p.ID+" shows what there is", "%s has no contract", p.Label())
	}
	if row, ok := v.FindContract(p.ID); ok && row >= p.First && row < p.First+p.Contracts {
		return row, nil
	}
	var ids []string
	var holding []int
	for i := range min(p.Contracts, 20) {
		id := v.Contract(p.First + i).ID
		ids = append(ids, id)
		if path == "" {
			continue
		}
		if c, _, err := v.load(id, ""); err == nil && holds(c, path) {
			holding = append(holding, p.First+i)
		}
	}
	if len(holding) == 1 {
		return holding[0], nil
	}
	return -1, &catalog.AmbiguousError{Text: text, Candidates: ids}
}

// holds reports whether a contract has the object that a path begins with.
func holds(c *catalog.Contract, path string) bool {
	return slices.ContainsFunc(c.Schema, func(o catalog.Object) bool {
		n := len(o.Name)
		return n > 0 && len(path) >= n && strings.EqualFold(path[:n], o.Name) && (len(path) == n || path[n] == '.' || path[n] == '[')
	})
}

// load reads one version of a contract; the newest when text is empty.
func (v *view) load(id, text string) (*catalog.Contract, catalog.Version, error) {
	versions, err := v.Versions(id)
	if err != nil {
		return nil, catalog.Version{}, err
	}
	i, ok := 0, len(versions) > 0
	if text != "" {
		i, ok = catalog.History(versions).Find(text)
	}
	if ok {
		c, err := v.contractAt(versions[i])
		return c, versions[i], err
	}
	return nil, catalog.Version{}, nothing("versions are: "+texts(versions), "%s has no version %q", id, text)
}

// contractAt reads the contract that a version names.
func (v *view) contractAt(ver catalog.Version) (*catalog.Contract, error) {
	doc, err := v.Document(ver.Origin.Hash)
	if err != nil {
		return nil, err
	}
	if ver.Origin.Index >= len(doc.Contracts) {
		return nil, fmt.Errorf("%s: contract %d: %w", ver.Origin.Path, ver.Origin.Index+1, catalog.ErrNotFound)
	}
	return doc.Contracts[ver.Origin.Index], nil
}

func (v *view) loadProduct(p catalog.ProductRow) (*catalog.Product, catalog.Version, error) {
	if !p.Flags.Has(catalog.HasDocument) {
		return nil, catalog.Version{}, nil
	}
	doc, err := v.Document(p.Hash)
	if err != nil {
		return nil, catalog.Version{}, err
	}
	for _, d := range doc.Products {
		if d.ID == p.ID {
			return d, catalog.Version{Contract: p.ID, Text: d.Version, Status: d.Status, Origin: catalog.Origin{Source: p.Source, Path: p.Path, Hash: p.Hash}}, nil
		}
	}
	return nil, catalog.Version{}, errors.Join(catalog.ErrNotFound, fmt.Errorf("%s: no product %s", p.Path, p.ID))
}

func texts(versions []catalog.Version) string {
	var out []string
	for _, v := range versions[:min(len(versions), 20)] {
		out = append(out, v.Text)
	}
	return strings.Join(out, ", ")
}
