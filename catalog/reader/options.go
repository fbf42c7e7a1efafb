package reader

import (
	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// options takes logicalTypeOptions: a mapping or, as ODCS v3.0.2 showed it, a
// list of mappings.
func (cr *contractReader) options(m *mapping, o *catalog.Options) {
	i := m.find("logicalTypeOptions")
	if i < 0 {
		return
	}
	v := m.value(i)
	if v.isList() {
		v.y = joined(v.y)
	}
	if !v.isMap() {
		if !v.isNull() {
			m.wrong(v, "a mapping")
		}
		return
	}
	m.take("logicalTypeOptions", i)
	om := v.open(nil)
	cr.constraints(om, o)
	om.close(&o.Element)
}

// joined makes one mapping of a list of mappings; a list of anything else stays.
func joined(y *yaml.Node) *yaml.Node {
	all := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: y.Line, Column: y.Column}
	for _, c := range y.Content {
		c = resolve(c)
		if c.Kind != yaml.MappingNode {
			return y
		}
		all.Content = append(all.Content, c.Content...)
	}
	return all
}

// constraints takes the options of every logical type.
func (cr *contractReader) constraints(m *mapping, o *catalog.Options) {
	m.any("minLength", &o.MinLength)
	m.any("maxLength", &o.MaxLength)
	m.text("pattern", &o.Pattern)
	m.text("format", &o.Format)
	m.any("minimum", &o.Minimum)
	m.any("maximum", &o.Maximum)
	cr.exclusive(m, "exclusiveMinimum", &o.Minimum, &o.ExclusiveMinimum)
	cr.exclusive(m, "exclusiveMaximum", &o.Maximum, &o.ExclusiveMaximum)
	m.any("multipleOf", &o.MultipleOf)
	m.any("minItems", &o.MinItems)
	m.any("maxItems", &o.MaxItems)
	m.flag("uniqueItems", &o.UniqueItems)
	m.any("minProperties", &o.MinProperties)
	m.any("maxProperties", &o.MaxProperties)
	m.texts("required", &o.Required)
	m.flag("timezone", &o.Timezone)
	m.text("defaultTimezone", &o.DefaultTimezone)
	m.any("precision", &o.Precision)
	m.any("scale", &o.Scale)
	m.any("dimensions", &o.Dimensions)
	m.text("elementType", &o.ElementType)
	m.text("distanceMetric", &o.DistanceMetric)
	m.text("embeddingModel", &o.EmbeddingModel)
	m.text("embeddingModelVersion", &o.EmbeddingVersion)
	m.flag("normalized", &o.Normalized)
}

// exclusive takes an exclusive bound. In ODCS v3.0 it is a boolean that makes the
// inclusive bound exclusive; false, and true without a bound, say nothing.
func (cr *contractReader) exclusive(m *mapping, key string, inclusive, dst *catalog.Value) {
	m.any(key, dst)
	if dst.Kind != catalog.Bool {
		cr.since("v3.1.0", dst.IsSet())
		return
	}
	f, _ := flagOf(node{y: &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: dst.Text}})
	*dst = catalog.Value{}
	if f.Is() {
		*dst, *inclusive = *inclusive, catalog.Value{}
	}
}
