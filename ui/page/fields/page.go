// Package fields is the screen on which columns are found across all products:
// where a property lives, with its type, classification and nullability side by
// side, and where the places disagree. [New] makes the page and its first command.
// It must not import store or another page.
package fields

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// Name is the page's name in a page.Target.
const Name = "fields"

// contextPage is the page's own key context.
const contextPage action.Context = "fields"

// The actions of the page.
const (
	doOpen    action.ID = "fields.open"
	doFind    action.ID = "fields.find"
	doSame    action.ID = "fields.same-name"
	doBrowse  action.ID = "fields.browse"
	doCopy    action.ID = "fields.copy"
	doCopyID  action.ID = "fields.copy-path"
	doLineage action.ID = "fields.lineage"
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
		{ID: doOpen, Title: "Open the property", Hint: "open", Context: contextPage, Keys: []string{"enter", "l", "right"}, Group: "Go", Scope: action.OfRow},
		{ID: doFind, Title: "Search columns", Hint: "search", Context: contextPage, Keys: []string{"/"}, Group: "Find", Scope: action.OfScreen},
		{ID: doSame, Title: "Only columns of exactly this name", Hint: "same name", Context: contextPage, Keys: []string{"s"}, Group: "Find", Scope: action.OfRow},
		{ID: doBrowse, Title: "Search products instead of columns", Hint: "products", Context: contextPage, Keys: []string{"f"}, Group: "Find"},
		{ID: doLineage, Title: "Walk the lineage of the column", Context: contextPage, Keys: []string{"L"}, Group: "Go", Scope: action.OfRow},
		{ID: doCopy, Title: "Copy …", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy", Scope: action.OfRow},
		{ID: doCopyID, Title: "Copy the path", Context: contextPage, Keys: []string{"Y"}, Group: "Copy", Scope: action.OfRow},
	}
}

// Deps is what the page needs from outside.
type Deps struct {
	Library catalog.Library
	Index   func(context.Context, *catalog.Snapshot) (*search.Index, error)
}

// usual is how many places are asked for: more than anyone compares by eye.
const usual = 500

// settled is how long typing and the cursor rest before documents are read.
const settled = 60 * time.Millisecond

// Page is the fields screen.
type Page struct {
	page.Base
	env     *page.Env
	deps    Deps
	snap    *catalog.Snapshot
	input   input.Input
	exact   string // only this name is wanted
	search  page.Slot
	load    page.Slot
	answer  *answer
	known   map[string]facts     // by contract hash, object and path
	agreed  map[string]agreement // by name in lower case
	list    list.List
	columns []table.Column // what the list shows, with what that wants
	err     error
	w, h    int
}

// answer is what the search found.
type answer struct {
	snap  *catalog.Snapshot
	rows  []place
	total int
}

// place is where a property lives.
type place struct {
	product, contract int
	object, path      string
	key               string // names the place in the map of facts
	folded            string // its name in lower case, by which places are compared
}

// placeOf is where a hit of a search lives.
func placeOf(snap *catalog.Snapshot, h search.Hit) place {
	r := place{product: int(h.Product), contract: int(h.Contract), object: h.Object, path: h.Path}
	if r.contract >= 0 {
		r.key = keyOf(documentOf(snap.Contract(r.contract)), r)
	}
	r.folded = strings.ToLower(r.name())
	return r
}

// document is where a contract is read: a file may hold several.
type document struct {
	hash  string
	index int
}

func documentOf(c catalog.ContractRow) document { return document{c.Hash, c.Index} }

// keyOf names a place in a contract.
func keyOf(d document, r place) string {
	return fmt.Sprintf("%s\x00%d\x00%s\x00%s", d.hash, d.index, r.object, r.path)
}

// name is the property's own name, without what it is in.
func (r place) name() string { return r.path[strings.LastIndexAny(r.path, ".]}")+1:] }

func (a *answer) Len() int { return len(a.rows) }

func (a *answer) ID(i int) string {
	r := a.rows[i]
	return fmt.Sprintf("%s\x00%s\x00%s", a.contract(r).ID, r.object, r.path)
}

func (a *answer) Find(id string) (int, bool) {
	for i := range a.rows {
		if a.ID(i) == id {
			return i, true
		}
	}
	return 0, false
}

func (a *answer) contract(r place) catalog.ContractRow {
	if r.contract < 0 {
		return catalog.ContractRow{}
	}
	return a.snap.Contract(r.contract)
}

// New returns the page with the target's query.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{
		env: env, deps: deps, snap: snap, known: map[string]facts{}, answer: &answer{snap: snap}, columns: columns(),
		input: input.New("a column you half remember, type:timestamp, pii:true …"),
	}
	p.input.SetValue(t.Query)
	if t.Query == "" {
		p.input.Focus()
	}
	return p, p.ask()
}

// Title names the search.
func (p *Page) Title() string {
	if q := p.query(); q != "" {
		return "Columns: " + q
	}
	return "Columns"
}

// Status counts the places.
func (p *Page) Status() string {
	if p.query() == "" {
		return ""
	}
	return fmt.Sprintf("%d found", p.answer.total)
}

func (p *Page) query() string { return strings.TrimSpace(p.input.Value()) }

// Target names the search.
func (p *Page) Target() page.Target { return page.Target{Page: Name, Query: p.query()} }

