package app

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/widget/toast"
)

// perform does what a page asks for.
func (r *Root) perform(in page.Intent) tea.Cmd {
	switch in.Kind {
	case page.Back:
		r.nav.pop()
	case page.Open:
		return r.open(in.Target)
	case page.Copy:
		return r.copy(in.Text, in.What)
	case page.Edit:
		return r.edit(in.Path, in.Line)
	case page.Browse:
		return r.browse(in.URL)
	case page.Toast:
		return r.say(levelOf(in.Severity), in.Text)
	case page.Menu:
		r.offer(in)
	case page.Confirm:
		r.question(in)
	case page.Run:
		return r.runLine(in.Text)
	}
	return nil
}

// open shows the page that a target names, on top of those that are there.
func (r *Root) open(t page.Target) tea.Cmd {
	r.trail.add("open " + t.Page)
	p, cmd, err := r.cfg.Open(r.env, r.snap, t)
	if err != nil {
		return r.say(toast.Warn, err.Error())
	}
	e := r.nav.push(p)
	body := r.body()
	p.Resize(body.W, body.H)
	return r.address(e.serial, cmd)
}

// copy puts text on the clipboard, and says so only when it is there.
func (r *Root) copy(text, what string) tea.Cmd {
	desktop := r.cfg.Desktop
	return func() tea.Msg {
		means, err := desktop.Copy(text)
		if err != nil {
			return doneMsg{toast.Bad, "not copied: " + err.Error()}
		}
		return doneMsg{toast.Good, "copied " + what + " (" + means + ")"}
	}
}

func (r *Root) browse(url string) tea.Cmd {
	desktop := r.cfg.Desktop
	return func() tea.Msg {
		err := desktop.Browse(url)
		if err == nil {
			return doneMsg{toast.Good, "opened " + url}
		}
		if _, copyErr := desktop.Copy(url); copyErr == nil {
			return doneMsg{toast.Warn, err.Error() + "; copied the address instead"}
		}
		return doneMsg{toast.Bad, "not opened: " + err.Error()}
	}
}

// editedMsg tells that the editor has ended.
type editedMsg struct {
	path string
	err  error
}

// edit gives the terminal to the editor.
func (r *Root) edit(path string, line int) tea.Cmd {
	cmd, err := r.cfg.Desktop.Editor(path, line)
	if err != nil {
		return r.say(toast.Bad, err.Error())
	}
	return tea.Exec(cmd, func(err error) tea.Msg { return editedMsg{path, err} })
}

// afterEditor shows what the person has written.
func (r *Root) afterEditor(m editedMsg) tea.Cmd {
	if m.err != nil {
		return r.say(toast.Bad, "the editor failed: "+m.err.Error())
	}
	sources, read, ctx := r.cfg.Sources, r.cfg.Reload, r.ctx
	if sources == nil || read == nil {
		return nil
	}
	return func() tea.Msg {
		changed, err := sources.Edited(ctx, m.path)
		switch {
		case err != nil:
			return doneMsg{toast.Bad, "what you wrote is not in the catalog yet: " + err.Error()}
		case !changed:
			return nil
		}
		snap, err := read(ctx)
		return snapshotMsg{snap: snap, err: err, asked: true}
	}
}

// errNoDesktop is what everything says that needs a machine around the terminal
// when there is none.
var errNoDesktop = errors.New("not possible here")

// noDesktop stands for a machine that can do nothing.
type noDesktop struct{}

func (noDesktop) Copy(string) (string, error)                 { return "", errNoDesktop }
func (noDesktop) Editor(string, int) (tea.ExecCommand, error) { return nil, errNoDesktop }
func (noDesktop) Browse(string) error                         { return errNoDesktop }

// lost is the page below all others when even the first one could not be opened.
type lost struct{ page.Base }

func (*lost) Title() string              { return "meshdex" }
func (*lost) Target() page.Target        { return page.Target{} }
func (*lost) Contexts() []action.Context { return nil }
func (*lost) Resize(int, int)            {}

func (*lost) Do(action.ID) (page.Intent, tea.Cmd) { return page.Intent{}, nil }

func (*lost) Tell(t *page.Telling) { t.Title("meshdex") }

func (*lost) Draw(c canvas.Canvas) {
	c.PutCut(1, 1, c.Width()-2, "The first page could not be opened; the message below says why.", theme.Warn.Plain())
}
