package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/spf13/cobra"
)

// schemas make the JSON Schema of every document that goes to standard output,
// from the types that are encoded, so that the two cannot disagree.
var schemas = map[string]func() (*jsonschema.Schema, error){
	"search":       schemaOf[searchJSON],
	"show":         schemaOf[showJSON],
	"sync":         schemaOf[syncJSON],
	"source":       schemaOf[sourcesJSON],
	"problems":     schemaOf[problemsJSON],
	"versions":     schemaOf[versionsJSON],
	"version":      schemaOf[build],
	"doctor":       schemaOf[doctorJSON],
	"diff":         schemaOf[diffJSON],
	"diff-set":     schemaOf[diffSetJSON],
	"impact":       schemaOf[impactsJSON],
	"audit":        schemaOf[auditJSON],
	"inbox":        schemaOf[inboxJSON],
	"walkthroughs": schemaOf[walkthroughsJSON],
	"lint":         schemaOf[lintJSON],
	"preview":      schemaOf[previewJSON],
	"store":        schemaOf[storeJSON],
	"lineage":      schemaOf[lineageJSON],
	"rules":        schemaOf[rulesJSON],
}

func schemaOf[T any]() (*jsonschema.Schema, error) {
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[json.RawMessage](): {Type: "object"}, // a contract or product, after its own standard
	}})
	if err == nil {
		open(s)
	}
	return s, err
}

// open lets documents grow: a later version may add keys, and a reader that
// checks against the schema of an earlier one must not fail on them.
func open(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if s.Properties != nil {
		s.AdditionalProperties = nil
	}
	if slices.Equal(s.Types, []string{"null", "array"}) { // lists are empty or left out, never null
		s.Types, s.Type = nil, "array"
	}
	for _, p := range s.Properties {
		open(p)
	}
	open(s.Items)
}

func (t *tool) schemaCommand() *cobra.Command {
	names := slices.Sorted(maps.Keys(schemas))
	return &cobra.Command{
		Use:       "schema NAME",
		Short:     "Print the JSON Schema of what a command prints with --json",
		Long:      "Schema prints the JSON Schema of a JSON document of meshdex. Keys may be added to a\ndocument, never taken away within its version.\n\nNames: " + strings.Join(names, ", ") + ".",
		Args:      exactly(1, "a name"),
		ValidArgs: names,
		RunE:      func(_ *cobra.Command, args []string) error { return t.schema(args[0]) },
	}
}

func (t *tool) schema(name string) error {
	make, ok := schemas[name]
	if !ok {
		return usage("names are: "+strings.Join(slices.Sorted(maps.Keys(schemas)), ", "), "there is no schema %q", name)
	}
	s, err := make()
	if err != nil {
		return fmt.Errorf("schema %s: %w", name, err)
	}
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "meshdex." + name + "/1"
	return t.printJSON(s)
}
