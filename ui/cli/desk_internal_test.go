package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
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

// The list is there at once, however long the index takes; what the store says
// meanwhile waits until the screen is left.
func TestDesk_opensWithoutTheIndex(t *testing.T) {
	t.Parallel()
	store, mesh := t.TempDir(), t.TempDir()
	for _, args := range [][]string{{"sample", "write", mesh}, {"--store", store, "sync", "-q", mesh}} {
		if code := Main(args, newcomer(store).Streams); code != 0 {
			t.Fatalf("%v ends with %d", args, code)
		}
	}
	if err := os.Remove(filepath.Join(store, "search.idx")); err != nil {
		t.Fatal(err)
	}
	tool := newcomer(store)
	d, err := tool.storeDesk()
	if err != nil || d.snap.Len() == 0 {
		t.Fatalf("opens %v", err)
	}
	if _, err := os.Stat(filepath.Join(store, "search.idx")); err == nil {
		t.Error("the index was made before anybody has searched")
	}
	if ix, err := d.indexOf(t.Context(), d.snap); err != nil || ix.Generation() != d.snap.Generation() {
		t.Errorf("the index is %v, %v", ix, err)
	}
	if said := tool.Err.(*bytes.Buffer).String(); said != "" {
		t.Errorf("said over the screen: %q", said)
	}
	if held := d.held.take(); len(held) != 1 || len(d.held.take()) != 0 {
		t.Errorf("held back %q", held)
	}
}
