package help

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/ui/action"
	"meshdex/ui/help"
)

// keys is the topic that is written from the registry of actions: with the keys that
// the person has bound, and with the ids that they are bound by.
var keys = help.Topic{Name: "keys", Title: "Keys, and the actions they are bound to"}

// withKeys are the topics, by name, with that of the keys.
func withKeys(topics []help.Topic) []help.Topic {
	topics = append(slices.Clone(topics), keys)
	slices.SortFunc(topics, func(a, b help.Topic) int { return strings.Compare(a.Name, b.Name) })
	return topics
}

// writeKeys writes the topic: what can be done in each place, in the order in which the
// registry has the places.
func writeKeys(reg *action.Registry) string {
	var s strings.Builder
	fmt.Fprintf(&s, "# %s\n\nWhat a key does depends on what has the focus. To bind others, write `keys: {ID: [KEY]}` in the configuration; `help configuration` says more.\n", keys.Title)
	done := map[action.Context]bool{}
	for _, a := range reg.All() {
		if done[a.Context] {
			continue
		}
		done[a.Context] = true
		fmt.Fprintf(&s, "\n## %s\n\n| Keys | Does | Id |\n|---|---|---|\n", a.Context)
		for _, a := range reg.In(a.Context) {
			fmt.Fprintf(&s, "| %s | %s | %s |\n", named(a), a.Title, a.ID)
		}
	}
	return s.String()
}

// named are the keys of an action, else its name on the ":" line.
func named(a action.Action) string {
	if len(a.Keys) == 0 && a.Command != "" {
		return "`:" + a.Command + "`"
	}
	labels := make([]string, len(a.Keys))
	for i, k := range a.Keys {
		labels[i] = "`` " + strings.ReplaceAll(action.KeyLabel(k), "|", `\|`) + " ``" // a key may be a backtick
	}
	return strings.Join(labels, " ")
}
