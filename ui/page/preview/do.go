package preview

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/diff"
	"meshdex/ui/action"
	"meshdex/ui/card"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/tabs"
)

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	switch id {
	case action.InputComplete:
		return page.NothingCompletes
	case doContract:
		if len(p.entries) < 2 {
			return "the file holds no other contract"
		}
	case doBase:
		c, ok := p.change()
		switch {
		case !ok:
			return "no contract is shown"
		case !p.isCurrent():
			return "the file has to be mended first"
		case len(c.Known) == 0 && len(c.Near) == 0:
			return "no version of it is in the catalog; :base REF names another contract"
		}
	case doExplain:
		if p.changes.Len() == 0 {
			return "there is no change"
		}
	case doProduct:
		if _, ok := p.snap.FindContract(p.id()); !ok {
			return "it is not in the catalog"
		}
	case doFilter:
		if p.sub == nil {
			return "there is no schema yet"
		}
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if id == action.InputAccept && p.schema.Filtering() {
		p.schema.Accept()
		p.layout()
		return page.Intent{}, nil
	}
	for _, t := range tabNames() {
		if id == tabAction(t.name) {
			p.turn(t.name)
			return page.Intent{}, nil
		}
	}
	if p.move(id) {
		return page.Intent{}, nil
	}
	return p.act(id), nil
}

// move hands a movement to what has the focus.
func (p *Page) move(id action.ID) bool {
	switch {
	case p.inSchema():
		return p.schema.Do(id)
	case p.tab == Findings:
		return p.findings.list.Do(id)
	case p.tab == Changes && p.report() != nil:
		return p.changes.Do(id)
	}
	return p.text[p.tab].Do(id)
}

// act performs what is neither a movement nor a change of tab.
func (p *Page) act(id action.ID) page.Intent {
	switch id {
	case doOpen:
		return p.open()
	case doNextTab:
		p.step(1)
	case doPrevTab:
		p.step(-1)
	case doNext:
		p.nextFinding(1)
	case doPrevious:
		p.nextFinding(-1)
	case doScroll:
		p.scroll(3)
	case doScrollUp:
		p.scroll(-3)
	case doLeave:
		p.schema.Leave()
	case doExplain:
		p.turn(Changes)
		p.changes.Explain()
		p.layout()
	case doFilter:
		p.turn(card.Schema)
		p.schema.Filter()
		p.layout()
	default:
		return p.leave(id)
	}
	return page.Intent{}
}

// leave is the intent of an action that leads out of the page.
func (p *Page) leave(id action.ID) page.Intent {
	switch id {
	case doEdit:
		return p.edit()
	case doBase:
		return p.baseMenu()
	case doContract:
		return p.contractMenu()
	case doProduct:
		return page.ToContract(p.id(), "")
	case doCopy:
		return p.copyMenu()
	}
	return page.Intent{}
}

// step goes to a neighbouring tab, round the ends.
func (p *Page) step(d int) {
	all := tabNames()
	p.turn(all[(tabIndex(p.tab)+d+len(all))%len(all)].name)
}

// nextFinding goes to the next change on the tab of the changes, and to the next
// finding from everywhere else.
func (p *Page) nextFinding(d int) {
	if p.tab == Changes && p.report() != nil {
		p.changes.Move(d)
		return
	}
	if p.tab != Findings {
		p.turn(Findings)
		return
	}
	p.findings.list.Move(d)
}

func (p *Page) scroll(d int) {
	switch p.tab {
	case card.Schema:
		p.schema.ScrollDetail(d)
	case Findings:
		p.findings.list.Scroll(d)
	case Changes:
		p.changes.Move(d)
		p.text[Changes].Scroll(d)
	default:
		p.text[p.tab].Scroll(d)
	}
}

