package product

import (
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/tree"
)

// node is a row of the schema tree: an object, or a property of one.
type node struct {
	path     string // unique: "orders.lines[].sku"
	name     string // what the row says: "sku"
	depth    int
	object   *catalog.Object
	property *catalog.Property // nil on an object's row
}

// nodes lists the rows of a contract's schema. Two properties that share a path
// are told apart by a number, for both must be shown.
func nodes(c *catalog.Contract) []node {
	var out []node
	seen := map[string]int{}
	unique := func(path string) string {
		seen[path]++
		if n := seen[path]; n > 1 {
			return fmt.Sprintf("%s (%d)", path, n)
		}
		return path
	}
	for i := range c.Schema {
		o := &c.Schema[i]
		out = append(out, node{path: unique(o.Name), name: o.Name, object: o})
		for at := range o.Walk() {
			out = append(out, node{unique(at.Path), rowName(at), at.Depth + 1, o, at.Property})
		}
	}
	return out
}

// rowName is the last part of a property's path; the items of an array and the
// parts of a map are called so.
func rowName(at catalog.Placed) string {
	switch {
	case strings.HasSuffix(at.Path, "[]") && at.Property.Name == "":
		return "[ ] item"
	case strings.HasSuffix(at.Path, "{key}"):
		return "{ } key"
	case strings.HasSuffix(at.Path, "{}"):
		return "{ } value"
	}
	return at.Property.Name
}

// schemaTab is the tree of objects and properties, a filter over it, and the
// detail of the row under the cursor.
type schemaTab struct {
	all      []node
	shown    []node // those that the filter leaves, and what they are in
	matching int    // how many match the filter themselves
	list     tree.Tree
	filter   input.Input
	open     bool // the filter's line is shown
	inDetail bool
	detail   sheet.Sheet[page.Intent]
	box      split
	written  string // what detail shows
}

func newSchemaTab() schemaTab {
	return schemaTab{filter: input.New("part of a name, a type, pii, key …")}
}

func (t *schemaTab) filtering() bool { return t.filter.Focused() }

func (t *schemaTab) set(s *subject) {
	t.all = nil
	if s.contract != nil {
		t.all = nodes(s.contract)
	}
	t.written = ""
	t.apply()
}

// apply shows what the filter leaves. Matching rows keep the rows that they are
// in, so that the tree still tells where they belong.
func (t *schemaTab) apply() {
	words := strings.Fields(strings.ToLower(t.filter.Value()))
	t.shown = t.all
	if len(words) > 0 {
		t.shown = keep(t.all, func(n node) bool { return matches(n, words) })
	}
	rows := make([]tree.Node, len(t.shown))
	for i, n := range t.shown {
		rows[i] = tree.Node{ID: n.path, Depth: n.depth}
	}
	t.list.SetNodes(rows)
	t.toMatch(words)
}

// toMatch puts the cursor on the first row that matches itself, unless it is on
// one.
func (t *schemaTab) toMatch(words []string) {
	t.matching = 0
	first := -1
	for i, n := range t.shown {
		if len(words) > 0 && matches(n, words) {
			t.matching++
			if first < 0 {
				first = i
			}
		}
	}
	if n, ok := t.current(); first >= 0 && ok && !matches(n, words) {
		t.list.Select(t.shown[first].path)
	}
}

// keep returns the nodes that match, with all that they are in.
func keep(all []node, match func(node) bool) []node {
	wanted := make([]bool, len(all))
	var chain []int
	for i, n := range all {
		for len(chain) > 0 && all[chain[len(chain)-1]].depth >= n.depth {
			chain = chain[:len(chain)-1]
		}
		chain = append(chain, i)
		if match(n) {
			for _, c := range chain {
				wanted[c] = true
			}
		}
	}
	var out []node
	for i := range all {
		if wanted[i] {
			out = append(out, all[i])
		}
	}
	return out
}

// matches reports whether a row has every word, in its name, type, marks,
// classification, business name or description.
func matches(n node, words []string) bool {
	for _, w := range words {
		if !strings.Contains(n.haystack(), w) {
			return false
		}
	}
	return true
}

