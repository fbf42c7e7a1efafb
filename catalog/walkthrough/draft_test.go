package walkthrough_test

import (
	"slices"
	"testing"

	"meshdex/catalog/walkthrough"
)

// drafted are the checks of the draft that is made of events, which is sound as a
// file.
func drafted(t *testing.T, events ...walkthrough.Event) (checks []string, w *walkthrough.Walkthrough) {
	t.Helper()
	w = walkthrough.Draft("mine", "My way", snapshot(), events)
	for _, s := range w.Steps {
		checks = append(checks, s.Checks[0].String())
	}
	again, problems := walkthrough.Parse("mine.walkthrough.md", w.Marshal())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	world := walkthrough.World{Snapshot: snapshot(), Library: shelf{}}
	if p := walkthrough.Lint(again, world); len(p) > 0 {
		t.Errorf("the draft does not pass its own lint: %+v", p)
	}
	return checks, again
}

func TestDraft_keepsWhatLedSomewhere(t *testing.T) {
	t.Parallel()
	orders := at(t, "product orders schema")
	orders.Contract, orders.Query, orders.Path = "c-orders", "ord", "orders"
	got, w := drafted(t,
		walkthrough.Opened(at(t, "browse")),
		walkthrough.Searched("o", []string{"offers"}),
		walkthrough.Searched("ord", []string{"orders", "report"}),
		walkthrough.Opened(at(t, "product orders overview")),
		walkthrough.Opened(orders),
		walkthrough.Opened(orders),
		walkthrough.Opened(walkthrough.Place{Page: "diff", Product: "orders"}), // before it knows the versions
		walkthrough.Opened(walkthrough.Place{Page: "diff", Product: "orders", Base: "c-orders@1.0.0", Revision: "c-orders@2.0.0"}),
		walkthrough.Opened(walkthrough.Place{}),
		walkthrough.Opened(walkthrough.Place{Page: "messages"}),
		walkthrough.Ran("audit", "orders"),
		walkthrough.Opened(at(t, "problems")),
	)
	want := []string{
		"found orders", "opened product orders", "tab schema of orders",
		"opened diff c-orders@1.0.0 c-orders@2.0.0", "ran audit orders", "opened problems",
	}
	if !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
	if w.Steps[0].Try != "ord" || w.Steps[1].Title != "Open Orders" || !slices.Equal(w.Needs, []string{"orders"}) {
		t.Errorf("the draft is %+v", w)
	}
}

func TestDraft_passesOverWhatTheCursorPassed(t *testing.T) {
	t.Parallel()
	got, _ := drafted(t,
		walkthrough.Opened(at(t, "product orders#orders")),
		walkthrough.Opened(at(t, "product orders#orders.lines")),
		walkthrough.Opened(at(t, "product orders#orders.lines[].sku")),
	)
	if want := []string{"tab schema of orders", "opened product orders#orders.lines[].sku"}; !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
}

// A search that found something is told only with what was opened from it.
func TestDraft_forgetsASearchOnceItsHitWasOpened(t *testing.T) {
	t.Parallel()
	got, _ := drafted(t,
		walkthrough.Searched("ord", []string{"orders"}),
		walkthrough.Opened(at(t, "product orders")),
		walkthrough.Opened(at(t, "product report")),
		walkthrough.Opened(at(t, "product orders")), // back again
	)
	if want := []string{"found orders", "opened product orders", "opened product report"}; !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
}
