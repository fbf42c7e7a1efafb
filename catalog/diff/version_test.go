package diff_test

import (
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
)

// needing gives two contracts a difference that needs the bump.
func needing(base, revision *catalog.Contract, bump diff.Bump) {
	orders := catalog.Object{Name: "orders", Properties: []catalog.Property{{Name: "id"}}}
	base.Schema = []catalog.Object{orders}
	changed := orders
	switch bump {
	case diff.Major:
		changed.Properties = []catalog.Property{}
	case diff.Minor:
		changed.Properties = append(slices.Clone(orders.Properties), catalog.Property{Name: "amount"})
	case diff.Patch:
		changed.Description = "All orders."
	}
	revision.Schema = []catalog.Object{changed}
}

func TestCompare_versionVerdict(t *testing.T) {
	t.Parallel()
	tests := []struct {
		base, revision string
		needs          diff.Bump
		required       diff.Bump
		sufficient     bool
		next           string
		policy         string
	}{
		{"1.4.2", "2.0.0", diff.Major, diff.Major, true, "2.0.0", ""},
		{"1.4.2", "1.5.0", diff.Major, diff.Major, false, "2.0.0", "version-bump-too-small"},
		{"1.4.2", "1.4.2", diff.Patch, diff.Patch, false, "1.4.3", "version-not-bumped"},
		{"1.4.2", "1.5.0", diff.Minor, diff.Minor, true, "1.5.0", ""},
		{"1.4.2", "1.4.3", diff.Minor, diff.Minor, false, "1.5.0", "version-bump-too-small"},
		{"1.4.2", "2.0.0", diff.Patch, diff.Patch, true, "1.4.3", "version-bump-larger-than-required"},
		{"1.4.2", "1.4.2", diff.NoBump, diff.NoBump, true, "1.4.2", ""},
		{"1.4.2", "1.4.3", diff.NoBump, diff.NoBump, true, "1.4.2", "version-changed-without-changes"},
		{"1.4.2", "1.3.0", diff.Patch, diff.Patch, false, "1.4.3", "version-decreased"},
		{"2.0.0", "1.1.0", diff.NoBump, diff.NoBump, false, "2.0.0", "version-decreased"},
		{"0.4.2", "0.5.0", diff.Major, diff.Minor, true, "0.5.0", ""},
		{"0.4.2", "0.4.3", diff.Minor, diff.Patch, true, "0.4.3", ""},
		{"0.4.2", "0.4.3", diff.Major, diff.Minor, false, "0.5.0", "version-bump-too-small"},
		{"v1", "v2", diff.Major, diff.Major, true, "v2", ""},
		{"v1", "1.0.0", diff.Patch, diff.Patch, false, "v1.0.1", "version-not-bumped"},
		{"1.9", "1.10", diff.Minor, diff.Minor, true, "1.10", ""},
		{"1.10", "1.1", diff.Minor, diff.Minor, false, "1.11", "version-decreased"},
		{"1.4.2", "2.0.0-rc.1", diff.Major, diff.Major, true, "2.0.0", "version-prerelease"},
		{"2.0.0-rc.1", "2.0.0", diff.Major, diff.Major, true, "2.0.0", ""},
		{"1.4.0-rc.1", "1.4.0", diff.Major, diff.Major, false, "2.0.0", "version-bump-too-small"},
		{"1.4.2+a", "1.4.2+b", diff.Patch, diff.Patch, false, "1.4.3", "version-not-bumped"},
		{"2024-01-02", "2024-02-03", diff.Major, diff.Major, true, "", "version-not-semver"},
		{"2024-01-02", "2024-01-02", diff.Major, diff.Major, false, "", "version-not-bumped"},
		{"", "", diff.Patch, diff.Patch, false, "", "version-missing"},
		{"1.0.0", "", diff.Patch, diff.Patch, false, "1.0.1", "version-missing"},
	}
	for _, tt := range tests {
		base := &catalog.Contract{Version: tt.base, Status: "active"}
		revision := &catalog.Contract{Version: tt.revision, Status: "active"}
		needing(base, revision, tt.needs)
		r := diff.Compare(base, revision, diff.Options{})
		if r.Bump.Required != tt.required || r.Bump.Sufficient != tt.sufficient || r.Bump.Next != tt.next || policyOf(r) != tt.policy {
			t.Errorf("%q → %q needing %s: %+v, policy %q; want %s, %v, next %q, policy %q", tt.base, tt.revision, tt.needs,
				r.Bump, policyOf(r), tt.required, tt.sufficient, tt.next, tt.policy)
		}
	}
}

func policyOf(r *diff.Report) string {
	for _, f := range r.Findings {
		if f.Severity == diff.Policy {
			return f.Rule
		}
	}
	return ""
}

func TestCompare_draftsAreNotEnforced(t *testing.T) {
	t.Parallel()
	base, revision := &catalog.Contract{Version: "1.0.0", Status: "draft"}, &catalog.Contract{Version: "1.0.0", Status: "draft"}
	needing(base, revision, diff.Major)
	r := diff.Compare(base, revision, diff.Options{})
	if r.Bump.Enforced || !r.Bump.Sufficient || r.Bump.Required != diff.Major || r.Verdict != diff.Breaking {
		t.Errorf("a draft: %+v, verdict %s", r.Bump, r.Verdict)
	}
}

func TestAudit_reusedAndDecreasedVersions(t *testing.T) {
	t.Parallel()
	var history []*catalog.Contract
	for i, v := range []string{"1.0.0", "1.1.0", "1.2.0", "1.1.0", "1.1.0", "2.0.0"} {
		history = append(history, &catalog.Contract{
			Version: v, Status: "active",
			Description: catalog.Description{Purpose: string(rune('a' + i))},
		})
	}
	var got [][]string
	for _, s := range diff.Audit(history, diff.Options{}) {
		var rules []string
		for _, f := range s.Policy {
			rules = append(rules, f.Rule)
		}
		got = append(got, rules)
	}
	larger := "version-bump-larger-than-required"
	want := [][]string{{larger}, {larger}, {"version-decreased", "version-reused"}, {"version-not-bumped"}, {larger}}
	if len(got) != len(want) {
		t.Fatalf("%d steps, want %d", len(got), len(want))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("step %d: %v, want %v", i+1, got[i], want[i])
		}
	}
	if steps := diff.Audit(history[:1], diff.Options{}); steps != nil {
		t.Errorf("a history of one has steps: %v", steps)
	}
}
