package browse

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/query"
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
	if p.input.Focused() && p.doInput(id) {
		return page.Intent{}, p.afterInput(id)
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
// asked for at the end of those at hand.
func (p *Page) moved(id action.ID) tea.Cmd {
	if id == action.Bottom && p.answer.total > p.answer.Len() {
		return tea.Batch(p.more(), p.settle())
	}
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
		p.focus = listPane
	case doFacets:
		if p.focus == facetPane {
			p.focus = listPane
		} else {
			p.focus = facetPane
		}
	case doPreview:
		p.hidden = !p.hidden
		p.focus = listPane
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
		p.preview.explain = !p.preview.explain
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
		t := page.Target{Page: "product", Product: row.ID}
		if h, ok := p.hit(); ok && h.Path != "" {
			t.Path, t.Tab = h.Object+"."+h.Path, "schema"
		}
		return page.To(t), nil
	}
	if p.answer.suggest != "" {
		p.input.SetValue(p.answer.suggest)
		p.facets.clear()
		return page.Intent{}, p.typed()
	}
	return page.Intent{}, nil
}

// written tells what a command of this page wrote.
type written struct {
	bookmark string // name of the product
	on       bool
	query    string // the search that was kept
}

func (w written) intent(err error) page.Intent {
	switch {
	case err != nil:
		return page.Warn("That was not kept: " + err.Error())
	case w.query != "":
		return page.Say("Kept the search " + w.query)
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

// doInput performs what is bound while a search is typed.
func (p *Page) doInput(id action.ID) bool {
	switch id {
	case action.InputAccept:
		p.input.Blur()
	case action.InputComplete:
	default:
		return p.list.Do(id)
	}
	return true
}

// afterInput is the command that follows.
func (p *Page) afterInput(id action.ID) tea.Cmd {
	switch id {
	case action.InputAccept:
		return nil
	case action.InputComplete:
		return p.complete()
	}
	return p.moved(id)
}

// completed is a completed query that was chosen from the menu.
type completed string

// complete asks for ways to go on with what is typed.
func (p *Page) complete() tea.Cmd {
	deps, snap, typed := p.deps, p.snap, p.input.Value()
	return page.Ask(&p.propose, func(ctx context.Context) ([]query.Completion, error) {
		ix, err := deps.Index(ctx, snap)
		if err != nil {
			return nil, err
		}
		return query.Complete(typed, len([]rune(typed)), ix), nil
	})
}

// proposed takes the only way to go on, or offers several.
func (p *Page) proposed(all []query.Completion) (page.Intent, tea.Cmd) {
	typed := []rune(p.input.Value())
	whole := func(c query.Completion) string {
		from, to := min(c.From, len(typed)), min(c.To, len(typed))
		return string(typed[:from]) + c.Text + string(typed[to:])
	}
	if len(all) == 1 {
		p.input.SetValue(whole(all[0]))
		return page.Intent{}, p.typed()
	}
	var choices []page.Choice
	for _, c := range all {
		detail := c.Help
		if c.Count > 0 {
			detail = keyed(c.Count, "products")
		}
		choices = append(choices, page.Choice{Title: c.Text, Detail: detail, Value: completed(whole(c))})
	}
	if len(choices) == 0 {
		return page.Warn("Nothing completes this."), nil
	}
	return page.Intent{Kind: page.Menu, What: "Go on with", Choices: choices}, nil
}

// Type edits the search; every change is answered at once.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	before := p.input.Value()
	if !p.input.Type(k) {
		return false, nil
	}
	if p.input.Value() == before {
		return true, nil
	}
	return true, p.typed()
}

// Escape leaves, from the inside out: the typing (the search stays), the facets or
// the preview, the search, marks, facets and bookmarks.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.input.Focused():
		p.input.Blur()
	case p.preview.matrix != nil:
		p.preview.matrix = nil
		p.focusOn(listPane)
		return true, p.settle()
	case p.focus != listPane:
		p.focusOn(listPane)
	case p.input.Value() != "":
		p.input.SetValue("")
		return true, p.ask()
	case len(p.marked) > 0:
		clear(p.marked)
	case p.facets.any() || p.bookmarks:
		p.facets.clear()
		p.bookmarks = false
		p.layout()
		return true, p.ask()
	default:
		return false, nil
	}
	return true, nil
}
