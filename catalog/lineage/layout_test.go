package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// random makes a mesh of n products, each reading up to fan others; most read
// earlier ones, some close circles.
func random(seed uint64, n, fan int) []catalog.Record {
	r := rand.New(rand.NewPCG(seed, 1))
	var records []catalog.Record
	for i := range n {
		var inputs []catalog.PortSummary
		for range r.IntN(fan + 1) {
			from := r.IntN(n)
			if r.IntN(10) > 0 {
				from = r.IntN(i + 1)
			}
			inputs = append(inputs, in(fmt.Sprintf("c%d", from), ""))
		}
		records = append(records, product(fmt.Sprintf("p%d", i), inputs, out(fmt.Sprintf("c%d", i), "")))
	}
	return records
}

func style(g *lineage.Graph) lineage.Style {
	return lineage.Style{RowGap: 1, MinGap: 4, Size: func(n int) (int, int) { return len(g.Node(n).Label()) + 2, 1 + n%3 }}
}

func everything(g *lineage.Graph) lineage.View {
	all := make([]int, g.Len())
	for i := range all {
		all[i] = i
	}
	return g.Walk(lineage.Query{From: all, Down: -1})
}

// Over many random graphs: boxes do not touch, lines do not cross boxes, every
// line leads from its box to its box and rightwards only.
func TestArrange_geometryHolds(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		g := build(t, random(seed, 5+int(seed)/2, 3))
		v := everything(g)
		l := lineage.Arrange(v, style(g))
		boxes := occupied(t, l)
		if len(l.Boxes) != len(v.Nodes) {
			t.Fatalf("seed %d: %d boxes for %d nodes", seed, len(l.Boxes), len(v.Nodes))
		}
		for _, r := range l.Routes {
			checkRoute(t, v, l, r, boxes)
		}
	}
}

// occupied maps every cell of every box to its node.
func occupied(t *testing.T, l lineage.Layout) map[lineage.Point]int {
	t.Helper()
	cells := map[lineage.Point]int{}
	for _, b := range l.Boxes {
		for x := b.X; x < b.X+b.W; x++ {
			for y := b.Y; y < b.Y+b.H; y++ {
				p := lineage.Point{X: x, Y: y}
				if other, taken := cells[p]; taken {
					t.Fatalf("nodes %d and %d share cell %v", other, b.Node, p)
				}
				if x < 0 || y < 0 || x >= l.Width || y >= l.Height {
					t.Fatalf("node %d is at %v, outside %d×%d", b.Node, p, l.Width, l.Height)
				}
				cells[p] = b.Node
			}
		}
	}
	return cells
}

func checkRoute(t *testing.T, v lineage.View, l lineage.Layout, r lineage.Route, boxes map[lineage.Point]int) {
	t.Helper()
	link := v.Links[r.Link]
	from, to := link.From, link.To
	if r.Backward {
		from, to = to, from
	}
	first, last := r.Points[0], r.Points[len(r.Points)-1]
	if n, ok := boxes[lineage.Point{X: first.X - 1, Y: first.Y}]; !ok || n != from {
		t.Errorf("link %v starts beside %v, %v", link, n, ok)
	}
	if n, ok := boxes[lineage.Point{X: last.X + 1, Y: last.Y}]; !ok || n != to {
		t.Errorf("link %v ends beside %v, %v", link, n, ok)
	}
	for i := 1; i < len(r.Points); i++ {
		a, b := r.Points[i-1], r.Points[i]
		if a.X > b.X || a.X != b.X && a.Y != b.Y {
			t.Fatalf("link %v goes from %v to %v", link, a, b)
		}
	}
	single := lineage.Layout{Routes: []lineage.Route{r}}
	for p := range single.Lines() {
		if n, ok := boxes[p]; ok {
			t.Errorf("link %v crosses the box of %d at %v", link, n, p)
		}
	}
}

