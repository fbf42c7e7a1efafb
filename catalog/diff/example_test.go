package diff_test

import (
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/reader"
)

// sides writes out the two documents of an example.
func sides(e diff.Example) (base, revision string) {
	var b, r []string
	for _, line := range e.Lines {
		if line[0] != '+' {
			b = append(b, line[1:])
		}
		if line[0] != '-' {
			r = append(r, line[1:])
		}
	}
	return document(e.Inside, b), document(e.Inside, r)
}

// document frames lines and gives them the head of a contract where they have
// none.
func document(inside string, lines []string) string {
	indent := map[string]string{"object": "  ", "property": "    "}[inside]
	body := ""
	switch inside {
	case "object":
		body = "schema:\n- name: orders\n"
	case "property":
		body = "schema:\n- name: orders\n  properties:\n  - name: amount\n"
	}
	for _, l := range lines {
		body += indent + l + "\n"
	}
	if strings.Contains(body, "dataContractSpecification") || strings.Contains(body, "dataset:") {
		if strings.Contains(body, "dataset:") {
			body = "kind: DataContract\nversion: 1.0.0\nstatus: current\n" + body
		}
		return body
	}
	for _, head := range []string{"status: active", "version: 1.0.0", "id: orders", "kind: DataContract", "apiVersion: v3.2.0"} {
		key, _, _ := strings.Cut(head, " ")
		if !strings.HasPrefix(body, key) && !strings.Contains(body, "\n"+key) {
			body = head + "\n" + body
		}
	}
	return body
}

func contract(t testing.TB, text string) *catalog.Contract {
	t.Helper()
	doc := reader.Read("contract.yaml", []byte(text), reader.Options{})
	if len(doc.Contracts) != 1 {
		t.Fatalf("%d contracts in:\n%s\n%v", len(doc.Contracts), text, doc.Problems)
	}
	return doc.Contracts[0]
}

func compareExample(t testing.TB, e diff.Example) *diff.Report {
	t.Helper()
	base, revision := sides(e)
	opts := diff.Options{}
	if e.After != "" {
		opts.Published = []string{e.After}
	}
	return diff.Compare(contract(t, base), contract(t, revision), opts)
}

// isAboutVersion reports whether the example is about the version claim; the
// others leave the version alone, and are told so.
func isAboutVersion(e diff.Example) bool {
	rule, _ := diff.Explain(e.Rule)
	return rule.Severity == diff.Policy
}

func TestExamples_exactFindings(t *testing.T) {
	t.Parallel()
	for _, e := range diff.Examples() {
		t.Run(e.Rule, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range compareExample(t, e).Findings {
				if f.Severity == diff.Policy && !isAboutVersion(e) {
					continue
				}
				got = append(got, f.Rule)
				if strings.HasSuffix(f.Message, ".") {
					t.Errorf("%q brings its own full stop", f.Message)
				}
				if f.Rule == e.Rule && f.Severity != e.Severity {
					t.Errorf("severity is %s, want %s", f.Severity, e.Severity)
				}
			}
			want := append(slices.Clone(e.Others), e.Rule)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				base, revision := sides(e)
				t.Errorf("findings %v, want %v\n%s\n→\n%s", got, want, base, revision)
			}
		})
	}
}

func TestExamples_everyRuleHasOne(t *testing.T) {
	t.Parallel()
	for _, r := range diff.Rules() {
		if r.Example() == "" {
			t.Errorf("%s has no example", r.ID)
		}
	}
	for _, e := range diff.Examples() {
		r, ok := diff.Explain(e.Rule)
		if !ok {
			t.Errorf("an example for %s, which is no rule", e.Rule)
		}
		if e.Severity != r.Severity && r.Varies == "" {
			t.Errorf("%s does not say when it is %s", e.Rule, e.Severity)
		}
	}
}
