package reader

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// This file reads the Data Contract Specification, 0.9.0 to 1.2.1, but for its
// fields; see dcs_field.go.

// dcsWords are the names of DCS. Its map of models is a list of named objects,
// its service levels are named SLAs.
var dcsWords = vocabulary{
	contract: &spelling{names: map[string]string{
		"dataContractSpecification": "apiVersion", "models": "schema", "servicelevels": "slaProperties",
		"serviceLevels": "slaProperties", "links": "authoritativeDefinitions",
	}},
	object: &spelling{names: map[string]string{
		"type": "physicalType", "title": "businessName", "fields": "properties", "columns": "properties",
		"links": "authoritativeDefinitions", "table": "name",
	}},
	property: &spelling{names: map[string]string{
		"title": "businessName", "fields": "properties", "primary": "primaryKey", "primary_key": "primaryKey",
		"links": "authoritativeDefinitions", "column": "name", "isNullable": "nullable",
	}},
	check: &spelling{names: map[string]string{
		"mustBeGreaterThanOrEqualTo": "mustBeGreaterOrEqualTo", "mustBeLessThanOrEqualTo": "mustBeLessOrEqualTo",
		"mustBeEqualTo": "mustBe",
	}},
	sla: &spelling{names: map[string]string{
		"percentage": "value", "period": "value", "threshold": "value", "interval": "value", "time": "value",
		"timestampField": "element", "sourceTimestampField": "element", "cron": "schedule",
	}},
	role:  &spelling{names: map[string]string{"name": "role"}},
	field: (*contractReader).dcsField,
	rule:  (*contractReader).dcsRule,

	references: true,
	bareFields: true,
}

// infoWords are the names of what DCS says in info.
var infoWords = &spelling{names: map[string]string{"title": "name"}}

func isDCS(n node) bool { return n.has("dataContractSpecification") }

func (r *reading) dcs(n node) {
	cr := &contractReader{words: &dcsWords, defs: definitions{root: n}, inclusive: true}
	m := n.open(dcsWords.contract)
	c := cr.dcsContract(m)
	c.Dialect.Family = catalog.DCS
	c.Dialect.Detected = dcsVersion(n)
	cr.finish(m, c)
}

// dcsContract takes what any contract has, then what DCS writes elsewhere.
func (cr *contractReader) dcsContract(m *mapping) *catalog.Contract {
	old := m.oldSchema()
	c := cr.contract(m)
	list(old, "models", &c.Schema, (&contractReader{words: &dbtWords}).object)
	cr.info(m, c)
	cr.terms(m, c)
	cr.primaryKeys(c)
	cr.rootQuality(m, c)
	rootExamples(m, c)
	return c
}

// oldSchema opens the schema of DCS 0.9, {type, specification}, where it holds
// models in the notation of dbt; anything else in it is kept as it is.
func (m *mapping) oldSchema() *mapping {
	v, ok := m.peek("schema")
	if !ok || !v.isMap() || !v.has("specification") {
		return emptyMapping(m.at.r)
	}
	sm := m.fold("schema", nil)
	if spec, _ := sm.peek("specification"); spec.isMap() {
		return sm.fold("specification", nil)
	}
	return emptyMapping(m.at.r)
}

func emptyMapping(r *reading) *mapping { return node{r: r, y: nothing, index: -1}.open(nil) }

// textIfEmpty takes a scalar unless the model already has the value from
// elsewhere, in which case this one is left as an extension.
func (m *mapping) textIfEmpty(key string, dst *string) {
	if *dst == "" {
		m.lines(key, "\n", dst)
	}
}

// info takes what DCS says of the contract as a whole.
func (cr *contractReader) info(m *mapping, c *catalog.Contract) {
	v, ok := m.peek("info")
	if !ok || !v.isMap() {
		return
	}
	im := m.fold("info", infoWords)
	im.textIfEmpty("id", &c.ID)
	im.textIfEmpty("name", &c.Name)
	im.textIfEmpty("version", &c.Version)
	im.textIfEmpty("status", &c.Status)
	im.textIfEmpty("domain", &c.Domain)
	im.textIfEmpty("dataProduct", &c.DataProduct)
	im.texts("tags", &c.Tags)
	im.elsewhere("description", "purpose", &c.Description.Purpose, &c.Description.Place)
	im.elsewhere("owner", "name", &c.Team.Name, &c.Team.Place)
	c.Support = append(c.Support, contact(im)...)
}

