package browse

import "meshdex/ui/action"

// The key contexts of the page.
const (
	contextPage   action.Context = "browse"
	contextFacets action.Context = "browse.facets"
)

// The actions of the page.
const (
	doOpen      action.ID = "browse.open"
	doFind      action.ID = "browse.find"
	doNext      action.ID = "browse.next"
	doPrevious  action.ID = "browse.previous"
	doMark      action.ID = "browse.mark"
	doBookmark  action.ID = "browse.bookmark"
	doBookmarks action.ID = "browse.bookmarks"
	doRecents   action.ID = "browse.recents"
	doSaved     action.ID = "browse.saved-searches"
	doSort      action.ID = "browse.sort"
	doReverse   action.ID = "browse.reverse"
	doFacets    action.ID = "browse.facets"
	doPick      action.ID = "browse.pick-facet"
	doClear     action.ID = "browse.clear"
	doFields    action.ID = "browse.fields"
	doExplain   action.ID = "browse.explain"
	doPreview   action.ID = "browse.preview"
	doGrow      action.ID = "browse.grow-preview"
	doShrink    action.ID = "browse.shrink-preview"
	doNextPane  action.ID = "browse.next-pane"
	doPrevPane  action.ID = "browse.previous-pane"
	doScroll    action.ID = "browse.scroll-down"
	doScrollUp  action.ID = "browse.scroll-up"
	doCopy      action.ID = "browse.copy"
	doCopyID    action.ID = "browse.copy-id"
	doDiff      action.ID = "browse.diff"
	doLineage   action.ID = "browse.lineage"
	doUsedBy    action.ID = "browse.used-by"
	doCompare   action.ID = "browse.compare-sla"
)

// What can have the focus on this page.
var (
	atInput   = action.On(Name, action.Input, contextPage)
	atFacets  = action.On(Name, contextFacets, action.List, contextPage)
	atPreview = action.On(Name, action.Detail, contextPage)
	atList    = action.On(Name, action.List, contextPage)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atInput, atFacets, atPreview, atList} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	return []action.Action{
		{ID: doOpen, Title: "Open", Hint: "open", Context: contextPage, Keys: []string{"enter", "l", "right"}, Group: "Go", Scope: action.OfRow},
		{ID: doFind, Title: "Search", Hint: "search", Context: contextPage, Keys: []string{"/"}, Group: "Find", Help: "Words find names, columns, owners and descriptions; domain:, owner:, pii: and others narrow. With nothing typed, up goes back through earlier searches.", Scope: action.OfScreen},
		{ID: doNext, Title: "Next hit", Context: contextPage, Keys: []string{"n"}, Group: "Find", Scope: action.OfScreen},
		{ID: doPrevious, Title: "Previous hit", Context: contextPage, Keys: []string{"N"}, Group: "Find", Scope: action.OfScreen},
		{ID: doSaved, Title: "Saved searches", Context: contextPage, Keys: []string{"v"}, Group: "Find", Command: "saved"},
		{ID: doFields, Title: "Search columns instead of products", Hint: "columns", Context: contextPage, Keys: []string{"f"}, Group: "Find", Command: "fields"},
		{ID: doExplain, Title: "Why is this found", Context: contextPage, Keys: []string{"x"}, Group: "Find", Help: "Shows the stage, the fields and the places of the match.", Scope: action.OfRow},
		{ID: doFacets, Title: "Facets", Hint: "facets", Context: contextPage, Keys: []string{"F"}, Group: "Find", Help: "Counts by domain, owner, status and more, to pick from."},
		{ID: doPick, Title: "Pick the value, or let it go", Hint: "pick", Context: contextFacets, Keys: []string{" ", "enter", "l", "right"}, Group: "Find", Scope: action.OfRow},
		{ID: doClear, Title: "Clear search, facets and marks", Context: contextPage, Keys: []string{"X"}, Group: "Find", Command: "clear"},
		{ID: doSort, Title: "Sort by …", Hint: "sort", Context: contextPage, Keys: []string{"s"}, Group: "View", Command: "sort"},
		{ID: doReverse, Title: "Reverse the order", Context: contextPage, Keys: []string{"S"}, Group: "View"},
		{ID: doMark, Title: "Mark", Context: contextPage, Keys: []string{" "}, Group: "View", Help: "What is copied is then all that is marked.", Scope: action.OfRow},
		{ID: doBookmark, Title: "Bookmark, or take the bookmark off", Context: contextPage, Keys: []string{"b"}, Group: "View", Scope: action.OfRow},
		{ID: doBookmarks, Title: "Only bookmarks, or everything again", Context: contextPage, Keys: []string{"B"}, Group: "View", Command: "bookmarks"},
		{ID: doRecents, Title: "Opened lately", Context: contextPage, Keys: []string{"'"}, Group: "Go", Command: "recent"},
		{ID: doCompare, Title: "Compare the service levels of what is marked", Context: contextPage, Keys: []string{"c"}, Group: "View", Command: "compare", Help: "Once more ends it."},
		{ID: doPreview, Title: "Show or hide the preview", Context: contextPage, Keys: []string{"p"}, Group: "View", Scope: action.OfScreen},
		{ID: doGrow, Title: "Wider preview", Context: contextPage, Keys: []string{"+"}, Group: "View", Scope: action.OfScreen},
		{ID: doShrink, Title: "Narrower preview", Context: contextPage, Keys: []string{"_"}, Group: "View", Scope: action.OfScreen},
		{ID: doNextPane, Title: "Next pane", Context: contextPage, Keys: []string{"tab"}, Group: "View", Scope: action.OfScreen},
		{ID: doPrevPane, Title: "Previous pane", Context: contextPage, Keys: []string{"shift+tab"}, Group: "View", Scope: action.OfScreen},
		{ID: doScroll, Title: "Scroll the preview down", Context: contextPage, Keys: []string{"J"}, Group: "Move", Scope: action.OfScreen},
		{ID: doScrollUp, Title: "Scroll the preview up", Context: contextPage, Keys: []string{"K"}, Group: "Move", Scope: action.OfScreen},
		{ID: doCopy, Title: "Copy …", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy", Scope: action.OfRow},
		{ID: doCopyID, Title: "Copy the id, or the ids of what is marked", Context: contextPage, Keys: []string{"Y"}, Group: "Copy", Scope: action.OfRow},
		{ID: doDiff, Title: "Compare the last two versions", Context: contextPage, Keys: []string{"d"}, Group: "Go", Scope: action.OfRow},
		{ID: doLineage, Title: "Walk the lineage", Context: contextPage, Keys: []string{"L"}, Group: "Go", Scope: action.OfRow},
		{ID: doUsedBy, Title: "Who reads this", Context: contextPage, Keys: []string{"u"}, Group: "Go", Scope: action.OfRow},
	}
}
