package cli

import (
	"context"
	"hash/fnv"
	"path/filepath"
	"slices"
	gosync "sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/search"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/sync"
	"meshdex/ui/page"
	"meshdex/ui/page/problems"
	"meshdex/ui/page/sources"
)

// desk is what the screens work on: a catalog with its index and graph, and the
// person's marks. The screens ask it from commands, off the UI goroutine; it is
// safe for that.
type desk struct {
	catalog.Library
	db       *store.DB // nil for the sample and a generated mesh
	snap     *catalog.Snapshot
	label    string
	welcome  page.Intent // done at the start
	identity uint64      // of the store, for the session
	marks    *userMarks
	guides   *guides
	record   func(walkthrough.Event) // what the person does; nil for no record
	shell    *commandLine            // nil where commands would see another catalog
	environ  []string

	records  func(context.Context) ([]catalog.Record, error)
	results  func(contract string) ([]catalog.Result, error)
	problems func(context.Context) ([]problems.Row, error)

	indexing gosync.Mutex // held while an index is built, which takes long
	graphing gosync.Mutex // held while a graph is built
	mu       gosync.Mutex // guards snap and what follows; held for a moment only, for drawing waits for it
	index    *search.Index
	graph    *lineage.Graph
	roots    map[string]string // folders of dir sources, by name
}

func newStoreDesk(db *store.DB, snap *catalog.Snapshot, ix *search.Index, environ []string) *desk {
	h := fnv.New64a()
	_, _ = h.Write([]byte(db.Dir())) // a hash does not fail
	d := &desk{
		Library: db, db: db, snap: snap, identity: h.Sum64(), environ: environ, index: ix, marks: newUserMarks(db),
		records: db.Records, results: db.Results,
	}
	d.problems = func(context.Context) ([]problems.Row, error) {
		all, err := db.Problems()
		rows := make([]problems.Row, len(all))
		for i, p := range all {
			rows[i] = problems.Row{Source: p.Source, Problem: p.Problem}
		}
		return rows, err
	}
	d.learnRoots()
	return d
}

func (t *tool) sampleDesk(label string) (*desk, error) {
	lib, records, snap, err := sample.Open()
	if err != nil {
		return nil, err
	}
	d := &desk{
		Library: lib, snap: snap, label: label, marks: newUserMarks(nil),
		records: func(context.Context) ([]catalog.Record, error) { return records, nil },
		results: lib.Results,
	}
	d.shell = &commandLine{t, d}
	d.problems = func(context.Context) ([]problems.Row, error) {
		var rows []problems.Row
		for _, p := range lib.Problems() {
			rows = append(rows, problems.Row{Source: sample.SourceName, Problem: p})
		}
		return rows, nil
	}
	return d, nil
}

// generatedDesk is the desk over a generated mesh; its documents are made when
// they are looked at.
func generatedDesk(g *sample.Generated, label string) *desk {
	records := gosync.OnceValue(func() []catalog.Record { return slices.Collect(g.Records()) })
	return &desk{
		Library: g, snap: g.Snapshot(), label: label, marks: newUserMarks(nil),
		records:  func(context.Context) ([]catalog.Record, error) { return records(), nil },
		results:  func(string) ([]catalog.Result, error) { return nil, nil },
		problems: func(context.Context) ([]problems.Row, error) { return nil, nil },
	}
}

// remembers reports whether there is a next time on this desk.
func (d *desk) remembers() bool { return d.db != nil }

