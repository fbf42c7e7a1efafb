package linear

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// place is a page that the person has been to, and how far it was told.
type place struct {
	page page.Page
	told *page.Telling
	from int // where the portion begins that was told last
	at   int // lines that were told
	// What was told of the page before a part of it was asked for.
	outer struct{ from, at int }
}

// mostPlaces bounds how far one can go back: each page holds what it found.
const mostPlaces = 60

// The size that pages are told: they look ahead as far as a screen would show.
const pageWidth, pageHeight = 80, 24

func telling(p page.Page) *page.Telling {
	var t page.Telling
	p.Tell(&t)
	return &t
}

// here is where the person is.
func (t *talk) here() *place { return t.back[len(t.back)-1] }

// push goes to the page that a target names, without telling it, and reports
// whether it could be opened.
func (t *talk) push(target page.Target) bool {
	e, cmd, err := t.visited(target)
	if err != nil {
		t.tellMessage(page.Message{At: t.cfg.Now(), Severity: catalog.Warning, Text: err.Error()})
		return false
	}
	t.back = append(t.back, e)
	t.back = t.back[max(len(t.back)-mostPlaces, 0):]
	t.forward = nil
	intents := t.settle(e.page, cmd)
	e.told = telling(e.page)
	t.performAll(intents)
	return true
}

// visited is the place of a target that is about to be seen, once the command has
// brought what is on it.
func (t *talk) visited(target page.Target) (*place, tea.Cmd, error) {
	p, cmd, err := t.cfg.Open(t.env, t.snap, target)
	if err != nil {
		return nil, nil, err
	}
	p.Resize(pageWidth, pageHeight)
	return &place{page: p, told: &page.Telling{Name: p.Title()}}, cmd, nil
}

// leaveBehind makes a place of what a page showed before an action narrowed or
// ordered it otherwise: going back undoes the action.
func (t *talk) leaveBehind(was before) {
	now := t.here().page.Target()
	if now.Page != was.target.Page || now.Query == was.target.Query && now.Sort == was.target.Sort {
		return
	}
	e, cmd, err := t.visited(was.target)
	if err != nil {
		return // the action can be undone by its own means
	}
	t.settle(e.page, cmd)
	e.told = telling(e.page)
	e.at = min(len(was.lines), e.told.Len())
	t.back = slices.Insert(t.back, len(t.back)-1, e)
	t.forward = nil
}

// open goes to a place and begins to tell it; the place where the person is, from its
// start.
func (t *talk) open(target page.Target) {
	if target.Page != "" && t.here().page.Target() == target {
		t.retell(t.here())
		return
	}
	if t.push(target) {
		t.aside = nil
		t.tell()
	}
}

// goBack leaves the part of the page that was asked for, else the page.
func (t *talk) goBack() {
	here := t.here()
	if leave := here.told.Leave; leave != nil {
		t.settle(here.page, leave())
		here.from, here.at = here.outer.from, here.outer.at
		t.arrive()
		return
	}
	if len(t.back) < 2 {
		t.say("This is the first place. quit ends.")
		return
	}
	t.forward = append(t.forward, here)
	t.back = t.back[:len(t.back)-1]
	t.arrive()
}

// goForward undoes going back.
func (t *talk) goForward() {
	if len(t.forward) == 0 {
		t.say("There is nothing to go forward to.")
		return
	}
	t.back = append(t.back, t.forward[len(t.forward)-1])
	t.forward = t.forward[:len(t.forward)-1]
	t.arrive()
}

// arrive says where one is again after going back or forward.
func (t *talk) arrive() {
	e := t.here()
	t.aside = nil
	e.told = telling(e.page)
	t.say("At " + e.told.First() + ".")
	switch {
	case e.at == 0:
		t.say("Enter tells it.")
	case e.at < e.told.Len():
		t.say("again repeats what was told last, Enter goes on.")
	default:
		t.say("again repeats what was told last.")
	}
}

// retell tells a place from its start.
func (t *talk) retell(e *place) {
	t.aside = nil
	e.told, e.at = telling(e.page), 0
	t.tell()
}

// where says the place, how much of it was told, and the way that led here, the
// last place first.
func (t *talk) where() {
	e := t.here()
	t.say("You are at " + e.told.First() + ".")
	t.say(fmt.Sprintf("%d of %s told.", min(e.at, e.told.Len()), text.Count(e.told.Len(), "line", "lines")))
	var names []string
	if e.told.Leave != nil {
		names = append(names, "all of "+e.page.Title())
	}
	for _, e := range slices.Backward(t.back[:len(t.back)-1]) {
		names = append(names, e.page.Title())
	}
	switch n := len(names); {
	case n == 0:
		t.say("This is the first place.")
	case n == 1:
		t.say("back goes to " + names[0] + ".")
	default:
		t.say("back goes to " + names[0] + ". Before that: " + strings.Join(names[1:min(n, mostOfWay)], "; ") + ".")
	}
}

// mostOfWay is how many places are told of the way back.
const mostOfWay = 6

// stack is where the person is, for the next time.
func (t *talk) stack() []page.Target {
	var out []page.Target
	for _, e := range t.back {
		if target := e.page.Target(); target.Page != "" {
			out = append(out, target)
		}
	}
	return out
}

// before is a place before an action: the lines that were told of it, to tell
// afterwards what has changed.
type before struct {
	lines  []string
	target page.Target
}

func (e *place) noted() before {
	was := before{lines: make([]string, min(e.at, e.told.Len())), target: e.page.Target()}
	for i := range was.lines {
		was.lines[i] = e.told.Line(i).Text
	}
	return was
}

// fewChanges is how many changed lines are told alone: more are a new text.
const fewChanges = 3

// changed tells what an action has changed of a place: a few lines alone, by say
// unless it is nil, the whole place if it reads otherwise now. It reports whether
// anything has changed.
func (t *talk) changed(e *place, before []string, say func(string)) bool {
	length := e.told.Len()
	if now := telling(e.page); now.Leave != nil && e.told.Leave == nil {
		e.outer.from, e.outer.at = e.from, e.at
		t.retell(e)
		return true
	}
	e.told = telling(e.page)
	var differ []string
	for i, line := range before {
		if i >= e.told.Len() {
			break
		}
		if now := e.told.Line(i).Text; now != line {
			differ = append(differ, now)
		}
	}
	switch {
	case len(before) > 0 && (len(differ) > fewChanges || length != e.told.Len()), len(before) == 0 && length != e.told.Len():
		t.retell(e)
	default:
		for _, line := range differ {
			if say != nil {
				say(line)
			}
		}
		return len(differ) > 0
	}
	return true
}

// isOpen reports whether a page is among those that one can go back to.
func (t *talk) isOpen(p page.Page) bool {
	return slices.ContainsFunc(t.back, func(e *place) bool { return e.page == p })
}
