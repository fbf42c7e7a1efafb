package action

// Stack is what holds at the same time while something has the focus: its contexts,
// innermost first, and where that is, as a text says it: "on browse".
type Stack struct {
	Where    string
	Contexts []Context
}

// On is a stack of the named page.
func On(page string, contexts ...Context) Stack { return Stack{"on " + page, contexts} }
