package product

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/tabs"
)

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	if p.sub == nil {
		return "the product is not there"
	}
	switch id {
	case action.WideLeft, action.WideRight:
		return p.env.Sideways(&p.source.pan, id)
	case action.InputComplete:
		return page.NothingCompletes
	case doFind, doNext, doPrevious:
		if p.tab == Versions {
			return "versions are not looked through; the other tabs are"
		}
	case doContract:
		if len(p.sub.Contracts) < 2 {
			return "the product has no other contract"
		}
	case doDiff, doMark:
		if len(p.sub.Versions) < 2 {
			return "only one version is known"
		}
	case doUsedBy, doLineage:
		if p.deps.Graph == nil {
			return "no lineage is at hand"
		}
	case doEdit, doWatch:
		if _, ok := p.file(); !ok {
			return "the file is not on this machine; source " + p.sub.Origin.Source + " brought it in"
		}
	case doBookmark:
		if p.deps.Marks == nil {
			return "bookmarks are not kept here"
		}
	case doBrowser:
		if p.webLink() == "" {
			return "the contract gives no link"
		}
	case doFields:
		n, ok := p.schema.Current()
		switch {
		case p.tab != Schema || !ok || n.Property == nil:
			return "choose a property on the Schema tab first"
		case n.Property.Name == "":
			return "the items of a list have no name to look for"
		}
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if p.sub == nil {
		return page.Intent{}, nil
	}
	if p.finding || p.schema.Filtering() {
		if i, done := p.doInput(id); done {
			return i, nil
		}
	}
	names, _ := tabNames()
	for _, name := range names {
		if id == tabAction(name) {
			p.turn(name)
			return page.Intent{}, nil
		}
	}
	if p.move(id) {
		return page.Intent{}, nil
	}
	return p.act(id)
}

// act performs what is neither a move nor a change of tab.
func (p *Page) act(id action.ID) (page.Intent, tea.Cmd) {
	switch id {
	case doOpen:
		return p.openChosen(), nil
	case doNextTab:
		p.step(1)
	case doPrevTab:
		p.step(-1)
	case doFind:
		p.startFind()
	case doNext:
		return p.nextHit(1), nil
	case doPrevious:
		return p.nextHit(-1), nil
	case doMark:
		p.versions.mark()
	case doLeave:
		p.schema.Leave()
	case doBookmark:
		return page.Intent{}, p.bookmark()
	default:
		return p.leave(id), nil
	}
	return page.Intent{}, nil
}

// leave is the intent of an action that leads out of the page.
func (p *Page) leave(id action.ID) page.Intent {
	switch id {
	case doCopy:
		return p.copyMenu()
	case doCopyID:
		return page.ToCopy(p.sub.ID(), "id")
	case doRequest:
		return p.requestMenu()
	case doEdit:
		file, _ := p.file()
		return page.Intent{Kind: page.Edit, Path: file, Line: p.line()}
	case doWatch:
		file, _ := p.file()
		c, _ := p.sub.Current()
		return page.To(page.Target{Page: "preview", Path: file, Contract: c.ID})
	case doBrowser:
		return page.ToAddress(p.webLink())
	case doDiff:
		p.versions.list.MoveTo(0)
		p.versions.marked = ""
		return p.versions.compare(p.sub)
	case doLineage:
		return p.walk()
	case doUsedBy:
		p.turn(Lineage)
	case doContract:
		return p.contractMenu()
	case doFields:
		n, _ := p.schema.Current()
		return page.To(page.Target{Page: "fields", Query: page.Quoted(n.Property.Name)})
	}
	return page.Intent{}
}

// move hands a movement to what has the focus.
func (p *Page) move(id action.ID) bool {
	switch {
	case id == doScroll || id == doScrollUp:
		p.scrollDetail(id)
		return true
	case p.tab == Schema:
		return p.schema.Do(id)
	case p.tab == Versions:
		return p.versions.list.Do(id)
	case p.tab == Source:
		return p.source.list.Do(id) || p.source.pan.Do(id)
	}
	return p.text[p.tab].Do(id)
}

