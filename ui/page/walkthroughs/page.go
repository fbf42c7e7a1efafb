// Package walkthroughs is the screen that lists the guides through the catalog
// with how far the person is, and begins one or goes on with it. [New] makes the
// page and the command that loads it. It must not import store or another page.
package walkthroughs

import (
	"context"
	"fmt"
	"slices"

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
const Name = "walkthroughs"

const (
	contextPage action.Context = "walkthroughs"
	doBegin     action.ID      = "walkthroughs.begin"
	doFind      action.ID      = "walkthroughs.find"
)

// What can have the focus on this page.
var (
	atInput = action.On(Name, action.Input, contextPage)
	atList  = action.On(Name, action.List, contextPage)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atInput, atList} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	return []action.Action{
		{ID: doBegin, Title: "Begin the walkthrough, or go on with it", Hint: "begin", Context: contextPage, Keys: []string{"enter", "l", "right"}, Group: "Go", Scope: action.OfRow},
		{ID: doFind, Title: "Find by words", Hint: "find", Context: contextPage, Keys: []string{"/"}, Group: "Find", Scope: action.OfScreen},
	}
}

// Row is one walkthrough.
type Row struct {
	ID, Title, Summary, Audience string
	Group                        string // rows of one group stand together
	Minutes                      int
	Steps, Done                  int    // Steps is 0 while nobody knows: it is made when it is opened
	From                         string // the file that it was synced as; "" for what comes with the program
	Missing                      string // what the catalog lacks for it; "" for nothing
}

// Deps is what the page needs from outside.
type Deps struct {
	// List lists them in order. It may block.
	List func(context.Context, *catalog.Snapshot) ([]Row, error)
}

// Page is the screen of walkthroughs.
type Page struct {
	page.Finder
	env  *page.Env
	deps Deps
	snap *catalog.Snapshot
	load page.Slot
	all  rows
	rows rows // those in which the words are that are looked for
	done bool // the rows are there
	err  error
	list list.List

	w, h int
}

type rows []Row

func (r rows) Len() int        { return len(r) }
func (r rows) ID(i int) string { return r[i].ID }

func (r rows) Find(id string) (int, bool) {
	i := slices.IndexFunc(r, func(row Row) bool { return row.ID == id })
	return i, i >= 0
}

// New returns the page.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot) (*Page, tea.Cmd) {
	p := &Page{env: env, deps: deps, snap: snap}
	p.Finder = page.NewFinder("title, audience or what it is about", p.narrow)
	return p, p.reload()
}

func (p *Page) reload() tea.Cmd {
	deps, snap := p.deps, p.snap
	return page.Ask(&p.load, func(ctx context.Context) ([]Row, error) { return deps.List(ctx, snap) })
}

// Title names the page in the breadcrumbs.
func (p *Page) Title() string { return "Walkthroughs" }

// Status counts them.
func (p *Page) Status() string {
	if !p.done {
		return ""
	}
	all := text.Count(len(p.all), "walkthrough", "walkthroughs")
	if len(p.rows) < len(p.all) {
		return fmt.Sprintf("%d of %s", len(p.rows), all)
	}
	return all
}

// Target names the page.
func (p *Page) Target() page.Target { return page.Target{Page: Name} }

// Contexts are those of a list, or of the line in which words are looked for.
func (p *Page) Contexts() []action.Context {
	if p.Typing() {
		return atInput.Contexts
	}
	return atList.Contexts
}

// Refresh asks anew, for the new snapshot.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.snap = snap
	return p.reload()
}

// Receive takes the rows.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	m, ok := msg.(page.Result[[]Row])
	if !ok || !p.load.Settle(m.Request) {
		return page.Intent{}, nil
	}
	if p.err = m.Err; m.Err == nil {
		p.all, p.done = m.Value, true
		p.narrow()
	}
	return page.Intent{}, nil
}

// narrow lists the walkthroughs in which all words that are typed stand.
func (p *Page) narrow() {
	p.rows = slices.DeleteFunc(slices.Clone(p.all), func(r Row) bool { return !p.Finds(r.Title, r.Summary, r.Audience, r.From) })
	p.list.SetRows(p.rows)
	p.Resize(p.w, p.h)
}

// Resize tells the list its height.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	_, in := frame.Inside(w, h-p.aboutLines()-p.FinderLines())
	p.list.Resize(in)
}

// current is the row under the cursor.
func (p *Page) current() (Row, bool) {
	if i := p.list.Cursor(); i >= 0 {
		return p.rows[i], true
	}
	return Row{}, false
}

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	r, ok := p.current()
	switch {
	case id == action.InputComplete:
		return page.NothingCompletes
	case id != doBegin:
	case !ok:
		return "there is no walkthrough"
	case r.Missing != "":
		return r.Missing
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if r, ok := p.current(); ok && id == doBegin {
		return page.Intent{Kind: page.Run, Text: "walkthrough " + r.ID}, nil
	}
	switch {
	case id == doFind:
		p.Find()
	case !p.Accepts(id):
		p.list.Do(id)
	}
	return page.Intent{}, nil
}

// Mouse hands what the pointer did to the list; a double click begins.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	head := p.FinderLines()
	in, ok := e.In(1, 1+head, p.w-2, p.h-head-p.aboutLines()-2)
	if ok && p.list.Mouse(in) == list.Opened && p.Disabled(doBegin) == "" {
		return p.Do(doBegin)
	}
	return page.Intent{}, nil
}
