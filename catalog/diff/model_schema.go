package diff

import (
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
)

func (n *node) schemaObject(o *catalog.Object) {
	n.name, n.path, n.place, n.source = o.Name, join("", o.Name), o.Place, o
	n.annotate(o.Annotations, o.Element)
	n.names(o.Name, o.PhysicalName, o.BusinessName, o.Description)
	n.put("physicalType", objectType(o.PhysicalType), o.PhysicalType)
	if t := strings.ToLower(strings.TrimSpace(o.LogicalType)); t != "object" {
		n.put("logicalType", t, o.LogicalType)
	}
	n.prose("granularity", o.Granularity)
	n.flag("deprecated", o.Deprecated)
	n.flag("open", o.Open)
	if o.Open == catalog.False {
		n.put("closed", "true", "true")
	}
	n.value("examples", catalog.Value{Kind: listOrAbsent(o.Examples), Items: o.Examples})
	n.context(o.Context)
	n.synonyms(o.Synonyms)
	for i := range o.Properties {
		n.property(&o.Properties[i], "")
	}
	for i := range o.Quality {
		n.check(&o.Quality[i])
	}
	n.rank("primaryKey", "primaryKeyPosition", keyPosition)
	n.rank("partitioned", "partitionKeyPosition", partitionPosition)
}

// rank records the order of an object's key columns, where it is stated. Ranks
// are counted anew, so that gaps in the numbers mean nothing.
func (n *node) rank(key, position string, at func(*node) int) {
	columns := columnsBy(n, key, at)
	if len(columns) < 2 || at(columns[0]) == noPosition {
		return
	}
	for i, c := range columns {
		c.put(position, strconv.Itoa(i+1), strconv.Itoa(i+1))
	}
}

// objectType folds the spellings of one kind of object; a table is the default.
func objectType(s string) string {
	switch t := foldName(s); t {
	case "table", "basetable":
		return ""
	case "materialisedview", "materializedview", "matview":
		return "materialized view"
	default:
		return t
	}
}

// names records what an element is called. A physical name that only repeats the
// name says nothing.
func (n *node) names(name, physical, business, description string) {
	n.word("name", name)
	if strings.TrimSpace(physical) != strings.TrimSpace(name) {
		n.word("physicalName", physical)
	}
	n.word("businessName", business)
	n.prose("description", description)
}

// physicalName is the name that queries bind to.
func (n *node) physicalName() string {
	if f := n.fact("physicalName"); f.value != "" {
		return f.value
	}
	return n.fact("name").value
}

// property adds a property and all below it. The slot is set for the items of an
// array and for the key and value of a map.
func (n *node) property(p *catalog.Property, slot string) {
	c := &node{kind: propertyKind, name: p.Name, slot: slot, place: p.Place, source: p, facts: make([]fact, 0, 8)}
	c.path = n.path + slotPath[slot]
	if slot == "" {
		c.path = join(n.path, p.Name)
	} else {
		c.name = c.path
	}
	n.add(c)
	c.annotate(p.Annotations, p.Element)
	if slot == "" {
		c.names(p.Name, p.PhysicalName, p.BusinessName, p.Description)
	} else {
		c.names("", "", p.BusinessName, p.Description)
		c.spelling += p.Name + p.PhysicalName // its place names it
	}
	c.synonyms(p.Synonyms)
	c.context(p.Context)
	c.types(p)
	c.governance(p)
	c.options(&p.Options)
	c.bounds(p)
	c.enum(p)
	c.inside(p)
}

// slotPath is how a slot is written in a path.
var slotPath = map[string]string{"items": "[]", "key": "{key}", "value": "{}"}

// inside adds what is nested in a property, and its checks.
func (n *node) inside(p *catalog.Property) {
	for i := range p.Properties {
		n.property(&p.Properties[i], "")
	}
	for _, s := range []struct {
		slot string
		p    *catalog.Property
	}{{"items", p.Items}, {"key", p.Key}, {"value", p.Value}} {
		if s.p != nil {
			n.property(s.p, s.slot)
		}
	}
	for i := range p.Quality {
		n.check(&p.Quality[i])
	}
	unknown := subtract(p.Options.Required, namesOf(n.children[propertyKind]))
	n.set("ext:logicalTypeOptions.required", unknown)
}

