package diff

import (
	"strings"
)

// propertyJudges judge properties at any depth.
var propertyJudges = map[string]judge{
	"name":         judgeName,
	"physicalName": judgeName,
	"businessName": always("property-business-name-changed"),
	"description":  always("property-description-changed"),
	"deprecated":   turned("property-deprecated", "property-undeprecated", "property-deprecated"),
	"order":        judgePropertyOrder,
	"id":           judgeID,

	"logicalType":     judgeLogicalType,
	"physicalType":    judgePhysicalType,
	"semanticType":    judgeSemanticType,
	"format":          judgeFormat,
	"timezone":        judgeTimezone,
	"defaultTimezone": judgeDefaultTimezone,

	"minLength":     bounded("min-length", +1),
	"maxLength":     bounded("max-length", -1),
	"minimum":       bounded("minimum", +1),
	"maximum":       bounded("maximum", -1),
	"minItems":      bounded("min-items", +1),
	"maxItems":      bounded("max-items", -1),
	"minProperties": bounded("min-properties", +1),
	"maxProperties": bounded("max-properties", -1),
	"multipleOf":    judgeMultiple,
	"pattern":       judgePattern,
	"required":      turned("property-became-required", "property-became-optional", ""),
	"unique":        turned("unique-added", "unique-removed", ""),
	"uniqueItems":   turned("unique-items-added", "unique-items-removed", ""),

	"partitioned":          judgePartition,
	"partitionKeyPosition": judgePartitionOrder,
	"classification":       judgeClassification,
	"criticalDataElement":  turned("critical-data-element-set", "critical-data-element-cleared", ""),
	"encryptedName":        turned("encrypted-name-added", "encrypted-name-removed", "encrypted-name-changed"),

	"transformLogic":         judgeTransform,
	"transformSourceObjects": always("transform-sources-changed"),
	"transformDescription":   always("transform-description-changed"),
	"lineage":                judgeLineage,
	"lineage.":               judgeLineage,

	"dimensions":     always("vector-dimensions-changed"),
	"elementType":    judgeElementType,
	"embeddingModel": always("vector-embedding-model-changed"),
	"normalized":     judgeNormalized,
	"distanceMetric": always("vector-distance-metric-changed"),
}

// optionKeys are the facts that depend on the logical type.
var optionKeys = []string{
	"minLength", "maxLength", "pattern", "format", "minimum", "maximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
	"minProperties", "maxProperties", "timezone", "defaultTimezone", "dimensions", "elementType", "embeddingModel",
	"normalized", "distanceMetric",
}

// judgeLogicalType tells of another type. A real change takes the options with
// it that belonged to the old type or belong to the new one.
func judgeLogicalType(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key).value, p.revision.fact(key).value
	rule, n := logicalRule(p, b, r), note{}
	switch rule {
	case "logical-type-declared", "logical-type-relabelled":
	case "logical-type-undeclared":
		if implied(p.revision) == b {
			n.severity = DocOnly
		}
	case "logical-type-widened", "logical-type-narrowed":
		p.claim("physicalType", "format")
	default:
		p.claim("physicalType")
		p.claim(optionKeys...)
		p.claimChildren()
	}
	if p.base.slot == "key" && rule != "logical-type-declared" && rule != "logical-type-undeclared" {
		rule, n.node = "map-key-type-changed", p.revision.parent
	}
	c.tellKey(p, rule, key, n)
}

func logicalRule(p *pair, b, r string) string {
	switch {
	case b == "":
		return either(suits(implied(p.base), r), "logical-type-declared", "logical-type-changed")
	case r == "":
		return either(suits(implied(p.revision), b), "logical-type-undeclared", "logical-type-changed")
	}
	if p.base.has("physicalType") && !p.isOpen("physicalType") && (!isLogical(b) || !isLogical(r)) {
		return "logical-type-relabelled" // a word of the author's own for the same stored type
	}
	if rule, ok := logicalSteps[b+" "+r]; ok {
		if strings.HasPrefix(rule, "logical-type-date-") || strings.HasPrefix(rule, "logical-type-timestamp-") {
			return relabelled(p, rule)
		}
		return rule
	}
	switch {
	case isTime(b) && isTime(r):
		return "logical-type-time-family-changed"
	case r == "array":
		return "logical-type-scalar-to-array"
	case b == "array":
		return "logical-type-array-to-scalar"
	}
	return "logical-type-changed"
}

// logicalSteps are the changes of type that have a rule of their own.
var logicalSteps = map[string]string{
	"integer number": "logical-type-widened",
	"number integer": "logical-type-narrowed",
	"date timestamp": "logical-type-date-to-timestamp",
	"timestamp date": "logical-type-timestamp-to-date",
	"object map":     "logical-type-object-to-map",
	"map object":     "logical-type-object-to-map",
	"array vector":   "logical-type-array-to-vector",
	"vector array":   "logical-type-array-to-vector",
}

