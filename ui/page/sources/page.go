// Package sources is the screen of what the catalog is synced from: how old each
// source is, what it holds and what went wrong; sources are synced from here.
// [New] makes the page and the command that loads it. It must not import store or
// another page.
package sources

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
)

// Name is the page's name in a page.Target.
const Name = "sources"

const contextPage action.Context = "sources"

// The actions of the page.
const (
	doOpen     action.ID = "sources.products"
	doAdd      action.ID = "sources.add"
	doSync     action.ID = "sources.sync"
	doSyncAll  action.ID = "sources.sync-all"
	doCancel   action.ID = "sources.cancel"
	doProblems action.ID = "sources.problems"
	doCopy     action.ID = "sources.copy"
)

// atList is what has the focus on this page.
var atList = action.On(Name, action.List, contextPage)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atList} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	return []action.Action{
		{ID: doOpen, Title: "Show its products", Hint: "products", Context: contextPage, Keys: []string{"enter", "l", "right"}, Group: "Go", Scope: action.OfRow},
		{ID: doAdd, Title: "Add a source", Hint: "add", Context: contextPage, Keys: []string{"a"}, Group: "Program"},
		{ID: doSync, Title: "Sync this source", Hint: "sync", Context: contextPage, Keys: []string{"s"}, Group: "Program", Scope: action.OfRow},
		{ID: doSyncAll, Title: "Sync all sources", Hint: "sync all", Context: contextPage, Keys: []string{"S"}, Group: "Program", Command: "sync"},
		{ID: doCancel, Title: "Stop the sync", Hint: "stop", Context: contextPage, Keys: []string{"x"}, Group: "Program", Help: "What was brought in so far stays.", Scope: action.OfScreen},
		{ID: doProblems, Title: "Show problems", Hint: "problems", Context: contextPage, Keys: []string{"p"}, Group: "Go"},
		{ID: doCopy, Title: "Copy the location", Context: contextPage, Keys: []string{"y", "Y"}, Group: "Copy", Scope: action.OfRow},
	}
}

// State is one source and how it stands.
type State struct {
	Name, Kind, Location       string
	Synced, Tried              time.Time // the last good sync, the last attempt; zero for never
	Err                        string    // why the last attempt failed; "" when it did not
	Files, Contracts, Problems int
}

// Progress is how far a sync is. It is a value.
type Progress struct {
	Source      string // "" for what is done with all that they brought
	Stage       string // in a few words
	Done, Total int    // files; Total is 0 while it is not known
	Problems    int
}

// what names the source and what is done with it.
func (p *Progress) what() string {
	if p.Source == "" {
		return p.Stage
	}
	return p.Source + ": " + p.Stage
}

// Deps is what the page needs from outside. Sync may be nil.
type Deps struct {
	// States lists the sources by name.
	States func(context.Context) ([]State, error)
	// Sync brings one source in, or all of them for "". It blocks, and stops when
	// the context ends. Progress may be called from any goroutine.
	Sync func(ctx context.Context, name string, progress func(Progress)) error
}

// Page is the sources screen.
type Page struct {
	page.Base
	env   *page.Env
	deps  Deps
	load  page.Slot
	sync  page.Slot
	rows  rows
	done  bool
	err   error
	list  list.List
	run   *syncing // what is under way; nil when nothing is
	turns int      // looks at the progress, for the spinner
	w, h  int
}

// syncing is a sync that is under way. The goroutine that syncs writes latest, the
// page reads it.
type syncing struct {
	name   string // "" for all
	latest atomic.Pointer[Progress]
	began  time.Time
}

type rows []State

func (r rows) Len() int        { return len(r) }
func (r rows) ID(i int) string { return r[i].Name }

func (r rows) Find(id string) (int, bool) {
	i := slices.IndexFunc(r, func(s State) bool { return s.Name == id })
	return i, i >= 0
}

// New returns the page. A source that the target names as its query is synced at
// once; the page never names it, so that a saved session does not sync it again.
func New(env *page.Env, deps Deps, _ *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{env: env, deps: deps}
	if t.Query == "" || deps.Sync == nil {
		return p, p.reload()
	}
	return p, tea.Batch(p.reload(), p.start(t.Query))
}

func (p *Page) reload() tea.Cmd { return page.Ask(&p.load, p.deps.States) }

// Title names the page in the breadcrumbs.
func (p *Page) Title() string { return "Sources" }

