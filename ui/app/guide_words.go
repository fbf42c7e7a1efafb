package app

import (
	"slices"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	guides "meshdex/ui/guide"
)

// asBound is a text of the step with its keys as the person has bound them: it names
// those that are bound by default. A key that does nothing any more stays named.
func (r *Root) asBound(source string) string {
	step := r.guide.session.Current()
	if len(r.cfg.Keys) == 0 || step == nil {
		return source
	}
	defaults, _ := action.New(append(Actions(), r.cfg.Actions...))
	contexts := guides.Contexts(step, r.nav.top().page.Contexts())
	return guides.Rename(source, func(key string) string {
		id, ok := defaults.Lookup(key, contexts...)
		if a, _ := r.env.Actions.Get(id); !ok || slices.Contains(a.Keys, key) {
			return ""
		}
		return r.env.Key(id)
	})
}

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
