package card

import (
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/sheet"
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
	message := "This contract describes no schema."
	if t.sub == nil || t.sub.Contract == nil {
		message = "This product has no contract, so no schema is known."
	}
	c.PutCut(2, 1, c.Width()-2, message, theme.Muted.Plain())
}

func (t *Tree) drawRows(c canvas.Canvas) {
	if len(t.shown) == 0 {
		c.PutCut(2, 1, c.Width()-2, fmt.Sprintf("Nothing of %d rows has %q. esc clears the filter.", len(t.all), t.filter.Value()), theme.Muted.Plain())
		return
	}
	cols := measure(c.Width())
	words := strings.Fields(t.filter.Value())
	if len(words) == 0 {
		words = t.lit
	}
	t.list.Draw(c, tree.Look{Icons: t.env.Icons, Focused: !t.inDetail, Node: func(c canvas.Canvas, i int) {
		cols.draw(c, t.shown[i], words)
	}})
}

// columns are the widths right of the name, counted from the right edge so that
// rows of any depth line up.
type columns struct{ kind, marks, class, about int }

func measure(w int) columns {
	switch {
	case w >= 110:
		return columns{kind: 20, marks: 18, class: 14, about: w - 52 - 34}
	case w >= 68:
		return columns{kind: 18, marks: 14, class: 11}
	case w >= 48:
		return columns{kind: 14, marks: 9}
	}
	return columns{marks: 4}
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
	page.MarkMatches(c, 0, 0, name, page.Occurrences(name, words))
	x := at
	kind := kindOf(n)
	if k.kind > 0 {
		c.PutCut(x, 0, k.kind-1, kind, theme.Muted.Plain())
	}
	x += k.kind
	drawMarks(c.Region(x, 0, max(k.marks-1, 0), 1), n)
	x += k.marks
	if n.Property != nil && k.class > 0 {
		c.PutCut(x, 0, k.class-1, text.Clean(n.Property.Classification), theme.Warn.Plain())
	}
	x += k.class
	if k.about > 0 {
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
		return text.Clean(kind) + fmt.Sprintf(" · %d", len(n.Object.Properties))
	}
	return text.Clean(typeName(n.Property))
}

// drawMarks writes the short tags of a row, as many as fit whole.
func drawMarks(c canvas.Canvas, n Node) {
	if n.Property == nil {
		if n.Object.Deprecated.Is() {
			c.PutCut(0, 0, c.Width(), "old", theme.Warn.Plain())
		}
		return
	}
	flags, x := n.Property.Flags(), 0
	for _, m := range marks() {
		if !flags.Has(m.flag) || m.flag == catalog.Required && flags.Has(catalog.PrimaryKey) {
			continue
		}
		if x+len(m.tag) > c.Width() {
			return
		}
		x = c.Put(x, 0, m.tag, m.token.Plain()) + 1
	}
}
