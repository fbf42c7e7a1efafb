package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/catalog/walkthrough"
)

// Group is a family of rules.
type Group string

// The groups of rules.
const (
	Reading     Group = "reading" // what catalog/reader found wrong
	Shape       Group = "shape"
	Meaning     Group = "meaning"
	Stewardship Group = "stewardship"
	Safety      Group = "safety"
	Mesh        Group = "catalog" // over everything that was synced
	Guides      Group = "walkthrough"
)

// Rule is one thing that lint looks for.
type Rule struct {
	ID       string
	Group    Group
	Severity catalog.Severity // unless configured otherwise
	Sentence string           // what is wrong when it is found
	Hint     string           // what to do about it
}

// Finding is one place where a rule is broken.
type Finding struct {
	Rule     string
	Severity catalog.Severity
	File     string
	Pos      catalog.Pos
	Path     string // within the document, as catalog.Located; "" for all of it
	Message  string
	Hint     string
}

// Level is what a configuration makes of a rule.
type Level string

// Off turns a rule off. The other levels are the texts of catalog.Severity.
const Off Level = "off"

// Config changes how lint judges. The zero Config is all rules at their own
// severity, on a day that nobody has left by.
type Config struct {
	Levels map[string]Level // by rule id
	Today  time.Time        // decides who has left and what is over
}

// Rules lists every rule, by group and then in the order in which they are
// looked for.
func Rules() []Rule {
	var all []Rule
	for _, r := range reader.Rules() {
		all = append(all, Rule{r.ID, Reading, r.Severity, r.Summary, "See the message of the finding."})
	}
	for _, group := range [][]rule{shapeRules(), meaningRules(), stewardshipRules(), safetyRules()} {
		for _, r := range group {
			all = append(all, r.Rule)
		}
	}
	all = append(append(all, suppressionRules()...), catalogRules()...)
	for _, r := range walkthrough.Rules() {
		all = append(all, Rule{r.ID, Guides, catalog.Error, r.Summary, r.Hint})
	}
	return all
}

// Document judges one file by what was read from it and by its bytes. The
// findings are in the order of the file.
func Document(doc *catalog.Document, raw []byte, cfg Config) []Finding {
	p := &pass{file: doc.Path, raw: raw, cfg: cfg}
	for _, problem := range doc.Problems {
		p.problem(problem)
	}
	for _, group := range [][]rule{shapeRules(), meaningRules(), stewardshipRules(), safetyRules()} {
		for i := range group {
			p.rule = &group[i].Rule
			p.judge(doc, &group[i])
		}
	}
	return p.done()
}

// done drops what is suppressed and puts the findings in the order of the file.
func (p *pass) done() []Finding {
	p.suppress()
	slices.SortStableFunc(p.found, byPlace)
	return slices.CompactFunc(p.found, func(a, b Finding) bool { return a == b })
}

func byPlace(a, b Finding) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Path, b.Path))
}

// rule is a Rule with what looks for it: one function for each kind of subject
// that it concerns.
type rule struct {
	Rule
	file     func(*pass)
	contract func(*pass, *catalog.Contract)
	product  func(*pass, *catalog.Product)
	object   func(*pass, placedObject)
	property func(*pass, placedProperty)
	check    func(*pass, placedCheck)
}

// pass is the judging of one file.
type pass struct {
	file  string
	raw   []byte
	cfg   Config
	rule  *Rule // being looked for
	found []Finding
}

func (p *pass) judge(doc *catalog.Document, r *rule) {
	if r.file != nil {
		r.file(p)
	}
	for _, c := range doc.Contracts {
		if r.contract != nil {
			r.contract(p, c)
		}
		p.judgeParts(c, r)
	}
	for _, product := range doc.Products {
		if r.product != nil {
			r.product(p, product)
		}
	}
}

func (p *pass) judgeParts(c *catalog.Contract, r *rule) {
	if r.object != nil {
		for o := range objects(c) {
			r.object(p, o)
		}
	}
	if r.property != nil {
		for at := range properties(c) {
			r.property(p, at)
		}
	}
	if r.check != nil {
		for at := range checks(c) {
			r.check(p, at)
		}
	}
}

// say reports that the rule is broken.
func (p *pass) say(pos catalog.Pos, path, format string, args ...any) {
	p.add(Finding{
		Rule: p.rule.ID, Severity: p.rule.Severity, File: p.file, Pos: pos, Path: path,
		Message: fmt.Sprintf(format, args...), Hint: p.rule.Hint,
	})
}

// add keeps the finding unless its rule is off.
func (p *pass) add(f Finding) {
	switch level := p.cfg.Levels[f.Rule]; level {
	case "":
	case Off:
		return
	default:
		f.Severity = catalog.Severity(level)
	}
	p.found = append(p.found, f)
}

func (p *pass) problem(x catalog.Problem) {
	p.add(Finding{
		Rule: x.Rule, Severity: x.Severity, File: cmp.Or(x.Path, p.file), Pos: x.Pos, Path: x.At,
		Message: x.Message, Hint: x.Hint,
	})
}
