package diff

import (
	"meshdex/ui/action"
	"meshdex/ui/change"
)

// The key contexts of the page.
const (
	contextPage action.Context = "diff"
)

// The actions of the page.
const (
	doOpen     action.ID = "diff.source"
	doNext     action.ID = "diff.next-finding"
	doPrevious action.ID = "diff.previous-finding"
	doBase     action.ID = "diff.choose-base"
	doRevision action.ID = "diff.choose-revision"
	doOlder    action.ID = "diff.older-step"
	doNewer    action.ID = "diff.newer-step"
	doSwap     action.ID = "diff.swap"
	doSide     action.ID = "diff.side-by-side"
	doAll      action.ID = "diff.all"
	doExplain  action.ID = "diff.explain"
	doImpact   action.ID = "diff.impact"
	doCopy     action.ID = "diff.copy"
	doEdit     action.ID = "diff.edit"
	doScroll   action.ID = "diff.scroll-down"
	doScrollUp action.ID = "diff.scroll-up"
	doPane     action.ID = "diff.other-pane"
)

// What can have the focus on this page.
var (
	atSource = action.On(Name, action.Wide, action.Detail, contextPage)
	atList   = action.On(Name, action.List, contextPage)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atSource, atList} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	all := []action.Action{
		{ID: doOpen, Title: "Go to the source of the change", Hint: "source", Context: contextPage, Keys: []string{"enter", "l", "right"}, Group: "Move"},
		{ID: doPane, Title: "Findings or source", Hint: "pane", Context: contextPage, Keys: []string{"tab", "shift+tab"}, Group: "Move", Scope: action.OfScreen},
		{ID: doNext, Title: "Next change", Context: contextPage, Keys: []string{"n"}, Group: "Move", Scope: action.OfScreen},
		{ID: doPrevious, Title: "Previous change", Context: contextPage, Keys: []string{"N"}, Group: "Move", Scope: action.OfScreen},
		{ID: doScroll, Title: "Scroll the source down", Context: contextPage, Keys: []string{"J"}, Group: "Move", Scope: action.OfScreen},
		{ID: doScrollUp, Title: "Scroll the source up", Context: contextPage, Keys: []string{"K"}, Group: "Move", Scope: action.OfScreen},
		{ID: doOlder, Title: "The step before", Hint: "older", Context: contextPage, Keys: []string{"{"}, Group: "View"},
		{ID: doNewer, Title: "The step after", Context: contextPage, Keys: []string{"}"}, Group: "View"},
		{ID: doBase, Title: "Choose the older version", Hint: "versions", Context: contextPage, Keys: []string{"B"}, Group: "View", Command: "base"},
		{ID: doRevision, Title: "Choose the newer version", Context: contextPage, Keys: []string{"R"}, Group: "View", Command: "revision"},
		{ID: doSwap, Title: "Turn the direction round", Context: contextPage, Keys: []string{"x"}, Group: "View"},
		{ID: doSide, Title: "Side by side, or one below the other", Context: contextPage, Keys: []string{"t"}, Group: "View", Scope: action.OfScreen},
		{ID: doAll, Title: "Show every severity again", Context: contextPage, Keys: []string{"0"}, Group: "View"},
		{ID: doExplain, Title: "Why is it judged so", Hint: "why", Context: contextPage, Keys: []string{"w"}, Group: "View", Scope: action.OfRow},
		{ID: doImpact, Title: "Who is hit", Hint: "hit", Context: contextPage, Keys: []string{"i"}, Group: "Go"},
		{ID: doCopy, Title: "Copy or export …", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy"},
		{ID: doEdit, Title: "Edit the newer file at the change", Context: contextPage, Keys: []string{"e"}, Group: "Go"},
	}
	for i, s := range change.Severities() {
		all = append(all, action.Action{
			ID: toggleAction(i), Title: "Show or hide: " + s.Title, Context: contextPage, Keys: []string{string(rune('1' + i))}, Group: "View", Command: string(s.Is),
		})
	}
	return all
}
