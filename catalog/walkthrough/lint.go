package walkthrough

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/query"
)

// Lint holds a walkthrough against the world and reports, in the order of the
// steps, places that do not exist, checks that can not pass and answers that the
// catalog no longer gives. Nothing is run but searches. A problem's At is the id
// of its step. When the catalog lacks what the walkthrough needs, that alone is
// reported: the walkthrough is of another mesh.
func Lint(w *Walkthrough, world World) []catalog.Problem {
	l := &linter{World: world, w: w}
	for _, id := range w.Lacks(l.Snapshot) {
		l.report(nil, "", RuleNeeds, fmt.Sprintf("the walkthrough needs %s, which is not in the catalog", id),
			"Open it on the catalog it was written for.")
	}
	if len(l.problems) > 0 {
		return l.problems
	}
	for i := range w.Steps {
		l.step(&w.Steps[i])
	}
	return l.problems
}

// Lacks lists what the walkthrough needs and the catalog does not have.
func (w *Walkthrough) Lacks(snap *catalog.Snapshot) []string {
	return slices.DeleteFunc(slices.Clone(w.Needs), func(id string) bool {
		_, _, ok := subject(snap, id)
		return ok
	})
}

type linter struct {
	World
	w        *Walkthrough
	problems []catalog.Problem
}

func (l *linter) report(s *Step, key, rule, message, hint string) {
	p := catalog.Problem{Path: l.w.Path, Pos: catalog.Pos{Line: 1, Column: 1}, Rule: rule, Severity: catalog.Error, Message: message, Hint: hint}
	if s != nil {
		p.Pos, p.At = s.at(key), s.ID
	}
	l.problems = append(l.problems, p)
}

func (l *linter) step(s *Step) {
	if !s.Place.IsZero() {
		l.place(s, "place", RulePlace, s.Place)
	}
	for _, c := range s.Checks {
		l.check(s, c)
	}
	l.fact(s)
}

func (l *linter) place(s *Step, key, rule string, p Place) {
	_, err := Settle(p, l.Snapshot, l.Library)
	if err == nil && p.Topic != "" && l.Topics != nil && !slices.Contains(l.Topics, strings.ToLower(p.Topic)) {
		err = fmt.Errorf("the help has no topic %s", p.Topic)
	}
	if err != nil {
		l.report(s, key, rule, err.Error(), "The catalog has moved on, or the name is misspelt; name a place that is there.")
	}
}

func (l *linter) check(s *Step, c Check) {
	switch c.Kind {
	case CheckOpened, CheckTab:
		l.place(s, "check", RuleCheck, c.Place)
	case CheckFound:
		l.found(s, c)
	case CheckRan:
		l.ran(s, c)
	}
}

func (l *linter) found(s *Step, c Check) {
	if _, _, ok := subject(l.Snapshot, c.Target); !ok {
		l.report(s, "check", RuleCheck, "no query can find "+c.Target+", which is not in the catalog", "Name a product or contract by its id.")
		return
	}
	if err := parses(s.Try); err != nil {
		l.report(s, "try", RuleCheck, err.Error(), "Write a query that finds "+c.Target+".")
		return
	}
	if s.Try == "" || l.Search == nil {
		return
	}
	if hits, err := l.Search(s.Try); err == nil && !c.Holds(s.ID, Searched(s.Try, hits)) {
		l.report(s, "try", RuleCheck, fmt.Sprintf("%q does not do what the check waits for: %s", s.Try, c), "Write a query that does, or change the check.")
	}
}

func (l *linter) ran(s *Step, c Check) {
	if l.Commands != nil && !slices.Contains(l.Commands, c.Words[0]) {
		l.report(s, "check", RuleCheck, "there is no command "+c.Words[0], "meshdex help lists the commands.")
		return
	}
	if s.Try != "" && !c.Holds(s.ID, Ran(Words(s.Try)...)) {
		l.report(s, "try", RuleCheck, fmt.Sprintf("%q does not do what the check waits for: %s", s.Try, c), "Write a command that does, or change the check.")
	}
}

func (l *linter) fact(s *Step) {
	if s.Fact == "" {
		return
	}
	value, err := Fact(l.Snapshot, l.Around, s.Fact)
	if err != nil {
		l.report(s, "fact", RuleCheck, err.Error(), "Name a fact that the catalog has.")
		return
	}
	for _, c := range s.Checks {
		if c.Kind == CheckAnswer && !slices.Contains(c.Hashes, HashAnswer(s.ID, value)) {
			l.report(s, "answer", RuleCheck, "the catalog now gives another answer to the question", "meshdex walkthrough hash STEP ANSWER prints the hash of the new one.")
		}
	}
}

// parses reports what is wrong with a query; a step need not have one.
func parses(text string) error {
	if _, err := query.Parse(text); err != nil {
		return fmt.Errorf("the query can not be read: %w", err)
	}
	return nil
}
