// Package diff is the screen that compares two versions of a contract: the verdict
// on top, the findings, and the source of both versions with the changed words
// marked. [New] makes the page and the command that judges. It must not import
// store or another page.
package diff

import (
	"context"
	"fmt"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	judge "meshdex/catalog/diff"
	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/widget/code"
	"meshdex/ui/widget/pager"
)

// Name is the page's name in a page.Target.
const Name = "diff"

// Deps is what the page needs from outside. Only Library is required.
type Deps struct {
	Library catalog.Library
	Graph   func(context.Context) (*lineage.Graph, error)
	// Locate finds the file on this machine that a source's path stands for. It is
	// asked while the page is drawn, so it answers from memory.
	Locate func(source, path string) (file string, ok bool)
}

// toggleAction is the action that shows or hides one severity.
func toggleAction(i int) action.ID { return action.ID("diff.show-" + strconv.Itoa(i+1)) }

// Page is the diff screen.
type Page struct {
	page.Base
	env    *page.Env
	deps   Deps
	target page.Target
	name   string
	load   page.Slot
	cmp    *comparison
	err    error

	pane     change.Pane
	hidden   map[judge.Severity]bool
	source   pager.Pager
	pan      code.Pan
	inSource bool
	unified  bool // side by side is not wanted
	w, h     int
	box      boxes
}

// New returns the page that compares the target's versions: Base and Revision of
// Contract, the last two when they are empty.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{env: env, deps: deps, target: t, hidden: map[judge.Severity]bool{}}
	p.resolve(snap)
	return p, p.reload()
}

// resolve finds the contract when only the product is named, and its name.
func (p *Page) resolve(snap *catalog.Snapshot) {
	if i, ok := snap.FindProduct(p.target.Product); ok && p.target.Contract == "" {
		if row := snap.Product(i); row.Contracts > 0 {
			p.target.Contract = snap.Contract(row.First).ID
		}
	}
	p.name = p.target.Contract
	if i, ok := snap.FindContract(p.target.Contract); ok {
		p.name = snap.Contract(i).Label()
	}
}

// Title names the contract and the two versions.
func (p *Page) Title() string {
	if p.cmp == nil || p.cmp.report == nil {
		return p.name + " changes"
	}
	return fmt.Sprintf("%s %s %s %s", p.name, p.label(p.cmp.base), p.env.Icons.ArrowRight, p.label(p.cmp.revision))
}

// label is how to call a version.
func (p *Page) label(i int) string {
	return change.Version(p.cmp.versions[i])
}

// Status says where among the findings the cursor is.
func (p *Page) Status() string { return p.pane.Counter() }

// Target names the two versions.
func (p *Page) Target() page.Target {
	t := p.target
	t.Page = Name
	if p.cmp != nil && p.cmp.report != nil {
		t.Base, t.Revision = p.cmp.versions.Ref(p.cmp.base), p.cmp.versions.Ref(p.cmp.revision)
	}
	return t
}

// Contexts are those of the pane that has the focus.
func (p *Page) Contexts() []action.Context {
	if p.inSource {
		return atSource.Contexts
	}
	return atList.Contexts
}

// Refresh compares anew: there may be a newer version.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.target = p.Target()
	p.resolve(snap)
	return p.reload()
}

// Receive takes the comparison, and versions chosen from a menu.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case page.Result[*comparison]:
		if p.load.Settle(m.Request) {
			p.cmp, p.err = m.Value, m.Err
			if p.cmp != nil {
				p.pan.SetLongest(p.cmp.wide)
			}
			p.filter()
			p.layout()
			p.follow()
		}
	case chosen:
		return page.Intent{}, p.choose(m.base, m.revision)
	}
	return page.Intent{}, nil
}

// chosen is a pair of versions from a menu.
type chosen struct{ base, revision int }

// choose compares another pair of the known versions.
func (p *Page) choose(base, revision int) tea.Cmd {
	p.target.Base, p.target.Revision = p.cmp.versions.Ref(base), p.cmp.versions.Ref(revision)
	return p.reload()
}

// filter shows the findings of the severities that are not hidden.
func (p *Page) filter() {
	var shown []judge.Finding
	if p.cmp != nil && p.cmp.report != nil {
		for _, f := range p.cmp.report.Findings {
			if !p.hidden[f.Severity] {
				shown = append(shown, f)
			}
		}
	}
	p.pane.Set(shown)
}
