package cli

import (
	"context"
	"strings"
	"testing"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
)

// TestDesk_growsWhileItIsShown opens a mesh of which only the first products are
// there, and waits for the others.
func TestDesk_growsWhileItIsShown(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("makes twenty thousand products twice")
	}
	const n = firstProducts + 200
	d := generatedDesk(1, n)
	first := d.shown()
	if first.Len() != firstProducts || !strings.Contains(d.title(), "200 to come") {
		t.Fatalf("%d products are shown at once, under %q", first.Len(), d.title())
	}
	whole, err := d.changed(t.Context())
	if err != nil || whole.Len() != n || whole.Generation() == first.Generation() {
		t.Fatalf("then %v, %v", whole, err)
	}
	if strings.Contains(d.title(), "to come") {
		t.Errorf("the title is still %q", d.title())
	}
	ix, err := d.indexOf(t.Context(), whole)
	if err != nil || ix.Generation() != whole.Generation() {
		t.Fatalf("the index is of another state: %v", err)
	}
	last := whole.Product(n - 1)
	r, err := ix.Search(t.Context(), query.ParsePartial(last.ID), search.Options{Limit: 1})
	if err != nil || len(r.Hits) != 1 || int(r.Hits[0].Product) != n-1 {
		t.Errorf("the last product is not found by its id: %v, %v", r, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if snap, err := d.changed(ended); snap != nil || err == nil {
		t.Errorf("it has changed once more: %v, %v", snap, err)
	}
}
