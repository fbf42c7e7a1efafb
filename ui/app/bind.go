package app

import (
	"fmt"
	"maps"
	"slices"

	"meshdex/ui/action"
	"meshdex/ui/text"
)

// KeySlip is something wrong with the keys that a person has set.
type KeySlip struct {
	ID   action.ID // the action that was given the keys
	Text string
}

// BindKeys builds the registry of the program's own actions and those of the pages,
// with the person's keys for some of them, and says what is wrong with these. The
// stacks are those of the pages.
func BindKeys(pages []action.Action, stacks []action.Stack, keys map[action.ID][]string) (*action.Registry, []KeySlip) {
	defaults, conflicts := action.New(append(Actions(), pages...))
	reg := defaults
	var slips []KeySlip
	if len(keys) > 0 {
		var unknown []action.ID
		reg, conflicts, unknown = defaults.Remap(keys)
		for _, id := range unknown {
			slips = append(slips, KeySlip{id, "there is no action " + string(id) + "; meshdex help keys lists them"})
		}
	}
	asked := make([]overlap, len(conflicts))
	for i, c := range conflicts {
		asked[i] = overlap{key: c.Key, have: c.Have, want: c.Want}
	}
	b := rebinding{keys, defaults, reg}
	for _, o := range append(asked, b.overlaps(spots(stacks))...) {
		slips = append(slips, b.slip(&o))
	}
	return reg, slices.Concat(slips, b.untyped(), emptyKeys(keys))
}

// slip says that a key does one action where another asks for it, too.
func (b *rebinding) slip(o *overlap) KeySlip {
	taken := asWritten(o.key) + " is taken by " + string(o.have)
	if slices.Contains(b.keys[o.want], o.key) {
		return KeySlip{o.want, taken + places(o.where) + ", not given to " + string(o.want)}
	}
	return KeySlip{o.have, taken + ", and no longer does " + string(o.want) + places(o.where)}
}

// asWritten is a key as the configuration has it; a blank would not be seen.
func asWritten(key string) string {
	if key == " " {
		return action.KeyLabel(key)
	}
	return key
}

// placesNamed is how many places a slip names; the others are counted.
const placesNamed = 3

// places writes where something is, with a blank before it; nothing for everywhere.
func places(where []string) string {
	if len(where) == 0 {
		return ""
	}
	if n := len(where) - placesNamed; n > 1 {
		where = append(slices.Clone(where[:placesNamed]), fmt.Sprintf("in %d other places", n))
	}
	return " " + text.List(where)
}

// emptyKeys finds the keys that nobody can press.
func emptyKeys(keys map[action.ID][]string) []KeySlip {
	var slips []KeySlip
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		if slices.Contains(keys[id], "") {
			slips = append(slips, KeySlip{id, "an empty text is no key; an empty list unbinds " + string(id)})
		}
	}
	return slips
}
