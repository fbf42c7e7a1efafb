// Package problems is the screen of every file that could not be read whole:
// what is wrong, on which line, and which version is shown instead. [New] makes
// the page and the command that loads it. It must not import store or another
// page.
package problems

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// Name is the page's name in a page.Target.
const Name = "problems"

const contextPage action.Context = "problems"

// The actions of the page.
const (
	doOpen   action.ID = "problems.edit"
	doShow   action.ID = "problems.show"
	doWatch  action.ID = "problems.watch"
	doCopy   action.ID = "problems.copy"
	doErrors action.ID = "problems.errors-only"
	doNext   action.ID = "problems.next-file"
	doPrev   action.ID = "problems.previous-file"
	doFind   action.ID = "problems.find"
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
		{ID: doOpen, Title: "Edit the file at the line", Hint: "edit", Context: contextPage, Keys: []string{"enter", "e", "l", "right"}, Group: "Go", Scope: action.OfRow},
		{ID: doShow, Title: "Show the product as it was last good", Hint: "product", Context: contextPage, Keys: []string{"o"}, Group: "Go", Scope: action.OfRow},
		{ID: doWatch, Title: "Preview the file while it is edited", Hint: "watch", Context: contextPage, Keys: []string{"w"}, Group: "Go", Command: "preview", Scope: action.OfRow},
		{ID: doFind, Title: "Find by words", Hint: "find", Context: contextPage, Keys: []string{"/"}, Group: "Find", Scope: action.OfScreen},
		{ID: doErrors, Title: "Only errors, or everything again", Hint: "errors only", Context: contextPage, Keys: []string{"x"}, Group: "View"},
		{ID: doNext, Title: "Next file", Context: contextPage, Keys: []string{"n"}, Group: "Move", Scope: action.OfScreen},
		{ID: doPrev, Title: "Previous file", Context: contextPage, Keys: []string{"N"}, Group: "Move", Scope: action.OfScreen},
		{ID: doCopy, Title: "Copy place and message", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy", Scope: action.OfRow},
	}
}

// Row is one problem and the source that its file came from.
type Row struct {
	Source string
	catalog.Problem
}

// Deps is what the page needs from outside.
type Deps struct {
	// Problems lists them, in any order.
	Problems func(context.Context) ([]Row, error)
	// Locate finds the file on this machine that a source's path stands for. It is
	// asked while the page is drawn, so it answers from memory.
	Locate func(source, path string) (file string, ok bool)
}

// Page is the problems screen.
type Page struct {
	page.Finder
	env    *page.Env
	deps   Deps
	snap   *catalog.Snapshot
	target page.Target
	load   page.Slot
	all    []Row
	good   map[string]catalog.ContractRow // what the catalog shows of a file, by source and path
	shown  rows
	done   bool
	errors bool // only errors are shown
	err    error
	list   list.List
	paths  table.Gauge // of the paths that are shown
	w, h   int
}

// rows are the problems that are shown.
type rows []Row

func (r rows) Len() int { return len(r) }

func (r rows) ID(i int) string {
	p := r[i]
	return fmt.Sprintf("%s\x00%s\x00%d\x00%d\x00%s\x00%s", p.Source, p.Path, p.Pos.Line, p.Pos.Column, p.Rule, p.At)
}

func (r rows) Find(id string) (int, bool) {
	for i := range r {
		if r.ID(i) == id {
			return i, true
		}
	}
	return 0, false
}

// New returns the page; Path of the target is the file to begin at.
func New(env *page.Env, deps Deps, snap *catalog.Snapshot, t page.Target) (*Page, tea.Cmd) {
	p := &Page{env: env, deps: deps, snap: snap, target: t}
	p.Finder = page.NewFinder("file, message, rule or source", p.filter)
	return p, p.reload()
}

// loaded is what a load brought.
type loaded struct {
	all  []Row
	good map[string]catalog.ContractRow
}

func (p *Page) reload() tea.Cmd {
	deps, snap := p.deps, p.snap
	return page.Ask(&p.load, func(ctx context.Context) (loaded, error) {
		all, err := deps.Problems(ctx)
		if err != nil {
			return loaded{}, err
		}
		all = slices.Clone(all)
		slices.SortStableFunc(all, worstFirst)
		return loaded{all, good(snap, all)}, ctx.Err()
	})
}

// good finds what the catalog shows of each file that has a problem: its last good
// state, when it is broken now.
func good(snap *catalog.Snapshot, all []Row) map[string]catalog.ContractRow {
	out := map[string]catalog.ContractRow{}
	wanted := map[string]bool{}
	for _, r := range all {
		wanted[r.Source+"\x00"+r.Path] = true
	}
	for i := range snap.ContractCount() {
		c := snap.Contract(i)
		if key := c.Source + "\x00" + c.Path; wanted[key] {
			out[key] = c
		}
	}
	return out
}

// Title names the page in the breadcrumbs.
func (p *Page) Title() string { return "Problems" }

// Status counts problems and files.
func (p *Page) Status() string {
	if !p.done {
		return ""
	}
	return text.Count(len(p.shown), "problem", "problems") + " in " + text.Count(p.files(), "file", "files")
}

func (p *Page) files() int {
	files := map[[2]string]bool{}
	for _, r := range p.shown {
		files[[2]string{r.Source, r.Path}] = true
	}
	return len(files)
}

