package reader_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

func TestRead_inlinesDefinitionsOfOtherFiles(t *testing.T) {
	t.Parallel()
	asked := []string{}
	open := func(path string) ([]byte, error) {
		asked = append(asked, path)
		if path != "common/ids.yaml" {
			return nil, errors.New("no such file")
		}
		return []byte("definitions:\n  shop/id:\n    type: text\n    title: Number\n"), nil
	}
	d := reader.Read("a.yaml", []byte(`dataContractSpecification: 1.2.0
id: a
info: {title: A, version: 1.0.0}
models:
  m:
    fields:
      one: {$ref: 'file://common/ids.yaml#/definitions/shop/id', title: Mine}
      two: {$ref: './common/ids.yaml#/definitions/shop/id'}
`), reader.Options{Open: open})
	if len(d.Contracts) != 1 || len(d.Problems) != 0 {
		t.Fatalf("%d contracts, %v", len(d.Contracts), d.Problems)
	}
	p := d.Contracts[0].Schema[0].Properties
	if p[0].BusinessName != "Mine" || p[0].LogicalType != "string" || p[1].BusinessName != "Number" {
		t.Errorf("%+v", p)
	}
	if got, want := p[1].Place.Of("businessName"), (catalog.Pos{Line: 8, Column: 12}); got != want {
		t.Errorf("what comes from another file is at %v, want the reference's %v", got, want)
	}
	if len(asked) > 2 {
		t.Errorf("the file was opened more than once: %v", asked)
	}
}

// neighbours opens files from a table.
func neighbours(files map[string]string) reader.Options {
	return reader.Options{Open: func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, errors.New("no such file")
	}}
}

// field is a contract with definitions whose one field, at 5:13, is one of them.
func field(ref, definitions string) []byte {
	return []byte("dataContractSpecification: 1.2.0\nid: a\nmodels:\n  m: {fields:\n    {f: {$ref: '" + ref + "', title: Mine}}}\ndefinitions: {" + definitions + "}\n")
}

// TestRead_followsDefinitionsToTheEnd has definitions that are, or hold, references: what
// a file refers to is looked for from where the file is.
func TestRead_followsDefinitionsToTheEnd(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"common/ids.yaml":   "definitions: {id: {$ref: './base.yaml#/definitions/key', pii: true}, own: {$ref: '#/definitions/id'}}\n",
		"common/base.yaml":  "definitions: {key: {type: text, title: Key, pii: false, description: Deep}}\n",
		"shared.yaml":       "definitions: {part: {type: object, fields: {x: {$ref: '#/definitions/leaf'}, y: {$ref: 'file://common/ids.yaml#/definitions/own'}}}, leaf: {type: date}}\n",
		"common/back.yaml":  "definitions: {id: {$ref: '../shared.yaml#/definitions/leaf'}}\n",
		"common/alone.yaml": "{type: uuid}\n",
		"alias.yaml":        "definitions: {base: &b {$ref: '#/definitions/end'}, id: *b, end: {type: date}}\n",
	}
	for _, c := range []struct{ ref, definitions, want string }{
		{"#/definitions/one", "one: {$ref: '#/definitions/two', description: Near}, two: {type: text, description: Far}", "string Mine Near"},
		{"common/ids.yaml#/definitions/id", "", "string Mine Deep"},
		{"common/ids.yaml#/definitions/own", "", "string Mine Deep"},
		{"common/back.yaml#/definitions/id", "", "date Mine "},
		{"#/definitions/one", "one: {$ref: 'common/alone.yaml'}", "string Mine "},
		{"alias.yaml#/definitions/id", "", "date Mine "},
		{"shared.yaml#/definitions/part", "", "object Mine  (x date) (y string)"},
	} {
		d := reader.Read("a.yaml", field(c.ref, c.definitions), neighbours(files))
		if len(d.Contracts) != 1 || len(d.Problems) != 0 {
			t.Fatalf("%s: %d contracts, %v", c.ref, len(d.Contracts), d.Problems)
		}
		p := d.Contracts[0].Schema[0].Properties[0]
		got := p.LogicalType + " " + p.BusinessName + " " + p.Description
		for _, below := range p.Properties {
			got += " (" + below.Name + " " + below.LogicalType + ")"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.ref, got, c.want)
		}
	}
}

