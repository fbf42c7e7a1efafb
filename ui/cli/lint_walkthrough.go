package cli

import (
	"context"

	"meshdex/catalog/lint"
	"meshdex/catalog/walkthrough"
)

// walkthrough judges a walkthrough against the catalog that it is about.
func (l *linter) walkthrough(path string, raw []byte) error {
	w, _ := walkthrough.Parse(path, raw)
	var world *walkthrough.World
	if w != nil {
		var err error
		if world, err = l.worldOf(w); err != nil {
			return err
		}
	}
	l.held++
	l.add(path, raw, lint.Walkthrough(path, raw, world, l.cfg))
	return nil
}

// lintWalkthroughs judges the walkthroughs of all sources, or those of the sample,
// against the catalog.
func (t *tool) lintWalkthroughs(ctx context.Context, v *view, l *linter) error {
	world := t.world(ctx, v)
	if v.db == nil {
		return eachShipped(func(path string, raw []byte) { l.add(path, raw, lint.Walkthrough(path, raw, &world, l.cfg)) })
	}
	synced, err := v.db.Walkthroughs()
	if err != nil {
		return err
	}
	for _, s := range synced {
		path := s.Source + ":" + s.Path
		l.add(path, s.Raw, lint.Walkthrough(path, s.Raw, &world, l.cfg))
	}
	return nil
}

// worldOf is the world that a walkthrough is about: what was synced or, when the
// walkthrough needs what only the sample has, the sample; nil if neither is at hand.
func (t *tool) worldOf(ctx context.Context, w *walkthrough.Walkthrough) (*walkthrough.World, error) {
	own, err := t.view()
	if err != nil && explain(err).code != exitNo {
		return nil, err
	}
	about := own
	if own == nil || len(w.Lacks(own.Snapshot)) > 0 {
		learned, err := sampleView()
		if err != nil {
			return nil, err
		}
		if len(w.Needs) > 0 && len(w.Lacks(learned.Snapshot)) == 0 {
			about = learned
		}
	}
	if about == nil {
		return nil, nil
	}
	world := t.world(ctx, about)
	return &world, nil
}
