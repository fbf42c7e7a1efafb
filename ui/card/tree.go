package card

import (
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/tree"
)

// Node is a row of the schema tree: an object, or a property of one.
type Node struct {
	Path     string // unique: "orders.lines[].sku"
	Object   *catalog.Object
	Property *catalog.Property // nil on an object's row

	name  string // what the row says: "sku"
	depth int
}

// Pos is where the row was written.
func (n Node) Pos() catalog.Pos {
	if n.Property != nil {
		return n.Property.Place.Pos
	}
	return n.Object.Place.Pos
}

// nodes lists the rows of a contract's schema. Two properties that share a path
// are told apart by a number, for both must be shown.
func nodes(c *catalog.Contract) []Node {
	var out []Node
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
		out = append(out, Node{Path: unique(o.Name), name: o.Name, Object: o})
		for at := range o.Walk() {
			out = append(out, Node{unique(at.Path), o, at.Property, rowName(at), at.Depth + 1})
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

// Tree is the schema of a subject's contract: a tree of objects and properties, a
// filter over it, and the detail of the row under the cursor. Cursor, folds, filter
// and scroll stay by path when another state of the contract is set. Make it with
// [NewTree].
type Tree struct {
	env      *page.Env
	sub      *Subject
	all      []Node
	shown    []Node // those that the filter leaves, and what they are in
	matching int    // how many match the filter themselves
	wanted   wanted // by the columns
	list     tree.Tree
	filter   input.Input
	open     bool // the filter's line is shown
	inDetail bool
	detail   sheet.Sheet[page.Intent]
	box      split
	written  string   // the row that detail shows; "" when it has to be laid out anew
	at       string   // the row that detail was last laid out for
	lit      []string // words of the search that led here, marked in the rows
}

// NewTree returns an empty tree that marks words in its rows.
func NewTree(env *page.Env, lit []string) Tree {
	return Tree{env: env, lit: lit, filter: input.New("part of a name, a type, pii, key …")}
}

// Set shows the schema of a subject.
func (t *Tree) Set(s *Subject) {
	t.sub, t.all = s, nil
	if s.Contract != nil {
		t.all = nodes(s.Contract)
	}
	t.wanted = want(t.all)
	t.written = ""
	t.apply()
}

// apply shows what the filter leaves. Matching rows keep the rows that they are
// in, so that the tree still tells where they belong.
func (t *Tree) apply() {
	words := strings.Fields(strings.ToLower(t.filter.Value()))
	t.shown = t.all
	if len(words) > 0 {
		t.shown = keep(t.all, func(n Node) bool { return matches(n, words) })
	}
	rows := make([]tree.Node, len(t.shown))
	for i, n := range t.shown {
		rows[i] = tree.Node{ID: n.Path, Depth: n.depth}
	}
	t.list.SetNodes(rows)
	t.toMatch(words)
	t.write()
}

// toMatch puts the cursor on the first row that matches itself, unless it is on
// one.
func (t *Tree) toMatch(words []string) {
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
	if n, ok := t.Current(); first >= 0 && ok && !matches(n, words) {
		t.list.Select(t.shown[first].Path)
	}
}

// keep returns the nodes that match, with all that they are in.
func keep(all []Node, match func(Node) bool) []Node {
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
	var out []Node
	for i := range all {
		if wanted[i] {
			out = append(out, all[i])
		}
	}
	return out
}

// matches reports whether a row has every word, in its name, type, marks,
// classification, business name or description.
func matches(n Node, words []string) bool {
	for _, w := range words {
		if !strings.Contains(n.haystack(), w) {
			return false
		}
	}
	return true
}

func (n Node) haystack() string {
	if n.Property == nil {
		return strings.ToLower(strings.Join([]string{n.name, n.Object.BusinessName, n.Object.PhysicalName, n.Object.Description}, "\n"))
	}
	p := n.Property
	parts := []string{n.name, typeName(p), p.BusinessName, p.PhysicalName, p.Classification, p.Description, strings.Join(p.Tags, "\n")}
	flags := p.Flags()
	for _, m := range marks() {
		if flags.Has(m.flag) {
			parts = append(parts, m.tag, m.word)
		}
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

// split is how the tree's cells are shared between rows and detail.
type split struct {
	x, y, w, h                         int // of the rows
	detailX, detailY, detailW, detailH int // 0 wide: not shown beside the rows
	only                               bool
}

// wideDetail and tallDetail are the sizes from which the detail stands beside or
// below the rows; in less it takes their place when a row is opened.
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

// Resize lays the tree out for a canvas of w by h cells.
func (t *Tree) Resize(w, h int) {
	if t.open {
		h = max(h-1, 0)
	}
	t.box = divide(w, h)
	t.list.Resize(t.box.h)
	_, inner := frame.Inside(t.box.detailW, t.box.detailH)
	t.detail.Resize(inner)
	t.written = ""
	t.write()
}

// write lays out the detail of the row under the cursor, if it is not already. The
// scroll is kept while the cursor stays on its row.
func (t *Tree) write() {
	n, ok := t.Current()
	if !ok {
		t.detail.Set(nil)
		return
	}
	if t.written == n.Path {
		return
	}
	w, _ := frame.Inside(t.box.detailW, t.box.detailH)
	b := sheet.NewBody[page.Intent](w)
	t.detailOf(b, n)
	t.detail.Set(b)
	if t.at != n.Path {
		t.detail.Top()
	}
	t.written, t.at = n.Path, n.Path
}

// detailOf lays out all that there is to say of a row.
func (t *Tree) detailOf(b *Body, n Node) {
	if n.Property == nil {
		t.sub.objectDetail(b, n, t.env)
		return
	}
	t.sub.propertyDetail(b, n, t.env)
}