func (n *node) types(p *catalog.Property) {
	n.put("logicalType", logicalOf(p.LogicalType), p.LogicalType)
	text := n.withPrecision(p, strings.TrimSpace(p.PhysicalType))
	n.put("physicalType", physicalOf(n, text).key, text)
	if s := strings.ToLower(strings.TrimSpace(p.SemanticType)); s != "column" {
		n.put("semanticType", s, p.SemanticType)
	}
}

// withPrecision writes a precision that stands apart, among the options or as a
// custom property, into the physical type, where the standard has it.
func (n *node) withPrecision(p *catalog.Property, text string) string {
	precision, scale := p.Options.Precision.Text, p.Options.Scale.Text
	if precision == "" {
		precision, scale = n.fact("custom:precision").text, n.fact("custom:scale").text
	}
	full := defaultTo(text, "decimal")
	if precision == "" || strings.Contains(text, "(") || text == "" && n.fact("logicalType").value != "number" ||
		physicalOf(n, full).family != decimalFamily {
		n.put("ext:logicalTypeOptions.precision", p.Options.Precision.Text, p.Options.Precision.Text)
		n.put("ext:logicalTypeOptions.scale", p.Options.Scale.Text, p.Options.Scale.Text)
		return text
	}
	n.drop("custom:precision", "custom:scale")
	return full + "(" + precision + "," + defaultTo(scale, "0") + ")"
}

// logicalOf folds the words that older dialects and authors use for the logical
// types of the standard. Others stay as they are.
func logicalOf(text string) string {
	t := strings.ToLower(strings.TrimSpace(text))
	switch t {
	case "numeric", "decimal", "double", "float":
		return "number"
	case "int", "long", "bigint", "smallint":
		return "integer"
	case "text", "varchar", "char", "uuid":
		return "string"
	case "bool":
		return "boolean"
	case "datetime", "timestamp_tz", "timestamp_ntz":
		return "timestamp"
	case "record", "struct":
		return "object"
	}
	return t
}

func defaultTo(s, or string) string {
	if s == "" {
		return or
	}
	return s
}

func (n *node) governance(p *catalog.Property) {
	n.flag("required", catalog.FlagOf(p.Required.Is() || p.PrimaryKey.Is() || n.isListedRequired()))
	n.flag("unique", p.Unique)
	n.flag("primaryKey", p.PrimaryKey)
	n.flag("partitioned", p.Partitioned)
	n.flag("deprecated", p.Deprecated)
	n.flag("criticalDataElement", p.CriticalElement)
	n.put("classification", strings.ToLower(foldText(p.Classification)), p.Classification)
	n.word("encryptedName", p.EncryptedName)
	for _, t := range p.Tags {
		if strings.EqualFold(t, "pii") && !n.has("pii") {
			n.put("pii", "true", "true")
		}
	}
	n.set("transformSourceObjects", p.TransformSources)
	n.put("transformLogic", foldSQL(p.TransformLogic), p.TransformLogic)
	n.prose("transformDescription", p.TransformDescription)
	var inputs []string
	for _, in := range p.Inputs {
		inputs = append(inputs, in.Namespace+"."+in.Name+"."+in.Field)
		n.lineage(in)
	}
	n.set("lineage", inputs)
	n.spelling += strconv.Itoa(p.PrimaryKeyPosition) + " " + strconv.Itoa(p.PartitionKeyPosition)
	n.value("examples", catalog.Value{Kind: listOrAbsent(p.Examples), Items: p.Examples})
}

// isListedRequired reports whether the object property around n lists n among
// its required ones.
func (n *node) isListedRequired() bool {
	outer, ok := n.parent.source.(*catalog.Property)
	return ok && slices.Contains(outer.Options.Required, n.name)
}

// lineage records what a contract says of an input beyond its name.
func (n *node) lineage(in catalog.FieldInput) {
	how := canonical(catalog.Value{Kind: listOrAbsent(in.Transformations), Items: in.Transformations})
	if rest := remainder(in.Element, catalog.Annotations{}); rest != "" || how != "~" {
		n.putAt(n.free("lineage.input"), how+rest, "how it is derived", in.Place.Pos)
	}
}

