package query

import (
	"slices"
	"strings"
)

// Values says what a qualifier is compared with.
type Values uint8

// The kinds of values.
const (
	Words    Values = iota // a text of the catalog
	Choice                 // one of Qualifier.Choices
	Count                  // a whole number
	Age                    // an age such as 7d, or a date such as 2026-01-31
	Version                // a version such as 2 or 2.1
	Quantity               // a number with a unit, or a text
)

// Qualifier is a name that may stand before an operator.
type Qualifier struct {
	Name    string
	Takes   Values
	Choices []string // of a Choice
	Help    string   // what it looks at, in a few words
	Example string
	aliases []string
}

// presence lists what has: and missing: know.
var presence = []string{
	"quality", "sla", "owner", "description", "tags", "domain", "team", "support",
	"server", "classification", "pii", "document", "consumers", "objects",
}

var truth = []string{"true", "false"}

// canonical is the choice that a value stands for: yes and no are how people say
// true and false.
func (q Qualifier) canonical(v string) string {
	if !slices.Equal(q.Choices, truth) {
		return v
	}
	switch strings.ToLower(v) {
	case "yes", "y":
		return truth[0]
	case "no", "n":
		return truth[1]
	}
	return v
}

var qualifiers = []Qualifier{
	{Name: "domain", Help: "business domain", Example: "domain:sales"},
	{Name: "owner", Help: "owner, team or member", Example: "owner:jane", aliases: []string{"team"}},
	{Name: "tag", Help: "tag", Example: "tag:gdpr", aliases: []string{"tags"}},
	{Name: "status", Help: "lifecycle status", Example: "status:active,draft"},
	{Name: "type", Help: "type of product, object or property", Example: "type:table"},
	{Name: "field", Help: "property name or path", Example: "field:*_id", aliases: []string{"column", "property"}},
	{Name: "class", Help: "classification", Example: "class:restricted", aliases: []string{"classification"}},
	{Name: "pii", Takes: Choice, Choices: truth, Help: "has personal data", Example: "pii:true"},
	{Name: "format", Help: "file or message format", Example: "format:avro"},
	{Name: "server", Help: "server name, type, place or environment", Example: "server:snowflake"},
	{Name: "version", Takes: Version, Help: "version", Example: "version>=2.1"},
	{Name: "source", Help: "where it was synced from", Example: "source:team-a"},
	{Name: "id", Help: "id", Example: "id:urn:orders"},
	{Name: "name", Help: "name", Example: "name:order*"},
	{Name: "object", Help: "name of a schema object", Example: "object:line_items", aliases: []string{"table"}},
	{Name: "dialect", Help: "dialect of the document", Example: "dialect:odcs"},
	{Name: "has", Takes: Choice, Choices: presence, Help: "says something about", Example: "has:quality"},
	{Name: "missing", Takes: Choice, Choices: presence, Help: "says nothing about", Example: "missing:owner"},
	{Name: "deprecated", Takes: Choice, Choices: truth, Help: "is deprecated or retired", Example: "deprecated:false"},
	{Name: "updated", Takes: Age, Help: "age of the newest version", Example: "updated<7d"},
	{Name: "consumers", Takes: Count, Help: "products that read it, by ports", Example: "consumers>5"},
	{Name: "upstream", Takes: Count, Help: "products it reads, by ports", Example: "upstream=0"},
	{Name: "columns", Takes: Count, Help: "number of properties", Example: "columns>100"},
	{Name: "objects", Takes: Count, Help: "number of schema objects", Example: "objects>1"},
	{Name: "contracts", Takes: Count, Help: "number of contracts", Example: "contracts>1"},
	{Name: "versions", Takes: Count, Help: "number of known versions", Example: "versions>3"},
	{Name: "checks", Takes: Count, Help: "number of quality checks", Example: "checks=0"},
}

// slaPrefix begins the name of a service level, as in sla.latency.
const slaPrefix = "sla."

// Qualifiers lists every qualifier but the service levels, in the order in
// which help shows them. The caller owns the slice.
func Qualifiers() []Qualifier { return slices.Clone(qualifiers) }

// Lookup finds the qualifier of a name or one of its aliases, in any case. Any
// name that begins with "sla." is one.
func Lookup(name string) (Qualifier, bool) {
	name = strings.ToLower(name)
	if len(name) > len(slaPrefix) && strings.HasPrefix(name, slaPrefix) {
		return Qualifier{Name: name, Takes: Quantity, Help: "service level", Example: "sla.latency<=1h"}, true
	}
	for _, q := range qualifiers {
		if q.Name == name || slices.Contains(q.aliases, name) {
			return q, true
		}
	}
	return Qualifier{}, false
}

// near finds the qualifier that name is likely a misspelling of.
func near(name string) (string, bool) {
	best, at := "", 3
	for _, q := range qualifiers {
		limit := 1
		if len(q.Name) > 5 && len(name) > 4 {
			limit = 2
		}
		if d := Distance(strings.ToLower(name), q.Name, limit); d <= limit && d < at {
			best, at = q.Name, d
		}
	}
	return best, best != ""
}
