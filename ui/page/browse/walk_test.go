package browse_test

import (
	"testing"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
)

// The only hit is on the first row, where a new answer puts the cursor anyway.
func TestPage_escKeepsTheOnlyHitUnderTheCursor(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{})
	d.Do("browse.find").Type("refund").Do(action.InputAccept).Escape()
	if got := d.Page.Target(); got.Query != "" || got.Product != "refunds" {
		t.Errorf("after esc the page shows %+v, want the cursor on refunds", got)
	}
	d.Do("browse.facets", "list.down", "browse.pick-facet")
	kept := cursor(d)
	d.Escape()
	if d.Escape(); cursor(d) != kept {
		t.Errorf("without facets the cursor is on %q, it was on %q", cursor(d), kept)
	}
	d.Do("browse.find").Type("ord")
	if got := cursor(d); got == kept {
		t.Errorf("a new search begins at %q", got)
	}
}

func TestPage_saysWhereTheProductWasFoundWithoutAPreview(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	b.open(t, 80, 24, page.Target{Query: "placed_a"}).Shows("╰─ property placed_at ─")
	b.open(t, 80, 24, page.Target{Query: "refunds"}).Lacks("╰─ ")
	b.open(t, 80, 24, page.Target{}).Lacks("╰─ ")
	b.open(t, 120, 40, page.Target{Query: "placed_a"}).Lacks("╰─ property")
}

// That a file is gone or broken is said in words, not by a paler row alone.
func TestPage_saysWhatIsWrongWithAFile(t *testing.T) {
	t.Parallel()
	b := newBenchOf(func(r *catalog.Record) {
		r.Removed = r.Summary.ID == "orders"
		r.Stale = r.Summary.ID == "refunds"
	}, contracts()...)
	for id, want := range map[string]string{"orders": "○ removed", "refunds": "▲ broken", "customers": "● active"} {
		b.open(t, 120, 40, page.Target{Product: id}).Shows(want)
	}
	b.open(t, 80, 24, page.Target{}).Shows(" removed ", " broken ")
}

// The preview had its focus on, and there is no preview any more; and the other way
// round it is whole at once.
func TestPage_resizedWhileThePreviewHasTheFocus(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 40, page.Target{}).Do("browse.next-pane")
	d.Resize(80, 24).Shows("▌Products")
	d.Do(action.Down).Resize(120, 40).Shows("customer_id", "▌Products")
}

// Filters rank nothing: what they leave stays in the order of the list.
func TestPage_filtersKeepTheOrderByName(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{Query: "status:active"})
	for _, want := range []string{"customers", "stock", "order-lines", "orders"} {
		if got := cursor(d); got != want {
			t.Errorf("the next by name is %q, want %q:\n%s", got, want, d.Frame())
		}
		d.Do(action.Down)
	}
}
