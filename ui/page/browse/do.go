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
	"meshdex/ui/widget/table"
)

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	row, any := p.product()
	switch id {
	case doBookmark, doBookmarks, doRecents:
		if p.deps.Marks == nil {
			return "bookmarks are not kept here"
		}
	case doSaved:
		if p.deps.Searches == nil {
			return "searches are not kept here"
		}
	case doReverse:
		if p.sort.Column == "" {
			return "the list is sorted by relevance; choose a column first"
		}
	case doExplain:
		if p.answer.query == "" {
			return "nothing is searched for"
		}
	case doScroll, doScrollUp, doGrow, doShrink:
		if p.box.preview.w == 0 {
			return "no preview is shown; " + p.env.Key(doPreview) + " shows it"
		}
	case doPick:
		if !p.facets.onValue() {
			return "this is a heading; its values stand below"
		}
	case doDiff:
		if any && row.Versions < 2 {
			return "only one version is known"
		}
	}
	if !any && slices.Contains([]action.ID{doMark, doBookmark, doCopy, doCopyID, doCompare, doDiff, doLineage, doUsedBy}, id) {
		return "no product is chosen"
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if p.input.Focused() {
		if cmd, ok := p.doInput(id); ok {
			return page.Intent{}, cmd
		}
	}
	switch p.focus {
	case facetPane:
		if p.facets.list.Do(id) {
			return page.Intent{}, nil
		}
	case previewPane:
		if p.preview.text.Do(id) {
			return page.Intent{}, nil
		}
	default:
		if p.list.Do(id) {
			return page.Intent{}, p.moved(id)
		}
	}
	if cmd, ok := p.narrow(id); ok {
		return page.Intent{}, cmd
	}
	if p.arrange(id) {
		return page.Intent{}, p.settle()
	}
	return p.leave(id)
}

// moved follows the cursor: the preview settles, and the rest of the hits is
// asked for at the end of those at hand. Whoever wants the last row gets it when it
// is there.
func (p *Page) moved(id action.ID) tea.Cmd {
	p.toEnd = id == action.Bottom && p.answer.total > p.answer.Len()
	return tea.Batch(p.settle(), p.more())
}

// narrow performs what changes which products are listed, or their order.
func (p *Page) narrow(id action.ID) (tea.Cmd, bool) {
	switch id {
	case doPick:
		p.facets.toggle()
	case doClear:
		p.clear()
	case doBookmarks:
		p.bookmarks = !p.bookmarks
	case doReverse:
		p.reverse()
	default:
		return nil, false
	}
	p.want = 0
	p.layout()
	return p.ask(), true
}

func (p *Page) clear() {
	p.input.SetValue("")
	p.facets.clear()
	p.bookmarks = false
	clear(p.marked)
}

func (p *Page) reverse() {
	if p.sort.Order == table.Descending {
		p.sort.Order = table.Ascending
	} else {
		p.sort.Order = table.Descending
	}
}

// arrange performs what changes how the page looks, and reports whether it was
// that.
func (p *Page) arrange(id action.ID) bool {
	switch id {
	case doFind:
		p.input.Focus()
		p.history.shut = false
		p.focus = listPane
	case doFacets:
		if p.focus == facetPane {
			p.focus = listPane
		} else {
			p.focus = facetPane
		}
	case doPreview:
		p.turnPreview()
	case doGrow:
		p.grown = min(p.grown+1, 12)
	case doShrink:
		p.grown = max(p.grown-1, -12)
	case doNextPane:
		p.turn(1)
	case doPrevPane:
		p.turn(-1)
	case doScroll:
		p.preview.text.Scroll(3)
	case doScrollUp:
		p.preview.text.Scroll(-3)
	case doExplain:
		p.explain()
	case doNext:
		p.list.Move(1)
	case doPrevious:
		p.list.Move(-1)
	case doMark:
		p.mark()
	default:
		return false
	}
	p.layout()
	return true
}

// turnPreview shows or hides the preview.
func (p *Page) turnPreview() {
	if p.box.preview.w == 0 {
		p.reveal()
		return
	}
	p.hidden = p.box.list.w > 0 // what has the list's place only gives it back
	p.focus = listPane
}

// reveal shows the preview, in the list's place where there is no room beside it.
func (p *Page) reveal() {
	p.hidden = false
	p.layout()
	if p.box.preview.w == 0 {
		p.focus = previewPane
	}
}

// explain tells in the preview why a product is found, or no longer.
func (p *Page) explain() {
	if p.preview.explain && p.box.preview.w > 0 {
		p.preview.explain = false
		if p.box.list.w == 0 {
			p.focus = listPane
		}
		return
	}
	p.preview.explain = true
	p.reveal()
}

