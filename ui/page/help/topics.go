package help

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/help"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
)

// topics is the list of what there is to read.
type topics struct {
	page.Base
	env  *page.Env
	rows rows
	list list.List
}

var _ page.Page = (*topics)(nil)

type rows []help.Topic

func (r rows) Len() int        { return len(r) }
func (r rows) ID(i int) string { return r[i].Name }

func (r rows) Find(id string) (int, bool) {
	for i := range r {
		if r[i].Name == id {
			return i, true
		}
	}
	return 0, false
}

func newTopics(env *page.Env, all []help.Topic) *topics {
	p := &topics{env: env, rows: all}
	p.list.SetRows(p.rows)
	return p
}

func (p *topics) Title() string              { return "Manual" }
func (p *topics) Status() string             { return text.Count(len(p.rows), "topic", "topics") }
func (p *topics) Target() page.Target        { return page.Target{Page: Name} }
func (p *topics) Contexts() []action.Context { return atTopics.Contexts }

func (p *topics) Do(id action.ID) (page.Intent, tea.Cmd) {
	if id == doOpen {
		return p.open(), nil
	}
	p.list.Do(id)
	return page.Intent{}, nil
}

func (p *topics) open() page.Intent {
	if p.list.ID() == "" {
		return page.Intent{}
	}
	return page.To(page.Target{Page: Name, Topic: p.list.ID()})
}

func (p *topics) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	e.X, e.Y = e.X-1, e.Y-1
	if p.list.Mouse(e) == list.Opened {
		return p.open(), nil
	}
	return page.Intent{}, nil
}

func (p *topics) Resize(w, h int) {
	_, inside := frame.Inside(w, h)
	p.list.Resize(inside)
}

func (p *topics) Draw(c canvas.Canvas) {
	inside := frame.Draw(c, p.env.Icons, frame.Pane{Title: "Manual", Counter: p.list.Counter(), Focused: true})
	names := 0
	for _, t := range p.rows {
		names = max(names, text.Width(t.Name))
	}
	p.list.Draw(inside, list.Look{Icons: p.env.Icons, Focused: true, Row: func(c canvas.Canvas, i int) {
		c.PutCut(0, 0, names, p.rows[i].Name, theme.Accent.Plain())
		c.PutCut(names+2, 0, c.Width()-names-2, p.rows[i].Title, theme.Text.Plain())
	}})
}