// learnRoots remembers where the folders are, so that a file can be named while
// drawing.
func (d *desk) learnRoots() {
	configs, err := d.db.Sources()
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

// indexOf gives the index of a snapshot, building it when there is none.
func (d *desk) indexOf(ctx context.Context, snap *catalog.Snapshot) (*search.Index, error) {
	d.indexing.Lock()
	defer d.indexing.Unlock()
	d.mu.Lock()
	ix := d.index
	d.mu.Unlock()
	if ix != nil && ix.Generation() == snap.Generation() {
		return ix, nil
	}
	records, err := d.records(ctx)
	if err != nil {
		return nil, err
	}
	ix = search.Build(records, snap)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.index = ix
	return ix, nil
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
	records, err := d.records(ctx)
	if err != nil {
		return nil, err
	}
	g = lineage.Build(snap, records, lineage.Options{Versions: d.versionTexts})
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.snap == snap {
		d.graph = g
	}
	return g, nil
}

// versionTexts lists the versions of a contract by their texts. Of a contract that
// cannot be read there are none: an unknown version then matches nothing, which is
// the truth.
func (d *desk) versionTexts(contract string) []string {
	versions, err := d.Versions(contract)
	if err != nil {
		return nil
	}
	texts := make([]string, len(versions))
	for i, v := range versions {
		texts[i] = v.Text
	}
	return texts
}

// reload reads the catalog of the store again.
func (d *desk) reload(context.Context) (*catalog.Snapshot, error) {
	if d.db == nil {
		return d.snap, nil
	}
	snap, ix, err := d.db.Catalog()
	if err != nil {
		return nil, err
	}
	d.learnRoots()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.snap, d.index, d.graph = snap, ix, nil
	return snap, nil
}

// settle is how long the store's folder must be quiet before it is read again: a
// sync writes several files.
const settle = 150 * time.Millisecond

// changed waits until another process, or this one, has synced. It sleeps on the
// file system's own notifications, so waiting costs nothing.
func (d *desk) changed(ctx context.Context) (*catalog.Snapshot, error) {
	if d.db == nil {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	defer func() { _ = w.Close() }()
	if err := w.Add(d.db.Dir()); err != nil {
		return nil, err
	}
	stamp := d.db.SnapshotStamp()
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case err := <-w.Errors:
			return nil, err
		case <-w.Events:
		}
		if !quiet(ctx, w) {
			continue
		}
		if now := d.db.SnapshotStamp(); now != stamp {
			return d.reload(ctx)
		}
	}
}

// quiet waits for the notifications to pause; false when the context has ended.
func quiet(ctx context.Context, w *fsnotify.Watcher) bool {
	for {
		select {
		case <-ctx.Done():
			return false
		case <-w.Events:
		case <-time.After(settle):
			return true
		}
	}
}

// states lists the sources for their page.
func (d *desk) states(context.Context) ([]sources.State, error) {
	if d.db == nil {
		return nil, nil
	}
	configs, err := d.db.Sources()
	if err != nil {
		return nil, err
	}
	states, err := d.db.SourceStates()
	if err != nil {
		return nil, err
	}
	var out []sources.State
	for _, c := range configs {
		s := sources.State{Name: c.Name, Kind: c.Kind, Location: c.Location}
		for _, st := range states {
			if st.Name == c.Name {
				s.Synced, s.Tried, s.Err = st.Synced, st.Tried, st.Err
				s.Files, s.Contracts, s.Problems = st.Files, st.Contracts, st.Problems
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// sync brings one source in, or all of them for "".
func (d *desk) sync(ctx context.Context, name string, progress func(sources.Progress)) error {
	if d.db == nil {
		return nothing("meshdex sync PATH adds a source", "the sample has no sources")
	}
	configs, err := d.db.Sources()
	if err != nil {
		return err
	}
	if name != "" {
		configs = slices.DeleteFunc(configs, func(c source.Config) bool { return c.Name != name })
	}
	report, err := sync.Run(ctx, d.db, configs, sync.Options{
		Environ: d.environ,
		Progress: func(p sync.Progress) {
			progress(sources.Progress{Source: p.Source, Stage: "reading", Done: p.Files, Problems: p.Problems})
		},
	})
	if err != nil {
		return err
	}
	for _, s := range report.Sources {
		if s.Err != nil {
			return s.Err
		}
	}
	return nil
}
