package help_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/diff"
	"meshdex/catalog/query"
	"meshdex/ui/help"
)

var update = flag.Bool("update", false, "write the generated topics anew")

// Two topics are tables that the code has. They are files all the same, so that
// they can be read and linked to where the program is not at hand.
func TestTopics_sayWhatTheTablesSay(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"query": queryTopic(), "diff-rules": diffTopic()} {
		if *update {
			if err := os.WriteFile(name+".md", []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, _ := help.Read(name); got != want {
			t.Errorf("%s.md is not what the code says; run: go test ./ui/help -update", name)
		}
	}
}

const queryIntro = `# The query language

Words are looked for in names, ids, descriptions, owners, tags, properties and more. A hit has all words, in any order. Exact names come first,
then prefixes, beginnings of words, parts of words, and last what is spelled nearly so.

`

func queryTopic() string {
	var b strings.Builder
	b.WriteString(queryIntro)
	b.WriteString("| Write | To find |\n|---|---|\n")
	for _, l := range query.Help() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", l.Form, cell(l.Meaning))
	}
	b.WriteString("\n## Qualifiers\n\n| Qualifier | Looks at | For example |\n|---|---|---|\n")
	for _, q := range query.Qualifiers() {
		fmt.Fprintf(&b, "| `%s:` | %s | `%s` |\n", q.Name, cell(q.Help), q.Example)
	}
	return b.String()
}

const diffIntro = `# The rules of the diff

A diff is judged from the side of whoever reads the data. They are safe if everything that the new version allows was allowed before, and every
name, address and encoding still resolves. So a promise that is loosened or withdrawn breaks; one that is tightened or added does not, and puts a
duty on the producer. What a contract alone cannot decide is *potentially breaking*. Prose is documentation.

Every finding belongs to one rule, and the worst finding is the verdict. From the rules follows the version that the change needs: *major*, *minor*
or *patch*, at 1.0.0 and above. Findings called *policy* are about the version number itself and not about the data.

` + "`meshdex diff --explain maximum-increased`" + ` explains one rule with an example, ` + "`meshdex diff --rules`" + ` lists them all. How strictly is
judged can be configured, and a finding can be accepted in a file; see ` + "`meshdex diff --help`" + `.

| Severity | Says |
|---|---|
| breaking | somebody's work stops, or goes on with other numbers |
| potentially-breaking | it depends on what readers do, or on what the contract does not say |
| compatible | no reader can be harmed |
| doc-only | words moved, and the data did not |
| policy | the version number does not say what the change is |

| Duty | Asks the producer to |
|---|---|
`

func diffTopic() string {
	var b strings.Builder
	b.WriteString(diffIntro)
	rules := diff.Rules()
	var duties []diff.Duty
	for _, r := range rules {
		if r.Duty != diff.NoDuty && !slices.Contains(duties, r.Duty) {
			duties = append(duties, r.Duty)
		}
	}
	slices.Sort(duties)
	for _, d := range duties {
		fmt.Fprintf(&b, "| %s | %s |\n", d, d.Sentence())
	}
	group := diff.Group("")
	for _, r := range rules {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&b, "\n## %s\n\n| Rule | Severity | Needs | Duty | Because |\n|---|---|---|---|---|\n", groupTitle(group))
		}
		because := r.Reason
		if r.Varies != "" {
			because += "; " + r.Varies
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", r.ID, r.Severity, strings.TrimPrefix(r.Bump.String(), "none"), r.Duty, cell(because))
	}
	return b.String()
}

func groupTitle(g diff.Group) string {
	if g == diff.SLAGroup {
		return "SLA"
	}
	return strings.ToUpper(string(g[:1])) + string(g[1:])
}

// cell keeps a text within its cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
