package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/guide"
	"meshdex/ui/page/walkthroughs"
)

// guides are the walkthroughs for the screens: those about the sample, and one
// made for each domain of the catalog.
type guides struct {
	*tool
	desk     *desk
	progress *userMarks
}

var _ guide.Shelf = (*guides)(nil)

// Names lists the walkthroughs that have a name of their own.
func (g *guides) Names() []string {
	var names []string
	for _, w := range shippedWalkthroughs() {
		names = append(names, w.ID)
	}
	return names
}

// Open reads a walkthrough and holds it against the catalog.
func (g *guides) Open(ctx context.Context, snap *catalog.Snapshot, name string) (guide.Guide, error) {
	w, err := g.find(ctx, snap, name)
	if err != nil {
		return guide.Guide{}, err
	}
	moved := map[string]string{}
	for _, p := range walkthrough.Lint(w, walkthrough.World{Snapshot: snap, Library: g.desk.Library}) {
		if p.Rule == walkthrough.RuleNeeds {
			return guide.Guide{}, errors.New(p.Message + "; meshdex demo opens the sample")
		}
		moved[p.At] = p.Message
	}
	return guide.Guide{Walkthrough: w, Progress: g.progress.walked(w.ID), Moved: moved}, nil
}

func (g *guides) find(ctx context.Context, snap *catalog.Snapshot, name string) (*walkthrough.Walkthrough, error) {
	for _, w := range shippedWalkthroughs() {
		if w.ID == name {
			return w, nil
		}
	}
	domains := domainsOf(snap)
	if i := slices.IndexFunc(domains, func(d string) bool { return walkthrough.FirstWeekID(d) == name }); i >= 0 {
		return g.firstWeek(ctx, &view{Snapshot: snap, Library: g.desk.Library}, domains[i])
	}
	return nil, fmt.Errorf("there is no walkthrough %q", name)
}

// domainsOf lists the domains of a catalog by name.
func domainsOf(snap *catalog.Snapshot) []string {
	seen := map[string]bool{}
	for i := range snap.Len() {
		if d := snap.Product(i).Domain; d != "" {
			seen[d] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// Keep remembers how far the person is.
func (g *guides) Keep(id string, p walkthrough.Progress) error { return g.progress.keepWalked(id, p) }

// list is what the page of walkthroughs shows.
func (g *guides) list(_ context.Context, snap *catalog.Snapshot) ([]walkthroughs.Row, error) {
	var out []walkthroughs.Row
	for _, w := range shippedWalkthroughs() {
		r := walkthroughs.Row{
			ID: w.ID, Title: w.Title, Summary: w.Summary, Audience: w.Audience, Minutes: w.Minutes,
			Steps: len(w.Steps), Done: len(g.progress.walked(w.ID).Done),
		}
		if !(&view{Snapshot: snap}).hasAll(w.Needs) {
			r.Missing = "It is about the sample: meshdex demo"
		}
		out = append(out, r)
	}
	for _, d := range domainsOf(snap) {
		id := walkthrough.FirstWeekID(d)
		out = append(out, walkthroughs.Row{
			ID: id, Title: "Your first week in " + d, Audience: "newcomer", Minutes: firstWeekMinutes,
			Summary: "Made of what the domain has now: its products, who owns them, the busiest contracts, what changed lately.",
			Done:    len(g.progress.walked(id).Done),
		})
	}
	return out, nil
}

// firstWeekMinutes is how long such a walkthrough takes.
const firstWeekMinutes = 10
