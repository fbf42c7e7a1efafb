package diff

import (
	"fmt"
	"strings"

	"meshdex/catalog"
)

// Step is one step of a contract's history, judged.
type Step struct {
	Index    int // of the revision in the history
	Base     Side
	Revision Side
	Verdict  Severity
	Bump     BumpVerdict
	Counts   map[Severity]int
	Policy   []Finding // about the version claim
	Report   *Report
}

// Audit judges every step of a history, oldest contract first, and knows which
// version numbers were published before. A history of fewer than two gives
// nothing.
func Audit(history []*catalog.Contract, opts Options) []Step {
	var steps []Step
	published := map[string]bool{}
	for i := 1; i < len(history); i++ {
		o := opts
		if key := versionKey(history[i].Version); published[key] {
			o.Published = []string{history[i].Version}
		}
		steps = append(steps, stepOf(i, Compare(history[i-1], history[i], o)))
		published[versionKey(history[i-1].Version)] = true
	}
	return steps
}

// versionKey is equal for version texts that compare equal.
func versionKey(text string) string {
	v, ok := catalog.ParseVersion(text)
	if !ok {
		return strings.TrimSpace(text)
	}
	return fmt.Sprintf("%d.%d.%d-%s", v.Major(), v.Minor(), v.Patch(), v.Prerelease())
}

func stepOf(i int, r *Report) Step {
	s := Step{Index: i, Base: r.Base, Revision: r.Revision, Verdict: r.Verdict, Bump: r.Bump, Counts: r.Counts(), Report: r}
	for _, f := range r.Findings {
		if f.Severity == Policy {
			s.Policy = append(s.Policy, f)
		}
	}
	return s
}

// Counts counts the findings by severity.
func (r *Report) Counts() map[Severity]int {
	counts := map[Severity]int{}
	for i := range r.Findings {
		counts[r.Findings[i].Severity]++
	}
	return counts
}
