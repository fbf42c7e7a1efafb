// Package preview is the screen of a file of contracts that is being edited in
// another window: what it says, what lint finds in it, and what it changes against
// the newest version that the catalog knows, all anew at every save. [New] makes
// the page and the command that waits for the file. It must not import store or
// another page.
package preview

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	draft "meshdex/catalog/preview"
	"meshdex/ui/action"
	"meshdex/ui/card"
	"meshdex/ui/change"
	"meshdex/ui/follow"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/sheet"
)

// Name is the page's name in a page.Target.
const Name = "preview"

// The tabs that the page has beside those of the product.
const (
	Findings = "findings"
	Changes  = "changes"
)

// tab is one of the page's tabs.
type tab struct{ name, title string }

// tabNames lists the tabs in order.
func tabNames() []tab {
	return []tab{
		{card.Overview, "Overview"},
		{card.Schema, "Schema"},
		{card.Quality, "Quality"},
		{card.SLA, "SLA"},
		{card.Team, "Team & access"},
		{Findings, "Findings"},
		{Changes, "Changes"},
	}
}

func isTab(name string) bool {
	return slices.ContainsFunc(tabNames(), func(t tab) bool { return t.name == name })
}

// Watch follows one file.
type Watch interface {
	// Next is a command that brings the next Saved: at once the first time, then as
	// soon as the file differs.
	Next() tea.Cmd
	Close()
}

// Saved is what a Watch brings: a state of the file, or why it is not followed any
// more.
type Saved struct {
	follow.Save
	Failed error
}

// Question is what a file is judged by.
type Question struct {
	Path     string
	Data     []byte
	Snapshot *catalog.Snapshot
	Bases    map[string]string // as in catalog/preview
}

// Deps is what the page needs from outside.
type Deps struct {
	// Watch starts to follow a file.
	Watch func(path string) Watch
	// Judge judges one state of a file. It may block.
	Judge func(context.Context, Question) (*draft.Preview, error)
}

// Page is the preview screen.
type Page struct {
	page.Base
	env   *page.Env
	deps  Deps
	snap  *catalog.Snapshot
	path  string
	watch Watch
	load  page.Slot

	save   Saved          // the last state of the file
	now    *draft.Preview // of the last state that could be read; nil before the first
	good   *draft.Preview // the last one that can be shown: what is shown
	goodAt Saved          // the state that good was read from
	judged Saved          // the state that is being judged
	bases  map[string]string
	err    error // of judging

	tab      string
	beside   string // the tab of the card that stands beside findings and changes
	shown    string // what is shown of the file: the key of an entry
	entries  []entry
	at       int // of the shown entry; -1 for none
	sub      *card.Subject
	text     map[string]*sheet.Sheet[page.Intent] // the tabs that are text, and Changes when there are none
	schema   card.Tree
	asked    bool // the row under the cursor is told in full
	findings findings
	changes  change.Pane
	w, h     int
	box      boxes
}

var _ page.Closer = (*Page)(nil)

// New returns the page of the file that the target's Path names, and the command
// that waits for it.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{
		env: env, deps: deps, snap: snap, path: t.Path, watch: deps.Watch(t.Path), bases: map[string]string{},
		tab: card.Overview, beside: card.Overview, shown: t.Contract, at: -1, text: map[string]*sheet.Sheet[page.Intent]{},
	}
	for _, tab := range tabNames() {
		p.text[tab.name] = &sheet.Sheet[page.Intent]{}
	}
	if t.Base != "" && t.Contract != "" {
		p.bases[t.Contract] = t.Base
	}
	p.schema = card.NewTree(env, nil)
	if isTab(t.Tab) {
		p.turn(t.Tab)
	}
	return p, p.watch.Next()
}

// Close ends the watch.
func (p *Page) Close() {
	p.load.Cancel()
	p.watch.Close()
}

// Title is the name of the file.
func (p *Page) Title() string { return filepath.Base(p.path) }

// Status tells which of several contracts is shown, when the file was saved, and
// where in it the cursor is.
func (p *Page) Status() string {
	parts := p.standing()
	if at := p.position(); at != "" {
		parts = append(parts, at)
	}
	return strings.Join(parts, " · ")
}

// standing is Status but for the place in the text.
func (p *Page) standing() []string {
	var parts []string
	if n := len(p.entries); n > 1 {
		parts = append(parts, fmt.Sprintf("%s, %d of %d", text.CutMiddle(p.shown, 24), p.at+1, n))
	}
	if !p.save.At.IsZero() {
		parts = append(parts, "saved "+p.save.At.Format("15:04:05"))
	}
	return parts
}

// isWaiting reports whether nothing is known of the file yet.
func (p *Page) isWaiting() bool {
	return p.now == nil && p.err == nil && p.save.Err == nil && p.save.Failed == nil
}

func (p *Page) position() string {
	switch {
	case p.tab == card.Schema:
		return p.schema.Counter()
	case p.tab == Findings:
		return p.findings.list.Counter()
	case p.tab == Changes && p.report() != nil:
		return p.changes.Counter()
	}
	return p.text[p.tab].Position()
}

// Target names the file, and what of it is shown and compared with what.
func (p *Page) Target() page.Target {
	return page.Target{Page: Name, Path: p.path, Contract: p.shown, Tab: p.tab, Base: p.bases[p.id()]}
}

// Contexts are those of the tab.
func (p *Page) Contexts() []action.Context {
	switch {
	case p.schema.Filtering():
		return atInput.Contexts
	case p.tab == card.Schema && p.schema.InDetail():
		return atProperty.Contexts
	case p.tab == card.Schema:
		return atSchema.Contexts
	case p.tab == Findings, p.tab == Changes && p.report() != nil:
		return atList.Contexts
	}
	return atText.Contexts
}

// Refresh judges the file against the new state of the catalog, and follows it
// again if that had ended.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.snap = snap
	if p.save.Failed != nil {
		p.save.Failed = nil
		return p.watch.Next()
	}
	return p.judge()
}

// Commands are the page's own ":" lines.
func (p *Page) Commands() []page.Command {
	return []page.Command{{
		Name: "base", Argument: "REF", Help: "Compare with a version, or with another contract",
		Run: func(ref string) (page.Intent, tea.Cmd) { return page.Intent{}, p.compareWith(ref) },
	}}
}

var _ page.Commander = (*Page)(nil)
