package browse_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/pagetest"
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

func TestPage_enterKeepsTheSearchAndEscClearsIt(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{})
	d.Do("browse.find").Type("order").Do(action.InputAccept, action.Down)
	kept := cursor(d)
	if !d.Escape() {
		t.Fatal("esc does not clear the search")
	}
	if got := d.Page.Target(); got.Query != "" || got.Product != kept {
		t.Errorf("after esc the page shows %+v, want the cursor still on %q", got, kept)
	}
	if d.Escape() {
		t.Error("esc finds more to leave")
	}
}

func TestPage_saysWhatWouldMatch(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 100, 24, page.Target{Query: "zebra"})
	d.Shows("No product and no column matches zebra", "esc clears").Lacks("enter ends", "clears what is picked")
	d.Do("browse.find").Shows("enter ends the typing; then:")
	d = newBench(contracts()...).open(t, 100, 24, page.Target{}).Do("browse.facets", "list.down", "browse.pick-facet", "browse.find")
	d.Type("zebra").Shows("X clears what is picked as")
	d = newBench(contracts()...).open(t, 100, 24, page.Target{Query: "plcd_at"})
	d.Shows("No product matches plcd_at, but 1 column does.", "f shows the columns; esc clears the search.")
}

func TestPage_oldHitsStayUntilNewOnesCome(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	p, cmd := browse.New(b.env, b.deps, b.snap, page.Target{})
	d := pagetest.Open(t, p, cmd, 80, 24)
	p.Do("browse.find")
	_, first := p.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("z")})
	d.Shows("Orders", "searching …")
	_, second := p.Type(tea.KeyMsg{Type: tea.KeyBackspace})
	d.Send(first()) // comes late: it is stale
	d.Shows("Orders")
	d.Send(second()).Shows("Orders").Lacks("searching")
}
