package walkthrough_test

import (
	"testing"

	"meshdex/catalog/walkthrough"
)

func TestDraft_keepsWhatLedSomewhere(t *testing.T) {
	t.Parallel()
	orders := at(t, "product orders schema")
	orders.Contract = "c-orders"
	w := walkthrough.Draft("mine", "My way", []walkthrough.Event{
		walkthrough.Opened(at(t, "browse")),
		walkthrough.Searched("o", []string{"offers"}),
		walkthrough.Searched("ord", []string{"orders", "report"}),
		walkthrough.Opened(at(t, "product orders")),
		walkthrough.Opened(orders),
		walkthrough.Opened(orders),
		walkthrough.Opened(at(t, "diff c-orders@1.0.0 c-orders@2.0.0")),
		walkthrough.Ran("audit", "orders"),
	})
	var got []string
	for _, s := range w.Steps {
		got = append(got, s.Checks[0].String())
	}
	want := []string{
		"found orders", "opened product orders", "opened product orders schema",
		"opened diff c-orders@1.0.0 c-orders@2.0.0", "ran audit orders",
	}
	if len(got) != len(want) {
		t.Fatalf("steps %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("step %d: %q, want %q", i+1, got[i], want[i])
		}
	}
	again, problems := walkthrough.Parse("mine.walkthrough.md", w.Marshal())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if p := walkthrough.Lint(again, walkthrough.World{Snapshot: snapshot(), Library: shelf{}}); len(p) > 0 {
		t.Errorf("the draft does not pass its own lint: %+v", p)
	}
}
