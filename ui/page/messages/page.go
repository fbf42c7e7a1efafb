// Package messages is the screen that lists what the person has been told since
// the start, newest first: toasts do not stay. [New] makes the page. It must not
// import store or another page.
package messages

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
)

// Name is the page's name in a page.Target.
const Name = "messages"

const (
	contextPage action.Context = "messages"
	doCopy      action.ID      = "messages.copy"
)

// atList is what has the focus on this page.
var atList = action.On(Name, action.List, contextPage)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atList} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	return []action.Action{
		{ID: doCopy, Title: "Copy the message", Hint: "copy", Context: contextPage, Keys: []string{"y", "Y"}, Group: "Copy", Scope: action.OfRow},
	}
}

// Page is the messages screen.
type Page struct {
	page.Base
	env  *page.Env
	list list.List
	w, h int
}

// rows are messages, newest first; a message's id is its number since the start.
type rows []page.Message

func (r rows) Len() int        { return len(r) }
func (r rows) ID(i int) string { return strconv.Itoa(len(r) - i) }

func (r rows) Find(id string) (int, bool) {
	n, err := strconv.Atoi(id)
	i := len(r) - n
	return i, err == nil && i >= 0 && i < len(r)
}

func (r rows) at(i int) page.Message { return r[len(r)-1-i] }

// New returns the page.
func New(env *page.Env) (*Page, tea.Cmd) {
	p := &Page{env: env}
	p.list.SetRows(p.rows())
	return p, nil
}

func (p *Page) rows() rows {
	if p.env.Messages == nil {
		return nil
	}
	return p.env.Messages()
}

// Title names the page in the breadcrumbs.
func (p *Page) Title() string { return "Messages" }

// Status counts them.
func (p *Page) Status() string { return text.Count(len(p.rows()), "message", "messages") }

// Target names the page.
func (p *Page) Target() page.Target { return page.Target{Page: Name} }

// Contexts are those of a list.
func (p *Page) Contexts() []action.Context { return atList.Contexts }

// Resize tells the list its height.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	p.list.Resize(max(h-1-p.wholeLines(), 0))
}

// wholeLines is the height in which the message under the cursor is shown whole,
// with a line above it; 0 where there is no room for it.
func (p *Page) wholeLines() int {
	if p.h < 12 {
		return 0
	}
	return 5
}

// Refresh keeps the place.
func (p *Page) Refresh(*catalog.Snapshot) tea.Cmd {
	p.list.SetRows(p.rows())
	return nil
}

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	if id == doCopy && p.list.Cursor() < 0 {
		return "there is no message"
	}
	return ""
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	p.list.SetRows(p.rows())
	if i := p.list.Cursor(); id == doCopy && i >= 0 {
		return page.ToCopy(p.rows().at(i).Text, "message"), nil
	}
	p.list.Do(id)
	return page.Intent{}, nil
}

// Mouse hands what the pointer did to the list.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	if in, ok := e.In(0, 1, p.w, p.h-1-p.wholeLines()); ok {
		p.list.Mouse(in)
	}
	return page.Intent{}, nil
}

// Draw paints the messages.
func (p *Page) Draw(c canvas.Canvas) {
	all := p.rows()
	if len(all) == 0 {
		for i, l := range text.Wrap("Nothing was told yet. What is copied, synced or failed will be listed here.", max(c.Width()-4, 8)) {
			c.Put(2, 1+i, l, theme.Muted.Plain())
		}
		return
	}
	c.PutCut(1, 0, c.Width()-1, "Newest first", theme.Muted.Plain())
	h := c.Height() - 1 - p.wholeLines()
	p.drawWhole(c.Region(0, 1+h, c.Width(), p.wholeLines()), all)
	p.list.Draw(c.Region(0, 1, c.Width(), h), list.Look{Icons: p.env.Icons, Focused: true, Row: func(c canvas.Canvas, i int) {
		m := all.at(i)
		glyph, word, token := p.mark(m.Severity)
		x := c.Put(0, 0, m.At.Format("15:04:05")+"  ", theme.Muted.Plain())
		c.Put(x, 0, glyph+" "+word, token.Plain())
		x += 10
		c.PutCut(x, 0, c.Width()-x, text.Clean(m.Text), theme.Text.Plain())
	}})
}

// drawWhole shows the message under the cursor, for a row may cut it.
func (p *Page) drawWhole(c canvas.Canvas, all rows) {
	i := p.list.Cursor()
	if c.Height() == 0 || i < 0 {
		return
	}
	c.Rule(0, 0, c.Width(), p.env.Icons.Rule, theme.Border.Plain())
	for y, l := range text.Wrap(text.Clean(text.OneLine(all.at(i).Text)), max(c.Width()-2, 8)) {
		c.Put(1, 1+y, l, theme.Text.Plain())
	}
}

func (p *Page) mark(s catalog.Severity) (glyph, word string, token theme.Token) {
	switch s {
	case catalog.Error:
		return p.env.Icons.Error, "error", theme.Bad
	case catalog.Warning:
		return p.env.Icons.Warning, "warning", theme.Warn
	case catalog.Note:
		return p.env.Icons.Note, "note", theme.Info
	}
	return p.env.Icons.Good, "done", theme.OK
}