func (n node) haystack() string {
	if n.property == nil {
		return strings.ToLower(strings.Join([]string{n.name, n.object.BusinessName, n.object.PhysicalName, n.object.Description}, "\n"))
	}
	p := n.property
	parts := []string{n.name, typeName(p), p.BusinessName, p.PhysicalName, p.Classification, p.Description, strings.Join(p.Tags, "\n")}
	flags := p.Flags()
	for _, m := range marks() {
		if flags.Has(m.flag) {
			parts = append(parts, m.tag, m.word)
		}
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

// current is the row under the cursor.
func (t *schemaTab) current() (node, bool) {
	i := t.list.Cursor()
	if i < 0 || i >= len(t.shown) {
		return node{}, false
	}
	return t.shown[i], true
}

// reveal puts the cursor on a path; one without an object is looked for in all.
func (t *schemaTab) reveal(path string) bool {
	if t.list.Select(path) {
		return true
	}
	for _, n := range t.shown {
		if strings.EqualFold(n.path, path) || n.property != nil && strings.EqualFold(strings.TrimPrefix(n.path, n.object.Name+"."), path) {
			return t.list.Select(n.path)
		}
	}
	return false
}

// split is how the tab's cells are shared between tree and detail.
type split struct {
	x, y, w, h                         int // of the tree
	detailX, detailY, detailW, detailH int // 0 wide: not shown beside the tree
	only                               bool
}

// wideDetail and tallDetail are the sizes from which the detail stands beside or
// below the tree; in less it takes the tree's place when a row is opened.
const (
	wideDetail = 100
	tallDetail = 17
)

func divide(w, h int) split {
	switch {
	case w >= wideDetail:
		left := w * 58 / 100
		return split{w: left, h: h, detailX: left, detailW: w - left, detailH: h}
	case h >= tallDetail:
		low := h * 40 / 100
		return split{w: w, h: h - low, detailY: h - low, detailW: w, detailH: low}
	}
	return split{w: w, h: h, detailW: w, detailH: h, only: true}
}

func (t *schemaTab) resize(w, h int) {
	if t.open {
		h = max(h-1, 0)
	}
	t.box = divide(w, h)
	t.list.Resize(t.box.h)
	_, inner := frame.Inside(t.box.detailW, t.box.detailH)
	t.detail.Resize(inner)
	t.written = ""
}

// write lays out the detail of the row under the cursor, if it is not already.
func (t *schemaTab) write(s *subject, env *page.Env) {
	n, ok := t.current()
	if !ok {
		t.detail.Set(nil)
		return
	}
	if t.written == n.path {
		return
	}
	w, _ := frame.Inside(t.box.detailW, t.box.detailH)
	b := sheet.NewBody[page.Intent](w)
	if n.property == nil {
		s.objectDetail(b, n, env)
	} else {
		s.propertyDetail(b, n, env)
	}
	t.detail.Set(b)
	t.detail.Top()
	t.written = n.path
}

func (t *schemaTab) draw(c canvas.Canvas, s *subject, env *page.Env) {
	if len(t.all) == 0 {
		t.drawEmpty(c, s)
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
		t.drawTree(c.Region(d.x, d.y, d.w, d.h), env)
	}
	if !d.only || t.inDetail {
		inside := frame.Draw(c.Region(d.detailX, d.detailY, d.detailW, d.detailH), env.Icons, frame.Pane{
			Title: t.detailTitle(), Counter: t.detail.Position(), Focused: t.inDetail,
		})
		t.detail.Draw(inside, sheet.Focus(t.inDetail))
	}
}

// detailTitle is the whole path of the row under the cursor.
func (t *schemaTab) detailTitle() string {
	n, _ := t.current()
	return text.CutMiddle(text.Clean(n.path), max(t.box.detailW-8, 8))
}

func (t *schemaTab) drawEmpty(c canvas.Canvas, s *subject) {
	message := "This contract describes no schema."
	if s.contract == nil {
		message = "This product has no contract, so no schema is known."
	}
	c.PutCut(2, 1, c.Width()-2, message, theme.Muted.Plain())
}

func (t *schemaTab) drawTree(c canvas.Canvas, env *page.Env) {
	if len(t.shown) == 0 {
		c.PutCut(2, 1, c.Width()-2, fmt.Sprintf("Nothing of %d rows has %q. esc clears the filter.", len(t.all), t.filter.Value()), theme.Muted.Plain())
		return
	}
	cols := measure(c.Width())
	words := strings.Fields(t.filter.Value())
	t.list.Draw(c, tree.Look{Icons: env.Icons, Focused: !t.inDetail, Node: func(c canvas.Canvas, i int) {
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

func (k columns) draw(c canvas.Canvas, n node, words []string) {
	w := c.Width()
	at := w - k.kind - k.marks - k.class - k.about
	name := text.Cut(text.Clean(n.name), max(at-1, 4))
	st := theme.Text.Plain()
	if n.property == nil {
		st = theme.Title.Plain()
	}
	c.Put(0, 0, name, st)
	highlight(c, 0, name, words)
	x := at
	kind := kindOf(n)
	if k.kind > 0 {
		c.PutCut(x, 0, k.kind-1, kind, theme.Muted.Plain())
	}
	x += k.kind
	drawMarks(c.Region(x, 0, max(k.marks-1, 0), 1), n)
	x += k.marks
	if n.property != nil && k.class > 0 {
		c.PutCut(x, 0, k.class-1, text.Clean(n.property.Classification), theme.Warn.Plain())
	}
	x += k.class
	if k.about > 0 {
		c.PutCut(x, 0, k.about, text.Clean(oneLine(n.about())), theme.Muted.Plain())
	}
}

func (n node) about() string {
	if n.property == nil {
		return n.object.Description
	}
	return n.property.Description
}

func kindOf(n node) string {
	if n.property == nil {
		kind := n.object.PhysicalType
		if kind == "" {
			kind = "object"
		}
		return text.Clean(kind) + fmt.Sprintf(" · %d", len(n.object.Properties))
	}
	return text.Clean(typeName(n.property))
}

// drawMarks writes the short tags of a row, as many as fit whole.
func drawMarks(c canvas.Canvas, n node) {
	if n.property == nil {
		if n.object.Deprecated.Is() {
			c.PutCut(0, 0, c.Width(), "old", theme.Warn.Plain())
		}
		return
	}
	flags, x := n.property.Flags(), 0
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

// highlight marks where the filter's words stand in a text drawn at x.
func highlight(c canvas.Canvas, x int, s string, words []string) {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return
	}
	for _, w := range words {
		w = strings.ToLower(w)
		if i := strings.Index(low, w); i >= 0 {
			c.Restyle(x+text.Width(s[:i]), 0, text.Width(s[i:i+len(w)]), func(theme.Style) theme.Style { return theme.Match.Plain() })
		}
	}
}
