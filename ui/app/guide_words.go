package app

import (
	"meshdex/catalog/walkthrough"
	guides "meshdex/ui/guide"
)

// checkText says in words what a check waits for.
func (r *Root) checkText(step *walkthrough.Step, c walkthrough.Check) string {
	words := guides.Words{Snapshot: r.snap, Line: func(line string) string {
		if _, _, here := findCommand(r.commands(), line); !here {
			return ""
		}
		return r.env.Key(actCommand) + line
	}}
	return words.Check(step, c)
}
