package writer

import "meshdex/catalog"

func object(o *catalog.Object) catalog.Value {
	var t tree
	t.text("id", o.ID)
	t.text("name", o.Name)
	t.text("physicalName", o.PhysicalName)
	t.text("physicalType", o.PhysicalType)
	t.text("logicalType", o.LogicalType)
	t.text("businessName", o.BusinessName)
	t.text("description", o.Description)
	t.text("dataGranularityDescription", o.Granularity)
	t.flag("deprecated", o.Deprecated)
	t.nest("context", context(&o.Context))
	list(&t, "synonyms", o.Synonyms, synonym)
	list(&t, "properties", o.Properties, property)
	list(&t, "relationships", o.Relationships, relationship)
	list(&t, "quality", o.Quality, check)
	t.annotations(&o.Annotations)
	t.values("examples", o.Examples)
	t.flag("additionalFields", o.Open)
	return t.extend(&o.Element)
}

func property(p *catalog.Property) catalog.Value {
	var t tree
	t.text("id", p.ID)
	t.text("name", p.Name)
	t.text("physicalName", p.PhysicalName)
	t.text("businessName", p.BusinessName)
	t.text("description", p.Description)
	list(&t, "synonyms", p.Synonyms, synonym)
	t.flag("deprecated", p.Deprecated)
	t.nest("context", context(&p.Context))
	t.typing(p)
	t.keys(p)
	t.text("classification", p.Classification)
	t.flag("criticalDataElement", p.CriticalElement)
	t.text("encryptedName", p.EncryptedName)
	t.texts("transformSourceObjects", p.TransformSources)
	t.text("transformLogic", p.TransformLogic)
	t.text("transformDescription", p.TransformDescription)
	t.inputs(p.Inputs)
	t.values("examples", p.Examples)
	list(&t, "enum", p.Enum, enumValue)
	list(&t, "quality", p.Quality, check)
	t.annotations(&p.Annotations)
	return t.extend(&p.Element)
}

// typing writes which values a property has.
func (t *tree) typing(p *catalog.Property) {
	t.text("logicalType", p.LogicalType)
	t.text("physicalType", p.PhysicalType)
	t.text("semanticType", p.SemanticType)
	t.nest("logicalTypeOptions", options(&p.Options))
	list(t, "properties", p.Properties, property)
	if p.Items != nil {
		t.put("items", property(p.Items))
	}
	if p.Key == nil && p.Value == nil {
		return
	}
	var m tree
	if p.Key != nil {
		m.put("key", property(p.Key))
	}
	if p.Value != nil {
		m.put("value", property(p.Value))
	}
	t.put("map", m.value())
}

// keys writes what makes rows distinct and how they are laid out.
func (t *tree) keys(p *catalog.Property) {
	t.flag("primaryKey", p.PrimaryKey)
	t.position("primaryKeyPosition", p.PrimaryKeyPosition)
	t.flag("unique", p.Unique)
	t.flag("required", p.Required)
	t.flag("partitioned", p.Partitioned)
	t.position("partitionKeyPosition", p.PartitionKeyPosition)
	list(t, "relationships", p.Relationships, relationship)
}

// inputs writes the lineage of a field, for which ODCS has no key, as DCS does.
func (t *tree) inputs(all []catalog.FieldInput) {
	var l tree
	list(&l, "inputFields", all, func(in *catalog.FieldInput) catalog.Value {
		var t tree
		t.text("namespace", in.Namespace)
		t.text("name", in.Name)
		t.text("field", in.Field)
		t.values("transformations", in.Transformations)
		return t.extend(&in.Element)
	})
	t.nest("lineage", l.value())
}

func options(o *catalog.Options) catalog.Value {
	var t tree
	t.put("minLength", o.MinLength)
	t.put("maxLength", o.MaxLength)
	t.text("pattern", o.Pattern)
	t.text("format", o.Format)
	t.put("minimum", o.Minimum)
	t.put("maximum", o.Maximum)
	t.put("exclusiveMinimum", o.ExclusiveMinimum)
	t.put("exclusiveMaximum", o.ExclusiveMaximum)
	t.put("multipleOf", o.MultipleOf)
	t.put("minItems", o.MinItems)
	t.put("maxItems", o.MaxItems)
	t.flag("uniqueItems", o.UniqueItems)
	t.put("minProperties", o.MinProperties)
	t.put("maxProperties", o.MaxProperties)
	t.texts("required", o.Required)
	t.flag("timezone", o.Timezone)
	t.text("defaultTimezone", o.DefaultTimezone)
	t.put("precision", o.Precision)
	t.put("scale", o.Scale)
	t.put("dimensions", o.Dimensions)
	t.text("elementType", o.ElementType)
	t.text("distanceMetric", o.DistanceMetric)
	t.text("embeddingModel", o.EmbeddingModel)
	t.text("embeddingModelVersion", o.EmbeddingVersion)
	t.flag("normalized", o.Normalized)
	return t.extend(&o.Element)
}

func enumValue(e *catalog.EnumValue) catalog.Value {
	var t tree
	t.text("id", e.ID)
	t.put("value", e.Value)
	t.text("label", e.Label)
	t.text("description", e.Description)
	t.annotations(&e.Annotations)
	return t.extend(&e.Element)
}

func relationship(r *catalog.Relationship) catalog.Value {
	var t tree
	t.text("id", r.ID)
	t.text("type", r.Type)
	t.ends("from", r.From)
	t.ends("to", r.To)
	t.annotations(&r.Annotations)
	return t.extend(&r.Element)
}

// ends writes one side of a relationship: a text, or a list for a composite key.
func (t *tree) ends(key string, all []string) {
	if len(all) == 1 {
		t.text(key, all[0])
		return
	}
	t.texts(key, all)
}

func check(c *catalog.Check) catalog.Value {
	var t tree
	t.text("id", c.ID)
	t.text("name", c.Name)
	t.text("description", c.Description)
	t.text("type", c.Type)
	t.text("metric", c.Metric)
	t.text("rule", c.Rule)
	t.put("arguments", c.Arguments)
	for _, o := range c.Operators {
		t.put(o.Name, o.Value)
	}
	t.text("unit", c.Unit)
	t.text("query", c.Query)
	t.text("engine", c.Engine)
	t.put("implementation", c.Implementation)
	t.text("dimension", c.Dimension)
	t.text("method", c.Method)
	t.text("severity", c.Severity)
	t.text("businessImpact", c.BusinessImpact)
	t.text("schedule", c.Schedule)
	t.text("scheduler", c.Scheduler)
	t.annotations(&c.Annotations)
	return t.extend(&c.Element)
}