// turn gives the focus to a neighbouring pane, round the ends.
func (p *Page) turn(d int) {
	panes := p.panes()
	i := max(slices.Index(panes, p.focus), 0)
	p.focus = panes[(i+d+len(panes))%len(panes)]
}

// mark marks the product under the cursor, or takes its mark off, and goes on to
// the next.
func (p *Page) mark() {
	id := p.list.ID()
	if p.marked[id] {
		delete(p.marked, id)
	} else if id != "" {
		p.marked[id] = true
	}
	p.list.Move(1)
}

// leave performs what leads out of the page or writes something.
func (p *Page) leave(id action.ID) (page.Intent, tea.Cmd) {
	switch id {
	case doOpen:
		return p.open()
	case doSort:
		return p.sortMenu(), nil
	case doFields:
		return page.To(page.Target{Page: "fields", Query: p.query()}), nil
	case doRecents:
		return p.recentMenu(), nil
	case doSaved:
		return p.savedMenu(), nil
	case doCopy:
		return p.copyMenu(), nil
	case doCopyID:
		return page.ToCopy(strings.Join(p.chosen(), "\n"), "id"), nil
	case doBookmark:
		return page.Intent{}, p.bookmark()
	case doCompare:
		return page.Intent{}, p.compare()
	case doDiff:
		row, _ := p.product()
		return page.To(page.Target{Page: "diff", Product: row.ID, Contract: p.contractID()}), nil
	case doLineage:
		return page.To(page.Target{Page: "lineage", Product: p.list.ID()}), nil
	case doUsedBy:
		return page.ToProduct(p.list.ID(), "lineage"), nil
	}
	return page.Intent{}, nil
}

// contractID is the first contract of the product under the cursor.
func (p *Page) contractID() string {
	if row, ok := p.product(); ok && row.Contracts > 0 {
		return p.answer.snap.Contract(row.First).ID
	}
	return ""
}

// open opens the product, follows the preview's link, or, with nothing found,
// searches for the nearest that would be.
func (p *Page) open() (page.Intent, tea.Cmd) {
	if p.focus == previewPane {
		if i, ok := p.preview.text.Link(); ok {
			return i, nil
		}
	}
	if row, ok := p.product(); ok {
		return page.To(p.opened(row)), nil
	}
	if p.answer.suggest != "" {
		p.input.SetValue(p.answer.suggest)
		p.facets.clear()
		return page.Intent{}, p.typed()
	}
	return page.Intent{}, nil
}

// opened is where a product is opened: at the column that the search found, when a
// whole word of it stands in the column's name, or nearly so, and in no name of the
// product's own.
func (p *Page) opened(row catalog.ProductRow) page.Target {
	t := page.Target{Page: "product", Product: row.ID}
	m, lit := p.answer.match(p.list.Cursor()), page.Words(p.input.Value())
	if m == nil || len(lit) == 0 {
		return t
	}
	t.Query = strings.TrimSpace(p.input.Value())
	for _, f := range m.found {
		if len(page.Occurrences(f.Text, lit)) == 0 && (m.stage != search.Near || len(f.Spans) == 0) {
			continue
		}
		switch f.In {
		case search.Name, search.ID, search.Synonym:
			return t
		case search.Property, search.Object:
			t.Tab, t.Path = "schema", f.Text
			return t
		}
	}
	return t
}

// written tells what a command of this page wrote.
type written struct {
	bookmark string // name of the product
	on       bool
	query    string // the search that was kept, or let go
}

func (w written) intent(err error) page.Intent {
	switch {
	case err != nil:
		return page.Warn("That was not kept: " + err.Error())
	case w.query != "" && w.on:
		return page.Say("Kept the search " + w.query)
	case w.query != "":
		return page.Say("Let the search " + w.query + " go")
	case w.on:
		return page.Say("Bookmarked " + w.bookmark)
	}
	return page.Say("Took the bookmark off " + w.bookmark)
}

// after asks anew when the list depends on what was written.
func (p *Page) after(w written) tea.Cmd {
	if w.bookmark != "" && p.bookmarks {
		return p.ask()
	}
	return nil
}

func (p *Page) bookmark() tea.Cmd {
	row, ok := p.product()
	if !ok {
		return nil
	}
	marks := p.deps.Marks
	return page.Ask(&p.write, func(context.Context) (written, error) {
		err := marks.Bookmark(row.ID)
		return written{bookmark: row.Label(), on: marks.Bookmarked(row.ID)}, err
	})
}
