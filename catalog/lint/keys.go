package lint

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// common are the keys that ODCS v3.2 and ODPS v1.1 allow on nearly every
// element.
var common = []string{"id", "tags", "customProperties", "authoritativeDefinitions", "description"}

// keys are the keys that the standards know, by the kind of element (see
// catalog.Located), besides the common ones.
var keys = map[string][]string{
	"contract": {
		"apiVersion", "kind", "version", "status", "name", "tenant", "domain", "dataProduct", "context", "servers", "schema",
		"support", "price", "team", "roles", "slaDefaultElement", "slaProperties", "contractCreatedTs", "synonyms",
	},
	"product": {
		"apiVersion", "kind", "version", "status", "name", "tenant", "domain", "type", "context", "synonyms", "deprecated",
		"inputPorts", "outputPorts", "managementPorts", "support", "team", "productCreatedTs",
	},
	"description": {"purpose", "limitations", "usage"},
	"context":     {"instructions", "verifiedStatements", "constraints"},
	"servers":     {"server", "type", "environment", "roles"}, // and the settings of their type
	"schema": {
		"name", "physicalName", "physicalType", "logicalType", "businessName", "dataGranularityDescription", "properties",
		"quality", "relationships", "context", "synonyms", "deprecated",
	},
	"properties": {
		"name", "physicalName", "businessName", "synonyms", "deprecated", "context", "logicalType", "logicalTypeOptions",
		"physicalType", "semanticType", "properties", "items", "map", "primaryKey", "primaryKeyPosition", "unique", "required",
		"relationships", "partitioned", "partitionKeyPosition", "classification", "criticalDataElement", "encryptedName",
		"transformSourceObjects", "transformLogic", "transformDescription", "examples", "enum", "quality",
	},
	"quality": {
		"name", "type", "metric", "rule", "arguments", "unit", "query", "engine", "implementation", "dimension", "method",
		"severity", "businessImpact", "schedule", "scheduler", "mustBe", "mustNotBe", "mustBeGreaterThan",
		"mustBeGreaterOrEqualTo", "mustBeLessThan", "mustBeLessOrEqualTo", "mustBeBetween", "mustNotBeBetween",
	},
	"logicalTypeOptions": {
		"minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
		"multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required", "timezone",
		"defaultTimezone", "dimensions", "elementType", "distanceMetric", "embeddingModel", "embeddingModelVersion", "normalized",
	},
	"enum":            {"value", "label"},
	"relationships":   {"type", "from", "to"},
	"support":         {"channel", "url", "tool", "scope", "invitationUrl"},
	"price":           {"priceAmount", "priceCurrency", "priceUnit"},
	"team":            {"name", "members"},
	"members":         {"username", "name", "role", "dateIn", "dateOut", "replacedByUsername"},
	"roles":           {"role", "access", "firstLevelApprovers", "secondLevelApprovers"},
	"slaProperties":   {"property", "value", "valueExt", "unit", "element", "driver", "schedule", "scheduler"},
	"inputPorts":      {"name", "version", "contractId", "deprecated"},
	"outputPorts":     {"name", "version", "contractId", "type", "sbom", "inputContracts", "deprecated", "synonyms", "context"},
	"managementPorts": {"name", "content", "type", "url", "channel", "deprecated"},
	"inputContracts":  {"id", "version"},
	"sbom":            {"url", "type"},

	"customProperties":         {"property", "value", "vendor"},
	"authoritativeDefinitions": {"url", "type"},
	"synonyms":                 {"synonym", "locale", "source", "status"},
	"verifiedStatements":       {"question", "answer"},
	"constraints":              {"constraint"},
}

// open are the elements on which a standard allows keys of one's own.
var openKinds = map[string]bool{"description": true, "inputFields": true}

// isKnownAt reports whether the standard has the key on that kind of element.
func isKnownAt(kind, key string) bool {
	return slices.Contains(keys[kind], key) || slices.Contains(common, key)
}

// nearestKey is the known key that a key was probably meant to be, or "".
func nearestKey(kind, key string) string {
	best, least := "", 3
	for _, known := range append(slices.Clone(keys[kind]), common...) {
		switch d := distance(squeeze(key), squeeze(known)); {
		case d == 0:
			return known
		case d < least && d <= len(key)/4:
			best, least = known, d
		}
	}
	return best
}

// squeeze makes different ways to join words alike.
func squeeze(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
}

// homeOf is a kind of element on which the standard does have the key, or "".
func homeOf(root, kind, key string) string {
	if len(key) < 5 {
		return ""
	}
	for _, home := range []string{root, "schema", "properties", "quality", "logicalTypeOptions", "slaProperties", "servers"} {
		if home != kind && slices.Contains(keys[home], key) && !slices.Contains(keys[kind], key) {
			return home
		}
	}
	return ""
}

// distance counts the edits between two words, a swap of neighbours being one
// (Damerau 1964, in the restricted form). Words over 40 bytes are far apart.
func distance(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	var rows [3][41]int
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		rows[2][0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[1][j]+1, rows[2][j-1]+1, rows[1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[0][j-2]+1)
			}
			rows[2][j] = d
		}
		rows[0], rows[1] = rows[1], rows[2]
	}
	return rows[1][len(b)]
}

// nearestWord is the word among those known that text was probably meant to be.
func nearestWord(text string, known []string) string {
	best, least := "", 3
	for _, w := range known {
		if d := distance(squeeze(text), squeeze(w)); d < least && d <= max(1, len(w)/3) {
			best, least = w, d
		}
	}
	return best
}

// meant is the end of a message that names what was probably meant.
func meant(word string) string {
	if word == "" {
		return ""
	}
	return "; did you mean " + quote(word) + "?"
}

func quote(s string) string { return "\"" + s + "\"" }

// isOwn reports whether the document is in a dialect whose keys are those above.
func isOwn(f catalog.Family) bool { return f == catalog.ODCS || f == catalog.ODPS }
