// Package product is the screen of one data product: a card, its schema, checks,
// service levels, people, lineage, history and source, each on a tab. [New] makes
// the page and the command that loads it. It must not import store or another
// page.
package product

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/card"
	"meshdex/ui/page"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/sheet"
)

// Name is the page's name in a page.Target.
const Name = "product"

// The tabs, as a page.Target names them.
const (
	Overview = card.Overview
	Schema   = card.Schema
	Quality  = card.Quality
	SLA      = card.SLA
	Team     = card.Team
	Lineage  = card.Lineage
	Versions = card.Versions
	Source   = card.Source
)

// tabNames lists the tabs in order, with their titles.
func tabNames() (names, titles []string) {
	return []string{Overview, Schema, Quality, SLA, Team, Lineage, Versions, Source},
		[]string{"Overview", "Schema", "Quality", "SLA", "Team & access", "Lineage", "Versions", "Source"}
}

// Marks are the user's own bookmarks.
type Marks interface {
	Bookmarked(id string) bool
	Bookmark(id string) error // puts the bookmark on or takes it off
}

// Deps is what the page needs from outside. Only Library is required.
type Deps struct {
	Library catalog.Library
	Results func(contract string) ([]catalog.Result, error)
	Graph   func(context.Context) (*lineage.Graph, error)
	Marks   Marks
	// Locate finds the file on this machine that a source's path stands for. It is
	// asked while the page is drawn, so it answers from memory.
	Locate func(source, path string) (file string, ok bool)
}

// Page is the product screen.
type Page struct {
	page.Base
	env    *page.Env
	deps   Deps
	snap   *catalog.Snapshot
	target page.Target
	asked  string // the property that the target named; "" once another tab was shown
	tab    string
	sub    *subject
	err    error
	load   page.Slot
	judge  page.Slot
	around page.Slot
	marks  page.Slot

	text     map[string]*sheet.Sheet[page.Intent] // the tabs that are text
	schema   card.Tree
	versions versionsTab
	source   sourceTab
	find     input.Input
	finding  bool
	w, h     int
}

// New returns the page of the product, or of the contract, that the target names,
// and the command that loads it.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{
		env: env, deps: deps, snap: snap, target: t, tab: Overview, find: input.New("text in this tab"),
		text:   map[string]*sheet.Sheet[page.Intent]{},
		source: sourceTab{file: &file{}},
	}
	names, _ := tabNames()
	for _, name := range names {
		p.text[name] = &sheet.Sheet[page.Intent]{}
	}
	if slices.Contains(names, t.Tab) {
		p.tab = t.Tab
	}
	p.schema = card.NewTree(env, page.Words(t.Query))
	return p, p.reload()
}

// Title is the product's name.
func (p *Page) Title() string {
	if p.sub != nil {
		return p.sub.Row.Label()
	}
	if row, ok := p.row(); ok {
		return p.snap.Product(row).Label()
	}
	if p.target.Product != "" {
		return p.target.Product
	}
	return p.target.Contract
}

// Status tells which of several contracts is shown, and where in the text.
func (p *Page) Status() string {
	if p.sub == nil {
		return ""
	}
	var parts []string
	if p.deps.Marks != nil && p.deps.Marks.Bookmarked(p.sub.Row.ID) {
		parts = append(parts, p.env.Icons.Bookmark+" bookmarked")
	}
	if n := len(p.sub.Contracts); n > 1 {
		c, _ := p.sub.Current()
		parts = append(parts, "contract "+c.Label())
	}
	return strings.Join(append(parts, p.position()...), " · ")
}

func (p *Page) position() []string {
	at := ""
	switch p.tab {
	case Schema:
		at = p.schema.Counter()
	case Versions:
		at = p.versions.list.Counter()
	case Source:
		at = p.source.list.Counter()
	default:
		at = p.text[p.tab].Position()
	}
	if at == "" {
		return nil
	}
	return []string{at}
}

// Target names the product, contract, tab and property that are shown.
func (p *Page) Target() page.Target {
	t := p.target
	t.Page, t.Tab = Name, p.tab
	if p.sub != nil {
		t.Product = p.sub.Row.ID
		if c, ok := p.sub.Current(); ok {
			t.Contract = c.ID
		}
	}
	if id := p.schema.ID(); id != "" && p.tab == Schema {
		t.Path = id
	}
	return t
}

// row finds the product's row in the snapshot.
func (p *Page) row() (int, bool) {
	if p.snap == nil {
		return 0, false
	}
	if i, ok := p.snap.FindProduct(p.target.Product); ok {
		return i, true
	}
	if i, ok := p.snap.FindContract(p.target.Contract); ok {
		return p.snap.Contract(i).Product, true
	}
	return 0, false
}

// Contexts are those of the tab.
func (p *Page) Contexts() []action.Context {
	switch {
	case p.finding || p.schema.Filtering():
		return atInput.Contexts
	case p.tab == Schema && p.schema.InDetail():
		return atProperty.Contexts
	case p.tab == Schema:
		return atSchema.Contexts
	case p.tab == Versions:
		return atVersions.Contexts
	case p.tab == Source:
		return atSource.Contexts
	}
	return atText.Contexts
}

// Resize lays the tabs out anew.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

// layout tells every tab its size, and lays the text out for the width.
func (p *Page) layout() {
	h := max(p.h-headLines, 0)
	if p.finding {
		h = max(h-1, 0)
	}
	for _, s := range p.text {
		s.Resize(h)
	}
	p.schema.Resize(p.w, h)
	p.versions.list.Resize(h - versionsHead)
	p.source.resize(p.w, h)
	if p.sub != nil {
		p.write(p.tab)
	}
}

// write lays one text tab out for the present width.
func (p *Page) write(tab string) {
	if b := sheet.NewBody[page.Intent](p.w); p.sub.Write(b, tab, p.env) {
		p.text[tab].Set(b)
	}
}

// Refresh takes the new state of the product over; the place is kept.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.target = p.Target()
	p.snap = snap
	return p.reload()
}
