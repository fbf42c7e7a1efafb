package writer_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
	"meshdex/catalog/writer"
)

// The JSON Schema of ODCS v3.2.0 is the oracle of what is written. The copy at
// hand is a draft; what it accepts, it must accept again once it was read and
// written.
func TestODCS_validStaysValid(t *testing.T) {
	t.Parallel()
	schema := odcsSchema(t)
	valid, invalid, written := 0, 0, 0
	corpusBytes(t, func(path string, data []byte, d *catalog.Document) {
		if len(d.Contracts) != 1 || d.Contracts[0].Dialect.Family != catalog.ODCS {
			return
		}
		text, err := writer.JSON(d.Contracts[0])
		if err != nil {
			t.Fatal(err)
		}
		after := validate(t, schema, text)
		if after == nil {
			written++
		}
		if validate(t, schema, plainJSON(data)) != nil {
			invalid++
			return
		}
		valid++
		if after != nil {
			t.Errorf("%s is no longer valid: %v", path, after)
		}
	})
	t.Logf("%d of %d contracts were valid, %d are once written", valid, valid+invalid, written)
	if valid < 200 {
		t.Errorf("only %d contracts were valid before", valid)
	}
}

func odcsSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	s, err := jsonschema.NewCompiler().Compile(filepath.Join(shared,
		"schemas/bitol-io__open-data-contract-standard/odcs-json-schema-v3.2.0-dev.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	return schema.Validate(v)
}

// plainJSON turns YAML into JSON without the help of the reader, dates as text.
func plainJSON(data []byte) []byte {
	var y yaml.Node
	if yaml.Load(data, &y) != nil {
		return []byte("null")
	}
	text, err := json.Marshal(plain(&y))
	if err != nil {
		return []byte("null")
	}
	return text
}

func plain(y *yaml.Node) any {
	switch y.Kind {
	case yaml.DocumentNode:
		return plain(y.Content[0])
	case yaml.AliasNode:
		return plain(y.Alias)
	case yaml.SequenceNode:
		all := []any{}
		for _, c := range y.Content {
			all = append(all, plain(c))
		}
		return all
	case yaml.MappingNode:
		all := map[string]any{}
		for i := 0; i+1 < len(y.Content); i += 2 {
			all[y.Content[i].Value] = plain(y.Content[i+1])
		}
		return all
	}
	var v any
	if y.Tag == "!!timestamp" || y.Decode(&v) != nil {
		return y.Value
	}
	return v
}
