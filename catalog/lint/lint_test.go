package lint_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"meshdex/catalog"
	"meshdex/catalog/lint"
	"meshdex/catalog/reader"
)

var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

func judge(path string, data []byte, cfg lint.Config) []lint.Finding {
	cfg.Today = today
	return lint.Document(reader.Read(path, data, reader.Options{}), data, cfg)
}

const head = "apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\n"

// failing gives the failing document of each rule.
func failing(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			text := string(f.Data)
			if !strings.Contains(text, "kind:") {
				text = head + text
			}
			out[f.Name] = text
		}
	}
	return out
}

// Every rule finds its failing document, on the lines that are marked and on no
// other.
func TestDocument_everyRuleFindsItsFailingDocument(t *testing.T) {
	t.Parallel()
	for rule, text := range failing(t) {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			var want, got []int
			for i, line := range strings.Split(text, "\n") {
				if strings.HasSuffix(line, "#!") {
					want = append(want, i+1)
				}
			}
			all := judge("c.odcs.yaml", []byte(text), lint.Config{})
			for _, f := range all {
				if f.Rule == rule {
					got = append(got, f.Pos.Line)
				}
			}
			if len(got) == 0 || len(want) > 0 && !slices.Equal(slices.Compact(got), want) {
				t.Errorf("found on lines %v, want %v\n%s\n%+v", got, want, text, all)
			}
		})
	}
}

// The exemplary contract and product break no rule at all.
func TestDocument_nothingIsWrongWithTheGood(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"testdata/good.odcs.yaml", "testdata/good.odps.yaml"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range judge(path, data, lint.Config{}) {
			t.Errorf("%s:%d: %s: %s", path, f.Pos.Line, f.Rule, f.Message)
		}
	}
}

// Each rule says what is wrong and what to do, has an id of its own, and is
// tested: by a failing document here, or where it is made.
func TestRules_areWhole(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	documents := failing(t)
	own := 0
	for _, r := range lint.Rules() {
		if seen[r.ID] || r.Sentence == "" || r.Hint == "" || r.Severity == "" {
			t.Errorf("rule %+v is not whole, or comes twice", r)
		}
		seen[r.ID] = true
		if slices.Contains([]lint.Group{lint.Reading, lint.Mesh, lint.Guides}, r.Group) {
			continue
		}
		own++
		if documents[r.ID] == "" {
			t.Errorf("%s has no failing document", r.ID)
		}
		delete(documents, r.ID)
	}
	for id := range documents {
		t.Errorf("there is a document for %s, which is no rule", id)
	}
	if own < 60 {
		t.Errorf("%d rules over documents, want at least 60", own)
	}
}

func TestDocument_levelsOfTheConfiguration(t *testing.T) {
	t.Parallel()
	count := func(levels map[string]lint.Level, rule string, s catalog.Severity) int {
		n := 0
		for _, f := range judge("c.odcs.yaml", []byte(head), lint.Config{Levels: levels}) {
			if f.Rule == rule && f.Severity == s {
				n++
			}
		}
		return n
	}
	if count(nil, "owner-missing", catalog.Warning) != 1 {
		t.Error("owner-missing is not a warning by default")
	}
	if count(map[string]lint.Level{"owner-missing": "error"}, "owner-missing", catalog.Error) != 1 {
		t.Error("owner-missing did not become an error")
	}
	if count(map[string]lint.Level{"owner-missing": lint.Off}, "owner-missing", catalog.Warning) != 0 {
		t.Error("owner-missing is not off")
	}
}

func TestDocument_suppression(t *testing.T) {
	t.Parallel()
	has := func(text, rule string) bool {
		return slices.ContainsFunc(judge("c.odcs.yaml", []byte(text), lint.Config{}), func(f lint.Finding) bool { return f.Rule == rule })
	}
	for _, c := range []struct {
		name, text, rule string
		want             bool
	}{
		{"on the line", strings.Replace(head, "active", "actve # meshdex:ignore status-unknown our own word", 1), "status-unknown", false},
		{"on the line above", strings.Replace(head, "status: active", "# meshdex:ignore status-unknown our own word\n# more\n\nstatus: actve", 1), "status-unknown", false},
		{"two rules", "# meshdex:ignore owner-missing,sla-missing later\n" + head, "sla-missing", false},
		{"the whole file", head + "# meshdex:ignore-file owner-missing later\n", "owner-missing", false},
		{"another rule", "# meshdex:ignore sla-missing later\n" + head, "owner-missing", true},
		{"another line", head + "# meshdex:ignore owner-missing later\n", "owner-missing", true},
		{"no reason", "# meshdex:ignore owner-missing\n" + head, "owner-missing", true},
		{"used", "# meshdex:ignore owner-missing later\n" + head, "suppression-unused", false},
	} {
		if got := has(c.text, c.rule); got != c.want {
			t.Errorf("%s: %s found is %v, want %v", c.name, c.rule, got, c.want)
		}
	}
}

// A credential is pointed at, never repeated.
func TestDocument_credentialsAreNotQuoted(t *testing.T) {
	t.Parallel()
	for _, f := range judge("c.odcs.yaml", []byte(failing(t)["credential-in-text"]), lint.Config{}) {
		if strings.Contains(f.Message+f.Hint+f.Path, "sesame") {
			t.Errorf("the finding repeats the credential: %+v", f)
		}
	}
}

func TestDocument_saysWhatWasMeant(t *testing.T) {
	t.Parallel()
	for _, f := range judge("c.odcs.yaml", []byte(failing(t)["key-misspelt"]), lint.Config{}) {
		if f.Rule == "key-misspelt" && !strings.Contains(f.Message, `did you mean "properties"?`) && !strings.Contains(f.Message, `did you mean "physicalName"?`) {
			t.Errorf("message %q", f.Message)
		}
	}
}
