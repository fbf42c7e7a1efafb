package app

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/widget/toast"
)

// addressed is what a command of a page brought back.
type addressed struct {
	to  uint64 // serial of the page
	msg tea.Msg
}

// snapshotMsg is a newer state of the catalog.
type snapshotMsg struct {
	snap  *catalog.Snapshot
	err   error
	asked bool // by the person, not by a change from outside
}

// toastOverMsg ends the time of a toast.
type toastOverMsg struct{ id int }

// doneMsg tells how something went that was done off the UI goroutine.
type doneMsg struct {
	level toast.Level
	text  string
}

// groundMsg tells what lies behind the text.
type groundMsg struct{ ground term.Ground }

// address makes a command's answer come back to the page that asked. Batches are
// opened, so that each of their answers does.
func (r *Root) address(to uint64, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		switch m := cmd().(type) {
		case nil:
			return nil
		case tea.BatchMsg:
			out := make(tea.BatchMsg, len(m))
			for i, c := range m {
				out[i] = r.address(to, c)
			}
			return out
		default:
			return addressed{to, m}
		}
	}
}

// deliver hands an answer to its page. What the page has been left for good for
// is dropped.
func (r *Root) deliver(m addressed) tea.Cmd {
	p, ok := r.nav.find(m.to)
	if !ok {
		return nil
	}
	switch inner := m.msg.(type) {
	case page.Delay:
		return r.clock.After(inner.For, addressed{m.to, inner.Msg})
	case page.Awaited:
		return r.address(m.to, inner.Run)
	case page.Deferred:
		if inner.Context.Err() != nil {
			return nil
		}
		return r.address(m.to, inner.Run)
	}
	intent, cmd := p.Receive(m.msg)
	return tea.Batch(r.address(m.to, cmd), r.perform(intent))
}

// awaitChange waits for the next state of the catalog.
func (r *Root) awaitChange() tea.Cmd {
	changed, ctx := r.cfg.Changed, r.ctx
	if changed == nil {
		return nil
	}
	return func() tea.Msg {
		snap, err := changed(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return snapshotMsg{snap: snap, err: err}
	}
}

// reload reads the catalog because the person asked for it.
func (r *Root) reload() tea.Cmd {
	read, ctx := r.cfg.Reload, r.ctx
	return func() tea.Msg {
		snap, err := read(ctx)
		return snapshotMsg{snap: snap, err: err, asked: true}
	}
}

// refresh shows a new state of the catalog on every page. A watch that failed is
// told of once and not started again.
func (r *Root) refresh(m snapshotMsg) tea.Cmd {
	if m.err != nil {
		return r.say(toast.Bad, "the catalog could not be read again: "+m.err.Error())
	}
	r.snap = m.snap
	cmds := []tea.Cmd{r.refreshPages(), r.refreshGuide()}
	if m.asked {
		cmds = append(cmds, r.say(toast.Good, "catalog reloaded"))
	} else {
		cmds = append(cmds, r.say(toast.Info, "the catalog has changed"), r.awaitChange())
	}
	return tea.Batch(cmds...)
}

// refreshPages has every page show the catalog as it is now.
func (r *Root) refreshPages() tea.Cmd {
	var cmds []tea.Cmd
	r.nav.each(func(e entry) {
		cmds = append(cmds, r.address(e.serial, e.page.Refresh(r.snap)))
	})
	return tea.Batch(cmds...)
}

// learnGround has the theme suit what lies behind the text, if it is to, and
// remembers it for the first frame of the next time.
func (r *Root) learnGround(m groundMsg) tea.Cmd {
	if m.ground == r.cfg.Look.Ground {
		return nil
	}
	r.cfg.Look.Ground = m.ground
	r.chooseTheme(r.themeName)
	remember := r.cfg.Learn
	return func() tea.Msg {
		if err := remember(m.ground); err != nil {
			return doneMsg{toast.Warn, "the terminal's background is not remembered: " + err.Error()}
		}
		return nil
	}
}

// say tells the person something and sees to it that it goes again.
func (r *Root) say(level toast.Level, text string) tea.Cmd {
	t := r.toasts.Push(level, text, r.clock.Now())
	return r.clock.After(t.Lifetime(), toastOverMsg{t.ID})
}

// severities of toasts, as pages and the messages page know them.
func levelOf(s catalog.Severity) toast.Level {
	switch s {
	case catalog.Error:
		return toast.Bad
	case catalog.Warning:
		return toast.Warn
	case catalog.Note:
		return toast.Info
	}
	return toast.Good
}

func severityOf(l toast.Level) catalog.Severity {
	switch l {
	case toast.Bad:
		return catalog.Error
	case toast.Warn:
		return catalog.Warning
	case toast.Info:
		return catalog.Note
	}
	return ""
}

// messages is what the person has been told, for the page that shows it.
func (r *Root) messages() []page.Message {
	log := r.toasts.Log()
	out := make([]page.Message, len(log))
	for i, t := range log {
		out[i] = page.Message{At: t.At, Severity: severityOf(t.Level), Text: t.Text}
	}
	return out
}
