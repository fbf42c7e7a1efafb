package sample_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/sample"
)

// tally is what the sample holds, counted.
type tally struct {
	domains, types, roles, servers, results map[string]int

	versions, nested, deepest, topics, slas, access, support, policies, classified, personal int
}

func count(t *testing.T) tally {
	t.Helper()
	lib, records, snap := open(t)
	n := tally{domains: map[string]int{}, types: map[string]int{}, roles: map[string]int{}, servers: map[string]int{}, results: map[string]int{}}
	for i := range snap.Len() {
		p := snap.Product(i)
		n.domains[p.Domain]++
		n.types[p.Type]++
		n.versions += p.Versions
	}
	for _, r := range records {
		d, err := lib.Document(r.Origin.Hash)
		if err != nil {
			t.Fatal(err)
		}
		if r.Summary.Subject == catalog.OfContract {
			n.contract(d.Contracts[r.Origin.Index])
			n.outcomes(t, lib, r.Summary.ID)
		}
	}
	return n
}

func (n *tally) contract(c *catalog.Contract) {
	for _, m := range c.Team.Members {
		n.roles[m.Role]++
	}
	for _, s := range c.Servers {
		n.servers[s.Type]++
	}
	has := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	n.slas += has(len(c.SLAs) > 0)
	n.access += has(len(c.Roles) > 0)
	n.support += has(len(c.Support) > 0)
	n.policies += has(slices.ContainsFunc(c.Links, func(l catalog.AuthoritativeDefinition) bool { return l.Type == "policy" }))
	deep := 0
	for i := range c.Schema {
		n.topics += has(c.Schema[i].PhysicalType == "topic")
		for at := range c.Schema[i].Walk() {
			deep = max(deep, at.Depth)
			n.classified += has(at.Property.Classification != "")
			n.personal += has(slices.Contains(at.Property.Tags, "pii"))
		}
	}
	n.nested += has(deep > 0)
	n.deepest = max(n.deepest, deep)
}

// outcomes counts how the checks of a contract stand: by their last result, and as
// degrading where an earlier one was better.
func (n *tally) outcomes(t *testing.T, lib *sample.Library, id string) {
	t.Helper()
	results, err := lib.Results(id)
	if err != nil {
		t.Fatal(err)
	}
	first, last := map[string]string{}, map[string]string{}
	for _, r := range slices.Backward(results) { // oldest first
		if first[r.Check] == "" {
			first[r.Check] = r.Status
		}
		last[r.Check] = r.Status
	}
	for check, status := range last {
		n.results[status]++
		if status != "pass" && first[check] == "pass" {
			n.results["degrading"]++
		}
	}
}

// The sample is as large and as varied as it says it is. The dialects, the depth of
// the lineage and the blemishes have tests of their own.
func TestSample_isABelievableCompany(t *testing.T) {
	t.Parallel()
	n := count(t)
	products := 0
	for _, c := range n.domains {
		products += c
	}
	for what, have := range map[string][2]int{
		"products": {products, 45}, "domains": {len(n.domains), 8}, "versions": {n.versions, 120},
		"source-aligned": {n.types["sourceAligned"], 10}, "aggregates": {n.types["aggregate"], 8}, "consumer-aligned": {n.types["consumerAligned"], 5},
		"owners": {n.roles["Data Product Owner"], 45}, "stewards": {n.roles["Data Steward"], 20},
		"engineers": {n.roles["Data Engineer"], 45}, "people on call": {n.roles["On-call Engineer"], 10},
		"kinds of servers": {len(n.servers), 6}, "streams": {n.topics, 5}, "nested schemas": {n.nested, 10}, "levels of nesting": {n.deepest, 3},
		"contracts with service levels": {n.slas, 45}, "contracts with access roles": {n.access, 45}, "contracts with channels": {n.support, 45},
		"contracts under a policy": {n.policies, 8}, "classified properties": {n.classified, 20}, "personal properties": {n.personal, 15},
		"checks that pass": {n.results["pass"], 20}, "checks that warn": {n.results["warn"], 1},
		"checks that fail": {n.results["fail"], 1}, "checks that got worse": {n.results["degrading"], 2},
	} {
		if have[0] < have[1] {
			t.Errorf("%d %s, want at least %d", have[0], what, have[1])
		}
	}
}

// Every version has an author and a date. They are spread over the two years that
// the journal spans; its last weeks are results of checks.
func TestSample_everyVersionHasAnAuthorAndADate(t *testing.T) {
	t.Parallel()
	lib, records, _ := open(t)
	var first, last time.Time
	for _, r := range records {
		versions, err := lib.Versions(r.Summary.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range versions {
			o := v.Origin
			if !strings.Contains(o.Author, " <") || o.Time.IsZero() || o.Message == "" {
				t.Errorf("%s@%s: author %q, time %s, message %q", v.Contract, v.Text, o.Author, o.Time, o.Message)
			}
			if first.IsZero() || o.Time.Before(first) {
				first = o.Time
			}
			if o.Time.After(last) {
				last = o.Time
			}
		}
	}
	if last.Sub(first) < 700*24*time.Hour {
		t.Errorf("the versions span %s", last.Sub(first))
	}
}

// What the stories are about is there and is found as they find it.
func TestSample_blemishesCanBeFound(t *testing.T) {
	t.Parallel()
	_, _, snap := open(t)
	found := map[string]bool{}
	for i := range snap.Len() {
		p := snap.Product(i)
		for name, is := range map[string]bool{
			"a dangling port": p.Flags.Has(catalog.HasDangling), "a broken file": p.Flags.Has(catalog.IsStale),
			"nobody who owns it":             !p.Flags.Has(catalog.HasOwner),
			"deprecated and still consumed":  p.Flags.Has(catalog.IsDeprecated) && p.Consumers > 0,
			"one version of several content": p.Flags.Has(catalog.VersionReused),
		} {
			if is {
				found[name] = true
			}
		}
	}
	if len(found) != 5 {
		t.Errorf("found only %v", slices.Sorted(maps.Keys(found)))
	}
}
