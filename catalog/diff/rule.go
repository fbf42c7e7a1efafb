package diff

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Severity says what a change means to a reader of the data.
type Severity string

// Severities of findings, worst first. None is the verdict on contracts that
// do not differ; Policy is about the version claim, not about the data.
const (
	Breaking            Severity = "breaking"
	PotentiallyBreaking Severity = "potentially-breaking"
	Compatible          Severity = "compatible"
	DocOnly             Severity = "doc-only"
	None                Severity = "none"
	Policy              Severity = "policy"
)

// rank orders severities for sorting and for the verdict; larger is worse.
func (s Severity) rank() int {
	return slices.Index([]Severity{None, Policy, DocOnly, Compatible, PotentiallyBreaking, Breaking}, s)
}

// Reaches reports whether s is at least as bad as the threshold. A policy
// finding reaches only the threshold Policy, and Policy is reached by nothing
// else: the two scales do not mix.
func (s Severity) Reaches(threshold Severity) bool {
	if s == Policy || threshold == Policy {
		return s == threshold
	}
	return s.rank() >= threshold.rank()
}

// Severities lists the severities that a finding can have, worst first.
func Severities() []Severity {
	return []Severity{Breaking, PotentiallyBreaking, Compatible, DocOnly, Policy}
}

// Bump is a step of a semantic version.
type Bump uint8

// Bumps in ascending order.
const (
	NoBump Bump = iota
	Patch
	Minor
	Major
)

// String names the bump in one lower-case word; NoBump is "none".
func (b Bump) String() string { return [...]string{"none", "patch", "minor", "major"}[b] }

// MarshalText writes String, for JSON.
func (b Bump) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (b *Bump) UnmarshalText(text []byte) error {
	for _, c := range []Bump{NoBump, Patch, Minor, Major} {
		if c.String() == string(text) {
			*b = c
			return nil
		}
	}
	return fmt.Errorf("bump %q: not none, patch, minor or major", text)
}

// Duty is what a change obliges the producer to do.
type Duty string

// The duties. NoDuty obliges to nothing.
const (
	NoDuty   Duty = ""
	Notify   Duty = "notify"   // tell consumers, respecting the notice period
	Dual     Duty = "dual"     // serve old and new side by side for a while
	Backfill Duty = "backfill" // bring existing data in line before publishing
	Enforce  Duty = "enforce"  // keep a new check or level
	Access   Duty = "access"   // see to grants and approvals
	Legal    Duty = "legal"    // have it reviewed
	Repair   Duty = "repair"   // mend the document
)

// Sentence says the duty in words, or "".
func (d Duty) Sentence() string {
	switch d {
	case Notify:
		return "tell the consumers and respect the notice period"
	case Dual:
		return "serve the old and the new side by side until consumers have moved"
	case Backfill:
		return "bring existing data in line before publishing"
	case Enforce:
		return "keep what is newly promised"
	case Access:
		return "see to grants and approvals"
	case Legal:
		return "have the change reviewed"
	case Repair:
		return "mend the document"
	}
	return ""
}

// Group says what a rule is about.
type Group string

// The groups of rules, in the order of [Rules].
const (
	VersionGroup      Group = "version"
	ContractGroup     Group = "contract"
	ObjectGroup       Group = "object"
	PropertyGroup     Group = "property"
	TypeGroup         Group = "type"
	ConstraintGroup   Group = "constraint"
	KeyGroup          Group = "key"
	NestedGroup       Group = "nested"
	RelationshipGroup Group = "relationship"
	QualityGroup      Group = "quality"
	SLAGroup          Group = "sla"
	ServerGroup       Group = "server"
	RoleGroup         Group = "role"
	PeopleGroup       Group = "people"
	MetadataGroup     Group = "metadata"
	ComparisonGroup   Group = "comparison"
)

// Rule is one kind of change and how it is judged, as seen by a reader. A
// finding may deviate where Varies says so, and by [Options].
type Rule struct {
	ID       string
	Severity Severity
	Bump     Bump // needed at 1.0.0 and above
	Duty     Duty
	Effect   Effect
	Sentence string // what happened; {path}, {name}, {before}, {after} and {detail} are filled in
	Reason   string // why it is judged so
	Varies   string // when the severity differs, or ""
	Group    Group
}

// Rules returns the whole table, by group and within a group in the order in
// which a reader would learn them. The slice is the caller's.
func Rules() []Rule {
	var all []Rule
	for _, g := range ruleGroups {
		for _, r := range g.rules {
			r.Group = g.group
			all = append(all, r)
		}
	}
	return all
}

// ruleGroups is the rule table.
var ruleGroups = []struct {
	group Group
	rules []Rule
}{
	{VersionGroup, versionRules},
	{ContractGroup, contractRules},
	{ObjectGroup, objectRules},
	{PropertyGroup, propertyRules},
	{TypeGroup, typeRules},
	{ConstraintGroup, constraintRules},
	{KeyGroup, keyRules},
	{NestedGroup, nestedRules},
	{RelationshipGroup, relationshipRules},
	{QualityGroup, qualityRules},
	{SLAGroup, slaRules},
	{ServerGroup, serverRules},
	{RoleGroup, roleRules},
	{PeopleGroup, peopleRules},
	{MetadataGroup, metadataRules},
	{ComparisonGroup, comparisonRules},
}

// ruleIndex finds rules by id. It is built from the table when it is first asked for,
// which spares all commands that compare nothing.
var ruleIndex = sync.OnceValue(func() map[string]Rule {
	index := map[string]Rule{}
	for _, r := range Rules() {
		index[r.ID] = r
	}
	return index
})

// Explain returns the rule with the given id.
func Explain(id string) (Rule, bool) {
	r, ok := ruleIndex()[id]
	return r, ok
}

// message fills the rule's sentence in. It has no full stop, even when it ends with a
// value that has one: those who make a paragraph of it set it.
func (r Rule) message(f *Finding, name, detail string) string {
	text := strings.NewReplacer("{path}", f.Path, "{name}", name, "{before}", shorten(f.Before),
		"{after}", shorten(f.After), "{detail}", detail).Replace(r.Sentence)
	return strings.TrimSuffix(strings.TrimSpace(text), ".")
}

// shorten folds a value for use in a sentence; the finding keeps it whole.
func shorten(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return "nothing"
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