// contact makes support channels of info.contact: one for the person or page,
// one for the mail address.
func contact(im *mapping) []catalog.Support {
	v, ok := im.peek("contact")
	if !ok || !v.isMap() {
		return nil
	}
	var out []catalog.Support
	var page, mail catalog.Support
	cm := im.foldInto("contact", nil, &page.Place)
	cm.text("name", &page.Channel)
	cm.text("url", &page.URL)
	if page.Channel == "" {
		page.Channel = page.URL
	}
	cm.sink = &mail.Place
	mail.Place.Pos = v.pos
	cm.text("email", &mail.Channel)
	if page.Channel != "" {
		out = append(out, page)
	}
	if mail.Channel != "" {
		mail.Tool, mail.URL = "email", "mailto:"+mail.Channel
		out = append(out, mail)
	}
	return out
}

// terms takes what DCS says of use and its limits.
func (cr *contractReader) terms(m *mapping, c *catalog.Contract) {
	v, ok := m.peek("terms")
	if !ok || !v.isMap() {
		return
	}
	tm := m.foldInto("terms", termsWords, &c.Description.Place)
	tm.textIfEmpty("usage", &c.Description.Usage)
	tm.textIfEmpty("limitations", &c.Description.Limitations)
	tm.textIfEmpty("purpose", &c.Description.Purpose)
	list(tm, "policies", &c.Links, policy)
	if c.Price.Amount == "" {
		c.Price = priceOf(v.peek("billing"))
	}
	for _, key := range []string{"billing", "noticePeriod"} {
		tm.asCustom(key, &c.Custom)
	}
}

var termsWords = &spelling{names: map[string]string{"description": "purpose"}}

// asCustom takes a scalar that the model has no place for but that people need,
// as a custom property.
func (m *mapping) asCustom(key string, dst *[]catalog.CustomProperty) {
	i := m.find(key)
	if i < 0 || !m.value(i).isScalar() || m.value(i).isNull() {
		return
	}
	v := m.value(i)
	m.taken.add(i)
	c := catalog.CustomProperty{Property: key, Value: valueOf(v.y)}
	c.Place = catalog.Place{Pos: v.pos, Keys: []catalog.KeyPos{{Key: "value", Pos: v.pos}}}
	*dst = append(*dst, c)
}

func policy(n node, d *catalog.AuthoritativeDefinition) {
	m := n.open(policyWords)
	m.name("type", &d.Type)
	m.text("url", &d.URL)
	m.text("description", &d.Description)
	m.close(&d.Element)
}

var policyWords = &spelling{names: map[string]string{"name": "type"}}

var billing = lazy.Regexp(`^(\d+(?:\.\d+)?)\s+([A-Z]{3})\s+(?:per|/)\s+(\w+)$`)

// priceOf reads "5000 USD per month".
func priceOf(text string) catalog.Price {
	m := billing().FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return catalog.Price{}
	}
	return catalog.Price{Amount: m[1], Currency: m[2], Unit: m[3]}
}

// primaryKeys spreads the key that a DCS model names as a list of fields.
func (cr *contractReader) primaryKeys(c *catalog.Contract) {
	for i := range c.Schema {
		for at, name := range cr.modelKeys[c.Schema[i].Place.Pos] {
			if !markKey(&c.Schema[i], name, at+1) {
				c.Schema[i].Extensions = append(c.Schema[i].Extensions, catalog.Extension{
					Path: fmt.Sprintf("primaryKey[%d]", at), Value: catalog.StringValue(name), Pos: c.Schema[i].Place.Of("primaryKey"),
				})
			}
		}
	}
}

// markKey makes a property part of the object's primary key. It reports false
// when there is none of that name.
func markKey(o *catalog.Object, name string, position int) bool {
	for i := range o.Properties {
		if p := &o.Properties[i]; p.Name == name {
			p.PrimaryKey, p.PrimaryKeyPosition = catalog.True, position
			return true
		}
	}
	return false
}

// dcsRule takes the dialect of a check's SQL.
func (cr *contractReader) dcsRule(m *mapping, c *catalog.Check) { m.asCustom("dialect", &c.Custom) }

