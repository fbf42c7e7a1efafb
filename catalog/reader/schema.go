package reader

import (
	"meshdex/catalog"
)

// object reads an item of schema.
func (cr *contractReader) object(n node, o *catalog.Object) {
	m := n.open(cr.words.object)
	cr.objectOf(m, o)
	m.close(&o.Element)
}

// objectOf takes the keys of an object.
func (cr *contractReader) objectOf(m *mapping, o *catalog.Object) {
	m.name("name", &o.Name)
	m.text("physicalName", &o.PhysicalName)
	m.text("physicalType", &o.PhysicalType)
	m.text("logicalType", &o.LogicalType)
	m.text("businessName", &o.BusinessName)
	cr.prose(m, &o.Description)
	m.text("dataGranularityDescription", &o.Granularity)
	m.flag("deprecated", &o.Deprecated)
	m.context(&o.Context)
	list(m, "synonyms", &o.Synonyms, synonym)
	list(m, "properties", &o.Properties, cr.property)
	list(m, "relationships", &o.Relationships, relationship)
	list(m, "quality", &o.Quality, cr.check)
	m.values("examples", &o.Examples)
	m.flag("additionalFields", &o.Open)
	cr.modelKey(m)
	m.annotations(&o.Annotations)
	cr.since("v3.1.0", o.Relationships != nil || o.ID != "")
	cr.since("v3.2.0", o.Deprecated.IsSet() || o.Synonyms != nil || o.Context.Place.IsKnown())
}

// modelKey takes a primary key that an object names as a list of properties.
func (cr *contractReader) modelKey(m *mapping) {
	v, ok := m.peek("primaryKey")
	if !ok || !v.isList() {
		return
	}
	var keys []string
	m.texts("primaryKey", &keys)
	if cr.modelKeys == nil {
		cr.modelKeys = map[catalog.Pos][]string{}
	}
	cr.modelKeys[m.place.Pos] = keys
}

// prose takes a description below the root, which in v2 may be a structure.
func (cr *contractReader) prose(m *mapping, dst *string) {
	if v, ok := m.peek("description"); ok && v.isMap() {
		sub := m.fold("description", nil)
		sub.lines("purpose", "\n", dst)
		return
	}
	m.lines("description", "\n", dst)
}

func (cr *contractReader) property(n node, p *catalog.Property) {
	n, done := cr.inline(n)
	defer done()
	m := n.open(cr.words.property)
	cr.identity(m, p)
	cr.typing(m, p)
	cr.keys(m, p)
	cr.governance(m, p)
	m.annotations(&p.Annotations)
	cr.since("v3.1.0", p.Relationships != nil || p.ID != "")
	if cr.words.field != nil {
		cr.words.field(cr, m, p)
	}
	m.close(&p.Element)
}

func (cr *contractReader) identity(m *mapping, p *catalog.Property) {
	m.name("name", &p.Name)
	m.text("physicalName", &p.PhysicalName)
	m.text("businessName", &p.BusinessName)
	cr.prose(m, &p.Description)
	list(m, "synonyms", &p.Synonyms, synonym)
	m.flag("deprecated", &p.Deprecated)
	m.context(&p.Context)
	cr.since("v3.0.2", p.PhysicalName != "")
	cr.since("v3.2.0", p.Synonyms != nil || p.Deprecated.IsSet())
}

// typing takes what says which values the property has.
func (cr *contractReader) typing(m *mapping, p *catalog.Property) {
	m.text("logicalType", &p.LogicalType)
	m.text("physicalType", &p.PhysicalType)
	m.text("semanticType", &p.SemanticType)
	cr.options(m, &p.Options)
	list(m, "properties", &p.Properties, cr.property)
	cr.nested(m, "items", &p.Items)
	if v, ok := m.peek("map"); ok && v.isMap() {
		sub := m.fold("map", nil)
		cr.nested(sub, "key", &p.Key)
		cr.nested(sub, "value", &p.Value)
		cr.since("v3.2.0", true)
	}
	m.values("examples", &p.Examples)
	cr.enum(m, &p.Enum)
	cr.since("v3.1.0", p.LogicalType == "timestamp" || p.LogicalType == "time")
	cr.since("v3.2.0", p.LogicalType == "map" || p.LogicalType == "vector" || p.SemanticType != "" || p.Enum != nil)
}

