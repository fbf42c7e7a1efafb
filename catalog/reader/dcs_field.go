package reader

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// dcsTypes gives the logical type of ODCS for each type of DCS, and of SQL as
// authors use it. What is not in it has no logical type.
var dcsTypes = map[string]string{
	"string": "string", "text": "string", "varchar": "string", "str": "string", "uuid": "string", "char": "string",
	"int": "integer", "integer": "integer", "long": "integer", "bigint": "integer", "smallint": "integer",
	"number": "number", "decimal": "number", "numeric": "number", "float": "number", "double": "number",
	"boolean": "boolean", "bool": "boolean",
	"timestamp": "timestamp", "timestamp_tz": "timestamp", "timestamp_ntz": "timestamp", "datetime": "timestamp",
	"date": "date", "time": "time",
	"object": "object", "record": "object", "struct": "object",
	"array": "array", "list": "array", "map": "map",
}

// dcsField takes what DCS says of a field: a type that is logical and physical
// in one, and constraints beside it rather than in options of their own.
func (cr *contractReader) dcsField(m *mapping, p *catalog.Property) {
	cr.dcsConfig(m, p)
	cr.dcsType(m, p)
	cr.constraints(m, &p.Options)
	p.Options.Place.Pos = m.place.Pos
	m.values("example", &p.Examples)
	cr.reference(m, p)
	cr.nested(m, "keys", &p.Key)
	cr.nested(m, "values", &p.Value)
	m.asCustom("pii", &p.Custom)
}

// dcsType takes the type. Its own word is kept as the physical type, unless it
// is the logical one or a configuration names a physical type.
func (cr *contractReader) dcsType(m *mapping, p *catalog.Property) {
	v, ok := m.peek("type")
	if !ok || !v.isScalar() || p.LogicalType != "" {
		return
	}
	word := v.text()
	p.LogicalType = dcsTypes[strings.ToLower(word)]
	switch {
	case p.LogicalType == word:
	case p.PhysicalType == "":
		p.PhysicalType = word
	default:
		m.extend(m.prefix+"type", v)
	}
	m.take("logicalType", m.find("type"))
}

// dcsConfig takes from the tools' configuration what ODCS has keys for.
func (cr *contractReader) dcsConfig(m *mapping, p *catalog.Property) {
	v, ok := m.peek("config")
	if !ok || !v.isMap() {
		return
	}
	cm := m.fold("config", nil)
	cm.textIfEmpty("physicalType", &p.PhysicalType)
	for i := 0; i+1 < len(v.y.Content) && p.PhysicalType == ""; i += 2 {
		if key := v.y.Content[i].Value; strings.HasSuffix(key, "Type") && !strings.HasPrefix(key, "avro") {
			cm.text(key, &p.PhysicalType)
		}
	}
	if !p.CriticalElement.IsSet() {
		cm.flag("criticalDataElement", &p.CriticalElement)
	}
	if !p.Partitioned.IsSet() {
		cm.flag("partitioned", &p.Partitioned)
	}
	if p.PartitionKeyPosition == 0 {
		cm.number("partitionKeyPosition", &p.PartitionKeyPosition)
	}
}

// reference takes a foreign key.
func (cr *contractReader) reference(m *mapping, p *catalog.Property) {
	v, ok := m.peek("references")
	if !ok || !v.isScalar() || v.isNull() {
		return
	}
	re := catalog.Relationship{Type: "foreignKey", To: []string{v.text()}}
	re.Place = catalog.Place{Pos: v.pos, Keys: []catalog.KeyPos{{Key: "to", Pos: v.pos}}}
	p.Relationships = append(p.Relationships, re)
	m.take("relationships", m.find("references"))
}

// inline puts what a field's $ref refers to into the field, and what that refers to in
// turn. Keys that the field has itself win, and then those that are nearer to it. The
// reference stays as an extension. What is returned beside the field must be called
// when it has been read.
func (cr *contractReader) inline(n node) (node, func()) {
	if !cr.words.references || n.peek("$ref") == "" {
		return n, func() {}
	}
	outside := len(cr.defs.active)
	for ref := n.peek("$ref"); ref != ""; {
		to, ok := cr.defs.find(n, ref)
		if !ok {
			break
		}
		cr.defs.active = append(cr.defs.active, to)
		n = n.filledFrom(to.body)
		ref = node{y: to.body}.peek("$ref")
	}
	return n, func() { cr.defs.active = cr.defs.active[:outside] }
}

// filledFrom is a field with the keys of a definition that it lacks.
func (n node) filledFrom(definition *yaml.Node) node {
	merged := *n.y
	merged.Content = slices.Clone(n.y.Content)
	for i := 0; i+1 < len(definition.Content); i += 2 {
		if k := definition.Content[i]; !n.has(k.Value) && !isDefinitionKey(k.Value) {
			merged.Content = append(merged.Content, k, definition.Content[i+1])
		}
	}
	n.y = &merged
	return n
}

// isDefinitionKey reports whether a key is about the definition itself.
func isDefinitionKey(key string) bool { return key == "name" || key == "domain" || key == "$ref" }
