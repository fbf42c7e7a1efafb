package config_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"meshdex/ui/config"
)

func TestRead_theDefaultFileIsTheDefault(t *testing.T) {
	t.Parallel()
	got, problems := config.Read(config.DefaultFile)
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	if diff := cmp.Diff(config.Default(), got, cmpopts.IgnoreFields(config.Config{}, "Places")); diff != "" {
		t.Error(diff)
	}
}

// everything sets every key to something else than its default.
const everything = `
theme: mine
icons: ascii
mouse: false
motion: reduced
restore: false
accessible: true
lines: 0
clipboard: command
copy-command: wl-copy
editor: code -g {file}:{line}
columns: [name, status]
keys: {list.down: [j, n], app.quit: q, list.up: []}
themes: {mine: {base: light, colors: {accent: "#112233"}}}
diff: {preset: strict, perspective: both, rules: {property-added: {severity: breaking, bump: major}, tag-added: off}}
lint: {fail-on: never, rules: {owner-missing: error}}
`

func TestRead_everyKey(t *testing.T) {
	t.Parallel()
	got, problems := config.Read([]byte(everything))
	want := config.Config{
		Theme: "mine", Icons: "ascii", Motion: "reduced", Accessible: true, Clipboard: "command", CopyCommand: "wl-copy",
		Editor: "code -g {file}:{line}", Columns: []string{"name", "status"},
		Keys:   map[string][]string{"list.down": {"j", "n"}, "app.quit": {"q"}, "list.up": {}},
		Themes: map[string]config.Theme{"mine": {Base: "light", Colors: map[string]string{"accent": "#112233"}}},
		Diff: config.Diff{Preset: "strict", Perspective: "both", Rules: map[string]config.Override{
			"property-added": {Severity: "breaking", Bump: "major"}, "tag-added": {Severity: "off"},
		}},
		Lint: config.Lint{FailOn: "never", Rules: map[string]string{"owner-missing": "error"}},
	}
	if place := got.Places["themes.mine.colors.accent"]; place != (config.Place{Line: 14, Column: 39}) {
		t.Errorf("the accent stands at %+v", place)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(config.Config{}, "Places")); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v\n%s", problems, diff)
	}
}

func TestRead_reportsAndGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, key    string
		line, column int
	}{
		{"icons: emoji\nmouse: false", "icons", 1, 8},
		{"them: dark\nmouse: false", "them", 1, 1},
		{"mouse: false\ncolumns: [name, colour]", "columns", 2, 17},
		{"mouse: false\ncolumns: name", "columns", 2, 10},
		{"mouse: false\nmotion: [a]", "motion", 2, 9},
		{"mouse: false\nkeys: {a: {b: c}}", "keys.a", 2, 11},
		{"mouse: false\ndiff: {rules: {x: {bump: huge}}}", "diff.rules.x.bump", 2, 26},
		{"mouse: false\nlint: strict", "lint", 2, 7},
	} {
		got, problems := config.Read([]byte(c.text))
		if got.Mouse {
			t.Errorf("%q: the good key was lost", c.text)
		}
		if len(problems) != 1 || problems[0].Key != c.key || problems[0].Line != c.line || problems[0].Column != c.column {
			t.Errorf("%q: %+v", c.text, problems)
		}
	}
}

func TestRead_syntaxError(t *testing.T) {
	t.Parallel()
	got, problems := config.Read([]byte("theme: dark\nkeys: [a\n"))
	if len(problems) != 1 || problems[0].Line < 2 || !got.Mouse {
		t.Errorf("%+v", problems)
	}
}

// TestSchema_agreesWithRead holds that the schema accepts what Read accepts and
// knows the same keys and words.
func TestSchema_agreesWithRead(t *testing.T) {
	t.Parallel()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(config.Schema)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("config.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	for text, valid := range map[string]bool{
		string(config.DefaultFile): true, everything: true, "icons: emoji": false, "them: dark": false, "columns: []": false,
	} {
		var value any
		if err := yaml.Load([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		plain, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(plain)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(instance); (err == nil) != valid {
			t.Errorf("valid = %v, want %v, for\n%s", err, valid, text)
		}
	}
	for _, words := range [][]string{config.IconSets, config.Motions, config.Clipboards, config.ColumnNames, config.Presets, config.Perspectives, config.FailLevels, config.RuleLevels, config.Severities} {
		quoted, err := json.Marshal(words)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(enums(t, config.Schema), string(quoted)) {
			t.Errorf("the schema does not list %s", quoted)
		}
	}
}

// enums lists every enum of a JSON Schema, as compact JSON.
func enums(t *testing.T, schema []byte) []string {
	t.Helper()
	var root any
	if err := json.Unmarshal(schema, &root); err != nil {
		t.Fatal(err)
	}
	var found []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if e, ok := v["enum"]; ok {
				text, _ := json.Marshal(e)
				found = append(found, string(text))
			}
			for _, c := range v {
				walk(c)
			}
		case []any:
			for _, c := range v {
				walk(c)
			}
		}
	}
	walk(root)
	return found
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(everything))
	f.Add(config.DefaultFile)
	f.Add([]byte("a: &a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		cfg, _ := config.Read(data)
		if len(cfg.Columns) == 0 || cfg.Icons == "" {
			t.Errorf("not usable: %+v", cfg)
		}
	})
}