// rootQuality takes the quality of DCS 0.9, {type, specification}: the rules of
// one tool for all models. Where they are keyed "checks for MODEL" each model
// gets its own; where there is one model it gets all; else they stay as they are.
func (cr *contractReader) rootQuality(m *mapping, c *catalog.Contract) {
	v, ok := m.peek("quality")
	if !ok || len(c.Schema) == 0 {
		return
	}
	switch {
	case v.isList() && len(c.Schema) == 1:
		list(m, "quality", &c.Schema[0].Quality, cr.check)
	case v.has("specification"):
		cr.toolQuality(m, v, c)
	}
}

func (cr *contractReader) toolQuality(m *mapping, v node, c *catalog.Contract) {
	spec, _ := v.get("specification")
	if len(c.Schema) > 1 && !isPerModel(spec, c) {
		return
	}
	qm := m.fold("quality", nil)
	spec, _ = qm.peek("specification")
	qm.taken.add(qm.find("specification"))
	engine := engineOf(v.peek("type"))
	if engine != "" {
		qm.taken.add(qm.find("type"))
	}
	if len(c.Schema) == 1 {
		c.Schema[0].Quality = append(c.Schema[0].Quality, toolCheck(engine, spec))
		return
	}
	for _, e := range spec.elements() {
		o := &c.Schema[modelOf(e.label, c)]
		o.Quality = append(o.Quality, toolCheck(engine, e))
	}
}

// isPerModel reports whether every entry of the specification names a model.
func isPerModel(spec node, c *catalog.Contract) bool {
	for _, e := range spec.elements() {
		if modelOf(e.label, c) < 0 {
			return false
		}
	}
	return spec.isMap()
}

func modelOf(label string, c *catalog.Contract) int {
	name := strings.TrimPrefix(label, "checks for ")
	return slices.IndexFunc(c.Schema, func(o catalog.Object) bool { return o.Name == name })
}

// engineOf names the tool of a quality type of DCS 0.9 in the words of ODCS.
func engineOf(kind string) string {
	switch strings.ToLower(strings.ReplaceAll(kind, "-", "")) {
	case "sodacl", "soda", "sodachecks":
		return "soda"
	case "greatexpectations":
		return "greatExpectations"
	case "montecarlo":
		return "montecarlo"
	}
	return ""
}

// toolCheck is a check that only its tool understands.
func toolCheck(engine string, n node) catalog.Check {
	k := catalog.Check{Type: "custom", Engine: engine, Name: n.label, Implementation: valueOf(n.y)}
	k.Place = catalog.Place{Pos: n.pos, Keys: []catalog.KeyPos{{Key: "implementation", Pos: n.pos}}}
	return k
}

// rootExamples takes the examples of DCS 0.9, each of which names its model.
func rootExamples(m *mapping, c *catalog.Contract) {
	v, ok := m.peek("examples")
	if !ok || !v.isList() {
		m.values("examples", &c.Examples)
		return
	}
	m.take("examples", m.find("examples"))
	for _, e := range v.items() {
		at := slices.IndexFunc(c.Schema, func(o catalog.Object) bool { return o.Name == e.peek("model") })
		if at < 0 {
			c.Examples = append(c.Examples, valueOf(e.y))
			continue
		}
		c.Schema[at].Examples = append(c.Schema[at].Examples, valueOf(e.y))
	}
}

// dcsVersion is the lowest version whose features explain the document.
func dcsVersion(n node) string {
	detected := "0.9.0"
	raise := func(version string, seen bool) {
		if seen && catalog.CompareVersions(version, detected) > 0 {
			detected = version
		}
	}
	raise("0.9.1", n.has("models"))
	raise("0.9.2", n.has("definitions"))
	raise("0.9.3", n.hasAny("servicelevels", "links", "tags"))
	terms, _ := n.get("terms")
	raise("1.1.0", terms.has("policies"))
	models, _ := n.get("models")
	for _, model := range models.elements() {
		raise("1.1.0", model.hasAny("primaryKey", "quality", "examples"))
		raise("1.2.0", model.has("additionalFields"))
		fields, _ := model.get("fields")
		for _, f := range fields.elements() {
			raise("0.9.2", f.has("$ref"))
			raise("0.9.3", f.hasAny("title", "examples", "keys", "values"))
			raise("1.1.0", f.hasAny("quality", "lineage", "primaryKey"))
			raise("1.2.0", f.peek("type") == "variant" || f.peek("type") == "json" || f.peek("type") == "time")
		}
	}
	return detected
}
