package guide_test

import (
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/ui/guide"
	"meshdex/ui/page"
)

func mesh(t *testing.T) *catalog.Snapshot {
	t.Helper()
	_, _, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func place(t *testing.T, s string) walkthrough.Place {
	t.Helper()
	p, err := walkthrough.ParsePlace(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func check(t *testing.T, s string) walkthrough.Check {
	t.Helper()
	c, err := walkthrough.ParseCheck(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWords_sayWhatToDo(t *testing.T) {
	t.Parallel()
	here := guide.Words{Snapshot: mesh(t), Line: func(line string) string { return "> " + line }}
	shell := guide.Words{Snapshot: here.Snapshot, Line: func(string) string { return "" }}
	for _, c := range []struct {
		words       guide.Words
		check, want string
	}{
		{here, "opened product returns", "Open Returns"},
		{here, "opened product returns sla", "Open Returns at SLA"},
		{here, "opened product returns#returns.reason_code", "Open returns.reason_code of Returns"},
		{here, "opened product nothing-of-the-kind", "Open nothing-of-the-kind"},
		{here, "opened lineage returns", "Open the lineage of Returns"},
		{here, "opened diff a@1 a@2", "Compare 1 with 2 of a"},
		{here, "opened diff a@1 b@2", "Compare a@1 with b@2"},
		{here, "opened diff returns.returns@1.3.0 returns.returns@1.3.1", "Compare 1.3.0 with 1.3.1 of Returns"},
		{here, "opened diff a", "Compare the last two versions of a"},
		{here, "opened browse pii:true", "Search for pii:true"},
		{here, "opened problems", "Open Problems (> problems)"},
		{shell, "opened sources", "Open Sources"},
		{here, "tab team", "Look at the tab Team & access"},
		{here, "tab team of returns", "Look at the tab Team & access of Returns"},
		{here, "found returns", "Search, and find Returns"},
		{here, "found returns in 3", "Search, and have Returns among the first 3"},
		{here, "ran audit", "Give the line > audit"},
		{shell, "ran audit", "In a shell, run meshdex audit"},
	} {
		if got := c.words.Check(&walkthrough.Step{}, check(t, c.check)); got != c.want {
			t.Errorf("%s is said as %q, want %q", c.check, got, c.want)
		}
	}
}

func TestTargetOf_findsContractsAndTheirLastTwoVersions(t *testing.T) {
	t.Parallel()
	snap := mesh(t)
	for s, want := range map[string]page.Target{
		"product returns":         {Page: "product", Product: "returns"},
		"product returns.returns": {Page: "product", Contract: "returns.returns"},
		"diff returns.returns":    {Page: "diff", Contract: "returns.returns"},
		"diff returns.returns@1.3.0 returns.returns@1.3.1": {
			Page: "diff", Contract: "returns.returns", Base: "returns.returns@1.3.0", Revision: "returns.returns@1.3.1",
		},
		"help query": {Page: "help", Topic: "query"},
	} {
		if got := guide.TargetOf(snap, place(t, s)); got != want {
			t.Errorf("%s is at %+v, want %+v", s, got, want)
		}
	}
}

func TestIsAt_meansTheSameQueryWhereThingsAreSearched(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		place string
		at    page.Target
		want  bool
	}{
		{"browse", page.Target{Page: "browse"}, true},
		{"browse", page.Target{Page: "browse", Query: "orders"}, false},
		{"product returns", page.Target{Page: "product", Product: "returns", Tab: "sla"}, true},
		{"product returns team", page.Target{Page: "product", Product: "returns", Tab: "sla"}, false},
	} {
		if got := guide.IsAt(place(t, c.place), c.at); got != c.want {
			t.Errorf("%+v is at %s: %v", c.at, c.place, got)
		}
	}
}

// steps is a walkthrough of n steps that wait for a page each.
func steps(t *testing.T, n int) *walkthrough.Walkthrough {
	w := &walkthrough.Walkthrough{ID: "w"}
	for i := range n {
		w.Steps = append(w.Steps, walkthrough.Step{ID: string(rune('a' + i)), Checks: []walkthrough.Check{check(t, "opened problems")}})
	}
	return w
}

func TestResume_goesOnAtTheFirstStepToDo(t *testing.T) {
	t.Parallel()
	w := steps(t, 3)
	for _, c := range []struct {
		from walkthrough.Progress
		want int
	}{
		{walkthrough.Progress{}, 0},
		{walkthrough.Progress{Done: []string{"a"}, Step: "a"}, 1},
		{walkthrough.Progress{Done: []string{"a", "b", "c"}}, 0},
	} {
		if got := guide.Resume(guide.Guide{Walkthrough: w, Progress: c.from}).Number(); got != c.want {
			t.Errorf("after %+v it goes on at %d, want %d", c.from, got, c.want)
		}
	}
}

func TestIsSelfEvident(t *testing.T) {
	t.Parallel()
	snap := mesh(t)
	step := func(at, wants string) *walkthrough.Step {
		return &walkthrough.Step{Place: place(t, at), Checks: []walkthrough.Check{check(t, wants)}}
	}
	for _, c := range []struct {
		step *walkthrough.Step
		want bool
	}{
		{&walkthrough.Step{}, true},
		{step("product returns.returns", "opened product returns"), true},
		{step("product returns", "tab sla of returns"), false},
	} {
		if got := guide.IsSelfEvident(snap, c.step); got != c.want {
			t.Errorf("%+v: %v", c.step, got)
		}
	}
}
