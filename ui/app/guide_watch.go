package app

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/walkthrough"
	guides "meshdex/ui/guide"
	"meshdex/ui/widget/toast"
)

// hintAfter is how long a person is left to find out alone.
const hintAfter = time.Minute

// hintMsg ends that time for one visit of a step.
type hintMsg struct{ visit int }

func (r *Root) receiveHint(m hintMsg) {
	if g := r.guide; g != nil && g.visit == m.visit && !g.isDone() {
		g.hinted = true
		r.showTail()
	}
}

// watch tells the session where the person is and what was found. It is called
// after every message and costs next to nothing while nothing has changed.
func (r *Root) watch() tea.Cmd {
	g := r.guide
	if g == nil || r.nav.depth() == 0 || g.isDone() {
		return nil
	}
	return r.afterSeen(g.eye.Look(g.session, r.nav.top().page))
}

// record tells what the person did, if somebody wants to know.
func (r *Root) record() {
	if r.cfg.Record == nil || r.nav.depth() == 0 {
		return
	}
	for _, e := range r.diary.Look(r.nav.top().page) {
		r.cfg.Record(e)
	}
}

// ran tells the session of a ":" line.
func (r *Root) ran(line string) tea.Cmd {
	if r.guide == nil || r.guide.isDone() {
		return nil
	}
	return r.afterSeen(r.guide.session.See(walkthrough.Ran(walkthrough.Words(line)...)))
}

func (r *Root) afterSeen(done bool) tea.Cmd {
	if !done {
		return nil
	}
	r.showTail()
	return r.keepProgress()
}

// isHere reports whether the page that is shown is at a place.
func (r *Root) isHere(p walkthrough.Place) bool {
	return guides.IsAt(p, r.nav.top().page.Target())
}

// keeper writes one progress after the other: commands run side by side, and an
// older progress must not overtake a newer one.
type keeper struct{ busy, again bool }

// keptMsg tells that a progress was written.
type keptMsg struct {
	of  *guide
	err error
}

// keepProgress remembers how far the person is.
func (r *Root) keepProgress() tea.Cmd {
	g := r.guide
	if g.keeper.busy {
		g.keeper.again = true
		return nil
	}
	g.keeper.busy = true
	return r.keep(g)
}

func (r *Root) keep(g *guide) tea.Cmd {
	shelf, id, p := r.cfg.Guides, g.session.Walkthrough().ID, g.session.Progress()
	return func() tea.Msg { return keptMsg{g, shelf.Keep(id, p)} }
}

func (r *Root) receiveKept(m keptMsg) tea.Cmd {
	k := &m.of.keeper
	again := k.again
	k.busy, k.again = again, false
	var cmd tea.Cmd
	if again {
		cmd = r.keep(m.of)
	}
	if m.err != nil {
		return tea.Batch(cmd, r.say(toast.Bad, "the progress was not kept: "+m.err.Error()))
	}
	return cmd
}
