package app

import "meshdex/ui/action"

// The program's own actions. Pages have theirs.
const (
	actQuit     action.ID = "app.quit"
	actExit     action.ID = "app.exit"
	actBack     action.ID = "app.back"
	actForward  action.ID = "app.forward"
	actHelp     action.ID = "app.help"
	actTopics   action.ID = "app.topics"
	actPalette  action.ID = "app.palette"
	actCommand  action.ID = "app.command"
	actMouse    action.ID = "app.mouse"
	actTheme    action.ID = "app.theme"
	actIcons    action.ID = "app.icons"
	actMessages action.ID = "app.messages"
	actSuspend  action.ID = "app.suspend"
	actRedraw   action.ID = "app.redraw"

	actChoose action.ID = "dialog.choose"
	actSift   action.ID = "dialog.filter"
	actYes    action.ID = "dialog.yes"
	actNo     action.ID = "dialog.no"
)

// The contexts of what lies over a page.
const (
	ctxDialog  action.Context = "dialog"
	ctxConfirm action.Context = "confirm"
)

// Actions returns the actions that the program has on every page, those of lists,
// texts and inputs included.
func Actions() []action.Action {
	own := []action.Action{
		{ID: action.Escape, Title: "Leave what is open, or go back", Hint: "leave", Context: action.Always, Group: "Go", Keys: []string{"esc"}, Scope: action.OfScreen},
		{ID: actExit, Title: "Quit at once", Context: action.Always, Group: "Program", Keys: []string{"ctrl+c"}},
		{ID: actSuspend, Title: "Suspend", Help: "fg in the shell brings the program back", Context: action.Always, Group: "Program", Keys: []string{"ctrl+z"}, Scope: action.OfScreen},
		{ID: actRedraw, Title: "Draw the screen anew", Context: action.Always, Group: "Program", Keys: []string{"ctrl+l"}, Command: "redraw", Scope: action.OfScreen},

		{ID: actBack, Title: "Go back", Context: action.Global, Group: "Go", Keys: []string{"h", "left", "backspace"}, Command: "back"},
		{ID: actForward, Title: "Go forward", Context: action.Global, Group: "Go", Keys: []string{"]"}, Command: "forward"},
		{ID: actPalette, Title: "Go to anything", Hint: "go to", Help: "products, domains, owners and actions, by name", Context: action.Global, Group: "Go", Keys: []string{"ctrl+p"}, Scope: action.OfScreen},
		{ID: actCommand, Title: "Command line", Context: action.Global, Group: "Go", Keys: []string{":"}, Scope: action.OfScreen},
		{ID: actMessages, Title: "Messages", Help: "what you have been told since the start", Context: action.Global, Group: "Program", Command: "messages"},
		{ID: action.Reload, Title: "Reload the catalog", Context: action.Global, Group: "Program", Keys: []string{"r"}, Command: "reload"},
		{ID: actTheme, Title: "Choose a theme", Context: action.Global, Group: "Program", Keys: []string{"T"}, Scope: action.OfScreen},
		{ID: actIcons, Title: "Choose an icon set", Context: action.Global, Group: "Program", Scope: action.OfScreen},
		{ID: actMouse, Title: "Mouse on or off", Help: "off, the terminal selects text; on, hold shift (option in iTerm2) to select", Context: action.Global, Group: "Program", Keys: []string{"m"}, Command: "mouse", Scope: action.OfScreen},
		{ID: actTopics, Title: "Read the manual", Context: action.Global, Group: "Program", Command: "manual"},
		{ID: actQuit, Title: "Quit, or go back from a deeper page", Context: action.Global, Group: "Program", Keys: []string{"q"}, Command: "quit"},
		{ID: actHelp, Title: "Keys", Hint: "help", Context: action.Global, Group: "Program", Keys: []string{"?"}, Command: "keys"},

		{ID: actChoose, Title: "Choose", Hint: "choose", Context: ctxDialog, Group: "Dialogs", Keys: []string{"enter", "right", "l"}, Scope: action.OfScreen},
		{ID: actSift, Title: "Narrow down", Hint: "narrow down", Context: ctxDialog, Group: "Dialogs", Keys: []string{"/"}, Scope: action.OfScreen},
		{ID: actYes, Title: "Yes", Context: ctxConfirm, Group: "Dialogs", Keys: []string{"y"}, Scope: action.OfScreen},
		{ID: actNo, Title: "No", Context: ctxConfirm, Group: "Dialogs", Keys: []string{"n", "enter", "q"}, Scope: action.OfScreen},
	}
	return append(append(own, guideActions()...), action.Shared()...)
}