// nested takes a property that stands alone: the items of an array, the key or
// value of a map.
func (cr *contractReader) nested(m *mapping, key string, dst **catalog.Property) {
	v, ok := m.peek(key)
	switch {
	case !ok:
	case v.isNull():
		m.take(key, m.find(key))
	case !v.isMap():
		m.wrong(v, "a mapping")
	case cr.words.bareFields && v.isBareFields():
		*dst = &catalog.Property{LogicalType: "object"}
		(*dst).Place.Pos = v.pos
		list(m, key, &(*dst).Properties, cr.property)
	default:
		m.take(key, m.find(key))
		*dst = &catalog.Property{}
		cr.property(v, *dst)
	}
}

// enum takes the allowed values: mappings, or the bare values.
func (cr *contractReader) enum(m *mapping, dst *[]catalog.EnumValue) {
	i := m.find("enum")
	if i < 0 {
		return
	}
	v := m.value(i)
	if !v.isList() {
		m.wrong(v, "a list")
		return
	}
	m.take("enum", i)
	for _, it := range v.items() {
		*dst = append(*dst, catalog.EnumValue{})
		enumValue(it, &(*dst)[len(*dst)-1])
	}
}

func enumValue(n node, e *catalog.EnumValue) {
	if !n.isMap() {
		e.Value, e.Place.Pos = valueOf(n.y), n.pos
		return
	}
	m := n.open(nil)
	m.any("value", &e.Value)
	m.text("label", &e.Label)
	m.text("description", &e.Description)
	m.annotations(&e.Annotations)
	m.close(&e.Element)
}

// keys takes what makes rows distinct and how they are laid out.
func (cr *contractReader) keys(m *mapping, p *catalog.Property) {
	m.flag("primaryKey", &p.PrimaryKey)
	m.number("primaryKeyPosition", &p.PrimaryKeyPosition)
	m.flag("unique", &p.Unique)
	m.flag("required", &p.Required)
	m.negatedFlag("nullable", "required", &p.Required)
	m.flag("partitioned", &p.Partitioned)
	m.number("partitionKeyPosition", &p.PartitionKeyPosition)
	list(m, "relationships", &p.Relationships, relationship)
}

// negatedFlag takes a boolean that says the opposite of the model's key.
func (m *mapping) negatedFlag(key, model string, dst *catalog.Flag) {
	i := m.find(key)
	if i < 0 || dst.IsSet() {
		return
	}
	v := m.value(i)
	f, ok := flagOf(v)
	if !ok {
		m.wrong(v, "true or false")
		return
	}
	*dst = map[catalog.Flag]catalog.Flag{catalog.True: catalog.False, catalog.False: catalog.True}[f]
	m.take(model, i)
}

func (cr *contractReader) governance(m *mapping, p *catalog.Property) {
	m.text("classification", &p.Classification)
	m.flag("criticalDataElement", &p.CriticalElement)
	m.text("encryptedName", &p.EncryptedName)
	m.texts("transformSourceObjects", &p.TransformSources)
	m.text("transformLogic", &p.TransformLogic)
	m.text("transformDescription", &p.TransformDescription)
	list(m, "quality", &p.Quality, cr.check)
	if v, ok := m.peek("lineage"); ok && v.has("inputFields") {
		list(m.fold("lineage", nil), "inputFields", &p.Inputs, fieldInput)
	}
}

// fieldInput reads an input of a field's lineage, in the shape of OpenLineage.
func fieldInput(n node, in *catalog.FieldInput) {
	m := n.open(nil)
	m.text("namespace", &in.Namespace)
	m.text("name", &in.Name)
	m.text("field", &in.Field)
	m.values("transformations", &in.Transformations)
	m.close(&in.Element)
}

func relationship(n node, re *catalog.Relationship) {
	re.Type = "foreignKey"
	m := n.open(nil)
	m.text("type", &re.Type)
	m.texts("from", &re.From)
	m.texts("to", &re.To)
	m.annotations(&re.Annotations)
	m.close(&re.Element)
}
