package lineage

import "meshdex/ui/action"

// The key contexts of the page.
const (
	contextPage  action.Context = "lineage"
	contextGraph action.Context = "lineage.graph"
)

// The actions of the page.
const (
	doOpen   action.ID = "lineage.open"
	doCentre action.ID = "lineage.centre"
	doMore   action.ID = "lineage.more-hops"
	doFewer  action.ID = "lineage.fewer-hops"
	doLevel  action.ID = "lineage.level"
	doTree   action.ID = "lineage.tree"
	doLeft   action.ID = "lineage.upstream"
	doRight  action.ID = "lineage.downstream"
	doUp     action.ID = "lineage.up"
	doDown   action.ID = "lineage.down"
	doStart  action.ID = "lineage.start"
	doCopy   action.ID = "lineage.copy"
)

// What can have the focus on this page.
var (
	atTree  = action.On(Name, action.Tree, action.List, contextPage)
	atGraph = action.On(Name, contextGraph, contextPage)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atTree, atGraph} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	return []action.Action{
		{ID: doLeft, Title: "To what feeds it", Hint: "feeds it", Context: contextGraph, Keys: []string{"left", "h"}, Group: "Move", Scope: action.OfScreen},
		{ID: doRight, Title: "To what it feeds", Hint: "it feeds", Context: contextGraph, Keys: []string{"right", "l"}, Group: "Move", Scope: action.OfScreen},
		{ID: doUp, Title: "The one above", Context: contextGraph, Keys: []string{"up", "k"}, Group: "Move", Scope: action.OfScreen},
		{ID: doDown, Title: "The one below", Context: contextGraph, Keys: []string{"down", "j"}, Group: "Move", Scope: action.OfScreen},
		{ID: doStart, Title: "Back to where the walk began", Context: contextGraph, Keys: []string{"g", "home"}, Group: "Move", Scope: action.OfScreen},
		{ID: doOpen, Title: "Open the product", Hint: "open", Context: contextPage, Keys: []string{"enter"}, Group: "Go", Scope: action.OfRow},
		{ID: doCentre, Title: "Walk from here", Hint: "walk from here", Context: contextPage, Keys: []string{" ", "c"}, Group: "Go", Scope: action.OfRow},
		{ID: doMore, Title: "One hop more", Hint: "hops", Context: contextPage, Keys: []string{"+"}, Group: "View"},
		{ID: doFewer, Title: "One hop fewer", Context: contextPage, Keys: []string{"-", "_"}, Group: "View"},
		{ID: doLevel, Title: "Products, contracts or columns", Hint: "level", Context: contextPage, Keys: []string{"v"}, Group: "View"},
		{ID: doTree, Title: "Tree or graph", Hint: "tree", Context: contextPage, Keys: []string{"t"}, Group: "View", Scope: action.OfScreen},
		{ID: doCopy, Title: "Copy …", Context: contextPage, Keys: []string{"y"}, Group: "Copy"},
	}
}
