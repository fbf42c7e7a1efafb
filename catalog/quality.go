package catalog

import "time"

// Check is ODCS quality[]: a rule that the data must meet.
type Check struct {
	Element
	Annotations
	Name           string
	Description    string
	Type           string // library, sql, custom or text
	Metric         string // nullValues, missingValues, invalidValues, duplicateValues, rowCount
	Rule           string // the deprecated name of a metric, kept when no metric is known for it
	Arguments      Value
	Operators      []Operator
	Unit           string // rows, percent
	Query          string // sql
	Engine         string // custom
	Implementation Value  // custom: text or structure, verbatim
	Dimension      string // accuracy, completeness, conformity, consistency, coverage, timeliness, uniqueness
	Method         string
	Severity       string
	BusinessImpact string
	Schedule       string
	Scheduler      string
}

// Operator is one mustBe… of a check. Names are those of ODCS; the inclusive
// "between" of DCS is read as two operators.
type Operator struct {
	Name  string
	Value Value
}

// Result is the outcome of a check or metric as somebody observed it (Bitol
// ObservabilityResults).
type Result struct {
	Element
	Contract, Version string
	Check             string // id or name of the check
	Target            string // path of the object or property, if any
	Status            string // pass, warn, fail, error
	Metric            string
	Value, Threshold  Value
	Unit              string
	Severity          string
	Dimension         string
	Message           string
	At                time.Time
	Source            string // the process that observed it
}
