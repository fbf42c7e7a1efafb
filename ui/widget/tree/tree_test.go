package tree_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/theme"
	"meshdex/ui/widget/tree"
)

var nodes = []tree.Node{
	{"orders", 0},
	{"id", 1},
	{"lines", 1},
	{"sku", 2},
	{"amount", 2},
	{"total", 1},
	{"refunds", 0},
	{"reason", 1},
}

func draw(tr *tree.Tree, w, h int, nodes []tree.Node) string {
	icons, _ := theme.IconSet("unicode")
	c := canvas.New(w, h)
	tr.Draw(c, tree.Look{Icons: icons, Focused: true, Node: func(c canvas.Canvas, i int) {
		c.Put(0, 0, nodes[i].ID, theme.Text.Plain())
	}})
	lines := strings.Split(ansi.Strip(c.Render(&theme.Sheet{})), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func newTree(height int) *tree.Tree {
	tr := &tree.Tree{}
	tr.Resize(height)
	tr.SetNodes(nodes)
	return tr
}

func TestDraw_showsWhatBelongsToWhat(t *testing.T) {
	t.Parallel()
	got := draw(newTree(9), 16, 9, nodes)
	want := strings.TrimPrefix(`
▌▾ orders
 ├   id
 ├ ▾ lines
 │ ├   sku
 │ └   amount
 └   total
 ▾ refunds
 └   reason`, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFold_hidesAndKeepsTheCursor(t *testing.T) {
	t.Parallel()
	tr := newTree(9)
	tr.Select("amount")
	steps := []struct {
		do   action.ID
		want string
	}{
		{action.Fold, "lines"},   // a leaf: to what holds it
		{action.Fold, "lines"},   // fold it
		{action.Down, "total"},   // its rows are gone
		{action.Up, "lines"},     // and back
		{action.Unfold, "lines"}, // unfold
		{action.Unfold, "sku"},   // go in
		{action.FoldAll, "orders"},
		{action.Down, "refunds"},
		{action.UnfoldAll, "refunds"},
		{action.Up, "total"},
	}
	for i, s := range steps {
		if !tr.Do(s.do) || tr.ID() != s.want {
			t.Fatalf("step %d %s: on %q, want %q", i, s.do, tr.ID(), s.want)
		}
	}
}

func TestSetNodes_keepsFoldsAndPlaceByID(t *testing.T) {
	t.Parallel()
	tr := newTree(9)
	tr.Select("lines")
	tr.Do(action.Toggle)
	tr.SetNodes(append([]tree.Node{{"customers", 0}, {"name", 1}}, nodes...))
	if tr.ID() != "lines" || !tr.IsFolded(tr.Cursor()) {
		t.Errorf("on %q, folded %v", tr.ID(), tr.IsFolded(tr.Cursor()))
	}
	if !tr.Select("sku") || tr.ID() != "sku" {
		t.Error("a hidden node can not be reached")
	}
	if tr.Select("nowhere") {
		t.Error("found a node that does not exist")
	}
}

func TestMouse_clickOnTheSignFolds(t *testing.T) {
	t.Parallel()
	tr := newTree(9)
	tr.Mouse(mouse.Event{X: 3, Y: 2, Kind: mouse.Click})
	if tr.ID() != "lines" || !tr.IsFolded(2) {
		t.Errorf("on %q, folded %v", tr.ID(), tr.IsFolded(2))
	}
	tr.Mouse(mouse.Event{X: 6, Y: 2, Kind: mouse.Click})
	if !tr.IsFolded(2) {
		t.Error("a click on the name folds")
	}
}

// Whatever is done to whatever tree, the cursor is on a node that is shown, and
// what is drawn are the unhidden nodes in order.
func TestTree_randomWalk(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	ids := []action.ID{
		action.Fold, action.Unfold, action.Toggle, action.FoldAll, action.UnfoldAll,
		action.Up, action.Down, action.Top, action.Bottom, action.PageDown, action.HalfUp,
	}
	tr := &tree.Tree{}
	tr.Resize(7)
	var now []tree.Node
	for step := range 3000 {
		if step%50 == 0 {
			now = randomNodes(rnd, rnd.IntN(30))
			tr.SetNodes(now)
		}
		tr.Do(ids[rnd.IntN(len(ids))])
		if len(now) == 0 {
			if tr.Cursor() != -1 || tr.ID() != "" {
				t.Fatal("a cursor without nodes")
			}
			continue
		}
		if got := now[tr.Cursor()].ID; got != tr.ID() {
			t.Fatalf("step %d: cursor on %q, id %q", step, got, tr.ID())
		}
		if !strings.Contains(draw(tr, 60, 7, now), tr.ID()) {
			t.Fatalf("step %d: the cursor is out of sight", step)
		}
	}
}

func randomNodes(rnd *rand.Rand, n int) []tree.Node {
	out := make([]tree.Node, n)
	depth := 0
	for i := range out {
		out[i] = tree.Node{ID: fmt.Sprintf("n%02d", i), Depth: depth}
		depth = rnd.IntN(depth + 2)
	}
	return out
}