// isLogical reports whether the standard knows the type.
func isLogical(t string) bool {
	switch t {
	case "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean", "map", "vector":
		return true
	}
	return false
}

func isTime(t string) bool { return t == "time" || t == "date" || t == "timestamp" }

// relabelled knows a date that had a time all along, because the dialect had no
// other word: its physical type or its format has a time of day.
func relabelled(p *pair, rule string) string {
	dated, other := p.base, p.revision
	if dated.fact("logicalType").value != "date" {
		dated, other = other, dated
	}
	family := physicalOf(dated, dated.fact("physicalType").text).family
	timed := strings.ContainsAny(dated.fact("format").value, "Hh") || family == timestampFamily || family == timeFamily
	if timed && (!p.isOpen("physicalType") || !other.has("physicalType")) {
		return "logical-type-relabelled"
	}
	return rule
}

// implied is the logical type that a physical type stands for, or "".
func implied(n *node) string {
	t := physicalOf(n, n.fact("physicalType").text)
	switch t.family {
	case integerFamily:
		return "integer"
	case decimalFamily:
		return either(t.precision >= 0 && t.scale == 0, "", "number")
	case floatFamily:
		return "number"
	case stringFamily, uuidFamily:
		return "string"
	case booleanFamily:
		return either(t.text == "bit", "", "boolean")
	case dateFamily:
		return "date"
	case timestampFamily:
		return "timestamp"
	}
	return ""
}

// suits reports whether values of a logical type are stored under a physical one
// that implies another: everything fits into a text, yes and no are often a
// number, and moments are counted or carry a time that a date does not need.
func suits(physical, logical string) bool {
	switch physical {
	case "", logical, "string":
		return true
	case "integer":
		return logical == "number" || logical == "boolean" || isTime(logical)
	case "number":
		return logical == "integer"
	case "timestamp", "date":
		return isTime(logical)
	}
	return false
}

// physicalRule names the rule for the change of the physical type.
func (p *pair) physicalRule() string {
	b, r := p.base.fact("physicalType").text, p.revision.fact("physicalType").text
	return physicalOf(p.base, b).changedTo(physicalOf(p.revision, r))
}

func judgePhysicalType(c *comparison, p *pair, key string) {
	n := note{}
	rule := ""
	switch {
	case !p.base.has(key):
		rule = "physical-type-declared"
	case !p.revision.has(key):
		rule = "physical-type-undeclared"
	default:
		rule = p.physicalRule()
	}
	if p.base.slot == "key" && p.base.has(key) && p.revision.has(key) {
		rule, n.node = "map-key-type-changed", p.revision.parent
	}
	switch {
	case rule == typeWidened && c.streamsFixedSchema():
		n.severity = Breaking
	case rule == "physical-type-signedness-changed" && physicalOf(p.base, p.base.fact(key).text).unsigned:
		n.severity = Breaking
	}
	c.tellKey(p, rule, key, n)
}

// streamsFixedSchema reports whether data is streamed under a schema that
// readers have compiled in.
func (c *comparison) streamsFixedSchema() bool {
	return c.hasServer(func(kind, format string) bool {
		switch kind {
		case "kafka", "kinesis", "pubsub":
			return format == "avro" || format == "protobuf"
		}
		return false
	})
}

func judgeSemanticType(c *comparison, p *pair, key string) {
	f := Finding{
		Rule: "semantic-type-changed", Path: p.revision.path, Key: key,
		Before: defaultTo(p.base.fact(key).text, "column"), After: defaultTo(p.revision.fact(key).text, "column"),
		Base: p.base.pos(key), Revision: p.revision.pos(key),
	}
	p.claim(key)
	c.tell(f, note{node: p.revision})
}

// judgeFormat reads a format by the type it belongs to.
func judgeFormat(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key).value, p.revision.fact(key).value
	kind := defaultTo(p.revision.fact("logicalType").value, p.base.fact("logicalType").value)
	switch {
	case kind == "integer":
		c.tellIntegerFormat(p, key)
	case kind == "number" && formatBits(b) > 0 && formatBits(r) > 0:
		c.tellKey(p, either(formatBits(r) > formatBits(b), "number-format-widened", "number-format-narrowed"), key, note{})
	case kind == "number":
		wider := r == "" || b != "" && r > b // unknown words: one way or the other, and the same backwards
		c.tellKey(p, either(wider, "number-format-widened", "number-format-narrowed"), key, note{severity: PotentiallyBreaking})
	case isTime(kind):
		n := note{}
		switch physicalOf(p.revision, p.revision.fact("physicalType").text).family {
		case dateFamily, timeFamily, timestampFamily:
			n.severity = DocOnly
		}
		c.tellKey(p, "date-format-changed", key, n)
	default:
		turned("string-format-added", "string-format-removed", "string-format-changed")(c, p, key)
	}
}

