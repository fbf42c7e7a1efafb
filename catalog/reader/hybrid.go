package reader

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// This file reads what calls itself a contract of ODCS but has the body of
// another dialect: that of DCS (info, models), a JSON Schema, a mapping of
// columns, or a table at its root.

// isHybrid recognises the envelope of ODCS around something else.
func isHybrid(n node) bool {
	if n.peek("kind") != "DataContract" && !isODCS(n) || isLookalike(n) {
		return false
	}
	for _, key := range []string{"info", "models", "schema", "dataset"} {
		if v, ok := n.get(key); ok && v.isMap() {
			return true
		}
	}
	schema, _ := n.get("schema")
	columns, _ := n.get("columns")
	return isColumns(schema) || columns.isList()
}

// isColumns reports whether all items of a list are columns rather than tables.
func isColumns(n node) bool {
	columns := 0
	for _, it := range n.items() {
		if it.isNull() {
			continue
		}
		columns++
		logical := it.peek("logicalType")
		if it.hasAny(objectKeys...) || it.has("physicalType") && logical == "" {
			return false
		}
		if !slices.Contains(scalarTypes, logical) && it.peek("column") == "" {
			return false
		}
	}
	return columns > 0
}

// scalarTypes are the logical types that no object has.
var scalarTypes = []string{"string", "date", "timestamp", "time", "number", "integer", "boolean", "array", "map", "vector"}

// objectKeys are the keys under which an object keeps its properties.
var objectKeys = []string{"properties", "columns", "fields"}

func (r *reading) hybrid(n node) {
	cr := &contractReader{words: &dcsWords, defs: definitions{root: n}}
	m := n.open(dcsWords.contract)
	objects := cr.hybridSchema(m)
	c := cr.dcsContract(m)
	c.Schema = append(objects, c.Schema...)
	cr.rootQuality(m, c)
	m.elsewhere("owner", "name", &c.Team.Name, &c.Team.Place)
	c.Dialect.Family = catalog.Hybrid
	for i := range c.Schema {
		if c.Schema[i].Name == "" {
			c.Schema[i].Name = c.ID
		}
	}
	cr.finish(m, c)
}

// hybridSchema takes a schema that is no list of objects.
func (cr *contractReader) hybridSchema(m *mapping) []catalog.Object {
	for _, key := range []string{"schema", "dataset"} {
		v, ok := m.peek(key)
		if !ok {
			continue
		}
		switch {
		case isColumns(v), v.isMap() && !v.hasAny(objectKeys...) && !v.has("specification") && !isObjects(v):
			return cr.columns(m, key)
		case v.isMap() && v.hasAny(objectKeys...):
			m.take("schema", m.find(key))
			objects := make([]catalog.Object, 1)
			cr.object(v, &objects[0])
			return objects
		}
	}
	if v, ok := m.peek("columns"); ok && v.isList() {
		return cr.columns(m, "columns")
	}
	return nil
}

// isObjects reports whether every value of a mapping is an object with
// properties.
func isObjects(n node) bool {
	for _, it := range n.elements() {
		if !it.hasAny(objectKeys...) || it.peek("type") == "object" || it.peek("type") == "array" {
			return false
		}
	}
	return true
}

// columns makes an object of columns that have none around them.
func (cr *contractReader) columns(m *mapping, key string) []catalog.Object {
	var o catalog.Object
	v, _ := m.peek(key)
	o.Place = catalog.Place{Pos: v.pos, Keys: []catalog.KeyPos{{Key: "properties", Pos: v.pos}}}
	list(m, key, &o.Properties, cr.property)
	if o.Properties == nil {
		return nil
	}
	m.at.r.report(ruleKeyForeign, v.pos, v.path(), "These are columns, without the table that they are in; they were read as those of one table.",
		"Write a list of tables, each with its columns under properties.")
	return []catalog.Object{o}
}

// isBareFields reports whether n is a mapping of names to fields where one
// property should be: the items of an array, as some authors write them.
func (n node) isBareFields() bool {
	if !n.isMap() || len(n.y.Content) == 0 || n.hasAny("type", "logicalType", "$ref", "properties", "fields", "items", "name") {
		return false
	}
	for i := 1; i < len(n.y.Content); i += 2 {
		if resolve(n.y.Content[i]).Kind != yaml.MappingNode {
			return false
		}
	}
	return true
}
