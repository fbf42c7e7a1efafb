package app_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/ui/app"
	"meshdex/ui/uitest"
)

// generated is a mesh of many products with what is made of it, made once.
type generated struct {
	library *sample.Generated
	records []catalog.Record
	snap    *catalog.Snapshot
	index   *search.Index
	graph   *lineage.Graph
}

func generate(n int) *generated {
	g := &generated{library: sample.Generate(1, n)}
	g.records = slices.Collect(g.library.Records())
	g.snap = catalog.Assemble(g.records, catalog.Stamp{Generation: 1, Synced: sample.Today()})
	g.index = search.Build(g.records, g.snap)
	g.graph = lineage.Build(g.snap, g.records, lineage.Options{})
	return g
}

var (
	oneThousand     = sync.OnceValue(func() *generated { return generate(1_000) })
	hundredThousand = sync.OnceValue(func() *generated { return generate(100_000) })
)

// large starts the program over a generated mesh on a large terminal.
func large(t testing.TB, g *generated) (*uitest.Driver, *app.Root) {
	t.Helper()
	w := newWorld(t)
	w.library, w.records, w.snapshot = g.library, g.records, g.snap
	w.results = func(string) ([]catalog.Result, error) { return nil, nil }
	w.index = func(context.Context, *catalog.Snapshot) (*search.Index, error) { return g.index, nil }
	w.lineage = func(context.Context) (*lineage.Graph, error) { return g.graph, nil }
	cfg := w.config()
	cfg.Reload = func(context.Context) (*catalog.Snapshot, error) { return g.snap, nil }
	return start(t, cfg, 240, 70)
}

// visited is a program on one of its places.
type visited struct {
	root    *app.Root
	refresh tea.Msg // gives it another state of the catalog
}

func visit(t testing.TB, g *generated, place func(*uitest.Driver)) visited {
	t.Helper()
	d, root := large(t, g)
	d.Advance(time.Second)
	v := visited{root, reloaded(root)}
	place(d)
	return v
}

// typing are the places where letters are typed.
func typing() []string {
	return []string{"search", "palette", "line", "columns typed", "schema filtered", "found in text", "keys filtered"}
}

// work is something that the program does on the UI goroutine, the frame included
// unless it is a refresh.
type work struct {
	name string
	do   func()
}

// works are those of one place: drawing it, moving the cursor, typing a letter, and
// showing another state of the catalog. What commands do is not among them: it is
// done elsewhere.
func (v visited) works(name string) []work {
	frame := func(m tea.Msg) func() {
		return func() {
			v.root.Update(m)
			v.root.View()
		}
	}
	inTurn := func(a, b func()) func() {
		return func() {
			a()
			a, b = b, a
		}
	}
	all := []work{
		{"draw", frame(nil)},
		{"move", inTurn(frame(uitest.Key("down")), frame(uitest.Key("up")))},
	}
	if slices.Contains(typing(), name) {
		all = append(all, work{"key", inTurn(frame(uitest.Key("o")), frame(uitest.Key("backspace")))})
	}
	return append(all, work{"refresh", func() { v.root.Update(v.refresh) }})
}

// reloaded is the message by which the program is given a state of the catalog.
func reloaded(root *app.Root) tea.Msg {
	_, cmd := root.Update(uitest.Key("r"))
	for {
		switch m := cmd().(type) {
		case tea.BatchMsg:
			cmd = m[0]
		default:
			return m
		}
	}
}

// TestScreens_allocateLittle holds the budget of every screen: allocations are the
// same on every machine, and what a frame costs follows them.
func TestScreens_allocateLittle(t *testing.T) {
	most := map[string]float64{"draw": 100, "move": 350, "key": 180, "refresh": 420}
	for _, name := range slices.Sorted(maps.Keys(places())) {
		for _, w := range visit(t, oneThousand(), places()[name]).works(name) {
			if n := testing.AllocsPerRun(6, w.do); n > most[w.name] {
				t.Errorf("%s: to %s allocates %v times, at most %v are allowed", name, w.name, n, most[w.name])
			}
		}
	}
}

// BenchmarkScreens is a table of what every screen costs the UI goroutine over
// 100,000 products at 240 by 70: go test -run - -bench Screens ./ui/app.
func BenchmarkScreens(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(places())) {
		for _, w := range visit(b, hundredThousand(), places()[name]).works(name) {
			b.Run(name+"/"+w.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					w.do()
				}
			})
		}
	}
}
