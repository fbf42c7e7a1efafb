package walkthrough_test

import (
	"slices"
	"testing"

	"meshdex/catalog/walkthrough"
)

func at(t *testing.T, text string) walkthrough.Place {
	t.Helper()
	p, err := walkthrough.ParsePlace(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCheck_holdsForWhatItWaitsFor(t *testing.T) {
	t.Parallel()
	inside := at(t, "product p schema")
	inside.Contract = "c"
	for _, c := range []struct {
		check string
		event walkthrough.Event
		want  bool
	}{
		{"opened product p", walkthrough.Opened(inside), true},
		{"opened product c", walkthrough.Opened(inside), true},
		{"opened product p schema", walkthrough.Opened(inside), true},
		{"opened product p quality", walkthrough.Opened(inside), false},
		{"opened product p#o.x", walkthrough.Opened(inside), false},
		{"opened product q", walkthrough.Opened(inside), false},
		{"opened browse", walkthrough.Opened(inside), false},
		{"opened diff c@1 c@2", walkthrough.Opened(at(t, "diff c@1 c@2")), true},
		{"opened diff c@1 c@2", walkthrough.Opened(at(t, "diff c@2 c@1")), true},
		{"opened diff c@1 c@2", walkthrough.Opened(at(t, "diff c@1 c@3")), false},
		{"tab schema", walkthrough.Opened(inside), true},
		{"tab schema of q", walkthrough.Opened(inside), false},
		{"found b", walkthrough.Searched("x", []string{"a", "b"}), true},
		{"found b in 1", walkthrough.Searched("x", []string{"a", "b"}), false},
		{"found b in 9", walkthrough.Searched("x", []string{"a", "b"}), true},
		{"found b", walkthrough.Searched(" ", []string{"a", "b"}), false},
		{"ran diff c", walkthrough.Ran("diff", "--json", "c"), true},
		{"ran diff c", walkthrough.Ran("c", "diff"), false},
		{"ran meshdex lint .", walkthrough.Ran(walkthrough.Words(":lint .")...), true},
		{"ran diff c", walkthrough.Opened(inside), false},
	} {
		check, err := walkthrough.ParseCheck(c.check)
		if err != nil {
			t.Errorf("%s: %v", c.check, err)
			continue
		}
		if got := check.Holds("s", c.event); got != c.want {
			t.Errorf("%s for %+v: %v", c.check, c.event, got)
		}
	}
}

func TestHashAnswer_forgivesHowItIsWritten(t *testing.T) {
	t.Parallel()
	want := walkthrough.HashAnswer("s", "Order Desk")
	for _, same := range []string{"order desk", "  ORDER-DESK. ", "orderdesk"} {
		if walkthrough.HashAnswer("s", same) != want {
			t.Errorf("%q is another answer", same)
		}
	}
	if walkthrough.HashAnswer("s", "Order Desks") == want || walkthrough.HashAnswer("t", "Order Desk") == want {
		t.Error("another answer or another step hashes alike")
	}
}

func TestSession_goesThroughToTheEnd(t *testing.T) {
	t.Parallel()
	s := walkthrough.Start(tour(t), walkthrough.Progress{})
	if s.See(walkthrough.Opened(at(t, "product orders"))) {
		t.Error("done after one check of two")
	}
	if !slices.Equal(s.Met(), []bool{false, true}) {
		t.Errorf("met %v", s.Met())
	}
	if !s.See(walkthrough.Searched("ord", []string{"orders"})) || !s.IsDone(0) || s.Number() != 0 {
		t.Error("not done after both checks, or gone on by itself")
	}
	s.Advance()
	if s.See(walkthrough.Answered("Finance")) || !s.See(walkthrough.Answered("order desk")) {
		t.Error("the wrong answer counts, or the right one does not")
	}
	s.Advance()
	s.Advance()
	if !s.Finished() || s.Current() != nil || len(s.Skipped()) > 0 {
		t.Errorf("at the end: %+v", s.Progress())
	}
	if got := s.Progress(); !slices.Equal(got.Done, []string{"look-around", "owner", "read-this"}) || got.Step != "" {
		t.Errorf("progress %+v", got)
	}
}

func TestSession_skipsAndComesBack(t *testing.T) {
	t.Parallel()
	s := walkthrough.Start(tour(t), walkthrough.Progress{})
	s.Advance()
	if got := s.Skipped(); !slices.Equal(got, []string{"look-around"}) || s.IsDone(0) {
		t.Errorf("skipped %v", got)
	}
	s.Back()
	s.Back()
	if s.Number() != 0 {
		t.Errorf("back before the first step: %d", s.Number())
	}
}

func TestStart_resumesAfterTheWalkthroughWasEdited(t *testing.T) {
	t.Parallel()
	w := tour(t)
	for _, c := range []struct {
		from   walkthrough.Progress
		number int
	}{
		{walkthrough.Progress{}, 0},
		{walkthrough.Progress{Done: []string{"look-around"}, Step: "owner"}, 1},
		{walkthrough.Progress{Done: []string{"look-around"}, Step: "was-removed"}, 1},
		{walkthrough.Progress{Done: []string{"look-around", "owner", "read-this"}}, 3},
	} {
		if s := walkthrough.Start(w, c.from); s.Number() != c.number {
			t.Errorf("%+v resumes at %d, want %d", c.from, s.Number(), c.number)
		}
	}
	s := walkthrough.Start(w, walkthrough.Progress{Done: []string{"gone", "owner"}})
	if !slices.Equal(s.Gone(), []string{"gone"}) || !s.IsDone(1) {
		t.Errorf("gone %v", s.Gone())
	}
}
