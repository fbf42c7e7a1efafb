package product

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
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
	written  string   // what detail shows
	lit      []string // words of the search that led here, marked in the rows
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

// reveal puts the cursor on a path; one without an object, or a mere name, is
// looked for in all.
func (t *schemaTab) reveal(path string) bool {
	if t.list.Select(path) {
		return true
	}
	for _, is := range []func(n node) bool{
		func(n node) bool { return strings.EqualFold(n.path, path) },
		func(n node) bool { return strings.EqualFold(strings.TrimPrefix(n.path, n.object.Name+"."), path) },
		func(n node) bool { return strings.EqualFold(n.name, path) },
		func(n node) bool { return n.property != nil && strings.EqualFold(n.property.BusinessName, path) },
	} {
		if i := slices.IndexFunc(t.shown, is); i >= 0 {
			return t.list.Select(t.shown[i].path)
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
