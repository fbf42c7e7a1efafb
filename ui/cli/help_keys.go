package cli

import (
	"slices"

	"meshdex/ui/action"
	"meshdex/ui/app"
)

// helpKeys lists what the terminal interface can do, with the keys as configured.
func (t *tool) helpKeys() error {
	own := keysOf(t.config().Keys)
	tb := table{head: []string{"WHERE", "KEYS", "DOES", "ACTION"}}
	for _, a := range slices.Concat(app.Actions(), screenActions()) {
		keys := a.Keys
		if mine, ok := own[a.ID]; ok {
			keys = mine
		}
		tb.add(string(a.Context), action.KeyLabels(keys), a.Title, string(a.ID))
	}
	return tb.print(t.Out)
}
