// Package output is the screen that shows what a command line of the program
// printed, run beside the screens. [New] makes the page and the command that runs
// the line. It must not import store or another page.
package output

import (
	"context"
	"iter"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/pager"
)

// Name is the page's name in a page.Target, whose Query is the line.
const Name = "output"

const (
	contextPage action.Context = "output"
	doCopy      action.ID      = "output.copy"
	doCopyLine  action.ID      = "output.copy-line"
	doAgain     action.ID      = "output.again"
	doFind      action.ID      = "output.find"
	doNext      action.ID      = "output.next"
	doPrev      action.ID      = "output.previous"
)

// What can have the focus on this page.
var (
	atText  = action.On(Name, contextPage, action.Wide, action.Detail)
	atInput = action.On(Name, action.Input, contextPage, action.Wide, action.Detail)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atText, atInput} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	return []action.Action{
		{ID: doAgain, Title: "Run the command again", Hint: "again", Context: contextPage, Keys: []string{"r"}, Group: "Command"},
		{ID: doFind, Title: "Find in what it printed", Hint: "find", Context: contextPage, Keys: []string{"/"}, Group: "Find", Scope: action.OfScreen},
		{ID: doNext, Title: "Next place found", Context: contextPage, Keys: []string{"n"}, Group: "Find", Scope: action.OfScreen},
		{ID: doPrev, Title: "Place found before", Context: contextPage, Keys: []string{"N"}, Group: "Find", Scope: action.OfScreen},
		{ID: doCopy, Title: "Copy what it printed", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy"},
		{ID: doCopyLine, Title: "Copy the command", Hint: "copy command", Context: contextPage, Keys: []string{"Y"}, Group: "Copy"},
	}
}

// Deps is what the page needs from outside.
type Deps struct {
	// Run runs a line and returns what it printed, for lines of a width. It may
	// block.
	Run func(ctx context.Context, words []string, width int) (printed string, err error)
}

// Page is the screen of one command line.
type Page struct {
	page.Seeker
	env   *page.Env
	deps  Deps
	words []string
	load  page.Slot
	out   printed
	err   error
	done  bool
	pager pager.Pager
	pan   code.Pan
	w, h  int
}

// printed is what a command printed, taken apart where it may take long.
type printed struct {
	text  string
	lines []string
	wide  int // cells that the longest line takes
}

// begin asks for the run once the page knows how wide it is.
type begin struct{}

// New returns the page of a line that was taken apart into its words.
func New(env *page.Env, deps Deps, words []string) (*Page, tea.Cmd) {
	p := &Page{env: env, deps: deps, words: words}
	p.Seeker = page.NewSeeker("find in what it printed", &p.pager, p.texts, p.layout)
	return p, page.After(0, begin{})
}

func (p *Page) run() tea.Cmd {
	deps, words, width := p.deps, p.words, max(p.w-4, 1)
	return page.Ask(&p.load, func(ctx context.Context) (printed, error) {
		out, err := deps.Run(ctx, words, width)
		lines := code.Lines([]byte(out))
		return printed{out, lines, code.Longest(lines)}, err
	})
}

// Title names the command in the breadcrumbs.
func (p *Page) Title() string { return "meshdex " + text.Clean(strings.Join(p.words, " ")) }

// texts are the lines that were printed.
func (p *Page) texts() iter.Seq[string] { return slices.Values(p.out.lines) }

// Status says that the command is running, or where one is among what was found.
func (p *Page) Status() string {
	if p.load.Pending() {
		return "running"
	}
	return p.Seeker.Status()
}

// Target is no place: a saved session runs nothing when it is opened again.
func (p *Page) Target() page.Target { return page.Target{} }

// Contexts are those of a text to scroll.
func (p *Page) Contexts() []action.Context {
	if p.Typing() {
		return atInput.Contexts
	}
	return atText.Contexts
}

