package diff_test

import (
	"testing"

	"meshdex/catalog/diff"
)

// with compares the first example of a rule under options.
func with(t *testing.T, rule string, opts diff.Options) *diff.Report {
	t.Helper()
	r, ok := diff.Explain(rule)
	if !ok {
		t.Fatalf("no rule %s", rule)
	}
	base, revision := sides(r.Examples()[0])
	return diff.Compare(contract(t, base), contract(t, revision), opts)
}

func severityOf(r *diff.Report, rule string) diff.Severity {
	for _, f := range r.Findings {
		if f.Rule == rule {
			return f.Severity
		}
	}
	return diff.None
}

func TestOptions_perspectiveTurnsConstraintsAround(t *testing.T) {
	t.Parallel()
	tests := []struct {
		rule                 string
		reader, writer, both diff.Severity
	}{
		{"property-became-optional", diff.Breaking, diff.Compatible, diff.Breaking},
		{"property-became-required", diff.Compatible, diff.Breaking, diff.Breaking},
		{"maximum-decreased", diff.Compatible, diff.Breaking, diff.Breaking},
		{"property-removed", diff.Breaking, diff.Breaking, diff.Breaking},
		{"property-added", diff.Compatible, diff.Compatible, diff.Compatible},
		{"property-added-required", diff.Compatible, diff.Breaking, diff.Breaking},
		{"sla-latency-decreased", diff.Compatible, diff.Compatible, diff.Compatible},
		{"pattern-changed", diff.PotentiallyBreaking, diff.PotentiallyBreaking, diff.PotentiallyBreaking},
		{"purpose-changed", diff.DocOnly, diff.DocOnly, diff.DocOnly},
	}
	for _, tt := range tests {
		for p, want := range map[diff.Perspective]diff.Severity{diff.Reader: tt.reader, diff.Writer: tt.writer, diff.Both: tt.both} {
			if got := severityOf(with(t, tt.rule, diff.Options{Perspective: p}), tt.rule); got != want {
				t.Errorf("%s from perspective %d is %s, want %s", tt.rule, p, got, want)
			}
		}
		for p, want := range map[diff.Preset]diff.Severity{diff.ReaderPreset: tt.reader, diff.WriterPreset: tt.writer, diff.FullPreset: tt.both} {
			if got := severityOf(with(t, tt.rule, diff.Options{Preset: p}), tt.rule); got != want {
				t.Errorf("%s under preset %s is %s, want %s", tt.rule, p, got, want)
			}
		}
	}
}

func TestOptions_presets(t *testing.T) {
	t.Parallel()
	if r := with(t, "enum-value-added", diff.Options{Preset: diff.PragmaticPreset}); r.Verdict != diff.PotentiallyBreaking || r.Bump.Required != diff.Minor {
		t.Errorf("pragmatic: %s, %s", r.Verdict, r.Bump.Required)
	}
	if r := with(t, "property-removed", diff.Options{Preset: diff.PragmaticPreset}); r.Verdict != diff.Breaking {
		t.Errorf("pragmatic lets a removal pass: %s", r.Verdict)
	}
	if r := with(t, "physical-type-widened", diff.Options{Preset: diff.StrictPreset}); r.Bump.Required != diff.Major {
		t.Errorf("strict: %s", r.Bump.Required)
	}
}

func TestOptions_overrides(t *testing.T) {
	t.Parallel()
	rule, patch := "property-removed", diff.Patch
	r := with(t, rule, diff.Options{Overrides: map[string]diff.Override{rule: {Severity: diff.Compatible, Bump: &patch}}})
	if severityOf(r, rule) != diff.Compatible || r.Bump.Required != diff.Patch {
		t.Errorf("overridden to %s, %s", severityOf(r, rule), r.Bump.Required)
	}
	r = with(t, rule, diff.Options{Overrides: map[string]diff.Override{rule: {Severity: diff.None}}})
	if len(r.Findings) != 0 || r.Verdict != diff.None {
		t.Errorf("dropped, and yet %v", rulesOf(r))
	}
}

func TestOptions_ignore(t *testing.T) {
	t.Parallel()
	rule := "property-removed"
	fingerprint := with(t, rule, diff.Options{}).Findings[0].Fingerprint
	tests := []struct {
		name   string
		ignore diff.Ignore
		today  string
		taken  bool
	}{
		{"by fingerprint", diff.Ignore{Fingerprint: fingerprint, Reason: "agreed"}, "", true},
		{"by another fingerprint", diff.Ignore{Fingerprint: "000000000000"}, "", false},
		{"by rule and path", diff.Ignore{Rule: rule, Path: "orders.amount"}, "", true},
		{"by rule below a path", diff.Ignore{Rule: rule, Path: "orders"}, "", true},
		{"by a path with a star", diff.Ignore{Path: "ord*.am*"}, "", true},
		{"by another path", diff.Ignore{Rule: rule, Path: "order"}, "", false},
		{"by another rule", diff.Ignore{Rule: "property-added"}, "", false},
		{"by nothing", diff.Ignore{Reason: "all"}, "", false},
		{"on its last day", diff.Ignore{Rule: rule, Until: "2026-03-01"}, "2026-03-01", true},
		{"expired", diff.Ignore{Rule: rule, Until: "2026-03-01"}, "2026-03-02", false},
	}
	for _, tt := range tests {
		r := with(t, rule, diff.Options{Ignore: []diff.Ignore{tt.ignore}, Today: tt.today})
		if got := len(r.Ignored) == 1 && r.Verdict == diff.None; got != tt.taken {
			t.Errorf("%s: ignored %v, want %v", tt.name, got, tt.taken)
		}
		if got := len(r.Unused) == 1; got == tt.taken {
			t.Errorf("%s: reported as unused: %v", tt.name, got)
		}
	}
}

func TestFinding_fingerprintSurvivesMovesInTheFile(t *testing.T) {
	t.Parallel()
	e := diff.Examples()[0]
	base, revision := sides(e)
	first := diff.Compare(contract(t, base), contract(t, revision), diff.Options{})
	later := diff.Compare(contract(t, "# a comment\n\n"+base), contract(t, "# two\n# lines\n"+revision), diff.Options{})
	for i := range first.Findings {
		if first.Findings[i].Fingerprint != later.Findings[i].Fingerprint {
			t.Errorf("%s has another fingerprint", first.Findings[i].Rule)
		}
		if first.Findings[i].Revision == later.Findings[i].Revision {
			t.Errorf("%s stands where it stood", first.Findings[i].Rule)
		}
	}
}

func TestRules_severityAgreesWithPolarity(t *testing.T) {
	t.Parallel()
	for _, r := range diff.Rules() {
		if r.Sentence == "" || r.Reason == "" || r.Group == "" {
			t.Errorf("%s is not told in full", r.ID)
		}
		milder := r.Effect == diff.Breaks && r.Severity != diff.Breaking
		if milder && r.ID != "property-renamed-case-only" && r.ID != "property-added-positional" {
			t.Errorf("%s breaks a name and is only %s", r.ID, r.Severity)
		}
		if r.Group == diff.ConstraintGroup && r.Effect == diff.Tightens && r.Severity != diff.Compatible {
			t.Errorf("%s tightens and is %s", r.ID, r.Severity)
		}
		if r.Severity == diff.DocOnly && r.Bump > diff.Patch {
			t.Errorf("%s is documentation and needs %s", r.ID, r.Bump)
		}
	}
	if n := len(diff.Rules()); n != 346 {
		t.Errorf("%d rules, want 346", n)
	}
}
