package walkthrough

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/query"
)

// Lint holds a walkthrough against a catalog and reports, in the order of the
// steps, places that do not exist, checks that can not pass and answers that the
// catalog no longer gives. A problem's At is the id of its step. When the catalog
// lacks what the walkthrough needs, that alone is reported: the walkthrough is of
// another mesh.
func Lint(w *Walkthrough, snap *catalog.Snapshot, lib catalog.Library) []catalog.Problem {
	l := &linter{w: w, snap: snap, lib: lib}
	for _, id := range w.Needs {
		if _, _, ok := subject(snap, id); !ok {
			l.report(nil, "", RuleNeeds, fmt.Sprintf("the walkthrough needs %s, which is not in the catalog", id),
				"Open it on the catalog it was written for.")
		}
	}
	if len(l.problems) > 0 {
		return l.problems
	}
	for i := range w.Steps {
		l.step(&w.Steps[i])
	}
	return l.problems
}

type linter struct {
	w        *Walkthrough
	snap     *catalog.Snapshot
	lib      catalog.Library
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
	if err := Exists(p, l.snap, l.lib); err != nil {
		l.report(s, key, rule, err.Error(), "The catalog has moved on, or the id is misspelt; name a place that is there.")
	}
}

func (l *linter) check(s *Step, c Check) {
	switch c.Kind {
	case CheckOpened, CheckTab:
		l.place(s, "check", RuleCheck, c.Place)
	case CheckFound:
		if _, _, ok := subject(l.snap, c.Target); !ok {
			l.report(s, "check", RuleCheck, "no query can find "+c.Target+", which is not in the catalog", "Name a product or contract by its id.")
		}
		if err := parses(s.Try); err != nil {
			l.report(s, "try", RuleCheck, err.Error(), "Write a query that finds "+c.Target+".")
		}
	}
}

func (l *linter) fact(s *Step) {
	if s.Fact == "" {
		return
	}
	value, err := Fact(l.snap, s.Fact)
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

// Exists reports why a place is not there in a catalog; nil if it is.
func Exists(p Place, snap *catalog.Snapshot, lib catalog.Library) error {
	switch p.Page {
	case "browse", "fields":
		return parses(p.Query)
	case "product", "lineage":
		return subjectExists(p, snap, lib)
	case "diff":
		for _, ref := range []string{p.Base, p.Revision} {
			if err := versionExists(ref, snap, lib); err != nil {
				return err
			}
		}
	}
	return nil
}

func subjectExists(p Place, snap *catalog.Snapshot, lib catalog.Library) error {
	if p.Product == "" {
		return nil
	}
	product, contract, ok := subject(snap, p.Product)
	if !ok {
		return fmt.Errorf("%s is not in the catalog", p.Product)
	}
	if p.Path == "" {
		return nil
	}
	rows := []catalog.ContractRow{contract}
	if contract.ID == "" {
		rows = rows[:0]
		for i := range product.Contracts {
			rows = append(rows, snap.Contract(product.First+i))
		}
	}
	for _, row := range rows {
		if hasPath(row, p.Path, lib) {
			return nil
		}
	}
	return fmt.Errorf("%s has no property %s", p.Product, p.Path)
}

func hasPath(row catalog.ContractRow, path string, lib catalog.Library) bool {
	d, err := lib.Document(row.Hash)
	if err != nil || row.Index >= len(d.Contracts) {
		return false
	}
	for i := range d.Contracts[row.Index].Schema {
		o := &d.Contracts[row.Index].Schema[i]
		if o.Name == path {
			return true
		}
		for at := range o.Walk() {
			if at.Path == path {
				return true
			}
		}
	}
	return false
}

// versionExists checks ID@VERSION, or an id alone. An id may itself hold an @.
func versionExists(text string, snap *catalog.Snapshot, lib catalog.Library) error {
	if text == "" {
		return nil
	}
	if _, _, ok := subject(snap, text); ok {
		return nil
	}
	i := strings.LastIndexByte(text, '@')
	if i < 0 {
		return fmt.Errorf("%s is not in the catalog", text)
	}
	versions, err := lib.Versions(text[:i])
	if err != nil {
		return fmt.Errorf("%s is not in the catalog", text[:i])
	}
	for _, v := range versions {
		if v.Text == text[i+1:] {
			return nil
		}
	}
	return fmt.Errorf("%s has no version %s", text[:i], text[i+1:])
}
