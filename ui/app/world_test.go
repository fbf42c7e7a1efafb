package app_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/ui/action"
	"meshdex/ui/app"
	topics "meshdex/ui/help"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/diff"
	"meshdex/ui/page/fields"
	"meshdex/ui/page/help"
	lineagepage "meshdex/ui/page/lineage"
	"meshdex/ui/page/messages"
	"meshdex/ui/page/preview"
	"meshdex/ui/page/problems"
	"meshdex/ui/page/product"
	"meshdex/ui/page/sources"
	"meshdex/ui/uitest"
)

// world is a catalog and the marks of a person, with pages that work on it.
type world struct {
	library  catalog.Library
	records  []catalog.Record
	snapshot *catalog.Snapshot
	results  func(contract string) ([]catalog.Result, error)
	wrong    []catalog.Problem
	index    func(context.Context, *catalog.Snapshot) (*search.Index, error)
	lineage  func(context.Context) (*lineage.Graph, error) // nil makes it of the records
	marks    *marks
	desktop  *desktop
	file     *edited // the file that previews follow
}

// opened is the embedded mesh, opened once for all tests; nothing of it changes.
type opened struct {
	library  *sample.Library
	records  []catalog.Record
	snapshot *catalog.Snapshot
	index    *search.Index
}

var openSample = sync.OnceValues(func() (opened, error) {
	lib, records, snap, err := sample.Open()
	if err != nil {
		return opened{}, err
	}
	return opened{lib, records, snap, search.Build(records, snap)}, nil
})

// newWorld is the world of the embedded mesh.
func newWorld(t testing.TB) *world {
	t.Helper()
	o, err := openSample()
	if err != nil {
		t.Fatal(err)
	}
	return &world{
		library: o.library, records: o.records, snapshot: o.snapshot, results: o.library.Results, wrong: o.library.Problems(),
		marks: &marks{on: map[string]bool{}}, desktop: &desktop{}, file: &edited{},
		index: func(_ context.Context, snap *catalog.Snapshot) (*search.Index, error) {
			if snap == o.snapshot {
				return o.index, nil
			}
			return search.Build(o.records, snap), nil
		},
	}
}

// config is the program over the world, in one theme and at one time.
func (w *world) config() app.Config {
	return app.Config{
		Snapshot: w.snapshot, Open: w.open, Actions: pageActions(), Stacks: pageStacks(), Desktop: w.desktop,
		Look: app.Look{Theme: "dark"}, Clock: uitest.NewClock(sample.Today()),
	}
}

// start starts the program at a size, 0 by 0 for a terminal that does not tell.
func start(t testing.TB, cfg app.Config, width, height int) (*uitest.Driver, *app.Root) {
	t.Helper()
	root := app.New(cfg)
	return uitest.Drive(t, root, uitest.Options{Clock: cfg.Clock.(*uitest.Clock), Filter: app.Filter(), W: width, H: height}), root
}

// begin starts the program over the embedded mesh.
func begin(t testing.TB, width, height int) *uitest.Driver {
	t.Helper()
	d, _ := start(t, newWorld(t).config(), width, height)
	return d.Advance(time.Second)
}

// pageActions are those of all pages.
func pageActions() []action.Action {
	return slices.Concat(browse.Actions(), product.Actions(), fields.Actions(), diff.Actions(), lineagepage.Actions(),
		problems.Actions(), preview.Actions(), sources.Actions(), messages.Actions(), help.Actions())
}

// pageStacks are what can have the focus on the pages.
func pageStacks() []action.Stack {
	return slices.Concat(browse.Stacks(), product.Stacks(), fields.Stacks(), diff.Stacks(), lineagepage.Stacks(),
		problems.Stacks(), preview.Stacks(), sources.Stacks(), messages.Stacks(), help.Stacks())
}

// open makes the page that a target names.
func (w *world) open(env *page.Env, snap *catalog.Snapshot, t page.Target) (page.Page, tea.Cmd, error) {
	var p page.Page
	var cmd tea.Cmd
	switch t.Page {
	case browse.Name:
		p, cmd = browse.New(env, browse.Deps{Library: w.library, Index: w.index, Marks: w.marks, Searches: w.marks}, snap, t)
	case product.Name:
		p, cmd = product.New(env, product.Deps{Library: w.library, Results: w.results, Graph: w.graph, Marks: w.marks, Locate: locate}, snap, t)
	case fields.Name:
		p, cmd = fields.New(env, fields.Deps{Library: w.library, Index: w.index}, snap, t)
	case diff.Name:
		p, cmd = diff.New(env, diff.Deps{Library: w.library, Graph: w.graph, Locate: locate}, snap, t)
	case lineagepage.Name:
		p, cmd = lineagepage.New(env, lineagepage.Deps{Graph: w.graph}, snap, t)
	case problems.Name:
		p, cmd = problems.New(env, problems.Deps{Problems: w.problems, Locate: locate}, snap, t)
	case preview.Name:
		p, cmd = preview.New(env, preview.Deps{Watch: func(string) preview.Watch { return w.file }, Judge: w.judge}, snap, t)
	case sources.Name:
		p, cmd = sources.New(env, sources.Deps{States: w.states, Sync: syncNothing}, snap, t)
	case messages.Name:
		p, cmd = messages.New(env)
	case help.Name:
		return help.New(env, help.Deps{List: topics.List, Read: topics.Read}, t)
	default:
		return nil, nil, fmt.Errorf("there is no page %q", t.Page)
	}
	return p, cmd, nil
}

func (w *world) graph(ctx context.Context) (*lineage.Graph, error) {
	if w.lineage != nil {
		return w.lineage(ctx)
	}
	return lineage.Build(w.snapshot, w.records, lineage.Options{}), nil
}

func (w *world) problems(context.Context) ([]problems.Row, error) {
	rows := make([]problems.Row, len(w.wrong))
	for i, p := range w.wrong {
		rows[i] = problems.Row{Source: sample.SourceName, Problem: p}
	}
	return rows, nil
}

func (w *world) states(context.Context) ([]sources.State, error) { return nil, nil }

func syncNothing(context.Context, string, func(sources.Progress)) error { return nil }

func locate(_, path string) (string, bool) { return "/contracts/" + path, true }

// marks are bookmarks, recents and searches in memory.
type marks struct {
	on    map[string]bool
	saved []browse.Saved
}

func (m *marks) Bookmarked(id string) bool {
	return m.on[id]
}

func (m *marks) Bookmark(id string) error {
	m.on[id] = !m.on[id]
	return nil
}

func (m *marks) Recents() []string     { return nil }
func (m *marks) Saved() []browse.Saved { return m.saved }

func (m *marks) Save(query string) error {
	m.saved = append(m.saved, browse.Saved{Name: query, Query: query})
	return nil
}

// desktop is a machine that remembers what it was asked for.
type desktop struct {
	copyFails, browseFails, editorFails error

	copied, opened, edited string
	editor                 tea.ExecCommand // nil for one that is never run
}

func (d *desktop) Copy(text string) (string, error) {
	if d.copyFails != nil {
		return "", d.copyFails
	}
	d.copied = text
	return "test clipboard", nil
}

func (d *desktop) Editor(path string, line int) (tea.ExecCommand, error) {
	if d.editorFails != nil {
		return nil, d.editorFails
	}
	d.edited = fmt.Sprintf("%s:%d", path, line)
	return d.editor, nil
}

func (d *desktop) Browse(url string) error {
	if d.browseFails != nil {
		return d.browseFails
	}
	d.opened = url
	return nil
}

// burst is what several letters typed fast come as.
func burst(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }
