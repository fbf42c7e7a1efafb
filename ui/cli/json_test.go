package cli_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// promised are commands whose JSON is held against its schema, and the keys that
// others rely on.
var promised = []struct {
	schema string
	args   []string
	keys   []string
}{
	{"search", []string{"search", "orders"}, []string{"query", "total", "hits", "hits.product", "hits.contract", "hits.version", "hits.domain", "hits.owner", "hits.status", "hits.score", "hits.stage", "hits.matched", "hits.matched.in", "hits.matched.text", "hits.matched.spans"}},
	{"search", []string{"search", "--fields", "customer_id"}, []string{"query", "total", "hits"}},
	{"search", nil, []string{"total", "hits"}},
	{"show", []string{"show", "returns.returns"}, []string{"contract", "source", "dialect"}},
	{"show", []string{"show", "returns"}, []string{"product", "source", "dialect"}},
	{"versions", []string{"versions", "returns"}, []string{"contract", "versions", "versions.version", "versions.status", "versions.source", "versions.author", "versions.time", "versions.declared", "versions.required", "versions.verdict"}},
	{"diff", []string{"diff", "returns"}, []string{"base", "base.id", "base.version", "base.source", "revision", "verdict", "notation", "bump", "bump.required", "bump.declared", "bump.sufficient", "bump.next", "findings", "impact"}},
	{"diff", []string{"diff", "--fail-on", "never", "card-payments.transactions"}, []string{"findings.rule", "findings.severity", "findings.bump", "findings.path", "findings.message", "findings.before", "findings.after", "findings.duty", "findings.base.line", "findings.base.column", "findings.revision.line", "findings.revision.column"}},
	{"impact", []string{"impact", "returns"}, []string{"impact"}},
	{"audit", []string{"audit"}, nil},
	{"lint", []string{"lint", "--catalog", "--fail-on", "never"}, []string{"files", "findings", "findings.file", "findings.line", "findings.column", "findings.rule", "findings.severity", "findings.path", "findings.message", "findings.hint"}},
	{"lineage", []string{"lineage", "returns"}, nil},
	{"inbox", []string{"inbox"}, []string{"changes"}},
	{"walkthroughs", []string{"walkthrough", "list"}, nil},
	{"rules", []string{"diff", "--rules"}, []string{"rules"}},
	{"rules", []string{"lint", "--rules"}, []string{"rules"}},
	{"source", []string{"source", "list"}, nil},
	{"store", []string{"store", "stats"}, nil},
	{"doctor", []string{"doctor"}, nil},
	{"version", []string{"version"}, nil},
}

// TestJSON_isAsItsSchemaSays runs commands over the sample: what they print is one
// document, valid by the schema that the program prints of it, with the keys that
// were promised.
func TestJSON_isAsItsSchemaSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, d := range promised {
		args := append(slices.Clone(d.args), "--json", "--sample")
		out, errs, code := w.run(args...)
		if code > 1 {
			t.Errorf("%q: exit code %d: %s", args, code, errs)
			continue
		}
		w.valid(d.schema, out)
		var document map[string]any
		if err := json.Unmarshal([]byte(out), &document); err != nil {
			t.Errorf("%q: %v", args, err)
		}
		for _, key := range d.keys {
			if !has(document, strings.Split(key, ".")) {
				t.Errorf("%q lacks %q; it has %q", args, key, slices.Sorted(maps.Keys(document)))
			}
		}
	}
}

// valid fails the test unless a document is what meshdex schema NAME says.
func (w world) valid(name, document string) {
	w.t.Helper()
	text, errs, code := w.run("schema", name)
	if code != 0 {
		w.t.Fatal(errs)
	}
	compiler := jsonschema.NewCompiler()
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err == nil {
		err = compiler.AddResource("schema.json", parsed)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		w.t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err == nil {
		err = schema.Validate(instance)
	}
	if err != nil || !strings.Contains(document, `"meshdex.`+name+`/1"`) {
		w.t.Errorf("%s is not as its schema says: %v\n%.300s", name, err, document)
	}
}

// has reports whether a document has a key; of a list, whether one of its elements
// has it.
func has(v any, path []string) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return has(e, path) })
	case map[string]any:
		below, ok := v[path[0]]
		return ok && (len(path) == 1 || has(below, path[1:]))
	}
	return false
}

func TestUsage_whatIsNotText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, args := range [][]string{{"search", "\xff"}, {"show", "\xff\xfe"}, {"diff", "\xff", "\xfe"}, {"lint", "\xff"}, {"completion"}, {"completion", "tcsh"}, {"man", "no", "such"}} {
		out, errs, code := w.run(append(args, "--sample")...)
		if code == 0 || out != "" || !strings.HasPrefix(errs, "error: ") || !strings.Contains(errs, "\nhint: ") {
			t.Errorf("%q: exit code %d, %d bytes: %s", args, code, len(out), errs)
		}
	}
}
