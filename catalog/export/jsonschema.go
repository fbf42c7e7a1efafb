package export

import (
	"encoding/json"
	"io"
	"math/big"
	"strings"

	"meshdex/catalog"
)

// JSONSchema writes a JSON Schema (2020-12) with a definition for every schema
// object; the document itself is one of them. Properties come in the order of
// their names.
func JSONSchema(w io.Writer, c *catalog.Contract) error {
	defs := map[string]any{}
	var refs []any
	for i := range c.Schema {
		o := &c.Schema[i]
		s := objectSchema(o.Properties)
		put(s, "title", o.BusinessName)
		put(s, "description", o.Description)
		defs[o.Name] = s
		refs = append(refs, map[string]any{"$ref": "#/$defs/" + pointer.Replace(o.Name)})
	}
	root := map[string]any{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": defs}
	put(root, "title", nameOf(c.Name, c.ID))
	if len(refs) > 0 {
		root["anyOf"] = refs
	}
	return encode(w, root)
}

// pointer escapes a name for a JSON pointer in the fragment of an address.
var pointer = strings.NewReplacer("~", "~0", "/", "~1", "%", "%25", " ", "%20", "#", "%23", `"`, "%22")

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func put(m map[string]any, key, text string) {
	if text != "" {
		m[key] = text
	}
}

func objectSchema(ps []catalog.Property) map[string]any {
	s := map[string]any{"type": "object"}
	props := map[string]any{}
	var required []string
	for i := range ps {
		p := &ps[i]
		props[p.Name] = propertySchema(p)
		if p.Required.Is() || p.PrimaryKey.Is() {
			required = append(required, p.Name)
		}
	}
	if len(props) > 0 {
		s["properties"] = props
	}
	if required != nil {
		s["required"] = required
	}
	return s
}

// jsonTypes are the JSON types and formats of logical types.
var jsonTypes = map[string][2]string{
	"string": {"string"}, "integer": {"integer"}, "number": {"number"}, "boolean": {"boolean"}, "array": {"array"},
	"date": {"string", "date"}, "timestamp": {"string", "date-time"}, "time": {"string", "time"}, "map": {"object"}, "vector": {"array"},
}

func propertySchema(p *catalog.Property) map[string]any {
	s := map[string]any{}
	if p.LogicalType == "object" || len(p.Properties) > 0 {
		s = objectSchema(p.Properties)
	}
	t := jsonTypes[p.LogicalType]
	put(s, "type", t[0])
	put(s, "format", t[1])
	put(s, "title", p.BusinessName)
	put(s, "description", p.Description)
	if p.Deprecated.Is() {
		s["deprecated"] = true
	}
	if p.Items != nil {
		s["items"] = propertySchema(p.Items)
	}
	if p.Value != nil {
		s["additionalProperties"] = propertySchema(p.Value)
	}
	bounds(s, p)
	if !p.Required.Is() && !p.PrimaryKey.Is() && s["type"] != nil {
		s["type"] = []any{s["type"], "null"}
	}
	return s
}

func bounds(s map[string]any, p *catalog.Property) {
	o := &p.Options
	if p.LogicalType == "string" {
		put(s, "pattern", o.Pattern)
		put(s, "format", o.Format)
	}
	for key, v := range map[string]catalog.Value{
		"minLength": o.MinLength, "maxLength": o.MaxLength, "minimum": o.Minimum, "maximum": o.Maximum,
		"exclusiveMinimum": o.ExclusiveMinimum, "exclusiveMaximum": o.ExclusiveMaximum, "multipleOf": o.MultipleOf,
		"minItems": o.MinItems, "maxItems": o.MaxItems, "minProperties": o.MinProperties, "maxProperties": o.MaxProperties,
	} {
		if v.Kind == catalog.Int || v.Kind == catalog.Float {
			if n, ok := number(v.Text); ok {
				s[key] = n
			}
		}
	}
	if o.UniqueItems.Is() {
		s["uniqueItems"] = true
	}
	var enum []any
	for _, e := range p.Enum {
		enum = append(enum, scalar(e.Value))
	}
	if enum != nil {
		if !p.Required.Is() && !p.PrimaryKey.Is() {
			enum = append(enum, nil) // the type allows null, so the values must too
		}
		s["enum"] = enum
	}
}

// number keeps the text of a number that JSON can write as it is, and rewrites
// the others of YAML (0x1F, .5).
func number(text string) (json.Number, bool) {
	if json.Valid([]byte(text)) {
		return json.Number(text), true
	}
	if len(text) > 40 || strings.ContainsAny(text, "eEpP") {
		return "", false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return "", false
	}
	return json.Number(strings.TrimSuffix(strings.TrimRight(r.FloatString(12), "0"), ".")), true
}

func scalar(v catalog.Value) any {
	switch v.Kind {
	case catalog.Null:
		return nil
	case catalog.Bool:
		return strings.EqualFold(v.Text, "true")
	case catalog.Int, catalog.Float:
		if n, ok := number(v.Text); ok {
			return n
		}
	}
	return v.String()
}
