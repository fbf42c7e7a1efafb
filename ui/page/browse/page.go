// Package browse is the screen on which products are found: facets, the list,
// and a preview of the product under the cursor. [New] makes the page and its
// first command. What is typed is answered off the UI goroutine; until the answer
// comes the list shows the last one. It must not import store or another page.
package browse

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// Name is the page's name in a page.Target.
const Name = "browse"

// Marks are the user's own marks. The two that ask answer from memory, from any
// goroutine.
type Marks interface {
	Bookmarked(id string) bool
	Recents() []string        // ids of products opened lately, best first
	Bookmark(id string) error // puts the bookmark on or takes it off; may write a file
}

// Searches are the queries that the user keeps.
type Searches interface {
	Saved() []Saved          // from memory
	Save(query string) error // keeps a query, or lets one go that is kept; may write a file
}

// Saved is a query with a name.
type Saved struct{ Name, Query string }

// Deps is what the page needs from outside. Marks and Searches may be nil.
type Deps struct {
	Library catalog.Library
	// Index gives the index of the snapshot; it may take long the first time.
	Index    func(context.Context, *catalog.Snapshot) (*search.Index, error)
	Marks    Marks
	Searches Searches
	// Passed is told when all products of the snapshot were gone through, which brings
	// all of one that is mapped into memory; nil for nobody.
	Passed func()
	// Columns are the ids of the columns to show beside the name, the most important
	// first, as the user set them; empty for the usual ones.
	Columns []string
}

// pane is a part of the page that can have the focus.
type pane uint8

const (
	listPane pane = iota
	previewPane
	facetPane
)

// Page is the browse screen.
type Page struct {
	page.Base
	env  *page.Env
	deps Deps
	snap *catalog.Snapshot
	all  *shelf // of the snapshot

	input     input.Input
	history   history
	wrong     string // what is not understood of the input; "" for nothing
	sort      sorting
	bookmarks bool // only bookmarked products are shown
	facets    facets
	marked    map[string]bool

	list     list.List
	measured []table.Column // what the columns want for the snapshot
	table    table.Layout   // the columns that are shown
	answer   *answer
	want     int    // rows to ask for; 0 for the usual number
	toEnd    bool   // the last row was asked for and is not at hand yet
	stay     string // the product that keeps the cursor in the next answer; "" for none
	err      error
	search   page.Slot
	count    page.Slot
	write    page.Slot
	propose  page.Slot
	matrix   page.Slot

	preview preview
	load    page.Slot
	focus   pane
	hidden  bool // the preview is switched off
	grown   int  // steps by which it was made wider
	w, h    int
	box     boxes
}

// New returns the page with the target's query and order, and the command that
// answers it.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{
		env: env, deps: deps, snap: snap, all: &shelf{snap: snap, passed: deps.Passed}, marked: map[string]bool{}, facets: newFacets(),
		input: input.New("name, column, owner … or domain:  owner:  pii:  missing:owner"), sort: readSort(t.Sort),
	}
	p.input.SetValue(t.Query)
	p.measured = measured(snap)
	p.show(listing(snap))
	if t.Product != "" {
		p.list.Select(t.Product)
	}
	return p, tea.Batch(p.ask(), p.settle())
}

// Title names the page in the breadcrumbs.
func (p *Page) Title() string {
	if q := p.query(); q != "" {
		return "Products: " + q
	}
	return "Products"
}

// Status counts what is shown, and what is marked.
func (p *Page) Status() string {
	s := p.answer.summary()
	if n := len(p.marked); n > 0 {
		s = strings.Join([]string{s, keyed(n, "marked")}, " · ")
	}
	return s
}

// Target names the query, the order and the product under the cursor.
func (p *Page) Target() page.Target {
	return page.Target{Page: Name, Query: p.query(), Sort: writeSort(p.sort), Product: p.list.ID()}
}

// query is what is typed, with the facets that are picked.
func (p *Page) query() string {
	return strings.Join(slices.DeleteFunc([]string{strings.TrimSpace(p.input.Value()), p.facets.query()}, func(s string) bool { return s == "" }), " ")
}

// Contexts are those of the pane that has the focus.
func (p *Page) Contexts() []action.Context {
	switch {
	case p.input.Focused():
		return atInput.Contexts
	case p.focus == facetPane:
		return atFacets.Contexts
	case p.focus == previewPane:
		return atPreview.Contexts
	}
	return atList.Contexts
}

// Refresh asks anew over the new snapshot; cursor and marks stay by id.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.snap, p.all = snap, &shelf{snap: snap, passed: p.deps.Passed}
	for id := range p.marked {
		if _, ok := snap.FindProduct(id); !ok {
			delete(p.marked, id)
		}
	}
	p.preview.forget()
	p.measured = measured(snap)
	p.layout()
	return tea.Batch(p.ask(), p.settle())
}

// Resize shares the cells out among the panes. A preview that stood beside the list
// does not take its place when the terminal is made smaller: nobody asked for that.
func (p *Page) Resize(w, h int) {
	beside := p.box.list.w > 0
	p.w, p.h = w, h
	p.layout()
	if p.focus == previewPane && p.preview.matrix == nil && beside && p.box.list.w == 0 {
		p.focusOn(listPane)
	}
}

// show takes an answer over.
func (p *Page) show(a *answer) {
	first := p.answer == nil || p.list.Cursor() <= 0
	p.answer = a
	p.list.SetRows(a)
	if first && !p.list.Select(p.stay) {
		p.list.MoveTo(0)
	}
	p.stay = ""
}

// product is the row under the cursor.
func (p *Page) product() (catalog.ProductRow, bool) {
	i := p.list.Cursor()
	if i < 0 || i >= p.answer.Len() {
		return catalog.ProductRow{}, false
	}
	return p.answer.product(i), true
}

// focusOn gives a pane the focus.
func (p *Page) focusOn(f pane) {
	p.focus = f
	p.layout()
}
