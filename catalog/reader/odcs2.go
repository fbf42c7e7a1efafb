package reader

import (
	"strings"

	"meshdex/catalog"
)

// This file reads ODCS v2.2.0 to v2.2.2 and the data contract template of PayPal
// from which it came, v1 by best effort. Both have one table of names.

var odcs2 = vocabulary{
	contract: &spelling{names: map[string]string{
		"uuid": "id", "quantumName": "dataProduct", "datasetDomain": "domain", "stakeholders": "team",
		"dataset": "schema", "tables": "schema", "standardVersion": "apiVersion", "templateVersion": "apiVersion",
		"slaDefaultColumn": "slaDefaultElement",
	}},
	object: &spelling{names: map[string]string{
		"table": "name", "columns": "properties", "dataGranularity": "dataGranularityDescription",
	}},
	property: &spelling{names: map[string]string{
		"column": "name", "isPrimaryKey": "primaryKey", "isPrimary": "primaryKey", "primary": "primaryKey",
		"isNullable": "nullable", "isUnique": "unique", "partitionStatus": "partitioned",
		"criticalDataElementStatus": "criticalDataElement", "encryptedColumnName": "encryptedName",
		"transformSourceTables": "transformSourceObjects", "sampleValues": "examples",
	}},
	check: &spelling{names: map[string]string{
		"code": "name", "toolName": "engine", "scheduleCronExpression": "schedule",
	}},
	sla:    &spelling{names: map[string]string{"column": "element"}},
	member: &spelling{names: map[string]string{"comment": "description"}},
	field:  (*contractReader).oldType,
	rule:   (*contractReader).toolRule,
}

// isODCS2 recognises a contract of the v2 family by its tables or by the keys
// that name it.
func isODCS2(n node) bool {
	dataset, _ := n.get("dataset")
	if dataset.has("tables") {
		return true
	}
	for _, t := range dataset.items() {
		return t.has("table") && n.hasAny("uuid", "version", "quantumName", "datasetName", "kind")
	}
	if n.hasAny("uuid", "version") && n.hasAny("quantumName", "datasetName", "stakeholders", "templateVersion", "standardVersion") {
		return true
	}
	return isPayPal1(n)
}

func isPayPal1(n node) bool {
	tables, _ := n.get("tables")
	for _, t := range tables.items() {
		return t.has("columns") && t.hasAny("table", "name") && n.hasAny("version", "description")
	}
	return false
}

func (r *reading) odcs2(n node) {
	cr := &contractReader{words: &odcs2}
	m := n.open(odcs2.contract)
	inner := m
	if v, ok := m.peek("schema"); ok && v.isMap() && v.has("tables") {
		inner = m.fold("schema", odcs2.contract)
	}
	c := cr.contract(m)
	if inner != m {
		list(inner, "schema", &c.Schema, cr.object)
	}
	cr.oldServer(m, c)
	oldSupport(m, c)
	oldDates(m, c)
	m.elsewhere("owner", "name", &c.Team.Name, &c.Team.Place)
	c.Dialect.Family = catalog.ODCS
	c.Dialect.Detected = odcs2Version(n)
	cr.finish(m, c)
}

// oldServer makes a server of the root keys that say where the data is.
func (cr *contractReader) oldServer(m *mapping, c *catalog.Contract) {
	m.secrets()
	if len(c.Servers) > 0 {
		return
	}
	s := catalog.Server{Type: "custom"}
	s.Place.Pos = m.place.Pos
	m.elsewhere("sourceSystem", "type", &s.Name, &s.Place)
	if s.Name != "" {
		s.Type = strings.ToLower(s.Name)
	}
	for _, k := range []struct{ old, key string }{
		{"project", "project"},
		{"datasetProject", "project"},
		{"datasetName", "dataset"},
		{"server", "host"},
		{"database", "database"},
	} {
		var text string
		if s.Setting(k.key) != "" {
			continue
		}
		if m.elsewhere(k.old, k.key, &text, &s.Place); text != "" {
			s.Settings = append(s.Settings, catalog.Field{Key: k.key, Value: catalog.StringValue(text)})
		}
	}
	if s.Name != "" || s.Settings != nil {
		fill(&s.Name, "default")
		c.Servers = []catalog.Server{s}
	}
}

