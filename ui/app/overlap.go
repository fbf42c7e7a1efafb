package app

import (
	"maps"
	"slices"

	"meshdex/ui/action"
	"meshdex/ui/widget/input"
)

// Two actions of different contexts can ask for one key: where both contexts hold, the
// inner one's gets it. The defaults do so on purpose, such as a page that has its own
// use for a key of the program. What a person binds may do so by accident, and nobody
// notices until a key does something else on some page. So every key that a person has
// set is looked up wherever it can be pressed, as the program looks it up, with the
// person's keys and with the defaults:
//
//   - An action that was given the key and does not get it was given it in vain there,
//     unless that is how the defaults are.
//   - An action that had the key by default, and loses it to one that was given it, is
//     hidden there.

// overlap is a key that a person has set and that another action of another context
// asks for in the same place.
type overlap struct {
	key   string
	have  action.ID // does the key where both could
	want  action.ID // does not
	where []string  // where that is; nil if the key does want nowhere
}

// spots are all places of the program where keys are pressed: what can have the focus
// on a page, while a walkthrough is on and while none is, and the dialogs.
func spots(pages []action.Stack) []spot {
	var out []spot
	for _, outer := range [][]action.Context{{action.Global}, {ctxGuide, action.Global}} {
		for _, s := range pages {
			out = append(out, spotOf(s.Where, slices.Concat(s.Contexts, outer)))
		}
	}
	return append(out, spotOf("in menus", []action.Context{ctxDialog, action.List}), spotOf("in menus", []action.Context{action.Input}),
		spotOf("in questions", []action.Context{ctxConfirm}))
}

// rebinding are keys that a person has set, and the registries without and with them.
type rebinding struct {
	keys            map[action.ID][]string
	defaults, bound *action.Registry
}

// overlaps finds the keys that the person has set and that do two things in one place,
// each pair of actions once.
func (b *rebinding) overlaps(places []spot) []overlap {
	var out []overlap
	for _, key := range b.given() {
		out = append(out, b.overlapsOf(key, places)...)
	}
	return out
}

// given are the keys that the person has set, each once.
func (b *rebinding) given() []string {
	var keys []string
	for _, ks := range b.keys {
		keys = append(keys, ks...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// overlapsOf are the overlaps of one key.
func (b *rebinding) overlapsOf(key string, places []spot) []overlap {
	var out []overlap
	for i := range places {
		at := &places[i]
		have := at.does(b.bound, key)
		for _, c := range at.contextsOf(key) {
			if want, asks := b.bound.Lookup(key, c); asks && want != have && b.isSlip(key, have, want, at) {
				out = join(out, overlap{key, have, want, []string{b.where(have, at)}})
			}
		}
	}
	for i := range out {
		if !b.does(key, out[i].want, places) {
			out[i].where = nil
		}
	}
	return out
}

// join adds an overlap, or where it is to the one of the same actions.
func join(all []overlap, o overlap) []overlap {
	i := slices.IndexFunc(all, func(known overlap) bool { return known.have == o.have && known.want == o.want })
	if i < 0 {
		return append(all, o)
	}
	if !slices.Contains(all[i].where, o.where[0]) {
		all[i].where = append(all[i].where, o.where[0])
	}
	return all
}

// isSlip reports whether the person, and not the defaults, made a key do the one action
// and not the other in a place.
func (b *rebinding) isSlip(key string, have, want action.ID, at *spot) bool {
	before := at.does(b.defaults, key)
	if slices.Contains(b.keys[want], key) {
		a, _ := b.defaults.Get(want)
		return before != have || !slices.Contains(a.Keys, key)
	}
	return slices.Contains(b.keys[have], key) && before == want
}

// does reports whether a key does an action anywhere.
func (b *rebinding) does(key string, id action.ID, places []spot) bool {
	return slices.ContainsFunc(places, func(s spot) bool { return s.does(b.bound, key) == id })
}

// where says where an action does a key in a place: those of walkthroughs do it
// wherever one is on.
func (b *rebinding) where(have action.ID, at *spot) string {
	if a, _ := b.bound.Get(have); a.Context == ctxGuide {
		return "during a walkthrough"
	}
	return at.where
}

// untyped finds the keys that edit what is typed in an input and that the person has
// given to an action that comes before.
func (b *rebinding) untyped() []KeySlip {
	var slips []KeySlip
	for _, id := range slices.Sorted(maps.Keys(b.keys)) {
		a, _ := b.bound.Get(id)
		for _, key := range a.Keys {
			if (a.Context == action.Always || a.Context == action.Input) && input.Edits(key) {
				slips = append(slips, KeySlip{id, asWritten(key) + " is taken by " + string(id) + ", and no longer edits what is typed"})
			}
		}
	}
	return slips
}
