// Package help is the manual on the screen: the list of its topics, and one topic
// to read. [New] makes the page for either. The topic of the keys is written from the
// registry of actions. The package must not import store or another page.
package help

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/help"
	"meshdex/ui/page"
)

// Name is the page's name in a page.Target.
const Name = "help"

// The contexts and actions of the manual.
const (
	contextTopics action.Context = "topics"
	contextTopic  action.Context = "topic"

	doOpen action.ID = "help.open"
	doFind action.ID = "help.find"
	doNext action.ID = "help.next"
	doPrev action.ID = "help.previous"
)

// What can have the focus in the manual.
var (
	atTopics = action.On(Name, contextTopics, action.List)
	atTopic  = action.On(Name, contextTopic, action.Detail)
	atInput  = action.On(Name, action.Input, contextTopic, action.Detail)
)

// Stacks are all contexts that hold at the same time in the manual.
func Stacks() []action.Stack { return []action.Stack{atTopics, atTopic, atInput} }

// Actions lists what can be done in the manual.
func Actions() []action.Action {
	return []action.Action{
		{ID: doOpen, Title: "Read the topic", Hint: "read", Context: contextTopics, Keys: []string{"enter", "right", "l"}, Group: "Go", Scope: action.OfRow},
		{ID: doFind, Title: "Find in the text", Hint: "find", Context: contextTopic, Keys: []string{"/"}, Group: "Find", Scope: action.OfScreen},
		{ID: doNext, Title: "Next place found", Hint: "next", Context: contextTopic, Keys: []string{"n"}, Group: "Find", Scope: action.OfScreen},
		{ID: doPrev, Title: "Place found before", Context: contextTopic, Keys: []string{"N"}, Group: "Find", Scope: action.OfScreen},
	}
}

// Deps is where the texts come from.
type Deps struct {
	List func() []help.Topic                          // what there is to read
	Read func(name string) (markdown string, ok bool) // one text
}

// New returns the list of topics, or the topic that the target names.
func New(env *page.Env, deps Deps, t page.Target) (page.Page, tea.Cmd, error) {
	if t.Topic == "" {
		return newTopics(env, withKeys(deps.List())), nil, nil
	}
	if t.Topic == keys.Name {
		return newTopic(env, t.Topic, writeKeys(env.Actions)), nil, nil
	}
	source, ok := deps.Read(t.Topic)
	if !ok {
		return nil, nil, fmt.Errorf("the manual has no topic %q", t.Topic)
	}
	return newTopic(env, t.Topic, source), nil, nil
}
