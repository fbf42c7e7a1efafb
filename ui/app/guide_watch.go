package app

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
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

// searcher is a page that lists what a query found.
type searcher interface {
	// Found returns the query that is answered and the ids of its hits, best first.
	Found() (query string, ids []string)
}

// watch tells the session where the person is and what was found. It is called
// after every message and costs next to nothing while nothing has changed.
func (r *Root) watch() tea.Cmd {
	g := r.guide
	if g == nil || r.nav.depth() == 0 || g.isDone() {
		return nil
	}
	done := false
	top := r.nav.top().page
	if t := top.Target(); t != g.at {
		g.at = t
		done = g.session.See(walkthrough.Opened(placeOf(t)))
	}
	if s, ok := top.(searcher); ok && !done && g.waitsForHits() {
		done = g.session.See(walkthrough.Searched(s.Found()))
	}
	return r.afterSeen(done)
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

// waitsForHits reports whether the step waits for something to be found.
func (g *guide) waitsForHits() bool {
	met := g.session.Met()
	for i, c := range g.session.Current().Checks {
		if c.Kind == walkthrough.CheckFound && !met[i] {
			return true
		}
	}
	return false
}

// placeOf is the place that a page shows, as walkthroughs name it.
func placeOf(t page.Target) walkthrough.Place {
	return walkthrough.Place{
		Page: t.Page, Product: t.Product, Contract: t.Contract, Tab: t.Tab, Path: t.Path, Query: t.Query,
		Base: t.Base, Revision: t.Revision, Topic: t.Topic,
	}
}

// targetOf is the page that shows a place. What a place calls a product may be a
// contract.
func (r *Root) targetOf(p walkthrough.Place) page.Target {
	t := page.Target{
		Page: p.Page, Product: p.Product, Tab: p.Tab, Path: p.Path, Query: p.Query, Base: p.Base, Revision: p.Revision, Topic: p.Topic,
	}
	if _, ok := r.snap.FindProduct(p.Product); !ok && p.Product != "" {
		t.Product, t.Contract = "", p.Product
	}
	if _, ok := r.snap.FindContract(p.Base); ok && p.Revision == "" { // its last two versions
		t.Base, t.Contract = "", p.Base
	}
	return t
}

// known is a place with both the product and the contract that it is about, as an
// event names it.
func (r *Root) known(p walkthrough.Place) walkthrough.Place {
	if i, ok := r.snap.FindContract(p.Product); ok {
		if _, both := r.snap.FindProduct(p.Product); !both {
			p.Contract, p.Product = p.Product, r.snap.Product(r.snap.Contract(i).Product).ID
		}
	}
	return p
}

// whereOf is where a step can be done: its place, or else the place that it asks
// the reader to open.
func whereOf(step *walkthrough.Step) walkthrough.Place {
	if !step.Place.IsZero() {
		return step.Place
	}
	for _, c := range step.Checks {
		if c.Kind == walkthrough.CheckOpened || c.Kind == walkthrough.CheckTab && c.Place.Product != "" {
			return c.Place
		}
	}
	return walkthrough.Place{}
}

// isHere reports whether the page that is shown is at a place.
func (r *Root) isHere(p walkthrough.Place) bool { return isAt(p, placeOf(r.nav.top().page.Target())) }

// isAt reports whether somebody at q has nowhere to go to be at p. Where things
// are searched for, that means the same query.
func isAt(p, q walkthrough.Place) bool {
	if p.Page == "browse" || p.Page == "fields" {
		return p.Page == q.Page && p.Query == q.Query
	}
	return p.Covers(q)
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
	guides, id, p := r.cfg.Guides, g.session.Walkthrough().ID, g.session.Progress()
	return func() tea.Msg { return keptMsg{g, guides.Keep(id, p)} }
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
