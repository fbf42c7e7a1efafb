package reader

import (
	"slices"

	"meshdex/catalog"
)

// operators are the comparisons of ODCS, in the order of the standard.
var operators = []string{
	"mustBe", "mustNotBe", "mustBeGreaterThan", "mustBeGreaterOrEqualTo",
	"mustBeLessThan", "mustBeLessOrEqualTo", "mustBeBetween", "mustNotBeBetween",
}

// metricOf gives the metric of a rule of ODCS v3.0, and whether the rule means
// that nothing may be counted.
var metricOf = map[string]struct {
	metric string
	none   bool
}{
	"duplicateCount": {"duplicateValues", true},
	"unique":         {"duplicateValues", true},
	"distinctCheck":  {"duplicateValues", true},
	"validValues":    {"invalidValues", true},
	"nullCheck":      {"nullValues", true},
	"rowCount":       {"rowCount", false},
	"countCheck":     {"rowCount", false},
}

func (cr *contractReader) check(n node, c *catalog.Check) {
	m := n.open(cr.words.check)
	m.text("name", &c.Name)
	m.lines("description", "\n", &c.Description)
	if cr.words.rule != nil {
		cr.words.rule(cr, m, c)
	}
	m.text("type", &c.Type)
	m.text("metric", &c.Metric)
	m.textIfEmpty("rule", &c.Rule)
	m.any("arguments", &c.Arguments)
	cr.arguments(m, &c.Arguments)
	m.text("unit", &c.Unit)
	m.text("query", &c.Query)
	m.text("engine", &c.Engine)
	m.any("implementation", &c.Implementation)
	m.text("dimension", &c.Dimension)
	m.text("method", &c.Method)
	m.text("severity", &c.Severity)
	m.text("businessImpact", &c.BusinessImpact)
	m.text("schedule", &c.Schedule)
	m.text("scheduler", &c.Scheduler)
	m.operators(&c.Operators)
	if cr.inclusive {
		splitBetween(c)
	}
	m.annotations(&c.Annotations)
	m.close(&c.Element)
	cr.since("v3.1.0", n.hasAny("metric", "arguments"))
	settle(c)
}

// operators takes the comparisons, in the order of the standard.
func (m *mapping) operators(dst *[]catalog.Operator) {
	for _, name := range operators {
		if i := m.find(name); i >= 0 {
			*dst = append(*dst, catalog.Operator{Name: name, Value: valueOf(m.value(i).y)})
			m.take(name, i)
		}
	}
}

// splitBetween says an inclusive "between" as two bounds, for that of ODCS
// excludes its ends.
func splitBetween(c *catalog.Check) {
	at := slices.IndexFunc(c.Operators, func(o catalog.Operator) bool { return o.Name == "mustBeBetween" })
	if at < 0 || len(c.Operators[at].Value.Items) != 2 || len(c.Operators) > 1 {
		return
	}
	bounds := c.Operators[at].Value.Items
	c.Operators = []catalog.Operator{
		{Name: "mustBeGreaterOrEqualTo", Value: bounds[0]}, {Name: "mustBeLessOrEqualTo", Value: bounds[1]},
	}
}

// arguments takes arguments that older contracts wrote beside the rule.
func (cr *contractReader) arguments(m *mapping, dst *catalog.Value) {
	i := m.find("validValues")
	if i < 0 || dst.IsSet() && dst.Kind != catalog.Map {
		return
	}
	dst.Kind = catalog.Map
	dst.Fields = append(dst.Fields, catalog.Field{Key: "validValues", Value: valueOf(m.value(i).y)})
	m.take("arguments", i)
}

// settle brings a check to the terms of ODCS v3.1: a metric in place of a rule,
// and a type where the rest tells it.
func settle(c *catalog.Check) {
	if known, ok := metricOf[c.Rule]; ok && c.Metric == "" {
		c.Metric, c.Rule = known.metric, ""
		if known.none && len(c.Operators) == 0 {
			c.Operators = []catalog.Operator{{Name: "mustBe", Value: catalog.Value{Kind: catalog.Int, Text: "0"}}}
		}
	}
	if c.Type != "" {
		return
	}
	switch {
	case c.Metric != "":
		c.Type = "library"
	case c.Query != "":
		c.Type = "sql"
	case c.Engine != "" || c.Implementation.IsSet():
		c.Type = "custom"
	case c.Rule != "":
		c.Type = "library"
	}
}
