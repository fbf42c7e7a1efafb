package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	gitdiff "github.com/rogpeppe/go-internal/diff"

	"meshdex/catalog/diff"
	"meshdex/ui/text"
)

func (t *tool) printReports(reports []compared, opts diffOptions, many bool) error {
	switch {
	case t.format == "json" && many:
		return t.printJSON(newDiffSetJSON(reports))
	case t.format == "json":
		return t.printJSON(newDiffJSON(reports[0]))
	case t.format != "text":
		return t.printDiffFormat(reports)
	}
	if len(reports) == 0 {
		t.note("no contract differs")
	}
	for i, c := range reports {
		if i > 0 {
			fmt.Fprintln(t.Out)
		}
		if err := t.printDiffText(c, opts); err != nil {
			return err
		}
	}
	return nil
}

// signs are the marks before a finding; the word stands beside it, so that the
// meaning needs neither colour nor Unicode.
var signs = map[diff.Severity]string{
	diff.Breaking: "x", diff.PotentiallyBreaking: "!", diff.Compatible: "+", diff.DocOnly: ".", diff.Policy: "V",
}

var severityInks = map[diff.Severity]ink{
	diff.Breaking: red, diff.PotentiallyBreaking: yellow, diff.Compatible: green, diff.DocOnly: dim, diff.Policy: blue,
}

func (t *tool) printDiffText(c compared, opts diffOptions) error {
	if c.report == nil {
		fmt.Fprintln(t.Out, text.Clean(c.whole()))
		return nil
	}
	var b strings.Builder
	b.WriteString(t.paint(severityInks[c.report.Verdict], verdictLine(c)) + "\n" + countsLine(c.report) + "\n")
	for _, g := range byPlace(c.report.Findings) {
		b.WriteString("\n" + t.paint(bold, text.Clean(g.place)) + "\n")
		for _, f := range g.findings {
			b.WriteString(t.findingText(f))
		}
	}
	if n := c.report.Counts()[diff.DocOnly]; n > 0 {
		fmt.Fprintf(&b, "\n%s, --json lists them\n", text.Count(n, "change of documentation", "changes of documentation"))
	}
	for _, h := range c.impact {
		fmt.Fprintf(&b, "\nhits %s (%s): %s, via %s", text.Clean(h.Product), text.Clean(ownerOrNone(h.Owner)), h.Effect, text.Clean(h.Via))
	}
	if len(c.impact) > 0 {
		b.WriteByte('\n')
	}
	if _, err := fmt.Fprint(t.Out, b.String()); err != nil {
		return err
	}
	if opts.unified {
		return t.printUnified(c.base, c.revision)
	}
	return nil
}

// verdictLine is the answer in one line.
func verdictLine(c compared) string {
	r := c.report
	name := cmp.Or(r.Revision.Name, r.Revision.ID, r.Base.ID, c.revision.label)
	line := fmt.Sprintf("%s: %s  %s -> %s", strings.ToUpper(string(r.Verdict)), name,
		cmp.Or(r.Base.Version, "no version"), cmp.Or(r.Revision.Version, "no version"))
	return text.Clean(line + "  " + bumpText(r.Bump))
}

func bumpText(b diff.BumpVerdict) string {
	s := "needs no new version"
	if b.Required != diff.NoBump {
		s = "needs a " + b.Required.String() + " version"
	}
	switch {
	case !b.Enforced:
		s += " (not enforced: the base is a draft)"
	case b.Sufficient:
		s += ", declared " + b.Declared.String()
	case b.Next != "":
		s += fmt.Sprintf(", declared %s; next: %s", b.Declared, b.Next)
	default:
		s += ", declared " + b.Declared.String()
	}
	return s
}

func countsLine(r *diff.Report) string {
	counts := r.Counts()
	var parts []string
	for _, s := range diff.Severities() {
		if n := counts[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	if r.Notation > 0 {
		parts = append(parts, text.Count(r.Notation, "difference in notation", "differences in notation"))
	}
	if len(r.Ignored) > 0 {
		parts = append(parts, fmt.Sprintf("%d accepted", len(r.Ignored)))
	}
	if len(parts) == 0 {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}

// place is a schema object, or a part of the contract, with its findings.
type place struct {
	place    string
	findings []diff.Finding
}

// byPlace groups the findings that are printed one by one, the place with the
// worst finding first. Changes of documentation are only counted.
func byPlace(findings []diff.Finding) []place {
	var out []place
	for _, f := range findings {
		if f.Severity == diff.DocOnly {
			continue
		}
		at := cmp.Or(strings.FieldsFunc(f.Path+" ", func(r rune) bool { return r == '.' || r == '[' || r == '{' })[0], "contract")
		at = cmp.Or(strings.TrimSpace(at), "contract")
		i := slices.IndexFunc(out, func(p place) bool { return p.place == at })
		if i < 0 {
			out = append(out, place{place: at})
			i = len(out) - 1
		}
		out[i].findings = append(out[i].findings, f)
	}
	return out
}

func (t *tool) findingText(f diff.Finding) string {
	var b strings.Builder
	word := t.paint(severityInks[f.Severity], fmt.Sprintf("%s %-20s", signs[f.Severity], f.Severity))
	fmt.Fprintf(&b, "  %s  %s  %s\n", word, text.Clean(f.Message), t.paint(dim, "["+f.Rule+"]"))
	if f.Before != "" || f.After != "" {
		fmt.Fprintf(&b, "    %s -> %s\n", cmp.Or(text.Clean(f.Before), "(none)"), cmp.Or(text.Clean(f.After), "(none)"))
	}
	if f.Base.IsKnown() || f.Revision.IsKnown() {
		fmt.Fprintf(&b, "    line %s -> %s\n", lineText(f.Base.Line), lineText(f.Revision.Line))
	}
	if s := f.Duty.Sentence(); s != "" && f.Severity != diff.Policy {
		fmt.Fprintf(&b, "    duty: %s\n", s)
	}
	if f.Evidence != "" {
		fmt.Fprintf(&b, "    because: %s\n", text.Clean(f.Evidence))
	}
	return b.String()
}

func lineText(n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}

// printUnified shows the changed lines of the two sources.
func (t *tool) printUnified(base, revision side) error {
	for line := range strings.Lines(string(gitdiff.Diff(base.label, base.raw, revision.label, revision.raw))) {
		if _, err := fmt.Fprintln(t.Out, text.Clean(strings.TrimRight(line, "\r\n"))); err != nil {
			return err
		}
	}
	return nil
}
