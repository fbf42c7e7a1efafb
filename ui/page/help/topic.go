package help

import (
	"iter"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/markdown"
	"meshdex/ui/widget/pager"
)

// widest is the longest line of prose: longer ones are hard to read.
const widest = 100

// topic is one text of the manual.
type topic struct {
	page.Seeker
	env          *page.Env
	name, source string
	w, h         int
	lines        []canvas.Line
	pager        pager.Pager
}

var _ page.Page = (*topic)(nil)

func newTopic(env *page.Env, name, source string) *topic {
	p := &topic{env: env, name: name, source: source}
	p.Seeker = page.NewSeeker("find in this text", &p.pager, p.texts, p.layout)
	return p
}

func (p *topic) Title() string       { return p.name }
func (p *topic) Target() page.Target { return page.Target{Page: Name, Topic: p.name} }

// texts are the lines without their styles.
func (p *topic) texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, l := range p.lines {
			if !yield(l.String()) {
				return
			}
		}
	}
}

func (p *topic) Contexts() []action.Context {
	if p.Typing() {
		return atInput.Contexts
	}
	return atTopic.Contexts
}

func (p *topic) Disabled(id action.ID) string {
	if (id == doNext || id == doPrev) && !p.Found() {
		return "nothing is found; " + p.env.Key(doFind) + " looks for a text"
	}
	if id == action.InputComplete {
		return page.NothingCompletes
	}
	return ""
}

func (p *topic) Do(id action.ID) (page.Intent, tea.Cmd) {
	switch {
	case id == doFind:
		p.Seek()
	case id == doNext:
		p.Step(1)
	case id == doPrev:
		p.Step(-1)
	case p.Seeks(id):
	default:
		p.pager.Do(id)
	}
	return page.Intent{}, nil
}

func (p *topic) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	p.pager.Mouse(e)
	return page.Intent{}, nil
}

func (p *topic) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

// layout lays the text out for the width. The input takes a line while it is used.
func (p *topic) layout() {
	w, h := frame.Inside(p.w, p.h)
	p.lines = markdown.Render(p.source, min(w-2, widest), p.env.Icons)
	p.Look()
	p.pager.SetLen(len(p.lines))
	p.pager.Resize(h - p.SeekerLines())
}

func (p *topic) Draw(c canvas.Canvas) {
	inside := frame.Draw(c, p.env.Icons, frame.Pane{Title: p.name, Counter: p.pager.Counter(), Focused: true})
	body := p.DrawSeeker(inside)
	p.pager.Draw(body.Region(1, 0, body.Width()-2, body.Height()), func(c canvas.Canvas, i int) {
		c.PutLine(0, 0, p.lines[i])
		if p.Found() { // most frames have nothing to mark, and need no text of the line
			p.MarkFound(c, 0, p.lines[i].String())
		}
	})
}
