package product

import "meshdex/ui/action"

// The key contexts of the page and of its parts.
const (
	contextPage     action.Context = "product"
	contextSchema   action.Context = action.Tree
	contextProperty action.Context = "product.property"
	contextVersions action.Context = "product.versions"
)

// The actions of the page.
const (
	doOpen     action.ID = "product.open"
	doNextTab  action.ID = "product.next-tab"
	doPrevTab  action.ID = "product.previous-tab"
	doFind     action.ID = "product.find"
	doNext     action.ID = "product.next-hit"
	doPrevious action.ID = "product.previous-hit"
	doCopy     action.ID = "product.copy"
	doCopyID   action.ID = "product.copy-id"
	doEdit     action.ID = "product.edit"
	doWatch    action.ID = "product.watch"
	doBrowser  action.ID = "product.browser"
	doBookmark action.ID = "product.bookmark"
	doContract action.ID = "product.contract"
	doDiff     action.ID = "product.diff"
	doLineage  action.ID = "product.lineage"
	doUsedBy   action.ID = "product.used-by"
	doRequest  action.ID = "product.access-request"
	doFields   action.ID = "product.fields"
	doScrollUp action.ID = "product.scroll-up"
	doScroll   action.ID = "product.scroll-down"
	doMark     action.ID = "product.mark-version"
	doLeave    action.ID = "product.leave-property"
)

// tabAction is the action that goes straight to a tab.
func tabAction(tab string) action.ID { return action.ID("product.tab-" + tab) }

// What can have the focus on this page.
var (
	atInput    = action.On(Name, action.Input, contextPage)
	atProperty = action.On(Name, contextProperty, action.Detail, contextPage)
	atSchema   = action.On(Name, contextSchema, action.List, contextPage)
	atVersions = action.On(Name, contextVersions, action.List, contextPage)
	atSource   = action.On(Name, action.Wide, action.List, contextPage)
	atText     = action.On(Name, action.Detail, contextPage)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack {
	return []action.Stack{atInput, atProperty, atSchema, atVersions, atSource, atText}
}

// Actions lists what can be done on this page.
func Actions() []action.Action {
	all := []action.Action{
		{ID: doOpen, Title: "Open what is chosen", Hint: "open", Context: contextPage, Keys: []string{"enter"}, Group: "Go", Help: "Follows the chosen link; on the schema it goes to the property's details, on a version it compares it.", Scope: action.OfScreen},
		{ID: doNextTab, Title: "Next tab", Hint: "next", Context: contextPage, Keys: []string{"tab"}, Group: "View", Scope: action.OfScreen},
		{ID: doPrevTab, Title: "Previous tab", Context: contextPage, Keys: []string{"shift+tab"}, Group: "View", Scope: action.OfScreen},
		{ID: doFind, Title: "Find in this tab", Hint: "find", Context: contextPage, Keys: []string{"/"}, Group: "Find", Help: "On the schema it leaves only the rows that match.", Scope: action.OfScreen},
		{ID: doNext, Title: "Next match", Context: contextPage, Keys: []string{"n"}, Group: "Find", Scope: action.OfScreen},
		{ID: doPrevious, Title: "Previous match", Context: contextPage, Keys: []string{"N"}, Group: "Find", Scope: action.OfScreen},
		{ID: doCopy, Title: "Copy …", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy"},
		{ID: doCopyID, Title: "Copy the id", Context: contextPage, Keys: []string{"Y"}, Group: "Copy"},
		{ID: doRequest, Title: "Copy an access request", Hint: "access", Context: contextPage, Keys: []string{"a"}, Group: "Copy", Command: "access"},
		{ID: doEdit, Title: "Edit the file", Hint: "edit", Context: contextPage, Keys: []string{"e"}, Group: "Go", Command: "edit"},
		{ID: doBrowser, Title: "Open the product's link in the browser", Context: contextPage, Keys: []string{"o"}, Group: "Go"},
		{ID: doDiff, Title: "Compare the last two versions", Hint: "diff", Context: contextPage, Keys: []string{"d"}, Group: "Go", Command: "diff"},
		{ID: doLineage, Title: "Walk the lineage", Hint: "lineage", Context: contextPage, Keys: []string{"L"}, Group: "Go", Command: "lineage"},
		{ID: doWatch, Title: "Preview the file while it is edited", Hint: "watch", Context: contextPage, Keys: []string{"w"}, Group: "Go", Command: "preview"},
		{ID: doUsedBy, Title: "Who reads this", Context: contextPage, Keys: []string{"u"}, Group: "Go"},
		{ID: doFields, Title: "Where else this property lives", Context: contextPage, Keys: []string{"f"}, Group: "Go", Scope: action.OfRow},
		{ID: doContract, Title: "Choose another contract of the product", Context: contextPage, Keys: []string{"c"}, Group: "View"},
		{ID: doBookmark, Title: "Bookmark, or take the bookmark off", Context: contextPage, Keys: []string{"b"}, Group: "View", Command: "bookmark"},
		{ID: doScroll, Title: "Scroll the details down", Context: contextPage, Keys: []string{"J"}, Group: "Move", Scope: action.OfScreen},
		{ID: doScrollUp, Title: "Scroll the details up", Context: contextPage, Keys: []string{"K"}, Group: "Move", Scope: action.OfScreen},
		{ID: doMark, Title: "Mark a version to compare with", Hint: "mark", Context: contextVersions, Keys: []string{" "}, Group: "View", Scope: action.OfRow},
		{ID: doLeave, Title: "Back to the schema", Hint: "back", Context: contextProperty, Keys: []string{"left", "h", "backspace"}, Group: "Move", Scope: action.OfScreen},
	}
	names, titles := tabNames()
	for i, name := range names {
		command := name
		if name == Lineage {
			command = "" // doLineage has it
		}
		all = append(all, action.Action{
			ID: tabAction(name), Title: "Show " + titles[i], Context: contextPage, Keys: []string{string(rune('1' + i))}, Group: "View", Command: command,
		})
	}
	return all
}
