package guide

import (
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/text"
)

// Words say what a step asks for, as the program around them is used.
type Words struct {
	Snapshot *catalog.Snapshot
	// Line is how a person gives a line to the program, ":inbox"; "" for one that it
	// does not take.
	Line func(line string) string
}

// Check says in words what a check waits for.
func (w Words) Check(step *walkthrough.Step, c walkthrough.Check) string {
	switch c.Kind {
	case walkthrough.CheckOpened:
		return w.place(c.Place)
	case walkthrough.CheckTab:
		if c.Place.Product == "" {
			return "Look at the tab " + tabTitle(c.Place.Tab)
		}
		return "Look at the tab " + tabTitle(c.Place.Tab) + " of " + w.label(c.Place.Product)
	case walkthrough.CheckFound:
		if c.Within > 0 {
			return fmt.Sprintf("Search, and have %s among the first %d", w.label(c.Target), c.Within)
		}
		return "Search, and find " + w.label(c.Target)
	case walkthrough.CheckRan:
		return w.run(LineOf(step, c))
	}
	return step.Question
}

// run says to give a line: here if the program takes it, in a shell if not.
func (w Words) run(line string) string {
	if here := w.Line(line); here != "" {
		return "Give the line " + here
	}
	return "In a shell, run meshdex " + line
}

// place says to go somewhere.
func (w Words) place(p walkthrough.Place) string {
	switch {
	case p.Page == "diff":
		return w.comparison(p)
	case p.Path != "":
		return "Open " + p.Path + " of " + w.label(p.Product)
	case p.Page == "product" && p.Tab != "":
		return "Open " + w.label(p.Product) + " at " + tabTitle(p.Tab)
	case p.Page == "product":
		return "Open " + w.label(p.Product)
	case p.Page == "lineage":
		return "Open the lineage of " + w.label(p.Product)
	case p.Query != "":
		return "Search for " + p.Query
	}
	line := strings.TrimSpace(p.Page + " " + p.Topic)
	if here := w.Line(line); here != "" {
		return "Open " + text.Capital(line) + " (" + here + ")"
	}
	return "Open " + text.Capital(line)
}

// comparison says to compare two versions, by their texts alone where they are of one
// contract.
func (w Words) comparison(p walkthrough.Place) string {
	if p.Revision == "" {
		return "Compare the last two versions of " + w.label(p.Base)
	}
	base, revision := strings.LastIndexByte(p.Base, '@'), strings.LastIndexByte(p.Revision, '@')
	if base < 0 || revision < 0 || p.Base[:base] != p.Revision[:revision] {
		return "Compare " + p.Base + " with " + p.Revision
	}
	return "Compare " + p.Base[base+1:] + " with " + p.Revision[revision+1:] + " of " + w.label(p.Base[:base])
}

// label is the name of a product or contract, its id when it has none.
func (w Words) label(id string) string {
	if i, ok := w.Snapshot.FindProduct(id); ok {
		return w.Snapshot.Product(i).Label()
	}
	if i, ok := w.Snapshot.FindContract(id); ok {
		return w.Snapshot.Contract(i).Label()
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
	return text.Capital(tab)
}

// Plain takes the marks of Markdown off a sentence that is shown as it is.
func Plain(s string) string { return strings.NewReplacer("`", "", "*", "").Replace(s) }
