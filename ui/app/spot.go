package app

import (
	"slices"

	"meshdex/ui/action"
	"meshdex/ui/widget/input"
)

// spot is where keys are pressed: all contexts in which they are looked up, in order,
// and how many of them come before the letters of what is typed, 0 if nothing is.
type spot struct {
	where    string
	contexts []action.Context
	typing   int
}

// contextsOf are those in which a key is looked up.
func (s *spot) contextsOf(key string) []action.Context {
	if s.typing > 0 && input.Edits(key) {
		return s.contexts[:s.typing]
	}
	return s.contexts
}

// spotOf is the place with the contexts of what has the focus there.
func spotOf(where string, contexts []action.Context) spot {
	s := spot{where: where, contexts: append([]action.Context{action.Always}, contexts...)}
	if contexts[0] == action.Input {
		s.typing = 2
	}
	return s
}

// does is the action that a key does in the place, "" for none.
func (s *spot) does(reg *action.Registry, key string) action.ID {
	id, _ := reg.Lookup(key, s.contextsOf(key)...)
	return id
}

// keysOf are those of an action's keys that do it in the place.
func (s *spot) keysOf(reg *action.Registry, a action.Action) []string {
	return slices.DeleteFunc(slices.Clone(a.Keys), func(k string) bool { return s.does(reg, k) != a.ID })
}

// focus is where keys are pressed now.
func (r *Root) focus() spot {
	if d := r.openDialog(); d != nil {
		return spotOf("", d.contexts())
	}
	return spotOf("", append(r.contexts(), action.Global))
}
