package help

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/markdown"
	"meshdex/ui/widget/pager"
)

// widest is the longest line of prose: longer ones are hard to read.
const widest = 100

// topic is one text of the manual.
type topic struct {
	page.Base
	env          *page.Env
	name, source string
	w, h         int
	lines        []canvas.Line
	pager        pager.Pager
	input        input.Input
	hits         []int // the lines that hold what is looked for
	hit          int   // the one of them that was gone to last
}

var _ page.Page = (*topic)(nil)

func newTopic(env *page.Env, name, source string) *topic {
	return &topic{env: env, name: name, source: source, input: input.New("find in this text")}
}

func (p *topic) Title() string       { return p.name }
func (p *topic) Target() page.Target { return page.Target{Page: Name, Topic: p.name} }

func (p *topic) Status() string {
	if p.input.Value() == "" {
		return ""
	}
	if len(p.hits) == 0 {
		return "nothing found"
	}
	return fmt.Sprintf("place %d of %d", p.hit+1, len(p.hits))
}

func (p *topic) Contexts() []action.Context {
	if p.input.Focused() {
		return atInput.Contexts
	}
	return atTopic.Contexts
}

func (p *topic) Disabled(id action.ID) string {
	if (id == doNext || id == doPrev) && len(p.hits) == 0 {
		return "nothing is found; " + p.env.Key(doFind) + " looks for a text"
	}
	if id == action.InputComplete {
		return page.NothingCompletes
	}
	return ""
}

func (p *topic) Do(id action.ID) (page.Intent, tea.Cmd) {
	switch id {
	case doFind:
		p.input.Focus()
		p.layout()
	case doNext:
		p.jump(1)
	case doPrev:
		p.jump(-1)
	case action.InputAccept:
		p.input.Blur()
		p.layout()
	case action.InputDown:
		p.jump(1)
	case action.InputUp:
		p.jump(-1)
	default:
		p.pager.Do(id)
	}
	return page.Intent{}, nil
}

// Escape leaves the input first, then what was looked for.
func (p *topic) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case p.input.Focused():
		p.input.Blur()
	case p.input.Value() != "":
		p.input.SetValue("")
		p.find()
	default:
		return false, nil
	}
	p.layout()
	return true, nil
}

func (p *topic) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	before := p.input.Value()
	taken = p.input.Type(k)
	if p.input.Value() != before {
		p.find()
		p.hit, _ = slices.BinarySearch(p.hits, p.pager.Offset())
		p.jump(0)
	}
	return taken, nil
}

// find notes the lines that hold what is typed.
func (p *topic) find() {
	p.hits = nil
	query := strings.ToLower(p.input.Value())
	for i, l := range p.lines {
		if query != "" && strings.Contains(strings.ToLower(l.String()), query) {
			p.hits = append(p.hits, i)
		}
	}
}

// jump goes to the place found d after the last one; at the end it begins again.
func (p *topic) jump(d int) {
	n := len(p.hits)
	if n == 0 {
		return
	}
	p.hit = ((p.hit+d)%n + n) % n
	p.pager.Scroll(p.hits[p.hit] - p.pager.Offset())
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
	p.find()
	p.hit = max(0, min(p.hit, len(p.hits)-1))
	p.pager.SetLen(len(p.lines))
	p.pager.Resize(h - p.head())
}

func (p *topic) head() int {
	if p.input.Focused() || p.input.Value() != "" {
		return 1
	}
	return 0
}

func (p *topic) Draw(c canvas.Canvas) {
	inside := frame.Draw(c, p.env.Icons, frame.Pane{Title: p.name, Counter: p.pager.Counter(), Focused: true})
	if p.head() > 0 {
		p.input.Draw(inside.Region(1, 0, inside.Width()-1, 1), "/ ")
	}
	words := []string{p.input.Value()}
	body := inside.Region(1, p.head(), inside.Width()-2, inside.Height()-p.head())
	p.pager.Draw(body, func(c canvas.Canvas, i int) {
		c.PutLine(0, 0, p.lines[i])
		if len(p.hits) > 0 {
			s := p.lines[i].String()
			page.Mark(c, 0, 0, s, words)
		}
	})
}
