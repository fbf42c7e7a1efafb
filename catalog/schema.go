package catalog

import "iter"

// Object is ODCS schema[]: a table, view, topic or file.
type Object struct {
	Element
	Annotations
	Name          string
	PhysicalName  string
	PhysicalType  string // table, view, topic, file …
	LogicalType   string // object, or blob
	BusinessName  string
	Description   string
	Granularity   string // dataGranularityDescription
	Deprecated    Flag
	Context       Context
	Synonyms      []Synonym
	Properties    []Property
	Relationships []Relationship
	Quality       []Check
	Examples      []Value
	Open          Flag // additional properties are allowed (DCS additionalFields)
}

// Property is ODCS properties[]: a column or field, nested to any depth. The
// items of an array and the key and value of a map are properties without a
// name.
type Property struct {
	Element
	Annotations
	Name         string
	PhysicalName string
	BusinessName string
	Description  string
	Synonyms     []Synonym
	Deprecated   Flag
	Context      Context

	LogicalType  string // string, date, timestamp, time, number, integer, object, array, boolean, map, vector
	PhysicalType string
	SemanticType string // column, measure, dimension
	Options      Options
	Properties   []Property
	Items        *Property
	Key, Value   *Property // ODCS map.key, map.value

	PrimaryKey           Flag
	PrimaryKeyPosition   int // 1-based; 0 is unset
	Unique               Flag
	Required             Flag
	Partitioned          Flag
	PartitionKeyPosition int // 1-based; 0 is unset
	Relationships        []Relationship

	Classification  string
	CriticalElement Flag // criticalDataElement
	EncryptedName   string

	TransformSources     []string // transformSourceObjects
	TransformLogic       string
	TransformDescription string
	Inputs               []FieldInput

	Examples []Value
	Enum     []EnumValue
	Quality  []Check
}

// Options is ODCS logicalTypeOptions. A bound is absent, a number, or the text
// of a date; the boolean exclusive bounds of ODCS 3.0 are read as values.
type Options struct {
	Element
	MinLength, MaxLength               Value
	Pattern, Format                    string
	Minimum, Maximum                   Value
	ExclusiveMinimum, ExclusiveMaximum Value
	MultipleOf                         Value
	MinItems, MaxItems                 Value
	UniqueItems                        Flag
	MinProperties, MaxProperties       Value
	Required                           []string
	Timezone                           Flag
	DefaultTimezone                    string
	Precision, Scale                   Value // not in ODCS, where they live in the physical type
	Dimensions                         Value // vector
	ElementType, DistanceMetric        string
	EmbeddingModel, EmbeddingVersion   string
	Normalized                         Flag
}

// EnumValue is ODCS v3.2 enum[]: one allowed value.
type EnumValue struct {
	Element
	Annotations
	Value              Value
	Label, Description string
}

// Relationship is ODCS relationships[]: a foreign key. On a property From is
// empty, for it is that property.
type Relationship struct {
	Element
	Annotations
	Type     string // foreignKey unless written otherwise
	From, To []string
}

// FieldInput is one input of a field's lineage (OpenLineage column lineage, as
// DCS writes it).
type FieldInput struct {
	Element
	Namespace, Name, Field string
	Transformations        []Value
}

// Placed is a property with the path that leads to it from the schema object,
// the object's name first: "orders.lines[].sku", "events.labels{}".
type Placed struct {
	Path     string
	Depth    int
	Property *Property
}

// Walk yields every property below o in document order, parents first.
func (o *Object) Walk() iter.Seq[Placed] {
	return func(yield func(Placed) bool) { walk(o.Name, 0, o.Properties, yield) }
}

func walk(at string, depth int, ps []Property, yield func(Placed) bool) bool {
	for i := range ps {
		if !walkOne(at+"."+ps[i].Name, depth, &ps[i], yield) {
			return false
		}
	}
	return true
}

func walkOne(at string, depth int, p *Property, yield func(Placed) bool) bool {
	if !yield(Placed{at, depth, p}) || !walk(at, depth+1, p.Properties, yield) {
		return false
	}
	if p.Items != nil && !walkOne(at+"[]", depth+1, p.Items, yield) {
		return false
	}
	if p.Key != nil && !walkOne(at+"{key}", depth+1, p.Key, yield) {
		return false
	}
	return p.Value == nil || walkOne(at+"{}", depth+1, p.Value, yield)
}
