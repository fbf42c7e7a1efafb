package reader

import "meshdex/catalog"

// annotations takes the keys that nearly every element may have.
func (m *mapping) annotations(a *catalog.Annotations) {
	m.text("id", &a.ID)
	m.texts("tags", &a.Tags)
	m.custom(&a.Custom)
	m.links(&a.Links)
}

// custom takes customProperties: the list of the standard, or a plain mapping.
func (m *mapping) custom(dst *[]catalog.CustomProperty) {
	named(m, "customProperties", dst, customProperty)
}

func customProperty(n node, c *catalog.CustomProperty) {
	if n.label != "" && !n.has("value") {
		*c = labelledCustom(n)
		return
	}
	m := n.open(nil)
	m.name("property", &c.Property)
	m.text("id", &c.ID)
	value, _ := m.peek("value")
	m.any("value", &c.Value)
	m.text("description", &c.Description)
	m.text("vendor", &c.Vendor)
	m.close(&c.Element)
	if isSecretKey(c.Property) {
		c.Value = n.r.hide(c.Property, value)
	}
}

// labelledCustom reads an entry of customProperties that is written as a plain
// mapping of names to values.
func labelledCustom(n node) catalog.CustomProperty {
	c := catalog.CustomProperty{Property: n.label, Value: valueOf(n.y)}
	if isSecretKey(c.Property) {
		c.Value = n.r.hide(c.Property, n)
	}
	c.Place = catalog.Place{Pos: n.labelPos, Keys: []catalog.KeyPos{{Key: "property", Pos: n.labelPos}, {Key: "value", Pos: n.pos}}}
	return c
}

// links takes authoritativeDefinitions: the list of the standard, or a plain
// mapping of types to addresses.
func (m *mapping) links(dst *[]catalog.AuthoritativeDefinition) {
	named(m, "authoritativeDefinitions", dst, link)
}

func link(n node, d *catalog.AuthoritativeDefinition) {
	m := n.open(nil)
	m.name("type", &d.Type)
	m.text("id", &d.ID)
	m.text("url", &d.URL)
	m.text("description", &d.Description)
	switch {
	case n.isList():
		m.extend("url", n)
	case n.isScalar() && !n.isNull():
		d.URL = n.text()
		m.place.Keys = append(m.place.Keys, catalog.KeyPos{Key: "url", Pos: n.pos})
	}
	m.close(&d.Element)
}

func synonym(n node, s *catalog.Synonym) {
	m := n.open(nil)
	m.name("synonym", &s.Synonym)
	m.text("id", &s.ID)
	m.text("description", &s.Description)
	m.text("locale", &s.Locale)
	m.text("source", &s.Source)
	m.text("status", &s.Status)
	m.custom(&s.Custom)
	m.close(&s.Element)
}

// context takes guidance: a text, or a structure.
func (m *mapping) context(c *catalog.Context) {
	v, ok := m.peek("context")
	if !ok || !v.isMap() {
		at := len(m.place.Keys)
		m.text("context", &c.Instructions)
		if len(m.place.Keys) > at {
			c.Place.Pos = v.pos
		}
		return
	}
	m.take("context", m.find("context"))
	cm := v.open(nil)
	cm.text("instructions", &c.Instructions)
	list(cm, "verifiedStatements", &c.Statements, statement)
	list(cm, "constraints", &c.Constraints, constraint)
	cm.close(&c.Element)
}

func statement(n node, s *catalog.Statement) {
	m := n.open(nil)
	m.text("question", &s.Question)
	m.text("answer", &s.Answer)
	m.annotations(&s.Annotations)
	m.close(&s.Element)
}

func constraint(n node, c *catalog.Constraint) {
	m := n.open(nil)
	m.text("constraint", &c.Constraint)
	m.annotations(&c.Annotations)
	m.close(&c.Element)
}

// description takes prose: a text, a list of texts, or a structure.
func (m *mapping) description(d *catalog.Description) {
	v, ok := m.peek("description")
	if !ok || !v.isMap() {
		m.lines("description", "\n", &d.Purpose)
		if ok {
			d.Place = catalog.Place{Pos: v.pos, Keys: []catalog.KeyPos{{Key: "purpose", Pos: v.pos}}}
		}
		return
	}
	m.take("description", m.find("description"))
	dm := v.open(nil)
	dm.lines("purpose", "\n", &d.Purpose)
	dm.lines("limitations", "\n", &d.Limitations)
	dm.lines("usage", "\n", &d.Usage)
	dm.annotations(&d.Annotations)
	dm.close(&d.Element)
}
