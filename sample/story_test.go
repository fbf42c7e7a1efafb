package sample_test

import (
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/sample"
)

// history returns every known state of a contract, oldest first.
func history(t *testing.T, lib *sample.Library, id string) []*catalog.Contract {
	t.Helper()
	versions, err := lib.Versions(id)
	if err != nil {
		t.Fatal(err)
	}
	var list []*catalog.Contract
	for _, v := range slices.Backward(versions) {
		d, err := lib.Document(v.Origin.Hash)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d.Contracts[v.Origin.Index])
	}
	return list
}

func TestSample_underbumpsOnlyWhereTheStoriesSay(t *testing.T) {
	t.Parallel()
	lib, _, snap := open(t)
	var under []string
	for i := range snap.ContractCount() {
		id := snap.Contract(i).ID
		for _, step := range diff.Audit(history(t, lib, id), diff.Options{}) {
			if !step.Bump.Sufficient {
				under = append(under, id+"@"+step.Revision.Version)
			}
		}
	}
	slices.Sort(under)
	want := []string{"ebike-telemetry.readings@2.1.1", "item-reviews.reviews@1.1.0", "returns.returns@1.3.1"}
	if !slices.Equal(under, want) {
		t.Errorf("versions that promise too little: %v, want %v", under, want)
	}
}

// step compares two neighbours in a history by their version texts.
func step(t *testing.T, lib *sample.Library, id, base, revision string) *diff.Report {
	t.Helper()
	var from, to *catalog.Contract
	for _, c := range history(t, lib, id) {
		switch c.Version {
		case base:
			from = c
		case revision:
			to = c
		}
	}
	if from == nil || to == nil {
		t.Fatalf("%s has not both %s and %s", id, base, revision)
	}
	return diff.Compare(from, to, diff.Options{})
}

func TestSample_changesDoWhatTheWalkthroughsTell(t *testing.T) {
	t.Parallel()
	lib, _, _ := open(t)
	for _, c := range []struct {
		id, base, revision string
		verdict            diff.Severity
		rules              []string
	}{
		{"returns.returns", "1.3.0", "1.3.1", diff.Breaking, []string{"property-renamed", "property-became-optional"}},
		{"price-list.prices", "1.1.0", "1.2.0", diff.Compatible, []string{"property-added-required"}},
		{"item-master.items", "1.1.0", "2.0.0", diff.Breaking, []string{"property-removed"}},
		{"carrier-events.scans", "1.2.0", "1.3.0", diff.Compatible, []string{"sla-latency-decreased"}},
		{"ebike-telemetry.readings", "2.1.0", "2.1.1", diff.Breaking, []string{"maximum-increased"}},
	} {
		r := step(t, lib, c.id, c.base, c.revision)
		if r.Verdict != c.verdict {
			t.Errorf("%s %s to %s is %s, want %s", c.id, c.base, c.revision, r.Verdict, c.verdict)
		}
		for _, rule := range c.rules {
			if !slices.ContainsFunc(r.Findings, func(f diff.Finding) bool { return f.Rule == rule }) {
				t.Errorf("%s %s to %s has no finding %s", c.id, c.base, c.revision, rule)
			}
		}
	}
}

func TestSample_blemishesAreThere(t *testing.T) {
	t.Parallel()
	_, _, snap := open(t)
	for id, flags := range map[string]catalog.RowFlags{
		"rental-demand":    catalog.HasDangling,
		"influencer-codes": catalog.IsStale,
		"store-pos-export": catalog.IsDeprecated,
		"item-reviews":     catalog.VersionReused,
	} {
		row, ok := snap.FindProduct(id)
		if !ok || !snap.Product(row).Flags.Has(flags) {
			t.Errorf("%s: flags %b, want %b", id, snap.Product(row).Flags, flags)
		}
	}
	row, _ := snap.FindProduct("store-pos-export")
	if n := snap.Product(row).Consumers; n != 1 {
		t.Errorf("the deprecated export has %d readers", n)
	}
	var ownerless []string
	for i := range snap.Len() {
		if p := snap.Product(i); !p.Flags.Has(catalog.HasOwner) {
			ownerless = append(ownerless, p.ID)
		}
	}
	if !slices.Equal(ownerless, []string{"supplier-directory"}) {
		t.Errorf("products without an owner: %v", ownerless)
	}
}

func TestSample_onlyTheBrokenFileHasProblems(t *testing.T) {
	t.Parallel()
	lib, _, _ := open(t)
	for _, p := range lib.Problems() {
		if p.Path != "marketing/influencer-codes/codes.odcs.yaml" {
			t.Errorf("%s:%d: %s", p.Path, p.Pos.Line, p.Message)
		}
	}
	if len(lib.Problems()) != 1 || lib.Problems()[0].Severity != catalog.Error {
		t.Errorf("the broken file gives %+v", lib.Problems())
	}
}

func TestSample_resultsTellOfATrend(t *testing.T) {
	t.Parallel()
	lib, _, _ := open(t)
	last := func(id, check string, back int) catalog.Result {
		t.Helper()
		results, err := lib.Results(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Check == check {
				if back == 0 {
					return r
				}
				back--
			}
		}
		t.Fatalf("%s has too few results of %s", id, check)
		return catalog.Result{}
	}
	for _, c := range []struct {
		id, check string
		back      int
		status    string
	}{
		{"customer-accounts.accounts", "accounts-email", 0, "fail"},
		{"customer-accounts.accounts", "accounts-email", 13, "pass"},
		{"supplier-directory.suppliers", "suppliers-audit", 0, "warn"},
		{"supplier-directory.suppliers", "suppliers-audit", 13, "pass"},
		{"ebike-telemetry.readings", "readings-fresh", 0, "pass"},
		{"ebike-telemetry.readings", "readings-fresh", 13, "warn"},
	} {
		if r := last(c.id, c.check, c.back); r.Status != c.status {
			t.Errorf("%s, %d weeks ago: %s, want %s", c.check, c.back, r.Status, c.status)
		}
	}
}

func TestSample_mixesDialects(t *testing.T) {
	t.Parallel()
	_, records, _ := open(t)
	count := map[string]int{}
	for _, r := range records {
		count[string(r.Summary.Dialect.Family)+" "+r.Summary.Dialect.Declared]++
	}
	for dialect, least := range map[string]int{
		"odcs v2.2.2": 1, "odcs v3.0.2": 1, "odcs v3.1.0": 5, "odcs v3.2.0": 20, "dcs 1.2.1": 1, "odps v1.1.0": 35, "odps v1.0.0": 3,
	} {
		if count[dialect] < least {
			t.Errorf("%d documents of %s, want %d; there are %v", count[dialect], dialect, least, count)
		}
	}
}
