package cli

import (
	"context"
	"hash/fnv"
	"os"
	"path/filepath"
	gosync "sync"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/search"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/store"
	"meshdex/ui/page"
	"meshdex/ui/page/problems"
)

// desk is what the screens work on: a catalog with its index and graph, and the
// person's marks. The screens ask it from commands, off the UI goroutine; it is
// safe for that.
type desk struct {
	home    *store.DB   // into which contracts are brought; nil for none
	welcome page.Intent // done at the start
	marks   *userMarks
	guides  *guides
	record  func(walkthrough.Event) // what the person does; nil for no record
	shell   *commandLine            // nil where commands would see another catalog
	held    *heldNotes              // what the store has to say, until the screen is left
	environ []string
	whole   *sample.Generated        // of which only the first products are shown yet; nil for none
	rules   func() (rulebook, error) // how a file is judged while it is edited

	indexing gosync.Mutex // held while an index is built, which takes long
	graphing gosync.Mutex // held while a graph is built
	mu       gosync.Mutex // guards what follows; held for a moment only, for drawing waits for it
	stock    stock
	snap     *catalog.Snapshot
	label    string
	index    *search.Index // of indexed
	indexed  *catalog.Snapshot
	graph    *lineage.Graph
	roots    map[string]string // folders of dir sources, by name
	added    map[string]bool   // names of the sources that were added here
}

var _ catalog.Library = (*desk)(nil)

func newStoreDesk(db *store.DB, snap *catalog.Snapshot, ix *search.Index, environ []string) *desk {
	d := &desk{home: db, snap: snap, index: ix, indexed: snap, environ: environ, marks: newUserMarks(db), stock: storeStock(db)}
	d.learnRoots()
	return d
}

func (t *tool) sampleDesk(label string) (*desk, error) {
	stock, snap, err := sampleStock()
	if err != nil {
		return nil, err
	}
	d := &desk{stock: stock, snap: snap, label: label, marks: newUserMarks(nil), environ: os.Environ()}
	d.shell = &commandLine{tool: t, desk: d}
	return d, nil
}

// from is where the desk has its catalog from now.
func (d *desk) from() stock {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stock
}

// Versions lists the versions of a contract or product.
func (d *desk) Versions(id string) ([]catalog.Version, error) { return d.from().Versions(id) }

// Document reads a file by its hash.
func (d *desk) Document(hash string) (*catalog.Document, error) { return d.from().Document(hash) }

// Raw returns the bytes of a file.
func (d *desk) Raw(hash string) ([]byte, error) { return d.from().Raw(hash) }

func (d *desk) records(ctx context.Context) ([]catalog.Record, error) { return d.from().records(ctx) }

func (d *desk) results(contract string) ([]catalog.Result, error) { return d.from().results(contract) }

func (d *desk) problems(context.Context) ([]problems.Row, error) { return d.from().problems() }

// title says what catalog this is when that is not plain.
func (d *desk) title() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.label
}

// remembers reports whether there is a next time on this desk.
func (d *desk) remembers() bool { return d.from().db != nil }

// identity tells the desks of different stores apart, for the session.
func (d *desk) identity() uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(d.home.Dir())) // a hash does not fail
	return h.Sum64()
}

// learnRoots remembers where the folders are, so that a file can be named while
// drawing.
func (d *desk) learnRoots() {
	configs, err := d.home.Sources()
	if err != nil {
		return // then nothing can be opened in an editor, and the page says so
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.roots = map[string]string{}
	for _, c := range configs {
		if c.Kind == "dir" {
			d.roots[c.Name] = c.Location
		}
	}
}

// locate finds the file that a source's path stands for on this machine.
func (d *desk) locate(source, path string) (string, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	root, ok := d.roots[source]
	return filepath.Join(root, filepath.FromSlash(path)), ok
}

// release is told when all of the catalog was gone through.
func (d *desk) release() {
	if db := d.from().db; db != nil {
		db.Release()
	}
}

// indexOf gives the index of a snapshot, building it when there is none.
func (d *desk) indexOf(ctx context.Context, snap *catalog.Snapshot) (*search.Index, error) {
	d.indexing.Lock()
	defer d.indexing.Unlock()
	d.mu.Lock()
	ix, indexed := d.index, d.indexed
	d.mu.Unlock()
	if ix != nil && indexed == snap {
		return ix, nil
	}
	ix, err := d.build(ctx, snap)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.snap == snap || d.index == nil {
		d.index, d.indexed = ix, snap
	}
	return ix, nil
}

// build builds the index of a snapshot.
func (d *desk) build(ctx context.Context, snap *catalog.Snapshot) (*search.Index, error) {
	from := d.from()
	if from.index != nil {
		return from.index(ctx, snap)
	}
	records, err := from.records(ctx)
	if err != nil {
		return nil, err
	}
	return search.Build(records, snap), nil
}

// graphOf gives the lineage of the newest snapshot, building it once.
func (d *desk) graphOf(ctx context.Context) (*lineage.Graph, error) {
	d.graphing.Lock()
	defer d.graphing.Unlock()
	d.mu.Lock()
	g, snap := d.graph, d.snap
	d.mu.Unlock()
	if g != nil {
		return g, nil
	}
	g, err := d.newGraph(ctx, snap)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.snap == snap {
		d.graph = g
	}
	return g, nil
}

// newGraph is the lineage of a snapshot: what the store keeps, or made here.
func (d *desk) newGraph(ctx context.Context, snap *catalog.Snapshot) (*lineage.Graph, error) {
	if db := d.from().db; db != nil {
		return db.Graph(ctx, snap)
	}
	records, err := d.records(ctx)
	if err != nil {
		return nil, err
	}
	return lineage.Build(snap, records, lineage.Options{Versions: textsOf(d)}), nil
}

// reload reads the catalog of the store again. The sample is shown for as long as
// the store has nothing.
func (d *desk) reload(context.Context) (*catalog.Snapshot, error) {
	d.mu.Lock()
	snap, isSample := d.snap, d.stock.db == nil
	d.mu.Unlock()
	if d.home == nil {
		return snap, nil
	}
	stored, ix, err := d.home.Catalog()
	if err != nil {
		return nil, err
	}
	if isSample {
		if stored.Len() == 0 {
			return snap, nil
		}
		d.marks.keepIn(d.home)
	}
	d.learnRoots()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stock, d.label = storeStock(d.home), ""
	d.snap, d.index, d.indexed, d.graph = stored, ix, stored, nil
	return stored, nil
}
