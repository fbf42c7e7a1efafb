package lint

import (
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

var (
	logicalTypes  = []string{"string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean", "map", "vector"}
	semanticTypes = []string{"column", "measure", "dimension"}
)

func shapeOfSchemas() []rule {
	return []rule{
		{
			Rule: Rule{"object-name-missing", Shape, catalog.Warning, "a schema object has no name", "Give it one; references need it."},
			object: func(p *pass, o placedObject) {
				missing(p, o.Name, o.Place.Pos, o.Path, "the schema object has no name")
			},
		},
		{
			Rule: Rule{"property-name-missing", Shape, catalog.Warning, "a property has no name", "Give it one; references need it."},
			property: func(p *pass, at placedProperty) {
				if !at.Alone {
					missing(p, at.Property.Name, at.Place.Pos, at.Path, "the property has no name")
				}
			},
		},
		{
			Rule:     Rule{"logical-type-unknown", Shape, catalog.Warning, "a logical type is not one of the standard", "Use " + strings.Join(logicalTypes, ", ") + "; the type of the database is the physicalType."},
			property: logicalTypeUnknown,
		},
		{
			Rule: Rule{"type-missing", Shape, catalog.Note, "a property has neither a logical nor a physical type", "Write its logicalType."},
			property: func(p *pass, at placedProperty) {
				if at.LogicalType == "" && at.PhysicalType == "" && at.Properties == nil && at.Items == nil && at.Value == nil {
					p.say(at.Place.Pos, at.Path, "%s has no type", at.Name)
				}
			},
		},
		{
			Rule: Rule{"semantic-type-unknown", Shape, catalog.Warning, "a semantic type is not one of the standard", "Use column, measure or dimension."},
			property: func(p *pass, at placedProperty) {
				word(p, at.SemanticType, semanticTypes, at.Place.Of("semanticType"), at.Path+".semanticType")
			},
		},
		{
			Rule:     Rule{"nesting-mismatch", Shape, catalog.Warning, "a property has parts that its logical type does not have", "Only objects have properties, arrays items, and maps a key and a value."},
			property: nestingMismatch,
		},
		{
			Rule: Rule{"map-incomplete", Shape, catalog.Warning, "a map does not say what its keys and values are", "Write both key and value under map."},
			property: func(p *pass, at placedProperty) {
				if at.LogicalType == "map" && isODCS(at.Contract) && (at.Key == nil || at.Value == nil) {
					p.say(at.Place.Of("logicalType"), at.Path, "the map %s does not say what its keys and values are", at.Name)
				}
			},
		},
		{
			Rule: Rule{"vector-dimensions-missing", Shape, catalog.Warning, "a vector does not say how long it is", "Write dimensions under logicalTypeOptions."},
			property: func(p *pass, at placedProperty) {
				if at.LogicalType == "vector" && !at.Options.Dimensions.IsSet() {
					p.say(at.Place.Of("logicalType"), at.Path, "the vector %s has no dimensions", at.Name)
				}
			},
		},
		{
			Rule:     Rule{"option-foreign", Shape, catalog.Warning, "an option does not belong to the logical type", "Remove it, or correct the type."},
			property: optionForeign,
		},
		{
			Rule:     Rule{"enum-repeated", Shape, catalog.Warning, "an allowed value is listed twice", "List it once."},
			property: enumRepeated,
		},
		{
			Rule:     Rule{"relationship-incomplete", Shape, catalog.Warning, "a relationship does not say what it joins", "At an object write from and to; at a property to alone."},
			object:   func(p *pass, o placedObject) { relationships(p, o.Path, o.Relationships, true) },
			property: func(p *pass, at placedProperty) { relationships(p, at.Path, at.Relationships, false) },
		},
		{
			Rule:     Rule{"element-id-form", Shape, catalog.Note, "the id of an element cannot be used in a reference", "Use letters, digits, - and _ only."},
			object:   func(p *pass, o placedObject) { idForm(p, o.ID, o.Place, o.Path) },
			property: func(p *pass, at placedProperty) { idForm(p, at.ID, at.Place, at.Path) },
		},
		{
			Rule:   Rule{"schema-key-foreign", Shape, catalog.Note, "a type is written in the words of another dialect", "Write it in the words of ODCS."},
			object: objectType,
		},
	}
}

func isODCS(c *catalog.Contract) bool {
	return c.Dialect.Family == catalog.ODCS && catalog.CompareVersions(c.Dialect.Detected, "v3.0.0") >= 0
}

// word reports a text that is not among the words known.
func word(p *pass, text string, known []string, pos catalog.Pos, path string) {
	if text != "" && !slices.Contains(known, text) && !strings.Contains(text, "${") {
		p.say(pos, path, "%q is not one of %s%s", text, strings.Join(known, ", "), meant(nearestWord(text, known)))
	}
}

func logicalTypeUnknown(p *pass, at placedProperty) {
	if isODCS(at.Contract) {
		word(p, at.LogicalType, logicalTypes, at.Place.Of("logicalType"), at.Path+".logicalType")
	}
}

func nestingMismatch(p *pass, at placedProperty) {
	t := at.LogicalType
	if t == "" || !isODCS(at.Contract) {
		return
	}
	for _, part := range []struct {
		key, of string
		written bool
	}{
		{"properties", "object", len(at.Properties) > 0},
		{"items", "array", at.Items != nil},
		{"map", "map", at.Key != nil || at.Value != nil},
	} {
		if part.written && t != part.of {
			p.say(at.Place.Of(part.key), at.Path+"."+part.key, "%s is of type %s and so has no %s", at.Name, t, part.key)
		}
	}
}

// optionsOf are the options that a logical type does have, of those that the
// model knows by a value.
var optionsOf = map[string][]string{
	"string":    {"minLength", "maxLength", "pattern", "format"},
	"date":      {"format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
	"timestamp": {"format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "timezone", "defaultTimezone"},
	"time":      {"format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "timezone", "defaultTimezone"},
	"integer":   {"multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"},
	"number":    {"multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"},
	"object":    {"minProperties", "maxProperties", "required"},
	"array":     {"minItems", "maxItems", "uniqueItems"},
	"boolean":   {},
	"map":       {},
	"vector":    {"dimensions", "elementType", "distanceMetric", "embeddingModel", "embeddingModelVersion", "normalized"},
}

func optionForeign(p *pass, at placedProperty) {
	allowed, known := optionsOf[at.LogicalType]
	if !known || !isODCS(at.Contract) {
		return
	}
	for _, k := range at.Options.Place.Keys {
		if !slices.Contains(allowed, k.Key) {
			p.say(k.Pos, at.Path+".logicalTypeOptions."+k.Key, "%s is of type %s, which has no option %s", at.Name, at.LogicalType, k.Key)
		}
	}
}

func enumRepeated(p *pass, at placedProperty) {
	for i, e := range at.Enum {
		if slices.ContainsFunc(at.Enum[:i], func(o catalog.EnumValue) bool { return o.Value.Equal(e.Value) }) {
			p.say(e.Place.Pos, at.Path+".enum", "%s is listed twice among the values of %s", e.Value.String(), at.Name)
		}
	}
}

func relationships(p *pass, path string, rs []catalog.Relationship, atObject bool) {
	for i, r := range rs {
		here := sel(path, "relationships", "", i)
		switch {
		case len(r.To) == 0:
			p.say(r.Place.Pos, here, "the relationship does not say what it leads to")
		case atObject && len(r.From) == 0:
			p.say(r.Place.Pos, here, "the relationship does not say which property it comes from")
		case !atObject && len(r.From) > 0:
			p.say(r.Place.Of("from"), here, "a relationship at a property comes from that property; from is not allowed")
		}
	}
}

var elementID = lazy.Regexp(`^[A-Za-z0-9_-]+$`)

func idForm(p *pass, id string, at catalog.Place, path string) {
	if id != "" && !elementID().MatchString(id) {
		p.say(at.Of("id"), path+".id", "the id %q cannot be used in a reference", id)
	}
}

func objectType(p *pass, o placedObject) {
	if o.LogicalType != "" && o.LogicalType != "object" && o.LogicalType != "blob" && isODCS(o.Contract) {
		p.say(o.Place.Of("logicalType"), o.Path+".logicalType", "the logical type of a schema object is object, not %q", o.LogicalType)
	}
}