// open follows what is chosen: a link, a row of the schema, or a finding or change,
// which is looked at in the editor.
func (p *Page) open() page.Intent {
	switch {
	case p.inSchema():
		if i, ok := p.schema.Enter(); ok {
			return p.follow(i)
		}
		return page.Intent{}
	case p.tab == Findings, p.tab == Changes && p.report() != nil:
		return p.edit()
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

// follow goes where a link leads. What this page shows itself it turns to; what it
// does not have is on the page of the product, if the catalog has it.
func (p *Page) follow(i page.Intent) page.Intent {
	t := i.Target
	if i.Kind != page.Open || t.Page != "product" || p.sub == nil || t.Contract != p.sub.OpenTab("").Target.Contract {
		return i
	}
	switch {
	case isTab(t.Tab):
		p.turn(t.Tab)
		if t.Path != "" && !p.schema.Reveal(t.Path) {
			return page.Warn(t.Path + " is not in the schema of this contract.")
		}
		return page.Intent{}
	case t.Tab == card.Source:
		return p.edit()
	}
	if why := p.Disabled(doProduct); why != "" {
		return page.Warn("There is nothing to show: " + why + ".")
	}
	return page.ToContract(p.id(), t.Tab)
}

// edit opens the editor at the line of what is chosen; at that of the fault when
// the file is broken and no finding is chosen.
func (p *Page) edit() page.Intent { return page.Intent{Kind: page.Edit, Path: p.path, Line: p.line()} }

func (p *Page) line() int {
	fault := p.fault()
	switch {
	case p.tab == Findings:
		f, _ := p.findings.current()
		return f.Pos.Line
	case fault != nil:
		return fault.Pos.Line
	case p.tab == Changes:
		f, _ := p.changes.Finding()
		return f.Revision.Line
	case p.inSchema():
		if n, ok := p.schema.Current(); ok {
			return n.Pos().Line
		}
	}
	if p.sub != nil && p.sub.Contract != nil {
		return p.sub.Contract.Place.Line
	}
	return 0
}

// baseMenu offers what the shown contract can be compared with.
func (p *Page) baseMenu() page.Intent {
	c, _ := p.change()
	var choices []page.Choice
	for i, v := range c.Known {
		choice := page.Choice{Title: p.since(c.Known.Ref(i)), Detail: strings.TrimSpace(text.Day(v.Origin.Time) + " " + v.Status + " " + v.Origin.Message), Value: chosenBase(c.Known.Ref(i))}
		if c.Known.Ref(i) == c.Base {
			choice.Disabled = "it is what is compared with already"
		}
		choices = append(choices, choice)
	}
	for _, n := range c.Near {
		choices = append(choices, page.Choice{Title: n.Ref, Detail: n.Why, Value: chosenBase(n.Ref)})
	}
	return page.Intent{Kind: page.Menu, What: "Compare with", Choices: choices}
}

// contractMenu offers the other contracts of the file.
func (p *Page) contractMenu() page.Intent {
	var choices []page.Choice
	for _, e := range p.entries {
		choices = append(choices, page.Choice{Title: e.label, Detail: strings.TrimSpace(e.key + " " + e.version), Value: chosenEntry(e.key)})
	}
	return page.Intent{Kind: page.Menu, What: "Contract", Choices: choices}
}

// copyMenu offers what can be taken away from here.
func (p *Page) copyMenu() page.Intent {
	path := text.ShellWord(p.path)
	choices := []page.Choice{
		{Key: "p", Title: "The file's path", Detail: p.path, Intent: page.ToCopy(p.path, "path")},
		{Key: "l", Title: "The command that lints it", Detail: "meshdex lint " + path, Intent: page.ToCopy("meshdex lint "+path, "command")},
	}
	if f, ok := p.findings.current(); ok {
		this := fmt.Sprintf("%s:%d:%d: %s: %s [%s]", p.path, f.Pos.Line, f.Pos.Column, f.Severity, f.Message, f.Rule)
		choices = append(choices, page.Choice{Key: "f", Title: "The finding", Detail: f.Message, Intent: page.ToCopy(this, "finding")})
	}
	if r := p.report(); r != nil {
		c, _ := p.change()
		command := "meshdex diff " + text.ShellWord(c.Base) + " " + path
		choices = append(
			choices,
			page.Choice{Key: "m", Title: "All changes as Markdown", Detail: "for a pull request", Intent: page.ToCopy(markdown(r), "changes")},
			page.Choice{Key: "d", Title: "The command that compares it", Detail: command, Intent: page.ToCopy(command, "command")},
		)
	}
	return page.Intent{Kind: page.Menu, What: "Copy", Choices: choices}
}

// markdown is the report for a pull request.
func markdown(r *diff.Report) string {
	var sb strings.Builder
	_ = diff.WriteMarkdown(&sb, r) // a Builder takes everything
	return sb.String()
}

// Type edits the filter of the schema.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	return p.schema.Filtering() && p.schema.Type(k), nil
}

// Escape leaves, from the inside out: the typing (the filter stays), the details,
// the filter, the explanation, the version that was chosen to compare with.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case (p.inSchema() || p.schema.Filtering()) && p.schema.Escape():
		p.layout()
	case p.tab == Changes && p.changes.Explains():
		p.changes.Explain()
		p.layout()
	case p.bases[p.id()] != "":
		delete(p.bases, p.id())
		return true, p.judge()
	default:
		return false, nil
	}
	return true, nil
}

// Mouse hands what the pointer did to what is under it.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if e.Y == 0 && e.Kind == mouse.Click {
		titles, active := p.titles()
		if i, ok := tabs.At(titles, active, p.w, e.X); ok {
			p.turn(tabNames()[i].name)
		}
		return page.Intent{}, nil
	}
	if in, ok := p.inside(p.box.findings).in(e); ok {
		return p.clicked(Findings, e, p.findings.list.Mouse(in)), nil
	}
	if in, ok := p.inside(p.box.changes).in(e); ok {
		return p.mouseChanges(in), nil
	}
	if in, ok := p.box.card.in(e); ok && p.sub != nil {
		return p.mouseCard(in), nil
	}
	return page.Intent{}, nil
}

func (p *Page) mouseChanges(e mouse.Event) page.Intent {
	if p.report() == nil {
		return p.clickedText(p.text[Changes], e)
	}
	e.Y-- // the counts
	return p.clicked(Changes, e, p.changes.Mouse(e))
}

// clicked takes the focus to a list that was clicked; twice opens the editor.
func (p *Page) clicked(name string, e mouse.Event, hit list.Hit) page.Intent {
	if e.Kind != mouse.Wheel && p.tab != name {
		p.turn(name)
	}
	if hit == list.Opened {
		return p.edit()
	}
	return page.Intent{}
}

func (p *Page) mouseCard(e mouse.Event) page.Intent {
	if e.Kind != mouse.Wheel && p.tab != p.part() {
		p.turn(p.part())
	}
	if p.part() != card.Schema {
		return p.clickedText(p.text[p.part()], e)
	}
	if i, ok := p.schema.Mouse(e); ok {
		return p.follow(i)
	}
	return page.Intent{}
}

func (p *Page) clickedText(s *sheet.Sheet[page.Intent], e mouse.Event) page.Intent {
	if i, ok := s.Mouse(e); ok {
		return p.follow(i)
	}
	return page.Intent{}
}