// worstFirst orders problems by what to mend first, then by file and place.
func worstFirst(a, b Row) int {
	return cmp.Or(a.Severity.Compare(b.Severity), strings.Compare(a.Path, b.Path), strings.Compare(a.Source, b.Source),
		cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
}

func sameFile(a, b Row) bool { return a.Source == b.Source && a.Path == b.Path }

// Target names the file under the cursor.
func (p *Page) Target() page.Target {
	t := page.Target{Page: Name}
	if r, ok := p.current(); ok {
		t.Path = r.Path
	}
	return t
}

// Contexts are those of a list, or of the line in which words are looked for.
func (p *Page) Contexts() []action.Context {
	if p.Typing() {
		return atInput.Contexts
	}
	return atList.Contexts
}

// Refresh loads anew; the cursor stays on its problem.
func (p *Page) Refresh(snap *catalog.Snapshot) tea.Cmd {
	p.snap = snap
	return p.reload()
}

// Receive takes the problems.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	m, ok := msg.(page.Result[loaded])
	if !ok || !p.load.Settle(m.Request) {
		return page.Intent{}, nil
	}
	if p.err = m.Err; m.Err != nil {
		return page.Intent{}, nil
	}
	first := !p.done
	p.all, p.good, p.done = m.Value.all, m.Value.good, true
	p.filter()
	if first && p.target.Path != "" {
		if i := slices.IndexFunc(p.shown, func(r Row) bool { return r.Path == p.target.Path }); i >= 0 {
			p.list.MoveTo(i)
		}
	}
	return page.Intent{}, nil
}

func (p *Page) current() (Row, bool) {
	if i := p.list.Cursor(); i >= 0 {
		return p.shown[i], true
	}
	return Row{}, false
}

// Resize tells the list its height.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	_, in := frame.Inside(w, h-p.detailLines()-p.FinderLines())
	p.list.Resize(in)
}

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	r, ok := p.current()
	switch {
	case id == action.InputComplete:
		return page.NothingCompletes
	case id == doErrors, id == doFind, id == action.InputAccept:
	case !ok:
		return "there is no problem"
	case id == doOpen, id == doWatch:
		if _, here := p.file(r); !here {
			return "the file is not on this machine; source " + r.Source + " brought it in"
		}
	case id == doShow:
		if _, known := p.product(r); !known {
			return "no version of it could be read, so no product shows it"
		}
	}
	return ""
}

func (p *Page) file(r Row) (string, bool) {
	if p.deps.Locate == nil {
		return "", false
	}
	return p.deps.Locate(r.Source, r.Path)
}

// product is what the catalog shows of a file.
func (p *Page) product(r Row) (catalog.ContractRow, bool) {
	c, ok := p.good[r.Source+"\x00"+r.Path]
	return c, ok
}

// filter lists the problems in which all words that are typed stand, or of these the
// errors only.
func (p *Page) filter() {
	p.shown = p.all
	if p.errors || p.Finding() {
		p.shown = slices.DeleteFunc(slices.Clone(p.all), func(r Row) bool {
			return p.errors && r.Severity != catalog.Error || !p.Finds(r.Path, r.Message, r.Rule, r.Source, string(r.Severity))
		})
	}
	p.paths = table.Gauge{}
	for _, r := range p.shown {
		p.paths.Add(text.Clean(r.Path))
	}
	p.list.SetRows(p.shown)
	p.Resize(p.w, p.h)
}

// Escape leaves what the finder leaves, then errors only.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	if left, cmd = p.Finder.Escape(); left || !p.errors {
		return left, cmd
	}
	p.errors = false
	p.filter()
	return true, nil
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if p.Accepts(id) || p.list.Do(id) {
		return page.Intent{}, nil
	}
	r, ok := p.current()
	switch {
	case id == doFind:
		p.Find()
	case id == doErrors:
		p.errors = !p.errors
		p.filter()
	case !ok:
	case id == doNext:
		p.otherFile(1)
	case id == doPrev:
		p.otherFile(-1)
	default:
		return p.leave(id, r), nil
	}
	return page.Intent{}, nil
}

// otherFile goes to the first problem of the next or previous file.
func (p *Page) otherFile(step int) {
	i := p.list.Cursor()
	from := p.shown[i]
	for i >= 0 && i < len(p.shown) && sameFile(p.shown[i], from) {
		i += step
	}
	if i < 0 || i >= len(p.shown) {
		return
	}
	for step < 0 && i > 0 && sameFile(p.shown[i-1], p.shown[i]) {
		i--
	}
	p.list.MoveTo(i)
}

func (p *Page) leave(id action.ID, r Row) page.Intent {
	switch id {
	case doOpen:
		file, ok := p.file(r)
		if !ok {
			return page.Warn("Cannot edit: " + p.Disabled(doOpen) + ".")
		}
		return page.Intent{Kind: page.Edit, Path: file, Line: r.Pos.Line}
	case doWatch:
		file, _ := p.file(r)
		return page.To(page.Target{Page: "preview", Path: file, Tab: "findings"})
	case doShow:
		c, _ := p.product(r)
		return page.ToContract(c.ID, "")
	case doCopy:
		return page.ToCopy(strings.TrimSpace(place(r)+": "+string(r.Severity)+": "+r.Message), "problem")
	}
	return page.Intent{}
}

// place is the file and line as every tool writes it.
func place(r Row) string {
	if !r.Pos.IsKnown() {
		return r.Path
	}
	return fmt.Sprintf("%s:%d:%d", r.Path, r.Pos.Line, r.Pos.Column)
}

// Mouse hands what the pointer did to the list; a double click edits.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	head := p.FinderLines()
	in, ok := e.In(1, 1+head, p.w-2, p.h-head-p.detailLines()-2)
	if !ok {
		return page.Intent{}, nil
	}
	if r, any := p.current(); p.list.Mouse(in) == list.Opened && any {
		return p.leave(doOpen, r), nil
	}
	return page.Intent{}, nil
}
