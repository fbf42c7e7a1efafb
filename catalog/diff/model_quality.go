package diff

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// check adds a quality rule.
func (n *node) check(k *catalog.Check) {
	c := n.add(&node{kind: checkKind, name: k.Label(), place: k.Place, path: n.path, source: k})
	if c.path == "" {
		c.path = "the contract"
	}
	c.annotate(k.Annotations, k.Element)
	c.word("name", k.Name)
	c.prose("description", k.Description)
	if t := checkType(k); t != "library" {
		c.put("type", t, t)
	}
	c.put("metric", metricOf(k), defaultTo(k.Metric, k.Rule))
	c.arguments(k)
	c.thresholds(k)
	if u := strings.ToLower(k.Unit); u != "rows" {
		c.put("unit", u, k.Unit)
	}
	c.put("query", foldSQL(k.Query), k.Query)
	c.put("engine", foldName(k.Engine), k.Engine)
	c.value("implementation", k.Implementation)
	c.word("dimension", strings.ToLower(k.Dimension))
	c.prose("businessImpact", k.BusinessImpact)
	c.word("method", k.Method)
	c.put("severity", strings.ToLower(strings.TrimSpace(k.Severity)), k.Severity)
	c.put("schedule", foldText(k.Schedule), k.Schedule)
	c.put("scheduler", strings.ToLower(k.Scheduler), k.Scheduler)
}

// checkType names the kind of check; what says nothing and has no engine or
// query is of the library.
func checkType(k *catalog.Check) string {
	switch t := strings.ToLower(strings.TrimSpace(k.Type)); {
	case t != "":
		return t
	case k.Query != "":
		return "sql"
	case k.Engine != "":
		return "custom"
	}
	return "library"
}

// metricOf folds the metric, and the older names of rules that became metrics.
func metricOf(k *catalog.Check) string {
	name := defaultTo(k.Metric, k.Rule)
	switch f := foldName(name); f {
	case "duplicatecount", "unique", "duplicatevalues", "distinctcheck":
		return "duplicateValues"
	case "validvalues", "invalidvalues", "invalidcount":
		return "invalidValues"
	case "countcheck", "rowcount":
		return "rowCount"
	case "nullcheck", "nullvalues", "nullcount":
		return "nullValues"
	case "missingvalues", "missingcount":
		return "missingValues"
	}
	return strings.TrimSpace(name)
}

// countsBad reports whether the metric counts what is wrong, so that zero is an
// invariant.
func countsBad(metric string) bool {
	switch metric {
	case "duplicateValues", "invalidValues", "nullValues", "missingValues":
		return true
	}
	return false
}

// arguments records what the check works on. Lists whose order means nothing are
// sets; columns are references, resolved later.
func (n *node) arguments(k *catalog.Check) {
	var rest []catalog.Field
	for _, f := range k.Arguments.Fields {
		switch f.Key {
		case "validValues", "missingValues":
			n.put(f.Key, strings.Join(valueSet(f.Value), "\x1f"), f.Value.String())
		case "properties", "columns":
			// resolved by references
		case "pattern":
			n.put("pattern", normalForm(f.Value.Text), f.Value.Text)
		default:
			rest = append(rest, f)
		}
	}
	if len(rest) > 0 {
		v := catalog.Value{Kind: catalog.Map, Fields: rest}
		n.put("arguments", canonical(v), v.String())
	}
	if k.Arguments.IsSet() && len(k.Arguments.Fields) == 0 {
		n.value("arguments", k.Arguments)
	}
}

func valueSet(v catalog.Value) []string {
	out := make([]string, len(v.Items))
	for i, it := range v.Items {
		out[i] = canonical(it)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// columnsOf lists the properties that a check names among its arguments.
func columnsOf(k *catalog.Check) []string {
	var out []string
	for _, key := range []string{"properties", "columns"} {
		for _, it := range k.Arguments.Get(key).Items {
			out = append(out, it.Text)
		}
	}
	return out
}

// thresholds records what passes as a set. A metric that counts what is wrong
// means none when nothing is said.
func (n *node) thresholds(k *catalog.Check) {
	a := acceptedOf(k)
	text := operatorText(k)
	if len(k.Operators) == 0 && countsBad(metricOf(k)) {
		text = "0"
	}
	pos := n.place.Pos
	if len(k.Operators) > 0 {
		pos = n.place.Of(k.Operators[0].Name)
	}
	value := a.lower.canonical() + "\x1e" + a.upper.canonical() + "\x1e" + strings.Join(a.other, "\x1f")
	if strings.Trim(value, "\x1e") != "" {
		n.putAt("threshold", value, text, pos)
	}
}

// acceptedOf reads the operators of a check as the set of outcomes that pass.
func acceptedOf(k *catalog.Check) accepted {
	var a accepted
	whole := strings.ToLower(k.Unit) != "percent" && (countsBad(metricOf(k)) || metricOf(k) == "rowCount")
	for _, op := range k.Operators {
		a.narrow(op, whole)
	}
	if countsBad(metricOf(k)) {
		zero := catalog.Value{Kind: catalog.Int, Text: "0"}
		if len(k.Operators) == 0 {
			a.upper = boundOf(zero, false, true, -1)
		}
		a.lower = tighterBound(a.lower, boundOf(zero, false, true, +1), +1)
	}
	return a
}

// narrow applies one operator. Names are folded, for dialects differ in "Than".
func (a *accepted) narrow(op catalog.Operator, whole bool) {
	atLeast := func(v catalog.Value, open bool) { a.lower = tighterBound(a.lower, boundOf(v, open, whole, +1), +1) }
	atMost := func(v catalog.Value, open bool) { a.upper = tighterBound(a.upper, boundOf(v, open, whole, -1), -1) }
	v := op.Value
	switch name := strings.ReplaceAll(foldName(op.Name), "than", ""); {
	case name == "mustbe" && v.IsScalar():
		atLeast(v, false)
		atMost(v, false)
	case name == "mustbegreater":
		atLeast(v, true)
	case name == "mustbegreaterorequalto", name == "mustbegreaterorequal":
		atLeast(v, false)
	case name == "mustbeless":
		atMost(v, true)
	case name == "mustbelessorequalto", name == "mustbelessorequal":
		atMost(v, false)
	case name == "mustbebetween" && len(v.Items) == 2:
		atLeast(v.Items[0], true)
		atMost(v.Items[1], true)
	default:
		a.other = append(a.other, foldName(op.Name)+" "+canonical(v))
		slices.Sort(a.other)
	}
}

// operatorText writes the operators for reading: "less than 5".
func operatorText(k *catalog.Check) string {
	var out []string
	for _, op := range k.Operators {
		out = append(out, strings.TrimSpace(operatorWords[foldName(op.Name)]+" "+op.Value.String()))
	}
	return strings.Join(out, " and ")
}

var operatorWords = map[string]string{
	"mustbe": "exactly", "mustnotbe": "anything but", "mustbegreaterthan": "more than",
	"mustbegreaterorequalto": "at least", "mustbegreaterthanorequalto": "at least", "mustbelessthan": "less than",
	"mustbelessorequalto": "at most", "mustbelessthanorequalto": "at most", "mustbebetween": "between",
	"mustnotbebetween": "outside of",
}
