// Package action is the one registry of what a person can do in meshdex. Keys,
// the footer, the help screen, the command palette, the ":" line, mouse clicks
// and the documentation all come from it; nothing reacts to a key that is not
// bound here. It imports nothing of meshdex.
package action

import (
	"slices"
	"strings"
)

// ID names an action: "list.down", "page.back". It is what users bind keys to, so
// an ID never changes once released.
type ID string

// Context is where a binding applies. Keys are looked up in the contexts of what
// is focused, innermost first, and in Global last.
type Context string

// Contexts that several pages share; a page's own context is its name.
const (
	Always Context = "always" // before all others, whatever is open: esc, ctrl+c
	Global Context = "global" // after the page's own
	List   Context = "list"   // anything with a cursor
	Detail Context = "detail" // anything that scrolls
	Wide   Context = "wide"   // lines that go on beyond the edge; stands before List and Detail
	Tree   Context = "tree"   // a list whose rows fold; stands before List
	Input  Context = "input"  // a focused text input: only what is bound here, letters go to the input
)

// Action is one thing a person can do.
type Action struct {
	ID      ID
	Title   string // imperative, for palette, help and hints: "Open", "Copy name"
	Hint    string // one short word for the footer; "" keeps it out of the footer
	Help    string // a sentence for the help screen, when the title does not say it all
	Context Context
	Keys    []string // default keys in Bubble Tea's notation; none means palette and ":" only
	Command string   // name on the ":" line; "" for none
	Group   string   // heading in help: "Move", "Find", "View", "Copy", "Go", "Program"
	Scope   Scope
}

// Scope says what an action is about.
type Scope uint8

// The scopes.
const (
	OfPage   Scope = iota // what is shown as a whole, or the program
	OfRow                 // the row under the cursor; where rows have numbers, it is given one
	OfScreen              // where things stand, scroll and are chosen: without a screen there is nothing of it to do
)

// Word is what an action is called where it is written instead of pressed: its
// name on the ":" line, else the last part of its id.
func (a Action) Word() string {
	if a.Command != "" {
		return a.Command
	}
	return string(a.ID[strings.LastIndexByte(string(a.ID), '.')+1:])
}

// Registry holds the actions and the keys bound to them. It is immutable after
// New; a remapped registry is a new one.
type Registry struct {
	actions []Action
	byID    map[ID]int
	byKey   map[Context]map[string]ID
}

// Conflict is a key that two actions of one context ask for.
type Conflict struct {
	Context Context
	Key     string
	Have    ID // the action that keeps the key
	Want    ID // the action that does not get it
}

// New builds a registry, and reports the keys that two actions of one context
// ask for; the first one keeps the key, and the other goes without.
func New(actions []Action) (*Registry, []Conflict) {
	return build(actions, func(ID) bool { return true })
}

// build binds the keys of the favoured actions before those of the others.
func build(actions []Action, favoured func(ID) bool) (*Registry, []Conflict) {
	r := &Registry{actions: slices.Clone(actions), byID: map[ID]int{}, byKey: map[Context]map[string]ID{}}
	for i, a := range r.actions {
		r.byID[a.ID] = i
	}
	var conflicts []Conflict
	for _, turn := range []bool{true, false} {
		for i := range r.actions {
			if favoured(r.actions[i].ID) == turn {
				conflicts = append(conflicts, r.bind(&r.actions[i])...)
			}
		}
	}
	return r, conflicts
}

// bind gives an action the keys that are not taken. It keeps only those: a key that
// does something else must not be shown.
func (r *Registry) bind(a *Action) (conflicts []Conflict) {
	keys := r.byKey[a.Context]
	if keys == nil {
		keys = map[string]ID{}
		r.byKey[a.Context] = keys
	}
	var own []string
	for _, k := range a.Keys {
		switch have, taken := keys[k]; {
		case have == a.ID: // it stands in the list twice
			continue
		case taken:
			conflicts = append(conflicts, Conflict{a.Context, k, have, a.ID})
			continue
		}
		keys[k] = a.ID
		own = append(own, k)
	}
	a.Keys = own
	return conflicts
}

// Lookup finds the action that key is bound to in the first of the contexts that
// binds it.
func (r *Registry) Lookup(key string, contexts ...Context) (ID, bool) {
	for _, c := range contexts {
		if id, ok := r.byKey[c][key]; ok {
			return id, true
		}
	}
	return "", false
}

// Get returns the action with the given id.
func (r *Registry) Get(id ID) (Action, bool) {
	i, ok := r.byID[id]
	if !ok {
		return Action{}, false
	}
	return r.actions[i], true
}

// All returns every action in the order of registration.
func (r *Registry) All() []Action { return slices.Clone(r.actions) }

// In returns the actions of one context in the order of registration.
func (r *Registry) In(c Context) []Action {
	var out []Action
	for _, a := range r.actions {
		if a.Context == c {
			out = append(out, a)
		}
	}
	return out
}

// Remap returns a registry with other keys for some actions, the conflicts that
// this makes, and the ids that do not exist. An empty list unbinds an action. Of
// two actions that ask for a key, one whose keys are given here gets it.
func (r *Registry) Remap(keys map[ID][]string) (remapped *Registry, conflicts []Conflict, unknown []ID) {
	actions := slices.Clone(r.actions)
	for id, ks := range keys {
		i, ok := r.byID[id]
		if !ok {
			unknown = append(unknown, id)
			continue
		}
		actions[i].Keys = ks
	}
	slices.Sort(unknown)
	remapped, conflicts = build(actions, func(id ID) bool { return keys[id] != nil })
	return remapped, conflicts, unknown
}
