package card

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/table"
	"meshdex/ui/widget/tree"
)

// Draw paints the rows, and the detail where it has room or the focus.
func (t *Tree) Draw(c canvas.Canvas) {
	if len(t.all) == 0 {
		t.drawEmpty(c)
		return
	}
	if t.open {
		t.filter.Draw(c.Region(1, 0, c.Width()-1, 1), "/")
		if t.filter.Value() != "" {
			c.PutRight(c.Width()-1, 0, fmt.Sprintf(" %d of %d rows", t.matching, len(t.all)), theme.Muted.Plain())
		}
		c = c.Region(0, 1, c.Width(), c.Height()-1)
	}
	d := t.box
	if !d.only || !t.inDetail {
		t.drawRows(c.Region(d.x, d.y, d.w, d.h))
	}
	if !d.only || t.inDetail {
		inside := frame.Draw(c.Region(d.detailX, d.detailY, d.detailW, d.detailH), t.env.Icons, frame.Pane{
			Title: t.detailTitle(), Counter: t.detail.Position(), Focused: t.inDetail,
		})
		t.detail.Draw(inside, sheet.Focus(t.inDetail))
	}
}

// detailTitle is the whole path of the row under the cursor.
func (t *Tree) detailTitle() string {
	n, _ := t.Current()
	return text.CutMiddle(text.Clean(n.Path), max(t.box.detailW-8, 8))
}

func (t *Tree) drawEmpty(c canvas.Canvas) {
	c.PutCut(2, 1, c.Width()-2, t.emptiness(), theme.Muted.Plain())
}

// emptiness says why there are no rows.
func (t *Tree) emptiness() string {
	if t.sub == nil || t.sub.Contract == nil {
		return "This product has no contract, so no schema is known."
	}
	return "This contract describes no schema."
}

func (t *Tree) drawRows(c canvas.Canvas) {
	if len(t.shown) == 0 {
		c.PutCut(2, 1, c.Width()-2, fmt.Sprintf("Nothing of %d rows has %q. %s clears the filter.", len(t.all), t.filter.Value(), t.env.Key(action.Escape)), theme.Muted.Plain())
		return
	}
	cols := t.wanted.fit(c.Width())
	words := strings.Fields(t.filter.Value())
	if len(words) == 0 {
		words = t.lit
	}
	t.list.Draw(c, tree.Look{Icons: t.env.Icons, Focused: !t.inDetail, Node: func(c canvas.Canvas, i int) {
		cols.draw(c, t.shown[i], words)
	}})
}

// columns are the widths right of the name, counted from the right edge so that
// rows of any depth line up. A column without width is left out.
type columns struct{ kind, marks, class, about int }

// leastAbout is the width below which a description is not worth reading.
const leastAbout = 20

// wanted is what the columns want for the rows of a schema, indentation included.
type wanted struct{ name, kind, marks, class int }

func want(all []Node) wanted {
	var name, kind, marks, class table.Gauge
	for _, n := range all {
		name.Add(strings.Repeat(" ", 2*n.depth) + text.Clean(n.name))
		kind.Add(kindOf(n))
		marks.Add(strings.Join(tags(n), " "))
		if n.Property != nil {
			class.Add(text.Clean(n.Property.Classification))
		}
	}
	return wanted{name.Width(), kind.Width(), marks.Width(), class.Width()}
}

// fit shares w cells out: names first, then marks, types and classification, and
// what is left to the descriptions.
func (t wanted) fit(w int) columns {
	const fold, gap, most = 5, 2, 24 // the cursor, the sign of the fold, and blanks
	left := w - fold - max(min(t.name, w*45/100), min(t.name, w-fold-gap-most))
	take := func(want, least int) int {
		w := min(want+gap, most+gap, left)
		if want == 0 || w < min(want, least)+gap {
			return 0
		}
		left -= w
		return w
	}
	k := columns{marks: take(t.marks, most)}
	k.kind = take(t.kind, 8)
	k.class = take(t.class, 8)
	k.about = max(left, 0)
	return k
}

func (k columns) draw(c canvas.Canvas, n Node, words []string) {
	w := c.Width()
	at := w - k.kind - k.marks - k.class - k.about
	name := text.Cut(text.Clean(n.name), max(at-1, 4))
	st := theme.Text.Plain()
	if n.Property == nil {
		st = theme.Title.Plain()
	}
	c.Put(0, 0, name, st)
	page.Mark(c, 0, 0, name, words)
	x := at
	if k.kind > 0 {
		c.PutCut(x, 0, k.kind-1, kindOf(n), theme.Muted.Plain())
	}
	x += k.kind
	drawMarks(c.Region(x, 0, max(k.marks-1, 0), 1), n)
	x += k.marks
	if n.Property != nil && k.class > 0 {
		c.PutCut(x, 0, k.class-1, text.Clean(n.Property.Classification), theme.Warn.Plain())
	}
	x += k.class
	if k.about >= leastAbout {
		c.PutCut(x, 0, k.about, text.Clean(text.OneLine(n.about())), theme.Muted.Plain())
	}
}

func (n Node) about() string {
	if n.Property == nil {
		return n.Object.Description
	}
	return n.Property.Description
}

func kindOf(n Node) string {
	if n.Property == nil {
		kind := n.Object.PhysicalType
		if kind == "" {
			kind = "object"
		}
		return text.Clean(kind) + fmt.Sprintf(" · %d", propertiesOf(n.Object))
	}
	return text.Clean(typeName(n.Property))
}

// rowMarks are the marks of a row, the most important first. That a key is required
// goes without saying.
func rowMarks(n Node) []mark {
	if n.Property == nil {
		if n.Object.Deprecated.Is() {
			return []mark{{tag: "old", token: theme.Warn}}
		}
		return nil
	}
	flags := n.Property.Flags()
	return slices.DeleteFunc(marks(), func(m mark) bool {
		return !flags.Has(m.flag) || m.flag == catalog.Required && flags.Has(catalog.PrimaryKey)
	})
}

// tags are the marks of a row in short.
func tags(n Node) []string {
	var out []string
	for _, m := range rowMarks(n) {
		out = append(out, m.tag)
	}
	return out
}

// drawMarks writes the short tags of a row, as many as fit whole.
func drawMarks(c canvas.Canvas, n Node) {
	x := 0
	for _, m := range rowMarks(n) {
		if x+len(m.tag) > c.Width() {
			return
		}
		x = c.Put(x, 0, m.tag, m.token.Plain()) + 1
	}
}