// Status counts the sources.
func (p *Page) Status() string {
	if !p.done {
		return ""
	}
	return text.Count(len(p.rows), "source", "sources")
}

// Target names the page.
func (p *Page) Target() page.Target { return page.Target{Page: Name} }

// Contexts are those of a list.
func (p *Page) Contexts() []action.Context { return atList.Contexts }

// Refresh loads anew: another process may have synced.
func (p *Page) Refresh(*catalog.Snapshot) tea.Cmd { return p.reload() }

// Resize tells the list its height.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	_, in := frame.Inside(w, h-p.detailLines())
	p.list.Resize(in - 1)
}

// look asks to see the progress again after a while.
const look = 150 * time.Millisecond

// tick is the wish to look at the progress of a sync.
type tick struct{ run *syncing }

// finished is the end of a sync.
type finished struct{ name string }

// Receive takes states, looks at the progress, and the end of a sync.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case page.Result[[]State]:
		if p.load.Settle(m.Request) {
			if p.err = m.Err; m.Err == nil {
				p.rows, p.done = m.Value, true
				p.list.SetRows(p.rows)
				p.Resize(p.w, p.h)
			}
		}
	case tick:
		if p.run != nil && p.run == m.run {
			p.turns++
			return page.Intent{}, page.After(look, m)
		}
	case page.Result[finished]:
		if p.sync.Settle(m.Request) {
			return p.ended(m.Value, m.Err)
		}
	}
	return page.Intent{}, nil
}

// ended tells how a sync ended, and loads what it changed.
func (p *Page) ended(f finished, err error) (page.Intent, tea.Cmd) {
	p.run = nil
	what := "all sources"
	if f.name != "" {
		what = f.name
	}
	intent := page.Say("Synced " + what)
	switch {
	case errors.Is(err, context.Canceled):
		intent = page.Warn("Stopped syncing " + what)
	case err != nil:
		intent = page.Intent{Kind: page.Toast, Text: "Syncing " + what + " failed: " + err.Error(), Severity: catalog.Error}
	}
	return intent, p.reload()
}

// start begins to sync.
func (p *Page) start(name string) tea.Cmd {
	run := &syncing{name: name, began: p.env.Now()}
	p.run, p.turns = run, 0
	sync := p.deps.Sync
	work := page.Ask(&p.sync, func(ctx context.Context) (finished, error) {
		return finished{name}, sync(ctx, name, func(pr Progress) { run.latest.Store(&pr) })
	})
	return tea.Batch(work, page.After(look, tick{run}))
}

func (p *Page) current() (State, bool) {
	if i := p.list.Cursor(); i >= 0 {
		return p.rows[i], true
	}
	return State{}, false
}

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	_, any := p.current()
	switch {
	case id == doCancel && p.run == nil:
		return "nothing is being synced"
	case (id == doSync || id == doSyncAll) && p.run != nil:
		return "a sync is under way"
	case (id == doSync || id == doSyncAll) && p.deps.Sync == nil:
		return "this catalog is not synced from sources"
	case !any && id != doCancel && id != doProblems && id != doAdd:
		return "no source is set up"
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if p.list.Do(id) || p.Disabled(id) != "" {
		return page.Intent{}, nil
	}
	s, _ := p.current()
	switch id {
	case doAdd:
		return page.Intent{Kind: page.Run, Text: "add"}, nil
	case doSync:
		return page.Intent{}, p.start(s.Name)
	case doSyncAll:
		return page.Intent{}, p.start("")
	case doCancel:
		return p.cancel()
	case doProblems:
		return page.To(page.Target{Page: "problems"}), nil
	case doOpen:
		return page.ToQuery("source", s.Name), nil
	case doCopy:
		return page.ToCopy(s.Location, "location"), nil
	}
	return page.Intent{}, nil
}

// cancel stops the sync; its answer will come to nobody, so it is told now.
func (p *Page) cancel() (page.Intent, tea.Cmd) {
	name := p.run.name
	p.sync.Cancel()
	return p.ended(finished{name}, context.Canceled)
}

// Mouse hands what the pointer did to the list; a double click shows the products.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if in, ok := e.In(1, 2, p.w-2, p.h-p.detailLines()-3); ok && p.list.Mouse(in) == list.Opened {
		return p.Do(doOpen)
	}
	return page.Intent{}, nil
}
