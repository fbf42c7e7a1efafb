package diff

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/change"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/list"
)

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	if p.cmp == nil || p.cmp.report == nil {
		return "nothing is compared"
	}
	switch id {
	case action.WideRight:
		return p.env.Sideways(&p.pan, id)
	case doOpen:
		if p.inSource {
			return "this is the source; " + p.env.Key(doPane) + " goes back to the changes"
		}
	case doOlder:
		if p.cmp.base+1 >= len(p.cmp.versions) {
			return "this is the first known step"
		}
	case doNewer:
		if p.cmp.revision == 0 {
			return "this is the newest step"
		}
	case doImpact:
		if len(p.cmp.hits) == 0 {
			return "nobody downstream is known"
		}
	case doEdit:
		if _, ok := p.file(); !ok {
			return "the file is not on this machine"
		}
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	if p.cmp == nil || p.cmp.report == nil {
		return page.Intent{}, nil
	}
	for i, s := range change.Severities() {
		if id == toggleAction(i) {
			p.hidden[s.Is] = !p.hidden[s.Is]
			p.filter()
			p.layout()
			p.follow()
			return page.Intent{}, nil
		}
	}
	if p.inSource && p.doSource(id) {
		return page.Intent{}, nil
	}
	if !p.inSource && p.pane.Do(id) {
		p.layout()
		p.follow()
		return page.Intent{}, nil
	}
	if cmd, ok := p.step(id); ok {
		return page.Intent{}, cmd
	}
	return p.act(id), nil
}

// doSource performs what moves the source. Where its lines begin, the changes lie to the
// left of it.
func (p *Page) doSource(id action.ID) bool {
	if id == action.WideLeft && !p.pan.Goes(id) {
		p.leaveSource()
		return true
	}
	return p.source.Do(id) || p.pan.Do(id)
}

// leaveSource goes back to the changes, which may leave the source less room: the one
// under the cursor stays in sight.
func (p *Page) leaveSource() {
	p.inSource = false
	p.layout()
	p.follow()
}

// step performs what compares another pair.
func (p *Page) step(id action.ID) (tea.Cmd, bool) {
	b, r := p.cmp.base, p.cmp.revision
	switch id {
	case doOlder:
		return p.choose(min(b+1, len(p.cmp.versions)-1), b), true
	case doNewer:
		return p.choose(r, max(r-1, 0)), true
	case doSwap:
		return p.choose(r, b), true
	}
	return nil, false
}

func (p *Page) act(id action.ID) page.Intent {
	switch id {
	case doOpen, doPane:
		p.inSource = !p.inSource && (id == doPane || p.pane.Len() > 0)
	case doNext, doPrevious:
		p.pane.Move(map[action.ID]int{doNext: 1, doPrevious: -1}[id])
	case doScroll, doScrollUp:
		p.source.Scroll(map[action.ID]int{doScroll: 3, doScrollUp: -3}[id])
		return page.Intent{}
	case doSide:
		p.unified = !p.unified
	case doAll:
		clear(p.hidden)
		p.filter()
	case doExplain:
		p.pane.Explain()
	default:
		return p.leave(id)
	}
	p.layout()
	p.follow()
	return page.Intent{}
}

func (p *Page) leave(id action.ID) page.Intent {
	switch id {
	case doBase:
		return p.pick("Older version", func(i int) chosen { return chosen{i, p.cmp.revision} })
	case doRevision:
		return p.pick("Newer version", func(i int) chosen { return chosen{p.cmp.base, i} })
	case doImpact:
		return p.impactMenu()
	case doCopy:
		return p.copyMenu()
	case doEdit:
		file, _ := p.file()
		f, _ := p.pane.Finding()
		return page.Intent{Kind: page.Edit, Path: file, Line: f.Revision.Line}
	}
	return page.Intent{}
}

// pick offers every known version.
func (p *Page) pick(what string, pair func(int) chosen) page.Intent {
	var choices []page.Choice
	for i, v := range p.cmp.versions {
		c := page.Choice{Title: p.label(i), Detail: strings.TrimSpace(text.Day(v.Origin.Time) + " " + v.Status + " " + v.Origin.Message), Value: pair(i)}
		if got := pair(i); got.base == got.revision {
			c.Disabled = "it is the other side already"
		}
		choices = append(choices, c)
	}
	return page.Intent{Kind: page.Menu, What: what, Choices: choices}
}

func (p *Page) impactMenu() page.Intent {
	var choices []page.Choice
	for _, h := range p.cmp.hits {
		choices = append(choices, page.Choice{Title: h.name, Detail: strings.Join(nonEmpty(h.effect, h.owner, h.via), " · "), Intent: page.ToProduct(h.id, "")})
	}
	return page.Intent{Kind: page.Menu, What: "Who is hit", Choices: choices}
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// copyMenu offers what can be taken away from here.
func (p *Page) copyMenu() page.Intent {
	c := p.cmp
	refs := text.ShellWord(c.versions.Ref(c.base)) + " " + text.ShellWord(c.versions.Ref(c.revision))
	choices := []page.Choice{
		{Key: "m", Title: "All findings as Markdown", Detail: "for a pull request", Intent: page.ToCopy(p.markdown(), "findings")},
		{Key: "u", Title: "The source as a unified diff", Intent: page.ToCopy(p.unifiedText(), "diff")},
		{Key: "c", Title: "The command", Detail: "meshdex diff " + refs, Intent: page.ToCopy("meshdex diff "+refs, "command")},
		{Key: "s", Title: "The command for SARIF", Detail: "for code scanning", Intent: page.ToCopy("meshdex diff --format sarif "+refs, "command")},
	}
	if f, ok := p.pane.Finding(); ok {
		choices = append([]page.Choice{{Key: "f", Title: "This finding", Detail: f.Message, Intent: page.ToCopy(f.Message+" ("+f.Rule+")", "finding")}}, choices...)
	}
	return page.Intent{Kind: page.Menu, What: "Copy", Choices: choices}
}

// file is the newer version's file on this machine.
func (p *Page) file() (string, bool) {
	if p.deps.Locate == nil {
		return "", false
	}
	o := p.cmp.versions[p.cmp.revision].Origin
	return p.deps.Locate(o.Source, o.Path)
}

// Escape leaves the source, then shows hidden severities again.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.inSource:
		p.leaveSource()
	case p.anyHidden():
		p.act(doAll)
	default:
		return false, nil
	}
	return true, nil
}

func (p *Page) anyHidden() bool {
	for _, h := range p.hidden {
		if h {
			return true
		}
	}
	return false
}

// Mouse hands what the pointer did to the pane under it.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if in, ok := p.box.list.inside(e); ok && p.box.list.w > 0 {
		p.inSource = p.pane.Mouse(in) == list.Opened
		p.layout()
		p.follow()
		return page.Intent{}, nil
	}
	if in, ok := p.box.source.inside(e); ok && p.box.source.w > 0 {
		if e.Kind == mouse.Click {
			p.inSource = true
			p.layout()
		}
		p.source.Mouse(in)
	}
	return page.Intent{}, nil
}
