package cli

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/ui/page"
)

// A generated mesh of a million products takes a minute to make, and nobody who
// tries the program waits for that. So its first products are shown at once, and
// all of them, with the index that they are searched by, once they are there.

// firstProducts is how many products are shown at once.
const firstProducts = 20_000

// generatedDesk is the desk over a generated mesh of n products, of which the
// first are there already.
func generatedDesk(seed uint64, n int) *desk {
	shown := min(n, firstProducts)
	g := sample.Generate(seed, shown)
	d := &desk{stock: generatedStock(g), snap: g.Snapshot(), label: fmt.Sprintf("demo, seed %d", seed), marks: newUserMarks(nil)}
	if n > shown {
		d.whole = sample.Generate(seed, n)
		d.label = fmt.Sprintf("demo, %d to come", n-shown)
		d.welcome = page.Intent{Kind: page.Toast, Severity: catalog.Note, Text: fmt.Sprintf(
			"these are the first %d products; the other %d come as soon as they are made", shown, n-shown,
		)}
	}
	return d
}

// grow makes the whole of a generated mesh, and gives its snapshot; nil when it is
// shown already.
func (d *desk) grow(ctx context.Context) (*catalog.Snapshot, error) {
	g := d.whole
	if g == nil {
		return nil, nil
	}
	d.whole = nil
	rows, gatherer := catalog.NewAssembler(), search.NewGatherer()
	for r := range g.Records() {
		rows.Add(&r)
		if gatherer.Add(&r); ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	snap := rows.Finish(g.Stamp())
	ix := gatherer.Finish(snap).Index()
	debug.FreeOSMemory() // making a mesh takes several times what it takes in the end
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stock, d.label = generatedStock(g), fmt.Sprintf("demo, %d products", g.Len())
	d.snap, d.index, d.indexed, d.graph = snap, ix, snap, nil
	return snap, nil
}

// indexGenerated builds the index of a generated mesh.
func indexGenerated(g *sample.Generated) func(context.Context, *catalog.Snapshot) (*search.Index, error) {
	return func(ctx context.Context, snap *catalog.Snapshot) (*search.Index, error) {
		gatherer := search.NewGatherer()
		for r := range g.Records() {
			if gatherer.Add(&r); ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		return gatherer.Finish(snap).Index(), nil
	}
}

// collected are all records of a generated mesh, for what cannot do with less.
func collected(g *sample.Generated) func() []catalog.Record {
	return func() []catalog.Record { return slices.Collect(g.Records()) }
}
