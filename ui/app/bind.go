package app

import (
	"fmt"
	"maps"
	"slices"

	"meshdex/ui/action"
)

// KeySlip is something wrong with the keys that a person has set.
type KeySlip struct {
	ID   action.ID // the action that was given the keys
	Text string
}

// BindKeys builds the registry of the program's own actions and those of the pages,
// with the person's keys for some of them, and says what is wrong with these.
func BindKeys(pages []action.Action, keys map[action.ID][]string) (*action.Registry, []KeySlip) {
	reg, conflicts := action.New(append(Actions(), pages...))
	var slips []KeySlip
	if len(keys) > 0 {
		var unknown []action.ID
		reg, conflicts, unknown = reg.Remap(keys)
		for _, id := range unknown {
			slips = append(slips, KeySlip{id, "there is no action " + string(id) + "; meshdex help keys lists them"})
		}
	}
	for _, c := range conflicts {
		if _, given := keys[c.Want]; given {
			slips = append(slips, KeySlip{c.Want, fmt.Sprintf("%s is taken by %s, not given to %s", c.Key, c.Have, c.Want)})
			continue
		}
		slips = append(slips, KeySlip{c.Have, fmt.Sprintf("%s is taken by %s, and no longer does %s", c.Key, c.Have, c.Want)})
	}
	return reg, append(slips, emptyKeys(keys)...)
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