// Ran returns the words of the command once it has run and did not fail.
func (p *Page) Ran() (words []string, ok bool) { return p.words, p.done && p.err == nil }

// Disabled says why an action cannot be done.
func (p *Page) Disabled(id action.ID) string {
	switch {
	case p.load.Pending() && (id == doAgain || id == doCopy):
		return "the command is still running"
	case id == doCopy && p.out.text == "":
		return "it printed nothing"
	case (id == doNext || id == doPrev) && !p.Found():
		return "nothing is found; " + p.env.Key(doFind) + " looks for a text"
	case id == action.InputComplete:
		return page.NothingCompletes
	}
	return p.env.Sideways(&p.pan, id)
}

// Do performs an action.
func (p *Page) Do(id action.ID) (page.Intent, tea.Cmd) {
	switch id {
	case doAgain:
		return page.Intent{}, p.run()
	case doCopy:
		return page.ToCopy(p.out.text, "what it printed"), nil
	case doCopyLine:
		return page.ToCopy("meshdex "+strings.Join(p.words, " "), "the command"), nil
	case doFind:
		p.Seek()
	case doNext:
		p.Step(1)
	case doPrev:
		p.Step(-1)
	}
	if !p.Seeks(id) && !p.pager.Do(id) {
		p.pan.Do(id)
	}
	return page.Intent{}, nil
}

// Mouse scrolls by the wheel.
func (p *Page) Mouse(e mouse.Event) (page.Intent, tea.Cmd) {
	p.pager.Mouse(e)
	return page.Intent{}, nil
}

// Receive runs the command and takes what it printed.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case begin:
		return page.Intent{}, p.run()
	case page.Result[printed]:
		if p.load.Settle(m.Request) {
			p.done, p.out, p.err = true, m.Value, m.Err
			p.pager.SetLen(len(p.out.lines))
			p.pan.SetLongest(p.out.wide)
			p.layout()
		}
	}
	return page.Intent{}, nil
}

// Resize tells how many lines are visible.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

// layout shares the lines out among what was printed, the failure, and what is typed.
func (p *Page) layout() {
	iw, ih := frame.Inside(p.w, p.h-p.failureLines())
	p.Look()
	p.pager.Resize(ih - p.SeekerLines())
	p.pan.Resize(iw - 2)
}

// failureLines is the height of what is said about a failure.
func (p *Page) failureLines() int {
	if p.err == nil {
		return 0
	}
	return min(len(p.failure()), p.h/2)
}

func (p *Page) failure() []string {
	if p.err == nil {
		return nil
	}
	return text.Wrap(p.env.Icons.Error+" "+text.Clean(p.err.Error()), max(p.w-2, 8))
}

// Draw paints what was printed, and why the command failed.
func (p *Page) Draw(c canvas.Canvas) {
	below := p.failureLines()
	inside := frame.Draw(c.Region(0, 0, c.Width(), c.Height()-below), p.env.Icons, frame.Pane{
		Title: p.Title(), Counter: p.pager.Counter(), Focused: true,
	})
	inside = p.DrawSeeker(inside)
	inside = inside.Region(1, 0, inside.Width()-2, inside.Height())
	if note := p.note(); note != "" {
		inside.PutCut(0, 0, inside.Width(), note, theme.Muted.Plain())
	}
	p.pager.Draw(inside, func(c canvas.Canvas, line int) {
		s := code.Clean(p.out.lines[line])
		code.DrawPlain(c, p.pan.From(), s, theme.Text.Plain())
		p.MarkFound(c, -p.pan.From(), s)
	})
	for i, l := range p.failure()[:below] {
		c.Put(1, c.Height()-below+i, l, theme.Bad.Plain())
	}
}

// note is what is said instead of lines.
func (p *Page) note() string {
	switch {
	case !p.done:
		return "Running…"
	case len(p.out.lines) == 0 && p.err == nil:
		return "It printed nothing, which is good news."
	}
	return ""
}
