package preview

import "meshdex/ui/action"

// The key contexts of the page and of its parts.
const (
	contextPage     action.Context = "preview"
	contextProperty action.Context = "preview.property"
)

// The actions of the page.
const (
	doOpen     action.ID = "preview.open"
	doNextTab  action.ID = "preview.next-tab"
	doPrevTab  action.ID = "preview.previous-tab"
	doEdit     action.ID = "preview.edit"
	doNext     action.ID = "preview.next-finding"
	doPrevious action.ID = "preview.previous-finding"
	doFilter   action.ID = "preview.filter"
	doBase     action.ID = "preview.choose-base"
	doContract action.ID = "preview.contract"
	doExplain  action.ID = "preview.explain"
	doProduct  action.ID = "preview.product"
	doCopy     action.ID = "preview.copy"
	doScroll   action.ID = "preview.scroll-down"
	doScrollUp action.ID = "preview.scroll-up"
	doLeave    action.ID = "preview.leave-property"
)

// tabAction is the action that goes straight to a tab.
func tabAction(tab string) action.ID { return action.ID("preview.tab-" + tab) }

// What can have the focus on this page.
var (
	atInput    = action.On(Name, action.Input, contextPage)
	atProperty = action.On(Name, contextProperty, action.Detail, contextPage)
	atSchema   = action.On(Name, action.Tree, action.List, contextPage)
	atList     = action.On(Name, action.List, contextPage)
	atText     = action.On(Name, action.Detail, contextPage)
)

// Stacks are all contexts that hold at the same time on this page.
func Stacks() []action.Stack { return []action.Stack{atInput, atProperty, atSchema, atList, atText} }

// Actions lists what can be done on this page.
func Actions() []action.Action {
	all := []action.Action{
		{ID: doOpen, Title: "Open what is chosen", Hint: "open", Context: contextPage, Keys: []string{"enter"}, Group: "Go", Help: "A finding or a change opens the editor at its line; on the schema it goes to the property's details.", Scope: action.OfScreen},
		{ID: doEdit, Title: "Edit the file at the line", Hint: "edit", Context: contextPage, Keys: []string{"e"}, Group: "Go", Command: "edit"},
		{ID: doNextTab, Title: "Next tab", Hint: "next", Context: contextPage, Keys: []string{"tab"}, Group: "View", Scope: action.OfScreen},
		{ID: doPrevTab, Title: "Previous tab", Context: contextPage, Keys: []string{"shift+tab"}, Group: "View", Scope: action.OfScreen},
		{ID: doNext, Title: "Next finding, or change", Hint: "next finding", Context: contextPage, Keys: []string{"n"}, Group: "Move", Scope: action.OfScreen},
		{ID: doPrevious, Title: "Previous finding, or change", Context: contextPage, Keys: []string{"N"}, Group: "Move", Scope: action.OfScreen},
		{ID: doBase, Title: "Choose what to compare with", Hint: "versions", Context: contextPage, Keys: []string{"B"}, Group: "View", Help: "The newest version in the catalog, unless another one is chosen; :base REF names a version of another contract."},
		{ID: doContract, Title: "Choose another contract of the file", Hint: "contracts", Context: contextPage, Keys: []string{"c"}, Group: "View"},
		{ID: doExplain, Title: "Why is a change judged so", Hint: "why", Context: contextPage, Keys: []string{"w"}, Group: "View", Scope: action.OfRow},
		{ID: doFilter, Title: "Leave only the rows of the schema that match", Hint: "find", Context: contextPage, Keys: []string{"/"}, Group: "Find", Scope: action.OfScreen},
		{ID: doProduct, Title: "Show it as it was synced", Context: contextPage, Keys: []string{"o"}, Group: "Go"},
		{ID: doCopy, Title: "Copy …", Hint: "copy", Context: contextPage, Keys: []string{"y"}, Group: "Copy"},
		{ID: doScroll, Title: "Scroll the details down", Context: contextPage, Keys: []string{"J"}, Group: "Move", Scope: action.OfScreen},
		{ID: doScrollUp, Title: "Scroll the details up", Context: contextPage, Keys: []string{"K"}, Group: "Move", Scope: action.OfScreen},
		{ID: doLeave, Title: "Back to the schema", Hint: "back", Context: contextProperty, Keys: []string{"left", "h", "backspace"}, Group: "Move", Scope: action.OfScreen},
	}
	for i, t := range tabNames() {
		all = append(all, action.Action{
			ID: tabAction(t.name), Title: "Show " + t.title, Context: contextPage, Keys: []string{string(rune('1' + i))}, Group: "View",
		})
	}
	return all
}
