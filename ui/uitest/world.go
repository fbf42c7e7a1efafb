package uitest

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	gosync "sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/ui/action"
	topics "meshdex/ui/help"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/diff"
	"meshdex/ui/page/fields"
	"meshdex/ui/page/help"
	lineagepage "meshdex/ui/page/lineage"
	"meshdex/ui/page/messages"
	"meshdex/ui/page/problems"
	"meshdex/ui/page/product"
	"meshdex/ui/page/sources"
)

// World is a catalog and the marks of a person, with pages that work on it.
type World struct {
	Library  catalog.Library
	Records  []catalog.Record
	Snapshot *catalog.Snapshot
	Results  func(contract string) ([]catalog.Result, error)
	Today    time.Time
	Problems []catalog.Problem
	// Index is asked for the index of a snapshot; nil builds it from the records.
	Index func(context.Context, *catalog.Snapshot) (*search.Index, error)
	// Reloaded is what reading the catalog again brings; nil for the same.
	Reloaded *catalog.Snapshot

	marks   *marks
	next    chan *catalog.Snapshot
	blocked chan struct{}
}

type opened struct {
	library  *sample.Library
	records  []catalog.Record
	snapshot *catalog.Snapshot
	index    *search.Index
}

// openSample opens the embedded mesh once for all tests; nothing of it changes.
var openSample = gosync.OnceValues(func() (opened, error) {
	lib, records, snap, err := sample.Open()
	if err != nil {
		return opened{}, err
	}
	return opened{lib, records, snap, search.Build(records, snap)}, nil
})

// Sample is the world of the embedded mesh.
func Sample(t testing.TB) *World {
	t.Helper()
	o, err := openSample()
	if err != nil {
		t.Fatal(err)
	}
	w := NewWorld(t, o.library, o.records, o.snapshot)
	w.Results, w.Today, w.Problems = o.library.Results, sample.Today(), o.library.Problems()
	w.Index = func(_ context.Context, snap *catalog.Snapshot) (*search.Index, error) {
		if snap == o.snapshot {
			return o.index, nil
		}
		return search.Build(w.Records, snap), nil
	}
	return w
}

// NewWorld is a world of any records.
func NewWorld(t testing.TB, lib catalog.Library, records []catalog.Record, snap *catalog.Snapshot) *World {
	w := &World{
		Library: lib, Records: records, Snapshot: snap, Today: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC),
		Results: func(string) ([]catalog.Result, error) { return nil, nil },
		marks:   &marks{on: map[string]bool{}}, next: make(chan *catalog.Snapshot), blocked: make(chan struct{}),
	}
	w.Index = func(_ context.Context, snap *catalog.Snapshot) (*search.Index, error) {
		return search.Build(w.Records, snap), nil
	}
	t.Cleanup(func() { close(w.next) })
	return w
}

var errClosed = errors.New("the test is over")

// changed tells the driver that it is about to wait, and waits.
func (w *World) changed(context.Context) (*catalog.Snapshot, error) {
	w.blocked <- struct{}{}
	if snap, ok := <-w.next; ok {
		return snap, nil
	}
	return nil, errClosed
}

func (w *World) reload(context.Context) (*catalog.Snapshot, error) {
	if w.Reloaded != nil {
		return w.Reloaded, nil
	}
	return w.Snapshot, nil
}

// Actions are those of all pages.
func Actions() []action.Action {
	return slices.Concat(browse.Actions(), product.Actions(), fields.Actions(), diff.Actions(), lineagepage.Actions(),
		problems.Actions(), sources.Actions(), messages.Actions(), help.Actions())
}

// Open makes the page that a target names.
func (w *World) Open(env *page.Env, snap *catalog.Snapshot, t page.Target) (page.Page, tea.Cmd, error) {
	var p page.Page
	var cmd tea.Cmd
	switch t.Page {
	case browse.Name:
		p, cmd = browse.New(env, browse.Deps{Library: w.Library, Index: w.Index, Marks: w.marks, Searches: w.marks}, snap, t)
	case product.Name:
		p, cmd = product.New(env, product.Deps{Library: w.Library, Results: w.Results, Graph: w.graph, Marks: w.marks, Locate: locate}, snap, t)
	case fields.Name:
		p, cmd = fields.New(env, fields.Deps{Library: w.Library, Index: w.Index}, snap, t)
	case diff.Name:
		p, cmd = diff.New(env, diff.Deps{Library: w.Library, Graph: w.graph, Locate: locate}, snap, t)
	case lineagepage.Name:
		p, cmd = lineagepage.New(env, lineagepage.Deps{Graph: w.graph}, snap, t)
	case problems.Name:
		p, cmd = problems.New(env, problems.Deps{Problems: w.problems, Locate: locate}, snap, t)
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

func (w *World) graph(context.Context) (*lineage.Graph, error) {
	return lineage.Build(w.Snapshot, w.Records, lineage.Options{}), nil
}

func (w *World) problems(context.Context) ([]problems.Row, error) {
	rows := make([]problems.Row, len(w.Problems))
	for i, p := range w.Problems {
		rows[i] = problems.Row{Source: sample.SourceName, Problem: p}
	}
	return rows, nil
}

func (w *World) states(context.Context) ([]sources.State, error) { return nil, nil }

func syncNothing(context.Context, string, func(sources.Progress)) error { return nil }

func locate(_, path string) (string, bool) { return "/contracts/" + path, true }

// marks are bookmarks, recents and searches in memory.
type marks struct {
	mu    gosync.Mutex
	on    map[string]bool
	saved []browse.Saved
}

func (m *marks) Bookmarked(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.on[id]
}

func (m *marks) Bookmark(id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.on[id] = !m.on[id]
	return nil
}

func (m *marks) Recents() []string     { return nil }
func (m *marks) Saved() []browse.Saved { return m.saved }

func (m *marks) Save(query string) error {
	m.saved = append(m.saved, browse.Saved{Name: query, Query: query})
	return nil
}

// Desktop is a machine that remembers what it was asked for.
type Desktop struct {
	CopyFails, BrowseFails, EditorFails, NoEditor error

	mu     gosync.Mutex
	copied []string
	opened []string
	edited string
}

// Copy remembers the text.
func (d *Desktop) Copy(text string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.CopyFails != nil {
		return "", d.CopyFails
	}
	d.copied = append(d.copied, text)
	return "test clipboard", nil
}

// Editor remembers the place.
func (d *Desktop) Editor(path string, line int) (*exec.Cmd, error) {
	if d.NoEditor != nil {
		return nil, d.NoEditor
	}
	d.edited = fmt.Sprintf("%s:%d", path, line)
	return exec.Command("true"), nil
}

// Browse remembers the address.
func (d *Desktop) Browse(url string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.BrowseFails != nil {
		return d.BrowseFails
	}
	d.opened = append(d.opened, url)
	return nil
}

// Copied is the text that was copied last, "" for none.
func (d *Desktop) Copied() string {
	if len(d.copied) == 0 {
		return ""
	}
	return d.copied[len(d.copied)-1]
}

// Opened is the address that was opened last, "" for none.
func (d *Desktop) Opened() string {
	if len(d.opened) == 0 {
		return ""
	}
	return d.opened[len(d.opened)-1]
}

// Edited is the file and the line that the editor was opened at last.
func (d *Desktop) Edited() string { return d.edited }
