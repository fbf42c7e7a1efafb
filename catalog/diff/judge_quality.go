package diff

import (
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/sla"
)

// checkJudges judge a quality rule that both sides have.
var checkJudges = map[string]judge{
	"threshold":      judgeThreshold,
	"unit":           judgeUnit,
	"metric":         judgeMetric,
	"validValues":    judgeValidValues,
	"missingValues":  always("quality-missing-values-changed"),
	"pattern":        judgeArguments,
	"arguments":      judgeArguments,
	"columns":        judgeArguments,
	"query":          always("quality-query-changed"),
	"engine":         always("quality-engine-changed"),
	"implementation": always("quality-implementation-changed"),
	"type":           judgeCheckType,
	"severity":       judgeCheckSeverity,
	"schedule":       judgeCheckSchedule,
	"scheduler":      labels("quality-metadata-changed"),
	"description":    judgeCheckText,
	"name":           checkLabels,
	"dimension":      checkLabels,
	"businessImpact": checkLabels,
	"method":         checkLabels,
	"tags":           checkLabels,
	"custom:":        checkLabels,
	"link:":          checkLabels,
	"meaning:":       checkLabels,
	"id":             checkLabels,
}

// checkLabels tells everything that only describes a check at once.
func checkLabels(c *comparison, p *pair, key string) {
	if p.revision.fact("type").value != "text" {
		p.claim("description")
	}
	p.claim("name", "dimension", "businessImpact", "method", "tags", "id")
	for _, k := range []string{"custom:", "link:", "meaning:"} {
		p.claimPrefix(k)
	}
	c.tellKey(p, "quality-metadata-changed", key, note{})
}

func judgeCheckText(c *comparison, p *pair, key string) {
	if p.revision.fact("type").value == "text" && p.base.fact("type").value == "text" {
		c.tellKey(p, "quality-text-changed", key, note{})
		return
	}
	checkLabels(c, p, key)
}

func checkOf(n *node) *catalog.Check {
	k, _ := n.source.(*catalog.Check)
	return k
}

// allowsNothing reports whether a check lets no exception pass.
func (n *node) allowsNothing() bool {
	k := checkOf(n)
	return k != nil && countsBad(metricOf(k)) && acceptedOf(k).isZeroOnly()
}

// judgeThreshold compares what passes as sets.
func judgeThreshold(c *comparison, p *pair, key string) {
	b, r := acceptedOf(checkOf(p.base)), acceptedOf(checkOf(p.revision))
	rel := b.relate(r)
	rule := rel.choose("quality-threshold-strengthened", "quality-threshold-weakened", "quality-threshold-incomparable")
	switch {
	case rule == "":
		rule = "quality-metadata-changed"
	case rel != subset && p.base.allowsNothing():
		rule = "quality-invariant-weakened"
	}
	f := Finding{
		Rule: rule, Path: p.revision.path, Key: key, Before: defaultTo(p.base.fact(key).text, "anything"),
		After: defaultTo(p.revision.fact(key).text, "anything"), Base: p.base.pos(key), Revision: p.revision.pos(key),
	}
	p.claim(key)
	c.tell(f, note{node: p.revision})
}

// judgeUnit takes the threshold with it: five rows and five percent have nothing
// in common.
func judgeUnit(c *comparison, p *pair, key string) {
	p.claim(key, "threshold")
	c.tell(Finding{
		Rule: "quality-unit-changed", Path: p.revision.path, Key: key,
		Before: defaultTo(p.base.fact(key).text, "rows"), After: defaultTo(p.revision.fact(key).text, "rows"),
		Base: p.base.pos(key), Revision: p.revision.pos(key),
	}, note{node: p.revision})
}

// judgeMetric takes what belongs to a metric with it.
func judgeMetric(c *comparison, p *pair, key string) {
	p.claim("threshold", "validValues", "missingValues", "arguments", "columns", "pattern", "unit")
	c.tellKey(p, "quality-metric-changed", key, note{})
}

// judgeValidValues compares the accepted values. Where no exception is allowed
// the list is as closed as an enum.
func judgeValidValues(c *comparison, p *pair, key string) {
	b, r := splitSet(p.base.fact(key).value), splitSet(p.revision.fact(key).value)
	rel := relateSets(b, r)
	if len(b) == 0 || len(r) == 0 {
		judgeArguments(c, p, key)
		return
	}
	extended, reduced := "quality-valid-values-extended", "quality-valid-values-reduced"
	if p.base.allowsNothing() && p.revision.allowsNothing() {
		extended, reduced = "enum-value-added", "enum-value-removed"
	}
	f := Finding{
		Rule: rel.choose(reduced, extended, extended), Path: p.revision.path, Key: key,
		Before: valueTexts(subtract(b, r)), After: valueTexts(subtract(r, b)), Base: p.base.pos(key), Revision: p.revision.pos(key),
	}
	p.claim(key)
	c.tell(f, note{node: p.revision})
}

// valueTexts writes canonical values for reading.
func valueTexts(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s[min(1, len(s)):]
	}
	return strings.Join(out, ", ")
}

func judgeArguments(c *comparison, p *pair, key string) {
	p.claim("arguments", "columns", "pattern")
	if !p.base.has("validValues") || !p.revision.has("validValues") {
		p.claim("validValues")
	}
	c.tellKey(p, "quality-arguments-changed", key, note{})
}