// options records logicalTypeOptions but for the bounds.
func (n *node) options(o *catalog.Options) {
	at := o.Place.Of
	number := func(key string, v catalog.Value, zero string) {
		if c := canonicalScalar(v); v.IsSet() && c != zero {
			n.putAt(key, c, v.Text, at(key))
		}
	}
	number("minLength", o.MinLength, "0")
	number("maxLength", o.MaxLength, "")
	number("minItems", o.MinItems, "0")
	number("maxItems", o.MaxItems, "")
	number("minProperties", o.MinProperties, "0")
	number("maxProperties", o.MaxProperties, "")
	number("multipleOf", o.MultipleOf, "")
	number("dimensions", o.Dimensions, "")
	n.putAt("pattern", normalForm(o.Pattern), o.Pattern, at("pattern"))
	if custom := n.fact("custom:format"); o.Format == "" && custom.value != "" {
		n.drop("custom:format") // where converters put a format that the standard does not list
		n.putAt("format", custom.text, custom.text, custom.pos)
	}
	if f := strings.TrimSpace(o.Format); f != "i32" || n.fact("logicalType").value != "integer" {
		n.putAt("format", f, o.Format, at("format"))
	}
	n.putAt("uniqueItems", yes(o.UniqueItems), "true", at("uniqueItems"))
	n.putAt("timezone", yes(o.Timezone), "true", at("timezone"))
	if z := strings.ToLower(o.DefaultTimezone); z != "etc/utc" && z != "utc" {
		n.putAt("defaultTimezone", z, o.DefaultTimezone, at("defaultTimezone"))
	}
	n.putAt("normalized", yes(o.Normalized), "true", at("normalized"))
	if e := strings.ToLower(o.ElementType); e != "float32" {
		n.putAt("elementType", e, o.ElementType, at("elementType"))
	}
	n.putAt("distanceMetric", strings.ToLower(o.DistanceMetric), o.DistanceMetric, at("distanceMetric"))
	embedding := strings.TrimSpace(o.EmbeddingModel + " " + o.EmbeddingVersion)
	n.putAt("embeddingModel", embedding, embedding, at("embeddingModel"))
	for _, x := range o.Extensions {
		n.putAt(n.free("ext:logicalTypeOptions."+x.Path), canonical(x.Value), secretOr(x.Path, x.Value.String()), x.Pos)
	}
}

func yes(f catalog.Flag) string {
	if f.Is() {
		return "true"
	}
	return ""
}

// bounds records the range of values as one lower and one upper bound, however
// exclusiveness was written. On whole numbers an exclusive bound is the next
// inclusive one.
func (n *node) bounds(p *catalog.Property) {
	o := &p.Options
	whole := n.fact("logicalType").value == "integer"
	lower := tighterBound(boundOf(o.Minimum, false, whole, +1), boundOf(o.ExclusiveMinimum, true, whole, +1), +1)
	upper := tighterBound(boundOf(o.Maximum, false, whole, -1), boundOf(o.ExclusiveMaximum, true, whole, -1), -1)
	n.putAt("minimum", lower.canonical(), lower.text, o.Place.Of(lower.key("minimum", "exclusiveMinimum")))
	n.putAt("maximum", upper.canonical(), upper.text, o.Place.Of(upper.key("maximum", "exclusiveMaximum")))
}

// enum adds the closed list of values, in whichever of its spellings: the
// standard's enum, logicalTypeOptions.enum or a custom property.
func (n *node) enum(p *catalog.Property) {
	for i := range p.Enum {
		v := &p.Enum[i]
		n.enumValue(v.Value, v.Annotations, v.Place).labels(v)
	}
	if len(p.Enum) > 0 {
		return
	}
	for _, key := range []string{"ext:logicalTypeOptions.enum", "custom:enum"} {
		if values := otherEnum(p, key); len(values) > 0 {
			n.drop(key)
			for _, v := range values {
				n.enumValue(v, catalog.Annotations{}, p.Place)
			}
			return
		}
	}
}

// otherEnum finds the list of values that stands under the key of an extension
// or custom property.
func otherEnum(p *catalog.Property, key string) []catalog.Value {
	for _, x := range p.Options.Extensions {
		if "ext:logicalTypeOptions."+x.Path == key {
			return x.Value.Items
		}
	}
	for _, c := range p.Custom {
		if "custom:"+c.Property == key {
			return c.Value.Items
		}
	}
	return nil
}

func (n *node) enumValue(v catalog.Value, a catalog.Annotations, place catalog.Place) *node {
	c := n.add(&node{kind: valueKind, name: v.String(), place: place, path: n.path, source: v})
	c.annotate(a, catalog.Element{})
	c.put("value", canonical(v), v.String())
	return c
}

func (n *node) labels(v *catalog.EnumValue) {
	n.prose("label", v.Label)
	n.prose("description", v.Description)
	n.extensions(v.Element)
}