// Contexts are those of the list, or of the input.
func (p *Page) Contexts() []action.Context {
	if p.input.Focused() {
		return atInput.Contexts
	}
	return atList.Contexts
}

// Refresh asks anew over the new snapshot.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.snap = snap
	return p.ask()
}

// Resize tells the list its height.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	_, in := frame.Inside(w, max(h-1-p.stripLines(), 0))
	p.list.Resize(in - 1)
}

// ask starts to search; without a query nothing is listed, for everything would
// be.
func (p *Page) ask() tea.Cmd {
	if p.query() == "" {
		p.search.Cancel()
		p.show(&answer{snap: p.snap})
		return nil
	}
	deps, snap, typed, exact := p.deps, p.snap, p.query(), p.exact
	return page.Ask(&p.search, func(ctx context.Context) (*answer, error) { return find(ctx, deps, snap, typed, exact) })
}

func find(ctx context.Context, deps Deps, snap *catalog.Snapshot, typed, exact string) (*answer, error) {
	ix, err := deps.Index(ctx, snap)
	if err != nil {
		return nil, fmt.Errorf("open the search index: %w", err)
	}
	a := &answer{snap: snap}
	if ix.Generation() != snap.Generation() {
		return a, nil
	}
	found, err := ix.Search(ctx, query.ParsePartial(typed), search.Options{Scope: search.Properties, Limit: usual})
	if err != nil {
		return nil, err
	}
	a.total = found.Total
	for _, h := range found.Hits {
		r := placeOf(snap, h)
		switch {
		case h.Path == "": // a table, which is no column
			a.total--
		case exact == "" || strings.EqualFold(r.name(), exact):
			a.rows = append(a.rows, r)
		}
	}
	if exact != "" {
		a.total = len(a.rows)
	}
	return a, nil
}

func (p *Page) show(a *answer) {
	p.answer = a
	p.measure()
	p.list.SetRows(a)
	p.compare()
}

// Receive takes answers and facts.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case page.Result[*answer]:
		if !p.search.Settle(m.Request) {
			return page.Intent{}, nil
		}
		if p.err = m.Err; m.Err == nil {
			p.show(m.Value)
			p.list.MoveTo(0)
			return page.Intent{}, p.settle()
		}
	case page.Result[map[string]facts]:
		if p.load.Settle(m.Request) && m.Err == nil {
			for k, f := range m.Value {
				p.known[k] = f
			}
			p.compare()
		}
	}
	return page.Intent{}, nil
}

// current is the place under the cursor.
func (p *Page) current() (place, bool) {
	if i := p.list.Cursor(); i >= 0 {
		return p.answer.rows[i], true
	}
	return place{}, false
}

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	if _, ok := p.current(); !ok && (id == doOpen || id == doSame || id == doCopy || id == doCopyID || id == doLineage) {
		return "no column is chosen"
	}
	if id == action.InputComplete {
		return page.NothingCompletes
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if p.input.Focused() && id == action.InputAccept {
		p.leavePrompt()
		return page.Intent{}, nil
	}
	if p.list.Do(id) {
		return page.Intent{}, p.settle()
	}
	switch id {
	case doFind:
		p.input.Focus()
		return page.Intent{}, nil
	case doSame:
		r, _ := p.current()
		p.exact = r.name()
		p.input.SetValue(page.Quoted(r.name()))
		return page.Intent{}, p.ask()
	case doBrowse:
		return page.To(page.Target{Page: "browse", Query: p.query()}), nil
	}
	return p.leave(id), nil
}

func (p *Page) leave(id action.ID) page.Intent {
	r, ok := p.current()
	if !ok {
		return page.Intent{}
	}
	c, product := p.answer.contract(r), p.answer.snap.Product(r.product)
	full := r.object + "." + r.path
	t := page.Target{Product: product.ID, Contract: c.ID, Path: full}
	switch id {
	case doOpen:
		t.Page, t.Tab = "product", "schema"
		return page.To(t)
	case doLineage:
		t.Page = "lineage"
		return page.To(t)
	case doCopyID:
		return page.ToCopy(full, "path")
	case doCopy:
		choice := func(key, title, value string) page.Choice {
			return page.Choice{Key: key, Title: title, Detail: value, Intent: page.ToCopy(value, strings.ToLower(title))}
		}
		return page.Intent{Kind: page.Menu, What: "Copy", Choices: []page.Choice{
			choice("n", "Name", r.name()), choice("p", "Path", full), choice("r", "Reference", c.ID+"#"+full), choice("i", "Product id", product.ID),
		}}
	}
	return page.Intent{}
}

// Type edits the search.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	before := p.input.Value()
	if !p.input.Type(k) {
		return false, nil
	}
	if p.input.Value() == before {
		return true, nil
	}
	p.exact = ""
	return true, p.ask()
}

// Escape leaves the typing, then clears the search.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.input.Focused() && p.query() != "":
		p.leavePrompt()
	case p.exact != "":
		p.exact = ""
		return true, p.ask()
	default:
		return false, nil
	}
	return true, nil
}

// Mouse hands what the pointer did to the list.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if e.Y == 0 && e.Kind == mouse.Click {
		p.input.Focus()
		return page.Intent{}, nil
	}
	in, ok := e.In(1, 3, p.w-2, max(p.h-4-p.stripLines(), 0))
	if ok && p.list.Mouse(in) == list.Opened {
		return p.leave(doOpen), nil
	}
	return page.Intent{}, p.settle()
}
