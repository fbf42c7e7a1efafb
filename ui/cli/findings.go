package cli

import (
	"meshdex/catalog/diff"
	"meshdex/ui/report"
)

// findings is what lint or diff has to tell in the formats that both have.
type findings struct {
	rules  []report.Rule
	files  []string // that were judged
	all    []report.Finding
	source func(file string) ([]byte, bool)
}

func (t *tool) printFindings(f findings) error {
	switch t.format {
	case "sarif":
		return report.SARIF(t.Out, thisBuild().Version, f.rules, f.all)
	case "junit":
		return report.JUnit(t.Out, f.files, f.all)
	case "github":
		return report.GitHub(t.Out, f.all)
	}
	return report.Text(t.Out, f.all, report.Options{Width: t.width(), Source: f.source, Style: t.findingStyle(), Told: isTold(t.Out)})
}

func (t *tool) findingStyle() report.Style {
	return report.Style{
		Level: func(l report.Level, s string) string { return t.paint(levelInks[l], s) },
		Dim:   func(s string) string { return t.paint(dim, s) },
	}
}

var levelInks = map[report.Level]ink{report.Error: red, report.Warning: yellow, report.Note: blue}

// diffFindings tells what a diff found, at the lines of the revision, or of the
// base where only that has them.
func diffFindings(reports []compared) findings {
	var out findings
	for _, c := range reports {
		out.files = append(out.files, c.file())
		if c.report == nil {
			out.all = append(out.all, c.wholeFinding())
			continue
		}
		for _, f := range c.report.Findings {
			out.all = append(out.all, c.finding(f))
		}
	}
	for _, r := range diff.Rules() {
		out.rules = append(out.rules, report.Rule{ID: r.ID, Sentence: r.Sentence, Help: r.Reason})
	}
	return out
}

// file is the file that a report is about.
func (c compared) file() string {
	if c.revision.path != "" {
		return c.revision.path
	}
	return c.base.path
}

func (c compared) finding(f diff.Finding) report.Finding {
	at, file := f.Revision, c.file()
	if !at.IsKnown() {
		at, file = f.Base, c.base.path
	}
	return report.Finding{
		Rule: f.Rule, Severity: string(f.Severity), Level: levelOf(f.Severity), File: file, Line: at.Line, Column: at.Column,
		Path: f.Path, Message: f.Message, Hint: f.Duty.Sentence(),
	}
}

// levelOf says how grave a change is for whoever runs the check.
func levelOf(s diff.Severity) report.Level {
	switch s {
	case diff.Breaking:
		return report.Error
	case diff.PotentiallyBreaking, diff.Policy:
		return report.Warning
	}
	return report.Note
}

// wholeFinding tells that a contract came or went as a whole.
func (c compared) wholeFinding() report.Finding {
	f := report.Finding{Rule: "contract-added", Severity: string(diff.Compatible), Level: report.Note, File: c.file(), Message: c.whole()}
	if len(c.revision.contracts) == 0 {
		f.Rule, f.Severity, f.Level, f.File = "contract-removed", string(diff.Breaking), report.Error, c.base.path
	}
	return f
}