// TestRead_tellsOfCircles has definitions that contain themselves, at once or by way of
// others, as what they are or in a field of theirs, and some that never come to an end.
func TestRead_tellsOfCircles(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"a.yaml":        "definitions: {id: {$ref: 'b.yaml#/definitions/id'}, in: {fields: {x: {$ref: 'deep/c.yaml#/definitions/in'}}}, own: {$ref: '#/definitions/own'}}\n",
		"b.yaml":        "definitions: {id: {$ref: './a.yaml#/definitions/id', type: text}}\n",
		"deep/c.yaml":   "definitions: {in: {fields: {y: {$ref: '../a.yaml#/definitions/in'}}}}\n",
		"contract.yaml": "definitions: {id: {$ref: 'b.yaml#/definitions/none'}}\n",
	}
	var deep strings.Builder
	for i := range 101 {
		fmt.Fprintf(&deep, "d%d: {$ref: '#/definitions/d%d'}, ", i, i+1)
	}
	for _, c := range []struct{ ref, definitions, rule, message string }{
		{"#/definitions/a", "a: {$ref: '#/definitions/a'}", "definition-circular", `"#/definitions/a" contains itself.`},
		{"#/definitions/a", "a: {$ref: '#/definitions/b'}, b: {$ref: '#/definitions/a'}", "definition-circular", `"#/definitions/a" contains itself, by way of #/definitions/b.`},
		{"#/definitions/in", "in: {$ref: '#/definitions/a'}, a: {$ref: '#/definitions/a'}", "definition-circular", `"#/definitions/a", to which "#/definitions/in" leads, contains itself.`},
		{"a.yaml#/definitions/own", "", "definition-circular", `contains itself.`},
		{"a.yaml#/definitions/id", "", "definition-circular", `"a.yaml#/definitions/id" contains itself, by way of b.yaml#/definitions/id.`},
		{"./a.yaml#/definitions/id", "", "definition-circular", `contains itself, by way of b.yaml#/definitions/id.`},
		{"a.yaml#/definitions/in", "", "definition-circular", `"a.yaml#/definitions/in" contains itself, by way of deep/c.yaml#/definitions/in.`},
		{"contract.yaml#/definitions/id", "", "definition-missing", `"b.yaml#/definitions/none", to which "contract.yaml#/definitions/id" leads, leads to no definition.`},
		{"#/definitions/d0", deep.String() + "d101: {type: text}", "definition-missing", `leads too deep.`},
	} {
		d := reader.Read("a.yaml", field(c.ref, c.definitions), neighbours(files))
		if len(d.Contracts) != 1 || len(d.Problems) != 1 {
			t.Fatalf("%s: %d contracts, %v", c.ref, len(d.Contracts), d.Problems)
		}
		p := d.Problems[0]
		if p.Rule != c.rule || !strings.HasSuffix(p.Message, c.message) || p.Hint == "" || p.Pos.Line != 5 || p.Severity != catalog.Warning {
			t.Errorf("%s: %+v", c.ref, p)
		}
	}
}

func TestRead_opensNothingButNeighbours(t *testing.T) {
	t.Parallel()
	for _, ref := range []string{"https://acme.example/x.yaml#/a", "/etc/passwd", "file:///etc/passwd", `..\x.yaml`, "http:x"} {
		open := func(path string) ([]byte, error) {
			if path != "http:x" {
				t.Errorf("%s opened %s", ref, path)
			}
			return nil, errors.New("no")
		}
		d := reader.Read("a.yaml", []byte("dataContractSpecification: 1.2.0\nid: a\nmodels: {m: {fields: {f: {$ref: '"+ref+"'}}}}\n"), reader.Options{Open: open})
		if len(d.Problems) != 1 || d.Problems[0].Rule != "reference-unresolved" {
			t.Errorf("%s: %v", ref, d.Problems)
		}
	}
}

func TestRead_keepsNoCredential(t *testing.T) {
	t.Parallel()
	d := read(t, "apiVersion: v3.1.0\nkind: DataContract\nid: a\nusername: ann\nservers:\n  - {server: s, password: hunter2, token: '${TOKEN}', private_key: 12345}\nx: {y: [{client_secret: hunter2}]}\n")
	s := portrait(t, d)
	for _, secret := range []string{"hunter2", "12345"} {
		if strings.Contains(s, secret) {
			t.Errorf("%s is in what was read:\n%s", secret, s)
		}
	}
	if !strings.Contains(s, "token: ${TOKEN}") {
		t.Errorf("the placeholder is gone:\n%s", s)
	}
}
