package cli

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/walkthrough"
)

// maxFirstWeek is how many changes a newcomer is told of at most.
const maxFirstWeek = 20

// firstWeekPrefix is how the names of these walkthroughs begin.
var firstWeekPrefix = walkthrough.FirstWeekID("")

// domainOf finds the domain that the name of a first week means: by the id that it
// is given, or by its own name as people write it.
func domainOf(snap *catalog.Snapshot, name string) (string, bool) {
	domains := domainsOf(snap)
	i := slices.IndexFunc(domains, func(d string) bool {
		return walkthrough.FirstWeekID(d) == name || strings.EqualFold(firstWeekPrefix+d, name)
	})
	if i < 0 {
		return "", false
	}
	return domains[i], true
}

// domainsOf lists the domains of a catalog by name.
func domainsOf(snap *catalog.Snapshot) []string {
	seen := map[string]bool{}
	for i := range snap.Len() {
		if p := snap.Product(i); p.Domain != "" && !p.Flags.Has(catalog.IsRemoved) {
			seen[p.Domain] = true
		}
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
	})
}

// firstWeek makes a walkthrough of the domain that the name means, with the last
// change of each of its contracts.
func (t *tool) firstWeek(ctx context.Context, v *view, name string) (*walkthrough.Walkthrough, error) {
	domain, ok := domainOf(v.Snapshot, name)
	if !ok {
		return nil, nothing("meshdex search --facets '' lists the domains", "there is no domain %q", strings.TrimPrefix(name, firstWeekPrefix))
	}
	changes, err := t.recentChanges(ctx, v, domain)
	if err != nil {
		return nil, err
	}
	return walkthrough.FirstWeek(domain, v.Snapshot, v.neighbours(ctx), changes)
}

// recentChanges are the last changes of a domain's contracts, newest first.
func (t *tool) recentChanges(ctx context.Context, v *view, domain string) ([]walkthrough.Change, error) {
	rules, err := t.diffOptions(judge{})
	if err != nil {
		return nil, err
	}
	type dated struct {
		walkthrough.Change
		at catalog.Version
	}
	var changes []dated
	for i := range v.ContractCount() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := v.Contract(i)
		if c.Versions < 2 || !strings.EqualFold(v.Product(c.Product).Domain, domain) {
			continue
		}
		versions, err := v.Versions(c.ID)
		if err != nil {
			return nil, err
		}
		h := catalog.History(versions)
		changes = append(changes, dated{walkthrough.Change{Contract: c.ID, Base: h.Ref(1), Revision: h.Ref(0)}, versions[0]})
	}
	slices.SortStableFunc(changes, func(a, b dated) int { return b.at.Origin.Time.Compare(a.at.Origin.Time) })
	var told []walkthrough.Change
	for _, c := range changes[:min(len(changes), maxFirstWeek)] {
		versions, err := v.Versions(c.Contract)
		if err != nil {
			return nil, err
		}
		step, err := v.step(versions[1], versions[0], rules)
		if err != nil {
			return nil, err
		}
		c.Breaking = step != nil && step.Verdict == diff.Breaking
		told = append(told, c.Change)
	}
	return told, nil
}
