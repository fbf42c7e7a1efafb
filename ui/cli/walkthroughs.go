package cli

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/store"
	"meshdex/ui/help"
)

// known is a walkthrough that can be begun by its name.
type known struct {
	*walkthrough.Walkthrough
	source string // that it was synced from; "" for one that comes with the program
}

// origin says where a walkthrough is from.
func (k known) origin() string {
	if k.source == "" {
		return "meshdex"
	}
	return k.source + ":" + k.Path
}

// doneBy counts the steps that the person has done and that are still there.
func (k known) doneBy(marks *userMarks) int {
	n := 0
	for _, id := range marks.walked(k.ID).Done {
		if k.Find(id) >= 0 {
			n++
		}
	}
	return n
}

// walkthroughs lists those that have a name of their own.
func (t *tool) walkthroughs() ([]known, error) {
	if t.sample {
		return knownWalkthroughs(nil)
	}
	db, err := t.open()
	if err != nil {
		return nil, err
	}
	return knownWalkthroughs(db)
}

// knownWalkthroughs lists those of the store's sources, which a team wrote about its
// own mesh, before those that come with the program. Progress is kept by the id, so
// of two with one id the first is meant.
func knownWalkthroughs(db *store.DB) ([]known, error) {
	var all []known
	add := func(k known) {
		if !slices.ContainsFunc(all, func(other known) bool { return other.ID == k.ID }) {
			all = append(all, k)
		}
	}
	if db != nil {
		synced, err := db.Walkthroughs()
		if err != nil {
			return nil, err
		}
		for _, s := range synced {
			if w, _ := walkthrough.Parse(s.Path, s.Raw); w != nil {
				add(known{w, s.Source})
			}
		}
	}
	for _, w := range shippedWalkthroughs() {
		add(known{w, ""})
	}
	return all, nil
}

// shippedWalkthroughs are those about the sample: the shortest one first, and then
// as they lead on to each other.
func shippedWalkthroughs() []*walkthrough.Walkthrough {
	byID := map[string]*walkthrough.Walkthrough{}
	var all, out []*walkthrough.Walkthrough
	_ = eachShipped(func(path string, raw []byte) { // embedded files can be read
		if w, _ := walkthrough.Parse(path, raw); w != nil {
			all = append(all, w)
			byID[w.ID] = w
		}
	})
	slices.SortStableFunc(all, func(a, b *walkthrough.Walkthrough) int { return cmp.Compare(a.Minutes, b.Minutes) })
	for _, w := range all {
		for ; w != nil && !slices.Contains(out, w); w = byID[w.Next] {
			out = append(out, w)
		}
	}
	return out
}

// eachShipped visits the files of the sample's walkthroughs, by name.
func eachShipped(visit func(path string, raw []byte)) error {
	names, err := fs.Glob(sample.Walkthroughs(), "*"+walkthrough.Suffix)
	if err != nil {
		return err
	}
	for _, name := range names {
		raw, err := fs.ReadFile(sample.Walkthroughs(), name)
		if err != nil {
			return err
		}
		visit(name, raw)
	}
	return nil
}

// completeWalkthroughs completes those that are written, then those that are made of
// a domain.
func (t *tool) completeWalkthroughs(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	all, err := t.walkthroughs()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for _, w := range all {
		names = append(names, w.ID+"\t"+w.Title)
	}
	v, err := t.view()
	if err != nil {
		return names, cobra.ShellCompDirectiveDefault
	}
	for _, d := range domainsOf(v.Snapshot) {
		if id := walkthrough.FirstWeekID(d); hasPrefixFold(id, prefix) && len(names) < maxCompletions {
			names = append(names, id+"\tYour first week in "+d)
		}
	}
	return names, cobra.ShellCompDirectiveDefault
}

// world is what walkthroughs are held against. Run is left to who wants commands
// to be run.
func (t *tool) world(ctx context.Context, v *view) walkthrough.World {
	w := walkthrough.World{
		Snapshot: v.Snapshot, Library: v.Library, Around: v.neighbours(ctx), Topics: []string{keysTopic}, Commands: []string{"help"},
		Search: func(query string) ([]string, error) { return v.found(ctx, query) },
	}
	for _, topic := range help.List() {
		w.Topics = append(w.Topics, topic.Name)
	}
	for _, c := range new(tool).commands() { // commands bind the flags of their tool anew
		w.Commands = append(w.Commands, c.Name())
	}
	return w
}

// worldToRun is the world in which commands are run too; what they print is
// dropped.
func (t *tool) worldToRun(ctx context.Context, v *view) walkthrough.World {
	w := t.world(ctx, v)
	w.Run = func(words []string) error { return t.run(ctx, v, io.Discard, words) }
	return w
}