func (p *Page) scrollDetail(id action.ID) {
	d := 3
	if id == doScrollUp {
		d = -3
	}
	switch p.tab {
	case Schema:
		p.schema.ScrollDetail(d)
	case Versions:
		p.versions.list.Move(d)
	case Source:
		p.source.list.Scroll(d)
	default:
		p.text[p.tab].Scroll(d)
	}
}

// step goes to a neighbouring tab, round the ends.
func (p *Page) step(d int) {
	names, _ := tabNames()
	i := slices.Index(names, p.tab)
	p.turn(names[(i+d+len(names))%len(names)])
}

// turn shows a tab.
func (p *Page) turn(tab string) {
	p.endFind()
	p.tab, p.asked = tab, ""
	p.schema.Leave()
	p.write(tab)
}

// openChosen follows the chosen link, or opens the chosen row.
func (p *Page) openChosen() page.Intent {
	switch {
	case p.tab == Schema:
		if i, ok := p.schema.Enter(); ok {
			return p.follow(i)
		}
		return page.Intent{}
	case p.tab == Versions:
		return p.versions.compare(p.sub)
	case p.tab == Source:
		if why := p.Disabled(doEdit); why != "" {
			return page.Warn("Cannot edit: " + why + ".")
		}
		return p.leave(doEdit)
	}
	text := p.text[p.tab]
	i, ok := text.Link()
	switch {
	case ok:
		return p.follow(i)
	case text.Choose():
		return page.Note(p.env.Key(doOpen) + " follows the link, " + p.env.Key(action.ScrollDown) + " goes to the next")
	}
	return page.Warn("No link is in sight.")
}

// walk leads to the lineage: of the column that is chosen, else of the product.
func (p *Page) walk() page.Intent {
	t := page.Target{Page: "lineage", Product: p.sub.Row.ID}
	if n, ok := p.schema.Current(); p.tab == Schema && ok && n.Property != nil {
		t.Contract, t.Path = p.sub.ID(), n.Path
	}
	return page.To(t)
}

// follow goes where a link leads: within this contract the page turns to the tab
// itself.
func (p *Page) follow(i page.Intent) page.Intent {
	c, _ := p.sub.Current()
	t := i.Target
	if i.Kind != page.Open || t.Page != Name || t.Product != p.sub.Row.ID || t.Contract != c.ID {
		return i
	}
	p.turn(t.Tab)
	if t.Path != "" && !p.schema.Reveal(t.Path) {
		return page.Warn(t.Path + " is not in the schema of this contract.")
	}
	return page.Intent{}
}

// bookmark puts a bookmark on the product or takes it off.
func (p *Page) bookmark() tea.Cmd {
	marks, id, name := p.deps.Marks, p.sub.Row.ID, p.sub.Row.Label()
	return page.Ask(&p.marks, func(context.Context) (marked, error) {
		err := marks.Bookmark(id)
		return marked{name, marks.Bookmarked(id)}, err
	})
}

// Mouse hands what the pointer did to what is under it.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if p.sub == nil {
		return page.Intent{}, nil
	}
	if e.Y == 0 && e.Kind == mouse.Click {
		names, titles := tabNames()
		if i, ok := tabs.At(titles, slices.Index(names, p.tab), p.w, e.X); ok {
			p.turn(names[i])
		}
		return page.Intent{}, nil
	}
	in, ok := e.In(0, headLines, p.w, p.h-headLines)
	if !ok {
		return page.Intent{}, nil
	}
	return p.mouseIn(in), nil
}

func (p *Page) mouseIn(e mouse.Event) page.Intent {
	switch p.tab {
	case Schema:
		if i, ok := p.schema.Mouse(e); ok {
			return p.follow(i)
		}
	case Versions:
		if in, ok := e.In(0, versionsHead, p.w, p.h); ok && p.versions.list.Mouse(in) == list.Opened {
			return p.versions.compare(p.sub)
		}
	case Source:
		if in, ok := e.In(0, sourceHead, p.w, p.h); ok {
			p.source.list.Mouse(in)
		}
	default:
		return p.clicked(p.text[p.tab], e)
	}
	return page.Intent{}
}

func (p *Page) clicked(s *sheet.Sheet[page.Intent], e mouse.Event) page.Intent {
	if i, ok := s.Mouse(e); ok {
		return p.follow(i)
	}
	return page.Intent{}
}