func fill(dst *string, s string) {
	if *dst == "" {
		*dst = s
	}
}

// oldSupport makes support channels of the root keys that name them.
func oldSupport(m *mapping, c *catalog.Contract) {
	var slack, mail, feedback catalog.Support
	if m.elsewhere("productSlackChannel", "channel", &slack.Channel, &slack.Place); slack.Channel != "" {
		slack.Tool = "slack"
		c.Support = append(c.Support, slack)
	}
	if m.elsewhere("productDl", "channel", &mail.Channel, &mail.Place); mail.Channel != "" {
		mail.Tool, mail.URL = "email", "mailto:"+mail.Channel
		c.Support = append(c.Support, mail)
	}
	if m.elsewhere("productFeedbackUrl", "url", &feedback.URL, &feedback.Place); feedback.URL != "" {
		feedback.Channel = "feedback"
		c.Support = append(c.Support, feedback)
	}
}

// oldDates makes SLAs of the dates that v2.0 had at its root.
func oldDates(m *mapping, c *catalog.Contract) {
	for _, k := range []struct{ old, property string }{
		{"generalAvailabilityDate", "generalAvailability"},
		{"endOfSupportDate", "endOfSupport"},
		{"endOfLifeDate", "endOfLife"},
	} {
		s := catalog.SLA{Property: k.property}
		var text string
		if m.elsewhere(k.old, "value", &text, &s.Place); text != "" {
			s.Value = catalog.StringValue(text)
			c.SLAs = append(c.SLAs, s)
		}
	}
}

// oldType brings a logical type, which was free text, to the words of v3.
func (cr *contractReader) oldType(m *mapping, p *catalog.Property) {
	known := dcsTypes[strings.ToLower(p.LogicalType)]
	if known == "" || known == p.LogicalType {
		return
	}
	if !strings.EqualFold(known, p.LogicalType) {
		v, _ := m.at.get("logicalType")
		m.extend("source.logicalType", v)
	}
	p.LogicalType = known
}

// toolRule takes what v2 says of a check: the template of a tool's rule, and the
// columns it looks at. Its "type" is what ODCS v3 calls the method.
func (cr *contractReader) toolRule(m *mapping, c *catalog.Check) {
	m.elsewhere("templateName", "rule", &c.Rule, &m.place)
	if c.Rule != "" {
		lower := strings.ToLower(c.Rule[:1]) + c.Rule[1:]
		if _, known := metricOf[lower]; known {
			c.Rule = lower
		}
	}
	m.elsewhere("type", "method", &c.Method, &m.place)
	m.asCustom("toolRuleName", &c.Custom)
	var columns []string
	m.texts("columns", &columns)
	m.texts("column", &columns)
	if len(columns) > 0 && !c.Arguments.IsSet() {
		c.Arguments = propertiesArgument(columns)
	}
	if c.Schedule != "" && c.Scheduler == "" {
		c.Scheduler = "cron"
	}
}

func propertiesArgument(columns []string) catalog.Value {
	all := catalog.Value{Kind: catalog.List}
	for _, c := range columns {
		all.Items = append(all.Items, catalog.StringValue(c))
	}
	return catalog.Value{Kind: catalog.Map, Fields: []catalog.Field{{Key: "properties", Value: all}}}
}

// odcs2Version tells the versions of the family apart by what they introduced.
func odcs2Version(n node) string {
	switch {
	case isPayPal1(n) && !n.has("dataset"):
		return "v1.0.0"
	case n.has("project") || n.peek("kind") == "DataContract":
		return "v2.2.1"
	case n.has("standardVersion"):
		return "v2.2.0"
	case n.has("templateVersion"):
		return "v2.1.1"
	}
	return "v2.0.0"
}
