package app

import (
	"fmt"
	"strings"

	"meshdex/catalog/walkthrough"
)

// checkText says in words what a check waits for.
func (r *Root) checkText(step *walkthrough.Step, c walkthrough.Check) string {
	switch c.Kind {
	case walkthrough.CheckOpened:
		return r.placeText(c.Place)
	case walkthrough.CheckTab:
		if c.Place.Product == "" {
			return "Look at the tab " + tabTitle(c.Place.Tab)
		}
		return "Look at the tab " + tabTitle(c.Place.Tab) + " of " + r.labelOf(c.Place.Product)
	case walkthrough.CheckFound:
		if c.Within > 0 {
			return fmt.Sprintf("Search, and have %s among the first %d", r.labelOf(c.Target), c.Within)
		}
		return "Search, and find " + r.labelOf(c.Target)
	case walkthrough.CheckRan:
		return r.runText(strings.Join(c.Words, " "))
	}
	return step.Question
}

// runText says to give a line: here if the program takes it, in a shell if not.
func (r *Root) runText(line string) string {
	if _, _, here := findCommand(r.commands(), line); here {
		return "Give the line " + r.env.Key(actCommand) + line
	}
	return "In a shell, run meshdex " + line
}

// placeText says to go somewhere.
func (r *Root) placeText(p walkthrough.Place) string {
	switch {
	case p.Page == "diff" && p.Revision != "":
		return "Compare " + p.Base + " with " + p.Revision
	case p.Page == "diff":
		return "Compare the last two versions of " + p.Base
	case p.Path != "":
		return "Open " + p.Path + " of " + r.labelOf(p.Product)
	case p.Page == "product" && p.Tab != "":
		return "Open " + r.labelOf(p.Product) + " at " + tabTitle(p.Tab)
	case p.Page == "product":
		return "Open " + r.labelOf(p.Product)
	case p.Page == "lineage":
		return "Open the lineage of " + r.labelOf(p.Product)
	case p.Query != "":
		return "Search for " + p.Query
	}
	line := strings.TrimSpace(p.Page + " " + p.Topic)
	return "Open " + titled(line) + " (" + r.env.Key(actCommand) + line + ")"
}

// labelOf is the name of a product or contract, its id when it has none.
func (r *Root) labelOf(id string) string {
	if i, ok := r.snap.FindProduct(id); ok {
		return r.snap.Product(i).Label()
	}
	if i, ok := r.snap.FindContract(id); ok {
		return r.snap.Contract(i).Label()
	}
	return id
}

// tabTitle is the name of a tab as the page writes it.
func tabTitle(tab string) string {
	switch tab {
	case "sla":
		return "SLA"
	case "team":
		return "Team & access"
	}
	return titled(tab)
}

// titled is a word with a capital.
func titled(s string) string { return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):] }

// plainCode takes the marks of code off a sentence: it is drawn in one style.
func plainCode(s string) string { return strings.NewReplacer("`", "", "*", "").Replace(s) }
