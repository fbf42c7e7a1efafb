package reader

import (
	"cmp"
	"fmt"
	"slices"

	"meshdex/catalog"
)

// Rule is one kind of problem that Read reports.
type Rule struct {
	ID       string
	Severity catalog.Severity
	Summary  string
}

// The rules of Read. Their ids are stable: people name them in configurations.
const (
	ruleTooLarge    = "file-too-large"
	ruleNothing     = "contract-missing"
	ruleEncoding    = "encoding"
	ruleUTF16       = "encoding-utf16"
	ruleSyntax      = "yaml-syntax"
	ruleTooMuch     = "file-too-detailed"
	ruleTemplate    = "yaml-template"
	ruleDepth       = "yaml-depth"
	ruleAlias       = "yaml-alias"
	ruleDuplicate   = "key-duplicate"
	ruleKeyKind     = "key-not-text"
	ruleKeyForeign  = "key-foreign"
	ruleType        = "value-type"
	ruleID          = "id-missing"
	ruleLookalike   = "kind-lookalike"
	ruleReference   = "reference-unresolved"
	ruleCredential  = "credential-redacted"
	ruleFragment    = "fragment"
	ruleTooMany     = "problems-truncated"
	ruleDefinitions = "definition-missing"
	ruleCircle      = "definition-circular"
)

// Rules lists the problems that Read may report, in the order of their ids'
// first use in a file's life: encoding, syntax, structure, values.
func Rules() []Rule {
	return []Rule{
		{ruleTooLarge, catalog.Error, "the file is larger than is read"},
		{ruleNothing, catalog.Warning, "the file is named like a contract but holds none"},
		{ruleEncoding, catalog.Error, "the file is not UTF-8 text"},
		{ruleUTF16, catalog.Warning, "the file is UTF-16, which most tools do not read"},
		{ruleSyntax, catalog.Error, "the file is not well-formed YAML or JSON"},
		{ruleTemplate, catalog.Warning, "the file is a template, not yet a contract"},
		{ruleTooMuch, catalog.Error, "the file has more elements than are read"},
		{ruleDepth, catalog.Error, "the file is nested too deeply"},
		{ruleAlias, catalog.Error, "an alias contains itself, or aliases multiply beyond bounds"},
		{ruleDuplicate, catalog.Error, "a key is written twice in one mapping"},
		{ruleKeyKind, catalog.Warning, "a key is not text"},
		{ruleKeyForeign, catalog.Note, "a key of another dialect was understood"},
		{ruleType, catalog.Warning, "a value has a type that its key does not take"},
		{ruleID, catalog.Warning, "a contract or product has no id"},
		{ruleLookalike, catalog.Warning, "the document calls itself a contract but is of no known standard"},
		{ruleReference, catalog.Warning, "a reference to another file was not followed"},
		{ruleDefinitions, catalog.Warning, "a reference to a definition leads nowhere"},
		{ruleCircle, catalog.Warning, "a definition contains itself"},
		{ruleCredential, catalog.Warning, "the file holds a credential"},
		{ruleFragment, catalog.Note, "the document is a part of a contract"},
		{ruleTooMany, catalog.Note, "there are more problems than are kept"},
	}
}

var severities = func() map[string]catalog.Severity {
	m := map[string]catalog.Severity{}
	for _, r := range Rules() {
		m[r.ID] = r.Severity
	}
	return m
}()

// unread are the rules whose breach ends the reading: what follows is not known.
var unread = []string{ruleTooLarge, ruleEncoding, ruleSyntax, ruleTemplate, ruleTooMuch, ruleDepth, ruleAlias}

// Fault returns the problem for which a document, or the rest of it, was not read;
// false when all of it was.
func Fault(doc *catalog.Document) (catalog.Problem, bool) {
	i := slices.IndexFunc(doc.Problems, func(p catalog.Problem) bool { return slices.Contains(unread, p.Rule) })
	if i < 0 {
		return catalog.Problem{}, false
	}
	return doc.Problems[i], true
}

// report keeps a problem, with the severity of its rule.
func (r *reading) report(rule string, pos catalog.Pos, at, message, hint string) {
	r.reportAs(severities[rule], rule, pos, at, message, hint)
}

func (r *reading) reportAs(s catalog.Severity, rule string, pos catalog.Pos, at, message, hint string) {
	if len(r.doc.Problems) == maxProblems {
		r.dropped++
		return
	}
	r.doc.Problems = append(r.doc.Problems, catalog.Problem{
		Path: r.path, Pos: pos, Rule: rule, Severity: s, At: at, Message: message, Hint: hint,
	})
}

// sortProblems puts the problems in the order of the file, and last how many
// there are besides.
func (r *reading) sortProblems() {
	slices.SortStableFunc(r.doc.Problems, func(p, q catalog.Problem) int {
		return cmp.Or(cmp.Compare(p.Pos.Line, q.Pos.Line), cmp.Compare(p.Pos.Column, q.Pos.Column))
	})
	if r.dropped > 0 {
		r.doc.Problems = append(r.doc.Problems, catalog.Problem{
			Path: r.path, Rule: ruleTooMany, Severity: severities[ruleTooMany],
			Message: fmt.Sprintf("There are %d more problems in this file.", r.dropped),
			Hint:    "Fix those above first.",
		})
	}
}
