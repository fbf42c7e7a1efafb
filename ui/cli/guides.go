package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/guide"
	"meshdex/ui/page/walkthroughs"
	"meshdex/ui/text"
)

// guides are the walkthroughs for the screens: those of the sources, those about
// the sample, and one made for each domain of the catalog.
type guides struct {
	*tool
	desk     *desk
	progress *userMarks
	given    *walkthrough.Walkthrough // by its file, on the command line; nil for none

	mu    sync.Mutex
	names []string // of the last list
}

var _ guide.Shelf = (*guides)(nil)

// Names lists what can be opened, as far as the list was ever shown.
func (g *guides) Names() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.names == nil {
		for _, w := range shippedWalkthroughs() {
			g.names = append(g.names, w.ID)
		}
	}
	return g.names
}

// Open reads a walkthrough and holds it against the catalog.
func (g *guides) Open(ctx context.Context, snap *catalog.Snapshot, name string) (guide.Guide, error) {
	v := &view{Snapshot: snap, Library: g.desk, lineage: g.desk.graphOf}
	w, err := g.find(ctx, v, name)
	if err != nil {
		return guide.Guide{}, err
	}
	world := g.world(ctx, v)
	world.Search = nil // a reader finds out by searching
	moved := map[string]string{}
	for _, p := range walkthrough.Lint(w.Walkthrough, world) {
		if p.Rule == walkthrough.RuleNeeds {
			return guide.Guide{}, errors.New(w.missing(p.Message))
		}
		moved[p.At] = p.Message
	}
	return guide.Guide{Walkthrough: w.Settled(snap, g.desk), Progress: g.progress.walked(w.ID), Moved: moved}, nil
}

func (g *guides) find(ctx context.Context, v *view, name string) (known, error) {
	if g.given != nil && g.given.ID == name {
		return known{g.given, ""}, nil
	}
	all, err := knownWalkthroughs(g.desk.from().db)
	if err != nil {
		return known{}, err
	}
	if i := slices.IndexFunc(all, func(k known) bool { return k.ID == name }); i >= 0 {
		return all[i], nil
	}
	if _, ok := domainOf(v.Snapshot, name); !ok {
		return known{}, fmt.Errorf("there is no walkthrough %q", name)
	}
	w, err := g.firstWeek(ctx, v, name)
	return known{w, ""}, err
}

// Keep remembers how far the person is.
func (g *guides) Keep(id string, p walkthrough.Progress) error { return g.progress.keepWalked(id, p) }

// list is what the page of walkthroughs shows: those of the team, those that come
// with the program when this is their catalog, one for each domain, and last what
// cannot be done here.
func (g *guides) list(ctx context.Context, snap *catalog.Snapshot) ([]walkthroughs.Row, error) {
	all, err := knownWalkthroughs(g.desk.from().db)
	if err != nil {
		return nil, err
	}
	var out, elsewhere []walkthroughs.Row
	for _, w := range all {
		r := walkthroughs.Row{
			ID: w.ID, Title: w.Title, Summary: w.Summary, Audience: w.Audience, Minutes: w.Minutes,
			Steps: len(w.Steps), Done: w.doneBy(g.progress),
		}
		if w.source != "" {
			r.From = w.origin()
		}
		if ids := w.Lacks(snap); len(ids) > 0 {
			r.Missing = w.missing("it needs " + text.List(ids))
			elsewhere = append(elsewhere, r)
			continue
		}
		out = append(out, r)
	}
	out = append(append(out, g.firstWeeks(snap)...), elsewhere...)
	g.remember(out)
	return out, ctx.Err()
}

// firstWeeks are the rows of what is made for each domain when it is opened.
func (g *guides) firstWeeks(snap *catalog.Snapshot) []walkthroughs.Row {
	var out []walkthroughs.Row
	for _, d := range domainsOf(snap) {
		id := walkthrough.FirstWeekID(d)
		out = append(out, walkthroughs.Row{
			ID: id, Title: "Your first week in " + d, Audience: "newcomer", Minutes: firstWeekMinutes,
			Summary: "Made of what the domain has now: its products, who owns them, the busiest contracts, what changed lately.",
			Done:    len(g.progress.walked(id).Done),
		})
	}
	return out
}

func (g *guides) remember(rows []walkthroughs.Row) {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.ID
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.names = names
}

// missing says why a walkthrough cannot be done here, and what to do about it.
func (k known) missing(why string) string {
	if k.source == "" {
		return "It is about the sample; meshdex walkthrough " + k.ID + " opens that"
	}
	return "The catalog has moved on: " + why
}

// firstWeekMinutes is how long such a walkthrough takes.
const firstWeekMinutes = 10