// Two lines run on top of each other only when they share an end.
func TestArrange_linesThatShareAreOfOneNet(t *testing.T) {
	t.Parallel()
	shared, wrong := 0, 0
	for seed := range uint64(60) {
		g := build(t, random(seed, 5+int(seed)/3, 2))
		v := everything(g)
		l := lineage.Arrange(v, style(g))
		for i, a := range l.Routes {
			for _, b := range l.Routes[:i] {
				if !overlap(a, b) {
					continue
				}
				shared++
				x, y := v.Links[a.Link], v.Links[b.Link]
				if x.From != y.From && x.To != y.To && x.From != y.To && x.To != y.From {
					wrong++
				}
			}
		}
	}
	if shared == 0 || wrong*50 > shared {
		t.Errorf("%d of %d pairs of lines that overlap share no end", wrong, shared)
	}
}

// overlap reports whether two routes leave some cell by the same side.
func overlap(a, b lineage.Route) bool {
	cells := lineage.Layout{Routes: []lineage.Route{a}}.Lines()
	for p, d := range (lineage.Layout{Routes: []lineage.Route{b}}).Lines() {
		if cells[p]&d != 0 {
			return true
		}
	}
	return false
}

// picture draws a layout as text, to be read by eye.
func picture(g *lineage.Graph, l lineage.Layout) string {
	pipes := map[lineage.Dirs]rune{
		lineage.East | lineage.West: '─', lineage.North | lineage.South: '│',
		lineage.West | lineage.South: '┐', lineage.West | lineage.North: '┘',
		lineage.East | lineage.South: '┌', lineage.East | lineage.North: '└',
		lineage.East | lineage.West | lineage.South: '┬', lineage.East | lineage.West | lineage.North: '┴',
		lineage.North | lineage.South | lineage.East: '├', lineage.North | lineage.South | lineage.West: '┤',
		lineage.North | lineage.South | lineage.East | lineage.West: '┼',
	}
	grid := make([][]rune, l.Height)
	for y := range grid {
		grid[y] = []rune(strings.Repeat(" ", l.Width))
	}
	for p, d := range l.Lines() {
		grid[p.Y][p.X] = pipes[d]
	}
	for _, r := range l.Routes {
		end, head := r.Points[len(r.Points)-1], '▶'
		if r.Backward {
			end, head = r.Points[0], '◀'
		}
		grid[end.Y][end.X] = head
	}
	for _, b := range l.Boxes {
		copy(grid[b.Y][b.X:], []rune("["+g.Node(b.Node).Label()+"]"))
	}
	var out strings.Builder
	for _, row := range grid {
		out.WriteString(strings.TrimRight(string(row), " ") + "\n")
	}
	return out.String()
}

func flatStyle(g *lineage.Graph) lineage.Style {
	return lineage.Style{Size: func(n int) (int, int) { return len([]rune(g.Node(n).Label())) + 2, 1 }}
}

func TestArrange_pictures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		records []catalog.Record
		want    string
	}{
		{"mesh", mesh(), `
[crm]────────────────┐
[raw.clicks.channel]─┴▶[sales]─┐
                       [ghost]─┴▶[report]──▶[board]
`},
		{"ring, closed by the line back to a", ring(), `
    ┌▶[b]─┐
[a]◀┴─────┴▶[d]──▶[e]
`},
		{"diamond", []catalog.Record{
			product("top", nil, out("t", "")),
			product("left", []catalog.PortSummary{in("t", "")}, out("l", "")),
			product("right", []catalog.PortSummary{in("t", "")}, out("r", "")),
			product("end", []catalog.PortSummary{in("l", ""), in("r", ""), in("t", "")}),
		}, `
      ┌▶[left]──┐
[top]─┼▶[right]─┼▶[end]
      └─────────┘
`},
	} {
		g := build(t, c.records)
		v := everything(g)
		if got := picture(g, lineage.Arrange(v, flatStyle(g))); got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}

func TestArrange_nothing(t *testing.T) {
	t.Parallel()
	l := lineage.Arrange(lineage.View{}, lineage.Style{Size: func(int) (int, int) { return 1, 1 }})
	if len(l.Boxes) != 0 || l.Width != 0 || l.Height != 0 {
		t.Errorf("an empty view gives %+v", l)
	}
}
