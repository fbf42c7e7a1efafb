package app

import (
	"slices"

	"meshdex/ui/action"
	"meshdex/ui/text"
	"meshdex/ui/widget/overlay"
)

// The smallest terminal that the program draws itself in.
const (
	minWidth  = 20
	minHeight = 5
)

// whole is all but the header and the footer: what the page and the guide share.
func (r *Root) whole() overlay.Rect {
	return overlay.Rect{X: 0, Y: 1, W: r.screen.w, H: max(r.screen.h-2, 0)}
}

func (s screen) tooSmall() bool { return s.w < minWidth || s.h < minHeight }

// crumb is one page's name in the header.
type crumb struct {
	title string
	depth int // how deep its page is; 0 is the mark of those left out
	x, w  int
}

// leastCrumb is the number of cells that the name of the page shown has at least.
const leastCrumb = 8

// crumbs places the names of the pages in w cells, the page that is shown last.
// When they do not fit, the ones after the first are left out: where one began
// and where one is matter most; in the narrowest header only the latter stays.
func (r *Root) crumbs(w int) []crumb {
	titles := make([]crumb, r.nav.depth())
	for i, e := range r.nav.back {
		titles[i] = crumb{title: text.Clean(e.page.Title()), depth: i + 1}
	}
	sep := 2 + text.Width(r.env.Icons.Crumb)
	for len(titles) > 2 && total(titles, sep) > w {
		titles = append([]crumb{titles[0], {title: r.env.Icons.More}}, titles[2+elided(titles):]...)
		if len(titles) == 3 {
			break
		}
	}
	if here := titles[len(titles)-1]; len(titles) > 1 && w-total(titles[:len(titles)-1], sep)-sep < min(text.Width(here.title), leastCrumb) {
		titles = []crumb{here}
	}
	x := 0
	for i := range titles {
		c := &titles[i]
		c.x, c.w = x, min(text.Width(c.title), max(w-x, 0))
		x += c.w + sep
	}
	return titles
}

// elided is 1 when the second title is the mark of those left out already.
func elided(titles []crumb) int {
	if titles[1].depth == 0 {
		return 1
	}
	return 0
}

func total(titles []crumb, sep int) int {
	n := -sep
	for _, c := range titles {
		n += text.Width(c.title) + sep
	}
	return n
}

// hint is a key and what it does, in the footer.
type hint struct {
	id         action.ID
	key, label string
	x, w       int
}

// hintGap is the number of cells between two hints.
const hintGap = 2

// placeHints chooses the hints that fit into w cells and places them so that the
// last one ends at w. Only what can be done now is hinted at; the page's own come
// first, and the last of all, help if it is there, is the last to be left out.
func (r *Root) placeHints(w int) []hint {
	all := r.allHints()
	if len(all) == 0 {
		return nil
	}
	help := all[len(all)-1]
	used, n := help.w, 0
	for n < len(all)-1 && used+hintGap+all[n].w <= w {
		used += hintGap + all[n].w
		n++
	}
	shown := append(all[:n], help)
	x := w - used
	for i := range shown {
		shown[i].x = x
		x += shown[i].w + hintGap
	}
	if used > w {
		return nil
	}
	return shown
}

// hinted appends the contexts whose keys the footer names: those of the dialog that
// is open, else the page's. While something is typed, the page's other keys are
// letters.
func (r *Root) hinted(out []action.Context) []action.Context {
	if d := r.openDialog(); d != nil {
		return append(append(out, d.contexts()...), action.Always)
	}
	if r.isTyping() {
		return append(out, action.Input, action.Global, action.Always)
	}
	if r.guide != nil { // the way on is what a newcomer looks for
		out = append(out, ctxGuide)
	}
	return append(append(out, r.nav.top().page.Contexts()...), action.Global)
}

// isHinted reports whether an action of the contexts that are hinted at can be done.
func (r *Root) isHinted(a action.Action) bool {
	if d := r.openDialog(); d != nil {
		return d.offers(a.ID)
	}
	return r.disabled(a.ID) == ""
}

// allHints are the hints of what can be done now, help last; where there is no help,
// the way out. They last until it is called again.
func (r *Root) allHints() []hint {
	out := r.hintRoom[:0]
	var help hint
	var room [8]action.Context
	focus := r.focus()
	for _, c := range r.hinted(room[:0]) {
		for _, a := range r.hints[c] {
			i := slices.IndexFunc(a.Keys, func(k string) bool { return focus.does(r.env.Actions, k) == a.ID })
			if i < 0 || !r.isHinted(a) {
				continue
			}
			h := hint{id: a.ID, key: action.KeyLabel(a.Keys[i]), label: a.Hint}
			h.w = text.Width(h.key) + 1 + text.Width(h.label)
			if a.ID == actHelp {
				help = h
				continue
			}
			out = append(out, h)
		}
	}
	if help.id != "" {
		out = append(out, help)
	}
	r.hintRoom = out
	return out
}