func (c *comparison) tellIntegerFormat(p *pair, key string) {
	b, r := defaultTo(p.base.fact(key).value, "i32"), defaultTo(p.revision.fact(key).value, "i32")
	rule := "integer-format-signedness-changed"
	signed, wasSigned := strings.HasPrefix(r, "i"), strings.HasPrefix(b, "i")
	switch {
	case formatBits(r) > formatBits(b) && (signed == wasSigned || signed):
		rule = "integer-format-widened"
	case formatBits(r) < formatBits(b) && (signed == wasSigned || wasSigned):
		rule = "integer-format-narrowed"
	}
	p.claim(key)
	c.tell(Finding{
		Rule: rule, Path: p.revision.path, Key: key, Before: b, After: r, Base: p.base.pos(key), Revision: p.revision.pos(key),
	}, note{node: p.revision})
}

// formatBits reads the width of a numeric format such as i64; 0 is none.
func formatBits(format string) int {
	switch strings.TrimLeft(format, "iuf") {
	case "8":
		return 8
	case "16":
		return 16
	case "32":
		return 32
	case "64":
		return 64
	case "128":
		return 128
	}
	return 0
}

func judgeTimezone(c *comparison, p *pair, key string) {
	c.tellKey(p, "timezone-flag-changed", key, note{detail: either(p.revision.has(key), "now has", "no longer has")})
}

func judgeDefaultTimezone(c *comparison, p *pair, key string) {
	c.tellDefault(p, "default-timezone-changed", key, "Etc/UTC")
}

func judgeElementType(c *comparison, p *pair, key string) {
	c.tellDefault(p, "vector-element-type-changed", key, "float32")
}

// tellDefault tells of a key whose absence means something.
func (c *comparison) tellDefault(p *pair, rule, key, absent string) {
	f := Finding{
		Rule: rule, Path: p.revision.path, Key: key,
		Before: defaultTo(p.base.fact(key).text, absent), After: defaultTo(p.revision.fact(key).text, absent),
		Base: p.base.pos(key), Revision: p.revision.pos(key),
	}
	p.claim(key)
	c.tell(f, note{node: p.revision})
}

func judgeNormalized(c *comparison, p *pair, key string) {
	c.tellKey(p, "vector-normalisation-changed", key, note{detail: either(p.revision.has(key), "is now", "is no longer")})
}

func judgePartition(c *comparison, p *pair, key string) {
	p.claim("partitionKeyPosition")
	turned("partition-added", "partition-removed", "")(c, p, key)
}

// judgePartitionOrder tells of another nesting of partitions, once per object.
func judgePartitionOrder(c *comparison, p *pair, key string) {
	n := note{}
	if !c.keepsFiles() {
		n.severity = DocOnly
	}
	object := p.revision.object()
	for _, q := range c.pairs {
		if q.revision.object() == object {
			q.claim("partitionKeyPosition")
		}
	}
	c.tell(Finding{
		Rule: "partition-order-changed", Path: object.path, Key: key,
		Before: p.base.fact(key).text, After: p.revision.fact(key).text, Base: p.base.pos(key), Revision: p.revision.pos(key),
	}, note{node: object, severity: n.severity})
}

// keepsFiles reports whether a server lays partitions out as folders.
func (c *comparison) keepsFiles() bool {
	return c.hasServer(func(kind, _ string) bool {
		switch kind {
		case "s3", "gcs", "azure", "local", "sftp", "hdfs", "glue", "athena", "databricks", "hive", "iceberg":
			return true
		}
		return false
	})
}

func judgeClassification(c *comparison, p *pair, key string) {
	b, r := classRank(p.base.fact(key).value), classRank(p.revision.fact(key).value)
	rule := "classification-changed"
	switch {
	case !p.base.has(key):
		rule = "classification-added"
	case !p.revision.has(key):
		rule = "classification-removed"
	case b >= 0 && r > b:
		rule = "classification-raised"
	case r >= 0 && b > r:
		rule = "classification-lowered"
	}
	c.tellKey(p, rule, key, note{})
}

func judgeLineage(c *comparison, p *pair, key string) {
	p.claimPrefix("lineage.")
	c.tellKey(p, "lineage-changed", key, note{})
}

func judgeTransform(c *comparison, p *pair, key string) {
	measure := p.base.fact("semanticType").value == "measure" && p.revision.fact("semanticType").value == "measure"
	c.tellKey(p, either(measure, "measure-definition-changed", "transform-logic-changed"), key, note{})
}
