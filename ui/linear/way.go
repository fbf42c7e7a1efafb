package linear

import (
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/guide"
)

// way is how to do in a conversation what a check waits for, after a colon; a full
// stop when there is nothing to add.
func (t *talk) way(c walkthrough.Check) string {
	p := c.Place
	subject := p.Product
	if p.Path != "" {
		subject += "#" + p.Path
	}
	switch {
	case c.Kind == walkthrough.CheckFound:
		return ": type what you look for."
	case c.Kind == walkthrough.CheckTab && subject == "":
		return ": " + section(p.Tab) + "."
	case p.Page == "product" && p.Tab != "" && p.Path == "":
		return ": open " + subject + ", then " + section(p.Tab) + "."
	case p.Page == "product":
		return ": open " + subject + "."
	case p.Page == "lineage":
		return ": open " + subject + ", then lineage."
	case p.Page == "diff" && p.Revision != "":
		return ": open " + contractOf(p.Base) + ", then versions, then the number of " + catalog.ParseRef(p.Revision).Version + "."
	case p.Page == "diff":
		return ": open " + contractOf(p.Base) + ", then diff."
	case p.Query != "":
		return ": " + p.Query + "."
	case c.Kind == walkthrough.CheckAnswer:
		return ""
	}
	return "."
}

// contractOf is the contract that a version is of.
func contractOf(version string) string { return catalog.ParseRef(version).Name }

// section is what to type for a tab. The word lineage walks the graph.
func section(tab string) string {
	if tab == "lineage" {
		return strconv.Itoa(slices.Index(walkthrough.Tabs(), tab)+1) + ", which is the section Lineage"
	}
	return tab
}

// tellsHow says what to type for what is still to do, if that is all there is to do:
// the hint of a step is about keys.
func (t *talk) tellsHow(step *walkthrough.Step) bool {
	met := t.lead.session.Met()
	var how []string
	for i, c := range step.Checks {
		way := strings.TrimPrefix(t.way(c), ":")
		if c.Kind == walkthrough.CheckFound && step.Try != "" {
			way = " " + ended(step.Try)
		}
		switch {
		case met[i]:
		case len(way) < 2:
			return false
		default:
			how = append(how, "Type"+way)
		}
	}
	for _, line := range how {
		t.say(line)
	}
	return len(how) > 0
}

// typed is a text of a step with the words to type where it names keys of the screen
// that have one here.
func (t *talk) typed(step *walkthrough.Step, source string) string {
	contexts := guide.Contexts(step, t.here().page.Contexts())
	return guide.Rename(source, func(key string) string { return t.wordOf(key, contexts) })
}

// wordOf is the word for what a key does in the first of some contexts in which it
// does something; "" when there is none. Enter has its own meaning here.
func (t *talk) wordOf(key string, contexts []action.Context) string {
	if key == "enter" {
		return ""
	}
	for _, context := range contexts {
		for _, a := range t.cfg.Actions {
			if a.Context == context && slices.Contains(a.Keys, key) {
				return t.spoken(a)
			}
		}
	}
	return ""
}

// spoken is the word of an action; "" for one that has none here.
func (t *talk) spoken(a action.Action) string {
	switch {
	case a.ID == action.Escape:
		return "back"
	case a.ID == actHelp:
		return "help"
	case a.Scope == action.OfScreen:
		return ""
	}
	return a.Word()
}

// actHelp shows the keys on the screen.
const actHelp action.ID = "app.help"
