package report_test

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/report"
)

func some() []report.Finding {
	return []report.Finding{
		{Rule: "key-misspelt", Level: report.Warning, File: "a b.yaml", Line: 2, Column: 3, Path: "schema[a]", Message: `"propertes" is not a key`, Hint: "Correct the key."},
		{Rule: "sla-removed", Severity: "breaking", Level: report.Error, File: "c.yaml", Message: "latency is gone"},
		{Rule: "status-missing", Level: report.Note, File: "c.yaml", Line: 9, Column: 1, Message: "no status"},
	}
}

func source(string) ([]byte, bool) { return []byte("schema:\n  propertes: []\n"), true }

func text(t *testing.T, fs []report.Finding, o report.Options) string {
	t.Helper()
	var b strings.Builder
	if err := report.Text(&b, fs, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText_golden(t *testing.T) {
	t.Parallel()
	const want = `a b.yaml:2:3: warning: "propertes" is not a key [key-misspelt]
    2 |   propertes: []
      |   ^
      = hint: Correct the key.
c.yaml: breaking: latency is gone [sla-removed]
c.yaml:9:1: note: no status [status-missing]
`
	if got := text(t, some(), report.Options{Source: source}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The caret stands under its column behind wide characters, in long lines too,
// and nothing is wider than the terminal.
func TestText_caretAndWidth(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("界", 40) + "X" + strings.Repeat("y", 200)
	for _, width := range []int{0, 40, 80} {
		got := text(t, []report.Finding{{Rule: "r", Level: report.Error, File: "f", Line: 1, Column: 41, Message: "here it is, and this is a rather long message"}},
			report.Options{Width: width, Source: func(string) ([]byte, bool) { return []byte(long), true }})
		lines := strings.Split(got, "\n")
		for i, l := range lines {
			if width > 0 && ansi.StringWidth(l) > width {
				t.Errorf("width %d: a line of %d columns: %q", width, ansi.StringWidth(l), l)
			}
			if strings.HasSuffix(l, "^") {
				x, _, _ := strings.Cut(lines[i-1], "X")
				if ansi.StringWidth(x)+1 != ansi.StringWidth(l) {
					t.Errorf("width %d: the caret is off:\n%s\n%s", width, lines[i-1], l)
				}
			}
		}
	}
}

func all(t *testing.T, fs []report.Finding) map[string]string {
	t.Helper()
	var sarif, junit, github strings.Builder
	if report.SARIF(&sarif, "1.0.0", []report.Rule{{ID: "r", Sentence: "s"}}, fs) != nil ||
		report.JUnit(&junit, []string{"clean.yaml"}, fs) != nil || report.GitHub(&github, fs) != nil {
		t.Fatal("an encoder failed")
	}
	return map[string]string{"sarif": sarif.String(), "junit": junit.String(), "github": github.String(), "text": text(t, fs, report.Options{})}
}

func TestSARIF_isJSONWithEscapedAddresses(t *testing.T) {
	t.Parallel()
	out := all(t, some())["sarif"]
	if !json.Valid([]byte(out)) {
		t.Fatal("not JSON")
	}
	for _, want := range []string{`"version": "2.1.0"`, `"uri": "a%20b.yaml"`, `"startLine": 2`, `"severity": "breaking"`, `"level": "note"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

func TestJUnit_notesAreNoFailures(t *testing.T) {
	t.Parallel()
	var got struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Name string `xml:"name,attr"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(all(t, some())["junit"]), &got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != 4 || got.Failures != 2 || len(got.Suites) != 3 {
		t.Errorf("%+v, want 4 tests, 2 failures, 3 suites", got)
	}
}

func TestGitHub_golden(t *testing.T) {
	t.Parallel()
	const want = `::warning title=key-misspelt,file=a b.yaml,line=2,col=3::"propertes" is not a key%0ACorrect the key.
::error title=sla-removed,file=c.yaml::latency is gone
::notice title=status-missing,file=c.yaml,line=9,col=1::no status
`
	if got := all(t, some())["github"]; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Text of strangers neither moves the cursor nor becomes a command.
func TestEncoders_hostileText(t *testing.T) {
	t.Parallel()
	const evil = "a\x1b[31m\n::error::x\u202e\x00]]><b>"
	for name, out := range all(t, []report.Finding{{Rule: evil, Severity: evil, Level: report.Error, File: evil, Line: 1, Path: evil, Message: evil, Hint: evil}}) {
		if strings.ContainsAny(out, "\x1b\u202e\x00") || strings.Contains(out, "\n::error::x") {
			t.Errorf("%s lets it through: %q", name, out)
		}
	}
}
