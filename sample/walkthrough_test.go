package sample_test

import (
	"context"
	"io/fs"
	"slices"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
)

// world is the sample as a replay sees it. Commands are the command line's to
// test; here they succeed.
func world(t *testing.T) walkthrough.World {
	t.Helper()
	lib, records, snap := open(t)
	return worldOf(lib, records, snap)
}

func worldOf(lib catalog.Library, records []catalog.Record, snap *catalog.Snapshot) walkthrough.World {
	index := search.Build(records, snap)
	find := func(text string) ([]string, error) {
		q, err := query.Parse(text)
		if err != nil {
			return nil, err
		}
		r, err := index.Search(context.Background(), q, search.Options{Scope: search.Products})
		var ids []string
		for _, h := range r.Hits {
			ids = append(ids, snap.Product(int(h.Product)).ID)
		}
		return ids, err
	}
	return walkthrough.World{Snapshot: snap, Library: lib, Search: find, Run: func([]string) error { return nil }}
}

func shipped(t *testing.T) []*walkthrough.Walkthrough {
	t.Helper()
	names, err := fs.Glob(sample.Walkthroughs(), "*"+walkthrough.Suffix)
	if err != nil {
		t.Fatal(err)
	}
	var list []*walkthrough.Walkthrough
	for _, name := range names {
		data, err := fs.ReadFile(sample.Walkthroughs(), name)
		if err != nil {
			t.Fatal(err)
		}
		w, problems := walkthrough.Parse(name, data)
		if len(problems) > 0 {
			t.Errorf("%s: %+v", name, problems)
		}
		if name != w.ID+walkthrough.Suffix {
			t.Errorf("%s holds the walkthrough %s", name, w.ID)
		}
		list = append(list, w)
	}
	return list
}

func TestWalkthroughs_canBeDoneAsTold(t *testing.T) {
	t.Parallel()
	world, ids := world(t), map[string]bool{}
	list := shipped(t)
	for _, w := range list {
		ids[w.ID] = true
		if len(w.Steps) < 8 || len(w.Steps) > 15 {
			t.Errorf("%s has %d steps", w.Path, len(w.Steps))
		}
		for _, p := range walkthrough.Lint(w, world) {
			t.Errorf("%s:%d: %s", w.Path, p.Pos.Line, p.Message)
		}
		for _, o := range walkthrough.Replay(w, world) {
			if o.Err != nil {
				t.Errorf("%s, step %s: %s: %v", w.Path, o.Step.ID, o.Check, o.Err)
			}
		}
	}
	if len(list) < 4 {
		t.Errorf("%d walkthroughs are shipped", len(list))
	}
	for _, w := range list {
		if w.Next != "" && !ids[w.Next] {
			t.Errorf("%s goes on with %s, which is not there", w.Path, w.Next)
		}
	}
}

func TestWalkthroughs_firstWeekFitsEveryDomain(t *testing.T) {
	t.Parallel()
	if n := replayFirstWeeks(t, world(t)); n < 8 {
		t.Errorf("%d domains", n)
	}
	g := sample.Generate(9, 3000)
	if n := replayFirstWeeks(t, worldOf(g, slices.Collect(g.Records()), g.Snapshot())); n != 20 {
		t.Errorf("%d domains of a generated mesh", n)
	}
}

// replayFirstWeeks makes and replays the walkthrough of every domain.
func replayFirstWeeks(t *testing.T, world walkthrough.World) int {
	t.Helper()
	seen := map[string]bool{}
	for i := range world.Snapshot.Len() {
		domain := world.Snapshot.Product(i).Domain
		if seen[domain] {
			continue
		}
		seen[domain] = true
		made, err := walkthrough.FirstWeek(domain, world.Snapshot, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		w, problems := walkthrough.Parse(domain, made.Marshal())
		if len(problems) > 0 || len(w.Steps) < 8 || len(w.Steps) > 15 {
			t.Errorf("%s: %d steps, %+v", domain, len(w.Steps), problems)
		}
		for _, o := range walkthrough.Replay(w, world) {
			if o.Err != nil {
				t.Errorf("%s, step %s: %s: %v", domain, o.Step.ID, o.Check, o.Err)
			}
		}
	}
	return len(seen)
}