// judgeCheckType takes with it what belongs to the old and to the new type.
func judgeCheckType(c *comparison, p *pair, key string) {
	b, r := defaultTo(p.base.fact(key).text, "library"), defaultTo(p.revision.fact(key).text, "library")
	detail := ""
	switch {
	case b == "text":
		detail = ": the rule is now executed"
	case r == "text":
		detail = ": the rule is no longer executed"
	}
	f := Finding{
		Rule: "quality-type-changed", Path: p.revision.path, Key: key, Before: b, After: r,
		Base: p.base.pos(key), Revision: p.revision.pos(key),
	}
	p.claim(key, "metric", "threshold", "validValues", "missingValues", "arguments", "columns", "pattern", "unit", "query", "engine", "implementation")
	c.tell(f, note{node: p.revision, detail: detail})
}

// severityRank orders how bad a failed check is; -1 is unknown.
func severityRank(s string) int {
	for i, words := range [][]string{{"info", "informational", "low", "minor"}, {"warn", "warning", "medium"}, {"error", "high", "major"}, {"critical", "fatal", "blocker"}} {
		if slices.Contains(words, s) {
			return i
		}
	}
	return -1
}

// judgeCheckSeverity takes a severity that is not known, or stated on one side
// only, for the worse outcome when it is withdrawn and for a label when it is
// written down.
func judgeCheckSeverity(c *comparison, p *pair, key string) {
	b, r := severityRank(p.base.fact(key).value), severityRank(p.revision.fact(key).value)
	switch {
	case !p.base.has(key):
		checkLabels(c, p, key)
	case r > b && b >= 0:
		c.tellKey(p, "quality-severity-raised", key, note{})
	default:
		c.tellKey(p, "quality-severity-lowered", key, note{})
	}
}

// judgeCheckSchedule compares how often a check runs.
func judgeCheckSchedule(c *comparison, p *pair, key string) {
	p.claim("scheduler")
	level := func(n *node) sla.Level {
		return sla.Normalize(catalog.SLA{Property: "frequency", Value: catalog.StringValue(n.fact(key).text)})
	}
	rel, _ := sla.Compare(level(p.base), level(p.revision))
	rule := "quality-schedule-shifted"
	switch {
	case !p.base.has(key) || rel == sla.Tighter:
		rule = "quality-schedule-tightened"
	case !p.revision.has(key) || rel == sla.Looser:
		rule = "quality-schedule-relaxed"
	}
	c.tellKey(p, rule, key, note{})
}

func judgeLoneCheck(c *comparison, n *node) {
	switch {
	case n.revised:
		c.tellLone(n, "quality-rule-added", note{})
	case n.allowsNothing():
		c.tellLone(n, "quality-rule-removed-critical", note{detail: "which allowed no exception"})
	case severityRank(n.fact("severity").value) >= 2:
		c.tellLone(n, "quality-rule-removed-critical", note{detail: "whose failure was an error"})
	default:
		c.tellLone(n, "quality-rule-removed", note{})
	}
}

// movedChecks pairs checks that left one element and appeared unchanged on
// another.
func (c *comparison) movedChecks() {
	for _, b := range c.lone {
		if b.kind != checkKind || b.revised || b.claimed {
			continue
		}
		i := slices.IndexFunc(c.lone, func(r *node) bool {
			return r.kind == checkKind && r.revised && !r.claimed && sameCheck(b, r)
		})
		if i < 0 {
			continue
		}
		r := c.lone[i]
		c.ledger.takeNode(b)
		c.ledger.takeNode(r)
		c.tell(Finding{
			Rule: "quality-scope-moved", Path: r.path, Before: b.path, After: r.path, Base: b.pos(""), Revision: r.pos(""),
		}, note{node: r})
	}
}

// sameCheck compares all but the columns that a check names, which are what its
// place says once it sits on a property.
func sameCheck(b, r *node) bool {
	without := func(n *node) string {
		m := &node{facts: slices.DeleteFunc(slices.Clone(n.facts), func(f fact) bool { return f.key == "columns" })}
		return everything(m)
	}
	return without(b) == without(r) && without(b) != ""
}

// relationJudges judge a foreign key that both sides have.
var relationJudges = map[string]judge{
	"to":          judgeTarget,
	"from":        judgeColumns,
	"columns":     judgeColumns,
	"type":        judgeRelationType,
	"cardinality": always("relationship-cardinality-changed"),
	"tags":        labels("relationship-metadata-changed"),
	"custom:":     labels("relationship-metadata-changed"),
	"link:":       labels("relationship-metadata-changed"),
	"meaning:":    labels("relationship-metadata-changed"),
	"id":          labels("relationship-metadata-changed"),
}

func judgeTarget(c *comparison, p *pair, key string) {
	p.claim("from", "columns")
	rule, n := "relationship-target-changed", note{}
	switch {
	case isDangling(p.revision) && !isDangling(p.base):
		rule = "relationship-target-missing"
	case strings.Contains(p.base.fact(key).value+p.revision.fact(key).value, unresolved):
		n.severity = PotentiallyBreaking
	}
	c.tellKey(p, rule, key, n)
}

// isDangling reports whether a target inside the contract does not exist.
func isDangling(n *node) bool {
	for _, id := range splitSet(n.fact("to").value) {
		if text, is := strings.CutPrefix(id, unresolved); is && !strings.Contains(text, "://") && !strings.Contains(text, ".y") {
			return true
		}
	}
	return false
}

func judgeColumns(c *comparison, p *pair, key string) {
	p.claim("from", "columns")
	c.tellKey(p, "relationship-columns-changed", key, note{name: p.revision.fact("to").text})
}

func judgeRelationType(c *comparison, p *pair, key string) {
	c.tellDefault(p, "relationship-type-changed", key, "foreignKey")
}

func judgeLoneRelation(c *comparison, n *node) {
	c.tellLone(n, either(n.revised, "relationship-added", "relationship-removed"), note{})
	if n.revised && isDangling(n) {
		c.tell(Finding{Rule: "reference-unresolved", Path: n.path, Base: surrounding(n), Revision: n.pos("to")}, note{node: n})
	}
}
