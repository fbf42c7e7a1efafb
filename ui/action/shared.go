package action

// The program's own actions that pages name in their texts.
const (
	Escape ID = "app.escape" // leaves what is open, or goes back
	Reload ID = "app.reload" // reads the catalog again
)

// The actions that every list, detail and input has, whatever page it is on.
const (
	Up       ID = "list.up"
	Down     ID = "list.down"
	Top      ID = "list.top"
	Bottom   ID = "list.bottom"
	PageUp   ID = "list.page-up"
	PageDown ID = "list.page-down"
	HalfUp   ID = "list.half-up"
	HalfDown ID = "list.half-down"

	ScrollUp       ID = "detail.up"
	ScrollDown     ID = "detail.down"
	ScrollTop      ID = "detail.top"
	ScrollBottom   ID = "detail.bottom"
	ScrollPageUp   ID = "detail.page-up"
	ScrollPageDown ID = "detail.page-down"
	ScrollHalfUp   ID = "detail.half-up"
	ScrollHalfDown ID = "detail.half-down"

	WideLeft  ID = "wide.left"
	WideRight ID = "wide.right"

	Fold      ID = "tree.fold"
	Unfold    ID = "tree.unfold"
	Toggle    ID = "tree.toggle"
	FoldAll   ID = "tree.fold-all"
	UnfoldAll ID = "tree.unfold-all"

	InputAccept   ID = "input.accept"
	InputUp       ID = "input.up"
	InputDown     ID = "input.down"
	InputPageUp   ID = "input.page-up"
	InputPageDown ID = "input.page-down"
	InputComplete ID = "input.complete"
)

// Shared returns the actions of the contexts that pages have in common.
func Shared() []Action {
	return []Action{
		{ID: Up, Title: "Up", Context: List, Group: "Move", Keys: []string{"up", "k"}, Scope: OfScreen},
		{ID: Down, Title: "Down", Context: List, Group: "Move", Keys: []string{"down", "j"}, Scope: OfScreen},
		{ID: Top, Title: "First row", Context: List, Group: "Move", Keys: []string{"g", "home", "<"}, Scope: OfScreen},
		{ID: Bottom, Title: "Last row", Context: List, Group: "Move", Keys: []string{"G", "end", ">"}, Scope: OfScreen},
		{ID: PageUp, Title: "A page up", Context: List, Group: "Move", Keys: []string{"pgup", ",", "ctrl+b"}, Scope: OfScreen},
		{ID: PageDown, Title: "A page down", Context: List, Group: "Move", Keys: []string{"pgdown", ".", "ctrl+f"}, Scope: OfScreen},
		{ID: HalfUp, Title: "Half a page up", Context: List, Group: "Move", Keys: []string{"ctrl+u"}, Scope: OfScreen},
		{ID: HalfDown, Title: "Half a page down", Context: List, Group: "Move", Keys: []string{"ctrl+d"}, Scope: OfScreen},

		{ID: ScrollUp, Title: "Scroll up", Context: Detail, Group: "Move", Keys: []string{"up", "k"}, Scope: OfScreen},
		{ID: ScrollDown, Title: "Scroll down", Context: Detail, Group: "Move", Keys: []string{"down", "j"}, Scope: OfScreen},
		{ID: ScrollTop, Title: "To the top", Context: Detail, Group: "Move", Keys: []string{"g", "home", "<"}, Scope: OfScreen},
		{ID: ScrollBottom, Title: "To the end", Context: Detail, Group: "Move", Keys: []string{"G", "end", ">"}, Scope: OfScreen},
		{ID: ScrollPageUp, Title: "A page up", Context: Detail, Group: "Move", Keys: []string{"pgup", ",", "ctrl+b"}, Scope: OfScreen},
		{ID: ScrollPageDown, Title: "A page down", Context: Detail, Group: "Move", Keys: []string{"pgdown", ".", "ctrl+f"}, Scope: OfScreen},
		{ID: ScrollHalfUp, Title: "Half a page up", Context: Detail, Group: "Move", Keys: []string{"ctrl+u"}, Scope: OfScreen},
		{ID: ScrollHalfDown, Title: "Half a page down", Context: Detail, Group: "Move", Keys: []string{"ctrl+d"}, Scope: OfScreen},

		{ID: WideRight, Title: "Scroll to the right", Hint: "more", Help: "Long lines go on there.", Context: Wide, Group: "Move", Keys: []string{"right", "l"}, Scope: OfScreen},
		{ID: WideLeft, Title: "Scroll to the left", Context: Wide, Group: "Move", Keys: []string{"left", "h"}, Scope: OfScreen},

		{ID: Fold, Title: "Fold, or go to the row above it", Hint: "fold", Context: Tree, Group: "Move", Keys: []string{"left", "h"}, Scope: OfScreen},
		{ID: Unfold, Title: "Unfold, or go to the first row in it", Hint: "unfold", Context: Tree, Group: "Move", Keys: []string{"right", "l"}, Scope: OfScreen},
		{ID: Toggle, Title: "Fold or unfold", Context: Tree, Group: "Move", Keys: []string{" "}, Scope: OfScreen},
		{ID: FoldAll, Title: "Fold everything", Context: Tree, Group: "Move", Keys: []string{"-"}, Scope: OfScreen},
		{ID: UnfoldAll, Title: "Unfold everything", Context: Tree, Group: "Move", Keys: []string{"=", "*"}, Scope: OfScreen},

		{ID: InputAccept, Title: "Accept", Hint: "accept", Context: Input, Group: "Find", Keys: []string{"enter"}, Scope: OfScreen},
		{ID: InputUp, Title: "Row above", Context: Input, Group: "Find", Keys: []string{"up", "ctrl+p"}, Scope: OfScreen},
		{ID: InputDown, Title: "Row below", Context: Input, Group: "Find", Keys: []string{"down", "ctrl+n"}, Scope: OfScreen},
		{ID: InputPageUp, Title: "A page up", Context: Input, Group: "Find", Keys: []string{"pgup"}, Scope: OfScreen},
		{ID: InputPageDown, Title: "A page down", Context: Input, Group: "Find", Keys: []string{"pgdown"}, Scope: OfScreen},
		{ID: InputComplete, Title: "Complete", Hint: "complete", Context: Input, Group: "Find", Keys: []string{"tab"}, Scope: OfScreen},
	}
}
