package lint

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

var (
	checkTypes = []string{"library", "sql", "custom", "text"}
	metrics    = []string{"nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"}
	dimensions = []string{"accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness"}
)

func shapeOfChecks() []rule {
	return []rule{
		{
			Rule:  Rule{"check-type-unknown", Shape, catalog.Warning, "the type of a quality check is not one of the standard", "Use library, sql, custom or text."},
			check: func(p *pass, c placedCheck) { word(p, c.Type, checkTypes, c.Place.Of("type"), c.Path+".type") },
		},
		{
			Rule:  Rule{"metric-unknown", Shape, catalog.Warning, "a metric is not one of the standard", "Use " + strings.Join(metrics, ", ") + ", or a check of type sql or custom."},
			check: func(p *pass, c placedCheck) { word(p, c.Metric, metrics, c.Place.Of("metric"), c.Path+".metric") },
		},
		{
			Rule:  Rule{"dimension-unknown", Shape, catalog.Warning, "a quality dimension is not one of the standard", "Use " + strings.Join(dimensions, ", ") + "."},
			check: dimensionUnknown,
		},
		{
			Rule: Rule{"metric-missing", Shape, catalog.Warning, "a library check has no metric that the standard knows", "Write metric: with one of " + strings.Join(metrics, ", ") + "."},
			check: func(p *pass, c placedCheck) {
				if c.Type == "library" && c.Metric == "" {
					p.say(c.Place.Of("rule"), c.Path, "the check %q has no metric", c.Label())
				}
			},
		},
		{
			Rule: Rule{"operator-missing", Shape, catalog.Warning, "a check does not say what its metric or query must be", "Write an operator, such as mustBe: 0."},
			check: func(p *pass, c placedCheck) {
				if len(c.Operators) == 0 && (c.Metric != "" || c.Type == "sql") {
					p.say(c.Place.Pos, c.Path, "the check %q does not say what the result must be", c.Label())
				}
			},
		},
		{
			Rule: Rule{"operator-several", Shape, catalog.Warning, "a check has several operators, where the standard allows one", "Use mustBeBetween, or write a check for each."},
			check: func(p *pass, c placedCheck) {
				if len(c.Operators) > 1 && c.Place.Of(c.Operators[0].Name) != c.Place.Of(c.Operators[1].Name) {
					p.say(c.Place.Of(c.Operators[1].Name), c.Path, "the check %q has both %s and %s", c.Label(), c.Operators[0].Name, c.Operators[1].Name)
				}
			},
		},
		{
			Rule: Rule{"query-missing", Shape, catalog.Warning, "an sql check has no query", "Write the query."},
			check: func(p *pass, c placedCheck) {
				if c.Type == "sql" {
					missing(p, c.Query, c.Place.Pos, c.Path, "the check of type sql has no query")
				}
			},
		},
		{
			Rule: Rule{"implementation-missing", Shape, catalog.Warning, "a custom check does not say which engine runs what", "Write engine and implementation."},
			check: func(p *pass, c placedCheck) {
				if c.Type == "custom" && (c.Engine == "" || !c.Implementation.IsSet()) {
					p.say(c.Place.Pos, c.Path, "the custom check %q lacks engine or implementation", c.Label())
				}
			},
		},
		{
			Rule: Rule{"check-text-missing", Shape, catalog.Warning, "a check in words has no words", "Write the description."},
			check: func(p *pass, c placedCheck) {
				if c.Type == "text" {
					missing(p, c.Description, c.Place.Pos, c.Path, "the check of type text has no description")
				}
			},
		},
		{
			Rule: Rule{"check-empty", Shape, catalog.Warning, "a check checks nothing", "Write a metric, a query, an engine, or type: text with a description."},
			check: func(p *pass, c placedCheck) {
				if c.Type == "" && c.Description == "" && len(c.Extensions) == 0 {
					p.say(c.Place.Pos, c.Path, "the check %q says nothing that could be checked", c.Label())
				}
			},
		},
	}
}

func dimensionUnknown(p *pass, c placedCheck) {
	if strings.EqualFold(c.Dimension, "validity") {
		p.say(c.Place.Of("dimension"), c.Path+".dimension", "\"validity\" is called conformity")
		return
	}
	lower := strings.ToLower(c.Dimension)
	if !slices.Contains(dimensions, lower) {
		word(p, c.Dimension, dimensions, c.Place.Of("dimension"), c.Path+".dimension")
	}
}
