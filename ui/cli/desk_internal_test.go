package cli

import (
	"context"
	"testing"

	"meshdex/catalog"
)

// What a page asks while it draws is answered while the index and the graph are
// being built: a test that hangs here has found that it is not.
func TestDesk_drawingWaitsForNobody(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t.TempDir())
	records := d.stock.records
	asked := 0
	d.stock.records = func(ctx context.Context) ([]catalog.Record, error) {
		d.locate("shop", "orders.yaml")
		d.marks.Bookmarked("orders")
		asked++
		return records(ctx)
	}
	if ix, err := d.indexOf(t.Context(), d.snap); err != nil || ix.Generation() != d.snap.Generation() {
		t.Errorf("the index is %v, %v", ix, err)
	}
	for range 2 {
		if g, err := d.graphOf(t.Context()); err != nil || g != d.graph {
			t.Errorf("the graph is %v, %v", g, err)
		}
	}
	if asked != 2 {
		t.Errorf("the records were read %d times, want once for the index and once for the graph", asked)
	}
}
