package walkthrough

import (
	"strings"

	"meshdex/catalog"
)

// Format is the version of the file format that this package reads and writes.
const Format = "1"

// Suffix is how the names of walkthrough files end.
const Suffix = ".walkthrough.md"

// IsFile reports whether a file is a walkthrough by its name. As with contracts,
// the case of the ending does not matter.
func IsFile(path string) bool { return strings.HasSuffix(strings.ToLower(path), Suffix) }

// Walkthrough is an ordered guide through the catalog. It is not changed once
// parsed.
type Walkthrough struct {
	Path     string // of the file; "" when made by [FirstWeek]
	ID       string
	Title    string
	Summary  string
	Audience string
	Minutes  int
	Needs    []string // ids of products and contracts
	Next     string   // id of the walkthrough that goes on from here
	Intro    string   // Markdown before the first step
	Steps    []Step
}

// Step is one thing to do or to read.
type Step struct {
	ID       string
	Title    string
	Text     string // Markdown without the heading and the step block
	Place    Place  // zero when the step takes place where the reader is
	Checks   []Check
	Try      string // a query or a command line
	Question string
	Fact     string
	Hint     string
	Pos      catalog.Pos // of the heading
	keys     map[string]catalog.Pos
}

// at returns where a key of the step block is, or where the step begins.
func (s *Step) at(key string) catalog.Pos {
	if p, ok := s.keys[key]; ok {
		return p
	}
	return s.Pos
}

// IsReading reports whether the step has nothing to check: the reader reads it
// and goes on.
func (s *Step) IsReading() bool { return len(s.Checks) == 0 }

// Find returns the number of the step with the given id, or -1.
func (w *Walkthrough) Find(step string) int {
	for i := range w.Steps {
		if w.Steps[i].ID == step {
			return i
		}
	}
	return -1
}

// The rules of the problems that Parse and Lint report.
const (
	RuleFormat = "walkthrough-format"
	RuleKey    = "walkthrough-key"
	RuleStep   = "walkthrough-step"
	RulePlace  = "walkthrough-place"
	RuleCheck  = "walkthrough-check"
	RuleNeeds  = "walkthrough-needs"
)

// Rule is one kind of problem.
type Rule struct{ ID, Summary, Hint string }

// Rules lists the rules: those of Parse, then those of Lint.
func Rules() []Rule {
	return []Rule{
		{RuleFormat, "the file is not a walkthrough of a format that is read", "meshdex help walkthroughs describes the format."},
		{RuleKey, "a key of a walkthrough is unknown, is missing or has a value that it does not take", "meshdex help walkthroughs lists the keys."},
		{RuleStep, "steps of a walkthrough are missing, too many, or share an id", "Begin each step with a heading of level two, and give it an id of its own."},
		{RuleNeeds, "the catalog lacks what a walkthrough is about", "Open it on the catalog it was written for, or bring it up to date."},
		{RulePlace, "a step leads to a place that is not there", "Name a place that is there."},
		{RuleCheck, "a check of a step can not pass", "Ask for something that can be done."},
	}
}
