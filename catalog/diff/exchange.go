package diff

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// difference is a document of the Open Metadata Difference Standard, as Bitol's
// draft of it stands (RFC 39): kind MetadataDifference, API version 1.0.0.
type difference struct {
	APIVersion       string            `json:"apiVersion"`
	Kind             string            `json:"kind"`
	SourceKind       string            `json:"sourceKind"`
	Source1          differenceSource  `json:"source1"`
	Source2          differenceSource  `json:"source2"`
	Scope            string            `json:"scope"`
	Impact           impactCounts      `json:"impact"`
	SuggestedVersion string            `json:"suggestedVersion,omitempty"`
	Diffs            []differenceEntry `json:"diffs"`
}

type differenceSource struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

type impactCounts struct {
	Major int `json:"major"`
	Minor int `json:"minor"`
	Patch int `json:"patch"`
}

type differenceEntry struct {
	Type        string           `json:"type"`
	Section     string           `json:"section"`
	Field       string           `json:"field"`
	Path        string           `json:"path"`
	Value1      *string          `json:"value1,omitempty"`
	Value2      *string          `json:"value2,omitempty"`
	Message     string           `json:"message"`
	ImpactLevel string           `json:"impactLevel"`
	Custom      []customProperty `json:"customProperties,omitempty"`
}

type customProperty struct {
	Property string `json:"property"`
	Value    string `json:"value"`
}

// WriteDifference writes the report as a MetadataDifference document of Bitol,
// in JSON, which is YAML. The impact levels are those of this package, not of
// the draft's table, which it calls a matter of the tool; the rule and severity
// of each entry are among its custom properties. Policy findings are left out:
// the document is about what changed.
func WriteDifference(w io.Writer, r *Report) error {
	d := difference{
		APIVersion: "v1.0.0", Kind: "MetadataDifference", SourceKind: "DataContract", Scope: "all",
		Source1: differenceSource{r.Base.ID, r.Base.Version}, Source2: differenceSource{r.Revision.ID, r.Revision.Version},
		SuggestedVersion: r.Bump.Next, Diffs: []differenceEntry{},
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Severity == Policy {
			continue
		}
		d.Impact.count(f.Bump)
		d.Diffs = append(d.Diffs, entryOf(f))
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(d)
}

func (c *impactCounts) count(b Bump) {
	switch b {
	case Major:
		c.Major++
	case Minor:
		c.Minor++
	case Patch:
		c.Patch++
	}
}

func entryOf(f *Finding) differenceEntry {
	e := differenceEntry{
		Type: "CHANGE", Section: f.Section, Field: f.Key, Path: selectorPath(f), Message: f.Message, ImpactLevel: "UNKNOWN",
		Custom: []customProperty{{"rule", f.Rule}, {"severity", string(f.Severity)}},
	}
	if f.Bump != NoBump {
		e.ImpactLevel = strings.ToUpper(f.Bump.String())
	}
	if f.Before != "" {
		e.Value1 = &f.Before
	}
	if f.After != "" {
		e.Value2 = &f.After
	}
	switch {
	case f.Before == "" && f.After != "":
		e.Type = "ADD"
	case f.After == "" && f.Before != "":
		e.Type = "REMOVE"
	}
	if e.Field == "" {
		e.Field = map[bool]string{true: "properties", false: f.Section}[f.Section == "schema"]
	}
	return e
}

// sectionKeys are the keys that elements of a section are selected by.
var sectionKeys = map[string]string{
	"servers": "server", "roles": "role", "support": "channel", "slaProperties": "property",
}

// selectorPath writes the place of a finding in the draft's notation: JSON
// pointers with named selectors, /schema[name=orders]/properties[name=id]/unique.
func selectorPath(f *Finding) string {
	parts := splitPath(f.Path)
	var b strings.Builder
	switch key, listed := sectionKeys[f.Section]; {
	case f.Section == "schema":
		for i, p := range parts {
			fmt.Fprintf(&b, "/%s[name=%s]", map[bool]string{true: "schema", false: "properties"}[i == 0], p.name)
			b.WriteString(p.inside)
		}
	case listed && len(parts) > 1:
		fmt.Fprintf(&b, "/%s[%s=%s]", f.Section, key, parts[1].name)
	default:
		return "/" + strings.ReplaceAll(f.Key, ".", "/")
	}
	if f.Key != "" {
		b.WriteString("/" + f.Key)
	}
	return b.String()
}

// pathStep is one name of a path, with the way into it: /items, or a map's value.
type pathStep struct{ name, inside string }

var insides = strings.NewReplacer("[]", "/items", "{key}", "/map/key", "{}", "/map/value")

// splitPath reads a path that join wrote.
func splitPath(path string) []pathStep {
	var steps []pathStep
	for path != "" {
		name := ""
		if path[0] == '"' {
			end := closingQuote(path)
			name, path = strings.ReplaceAll(path[1:end], `\"`, `"`), path[end+1:]
		} else {
			end := strings.IndexAny(path+".", ".[{")
			name, path = path[:end], path[end:]
		}
		end := strings.IndexByte(path+".", '.')
		steps = append(steps, pathStep{name, insides.Replace(path[:end])})
		path = strings.TrimPrefix(path[end:], ".")
	}
	return steps
}

// closingQuote finds the end of a quoted name at the start of path.
func closingQuote(path string) int {
	for i := 1; i < len(path); i++ {
		switch path[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(path) - 1
}
