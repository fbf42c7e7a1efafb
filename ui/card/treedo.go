package card

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/widget/list"
)

// Current is the row under the cursor.
func (t *Tree) Current() (Node, bool) {
	i := t.list.Cursor()
	if i < 0 || i >= len(t.shown) {
		return Node{}, false
	}
	return t.shown[i], true
}

// ID is the path of the row under the cursor, "" for none.
func (t *Tree) ID() string { return t.list.ID() }

// Counter says where the cursor is among the rows.
func (t *Tree) Counter() string { return t.list.Counter() }

// Reveal puts the cursor on a path; one without an object, or a mere name, is
// looked for in all. It reports whether there is such a row.
func (t *Tree) Reveal(path string) bool {
	defer t.write()
	if t.list.Select(path) {
		return true
	}
	for _, is := range []func(n Node) bool{
		func(n Node) bool { return strings.EqualFold(n.Path, path) },
		func(n Node) bool { return strings.EqualFold(strings.TrimPrefix(n.Path, n.Object.Name+"."), path) },
		func(n Node) bool { return strings.EqualFold(n.name, path) },
		func(n Node) bool { return n.Property != nil && strings.EqualFold(n.Property.BusinessName, path) },
	} {
		if i := slices.IndexFunc(t.shown, is); i >= 0 {
			return t.list.Select(t.shown[i].Path)
		}
	}
	return false
}

// Do performs a movement: in the detail while it has the focus, else among the
// rows. It reports whether it was one.
func (t *Tree) Do(id action.ID) bool {
	if t.inDetail {
		return t.detail.Do(id)
	}
	if !t.list.Do(id) {
		return false
	}
	t.write()
	return true
}

// ScrollDetail moves the detail by n lines.
func (t *Tree) ScrollDetail(n int) { t.detail.Scroll(n) }

// InDetail reports whether the detail has the focus.
func (t *Tree) InDetail() bool { return t.inDetail }

// Enter gives the detail the focus, if there is a row; in the detail it returns the
// link that is chosen.
func (t *Tree) Enter() (link page.Intent, chosen bool) {
	if t.inDetail {
		return t.detail.Link()
	}
	t.inDetail = len(t.shown) > 0
	return page.Intent{}, false
}

// Leave gives the rows the focus.
func (t *Tree) Leave() { t.inDetail = false }

// Filtering reports whether the filter is being typed.
func (t *Tree) Filtering() bool { return t.filter.Focused() }

// Filter opens the line of the filter.
func (t *Tree) Filter() {
	t.open, t.inDetail = true, false
	t.filter.Focus()
}

// Accept ends the typing; a filter that is not empty stays.
func (t *Tree) Accept() {
	t.filter.Blur()
	t.open = t.filter.Value() != ""
}

// Next goes to the next row that matches the filter itself, or with step -1 to the
// previous one, round the ends. It reports whether there is a filter that anything
// matches.
func (t *Tree) Next(step int) bool {
	words := strings.Fields(strings.ToLower(t.filter.Value()))
	if len(words) == 0 || t.matching == 0 {
		return false
	}
	defer t.write()
	n := len(t.shown)
	for i, left := max(t.list.Cursor(), 0), n; left > 0; left-- {
		i = (i + step + n) % n
		if matches(t.shown[i], words) {
			return t.list.Select(t.shown[i].Path)
		}
	}
	return false
}

// Type edits the filter, and reports whether it took the key.
func (t *Tree) Type(k tea.KeyMsg) bool {
	taken := t.filter.Type(k)
	if taken {
		t.apply()
	}
	return taken
}

// Escape leaves, from the inside out: the typing (the filter stays), the detail,
// the filter. It reports whether there was one; the tree must be resized then, for
// the filter's line may have come or gone.
func (t *Tree) Escape() bool {
	switch {
	case t.Filtering():
		t.Accept()
	case t.inDetail:
		t.inDetail = false
	case t.open:
		t.open = false
		t.filter.SetValue("")
		t.apply()
	default:
		return false
	}
	return true
}

// Mouse handles an event in the coordinates of the tree's canvas, and returns the
// link that was clicked.
func (t *Tree) Mouse(e mouse.Event) (link page.Intent, clicked bool) {
	if t.open {
		e.Y--
	}
	d := t.box
	if in, ok := e.In(d.detailX+1, d.detailY+1, d.detailW-2, d.detailH-2); ok && (!d.only || t.inDetail) {
		return t.detail.Mouse(in)
	}
	if in, ok := e.In(d.x, d.y, d.w, d.h); ok {
		t.inDetail = t.list.Mouse(in) == list.Opened
		t.write()
	}
	return page.Intent{}, false
}
