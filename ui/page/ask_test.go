package page_test

import (
	"context"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
)

// parts asks for "first" and then "first and second".
func parts(s *page.Slot) (whole, part tea.Cmd) {
	batch := page.AskInParts(s, func(_ context.Context, early func(string)) (string, error) {
		early("first")
		return "first and second", nil
	})().(tea.BatchMsg)
	return batch[0], batch[1]
}

func TestAskInParts_aPartLeavesTheQuestionOpen(t *testing.T) {
	t.Parallel()
	var s page.Slot
	whole, part := parts(&s)
	result := whole().(page.Result[string])
	first := part().(page.Part[string])
	if first.Value != "first" || !s.Awaits(first.Request) {
		t.Errorf("the part is %+v, awaited: %v", first, s.Awaits(first.Request))
	}
	if result.Value != "first and second" || !s.Settle(result.Request) {
		t.Errorf("the whole is %+v, or was not awaited", result)
	}
	if s.Awaits(first.Request) {
		t.Error("a part is awaited after the whole")
	}
}

func TestAskInParts_whatIsOvertakenOrGivenUpTellsNothing(t *testing.T) {
	t.Parallel()
	var s page.Slot
	whole, part := parts(&s)
	s.Settle(whole().(page.Result[string]).Request)
	if msg := part(); msg != nil {
		t.Errorf("after the whole came %+v", msg)
	}
	whole, part = parts(&s)
	s.Cancel()
	if a, b := whole(), part(); a != nil || b != nil {
		t.Errorf("a question that was given up brought %v and %v", a, b)
	}
}

func TestAskInParts_withoutAPartNobodyWaits(t *testing.T) {
	t.Parallel()
	var s page.Slot
	batch := page.AskInParts(&s, func(context.Context, func(string)) (string, error) { return "all", nil })().(tea.BatchMsg)
	batch[0]()
	if msg := batch[1](); msg != nil {
		t.Errorf("nothing was told early, and %+v came", msg)
	}
}
