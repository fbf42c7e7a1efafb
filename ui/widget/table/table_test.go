package table_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
	"meshdex/ui/widget/table"
)

var columns = []table.Column{
	{ID: "status", Title: "Status", Min: 6, Priority: 3},
	{ID: "name", Title: "Name", Min: 12, Grow: 3, Priority: 1},
	{ID: "domain", Title: "Domain", Min: 8, Max: 14, Grow: 1, Priority: 2},
	{ID: "owner", Title: "Owner", Min: 8, Max: 16, Grow: 1, Priority: 4},
	{ID: "checks", Title: "Checks", Min: 6, Priority: 5, Right: true},
}

func draw(width int, sort table.Sort) string {
	icons, _ := theme.IconSet("unicode")
	l := table.Fit(columns, width)
	c := canvas.New(width, 2)
	l.Header(c, icons, sort)
	row := c.Region(0, 1, width, 1)
	for _, v := range [][2]string{{"status", "active"}, {"name", "orders_daily"}, {"domain", "sales"}, {"owner", "dana"}, {"checks", "12"}} {
		l.Put(row, v[0], v[1], theme.Text.Plain())
	}
	return ansi.Strip(c.Render(&theme.Sheet{}))
}

func TestFit_dropsWholeColumnsByPriority(t *testing.T) {
	t.Parallel()
	cases := []struct {
		width int
		want  string
	}{
		{60, "" +
			"Status  Name            Domain      Owner             Checks\n" +
			"active  orders_daily    sales       dana                  12"},
		{30, "" +
			"Status  Name          Domain  \n" +
			"active  orders_daily  sales   "},
		{14, "" +
			"Name          \n" +
			"orders_daily  "},
		{5, "" +
			"Name \n" +
			"orde…"},
	}
	for _, c := range cases {
		got := draw(c.width, table.Sort{})
		if kept, want := strings.Fields(strings.Split(got, "\n")[0]), strings.Fields(strings.Split(c.want, "\n")[0]); strings.Join(kept, " ") != strings.Join(want, " ") {
			t.Errorf("width %d: columns %v, want %v", c.width, kept, want)
		}
		if c.width <= 30 && got != c.want {
			t.Errorf("width %d:\n%s\nwant\n%s", c.width, got, c.want)
		}
	}
}

// At every width the columns stand in order, do not overlap, end inside, respect
// their limits, and leave nothing unused that one of them would take.
func TestFit_everyWidth(t *testing.T) {
	t.Parallel()
	for width := range 200 {
		l := table.Fit(columns, width)
		end, open := 0, false
		row := canvas.New(width, 1)
		for _, col := range columns {
			if !l.Has(col.ID) {
				continue
			}
			w := l.Cell(row, col.ID).Width()
			if col.Max > 0 && w > col.Max || w < col.Min && width >= col.Min {
				t.Fatalf("width %d: %s has %d cells", width, col.ID, w)
			}
			open = open || col.Grow > 0 && (col.Max == 0 || w < col.Max)
			if end > 0 {
				end += 2
			}
			end += w
		}
		if end > width || open && end != width {
			t.Fatalf("width %d: columns end at %d", width, end)
		}
	}
}

func TestHeader_marksTheSortedColumn(t *testing.T) {
	t.Parallel()
	if got := draw(60, table.Sort{Column: "checks", Order: table.Descending}); !strings.Contains(got, "Che… ↓") && !strings.Contains(got, "Checks ↓") {
		t.Errorf("no arrow in\n%s", got)
	}
	if got := draw(60, table.Sort{Column: "name"}); !strings.Contains(got, "Name ↑") {
		t.Errorf("no arrow in\n%s", got)
	}
}

func TestAt_findsTheTitle(t *testing.T) {
	t.Parallel()
	l := table.Fit(columns, 30)
	if c, ok := l.At(9); !ok || c.ID != "name" {
		t.Errorf("at 9: %+v", c)
	}
	if _, ok := l.At(7); ok {
		t.Error("a title in the gap")
	}
}

// Whatever the width, no column is cut while a less important one is there, or while
// cells are unused.
func TestFit_whatMattersIsNotCut(t *testing.T) {
	t.Parallel()
	measured := []table.Column{
		{ID: "marks", Min: 2, Priority: 1},
		{ID: "name", Title: "Name", Min: 12, Want: 23, Max: 31, Grow: 1},
		{ID: "domain", Title: "Domain", Min: 8, Want: 5, Max: 14, Priority: 2}, // its title is wider than what it holds
		{ID: "owner", Title: "Owner", Min: 10, Want: 40, Max: 28, Priority: 3},
		{ID: "updated", Title: "Updated", Min: 10, Priority: 4},
	}
	whole := map[string]int{"marks": 2, "name": 23, "domain": 6, "owner": 28, "updated": 10}
	byPriority := []string{"name", "marks", "domain", "owner", "updated"}
	for width := 1; width < 140; width++ {
		l := table.Fit(measured, width)
		row, used, cut := canvas.New(width, 1), -2, false
		for _, id := range byPriority {
			if !l.Has(id) {
				cut = true
				continue
			}
			w := l.Cell(row, id).Width()
			if cut {
				t.Fatalf("width %d: %s is shown though a more important column is cut", width, id)
			}
			cut, used = w < whole[id], used+2+w
		}
		if used > width || l.Cell(row, "name").Width() < whole["name"] && used < width {
			t.Fatalf("width %d: %d cells are used, the name has %d", width, used, l.Cell(row, "name").Width())
		}
	}
	if need := table.Need(measured); need != 2+23+6+28+10+4*2 {
		t.Errorf("Need = %d", need)
	}
}

func TestGauge_leavesOutTheOddOne(t *testing.T) {
	t.Parallel()
	var g table.Gauge
	if c := g.Measured(table.Column{Min: 5, Max: 9}); c.Want != 0 || c.Max != 9 {
		t.Errorf("nothing measured gives %+v", c)
	}
	for range 99 {
		g.Add("customers")
	}
	g.Add(strings.Repeat("x", 300))
	if g.Width() != 9 {
		t.Errorf("Width = %d, want that of all but one", g.Width())
	}
	if c := g.Measured(table.Column{Min: 5, Max: 40}); c.Want != 9 || c.Max != 40 {
		t.Errorf("the column is %+v", c)
	}
	var few table.Gauge
	few.Add("数据")
	if few.Add("a"); few.Width() != 4 {
		t.Errorf("of two the wider has %d cells", few.Width())
	}
}

// Long names once kept the owner out of a list in which both have room.
func TestFit_enoughLeavesRoomForAnother(t *testing.T) {
	t.Parallel()
	all := []table.Column{
		{ID: "name", Want: 48, Min: 16, Enough: 32, Priority: 1},
		{ID: "domain", Want: 22, Min: 10, Enough: 14, Priority: 2},
		{ID: "owner", Want: 20, Min: 12, Enough: 18, Priority: 3},
	}
	for _, c := range []struct {
		width int
		want  [3]int
	}{
		{200, [3]int{48, 22, 20}}, // all they need
		{77, [3]int{41, 14, 18}},  // what is over goes to the most important
		{62, [3]int{32, 14, 12}}, {61, [3]int{45, 14, 0}}, {20, [3]int{20, 0, 0}},
	} {
		l, row := table.Fit(all, c.width), canvas.New(c.width, 1)
		for i, col := range all {
			if got := l.Cell(row, col.ID).Width(); got != c.want[i] {
				t.Errorf("in %d cells %s has %d, want %d", c.width, col.ID, got, c.want[i])
			}
		}
	}
}
