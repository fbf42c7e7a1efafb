package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"

	"meshdex/store/sync"
	"meshdex/ui/text"
)

func (t *tool) watchCommand() *cobra.Command {
	var every time.Duration
	c := &cobra.Command{
		Use:   "watch [NAME…|FILE]",
		Short: "Keep the sources live, or preview a file while it is edited, until interrupted",
		Long: `Watch syncs at once, then whenever something changes in a folder, and every so
often for sources that cannot tell. It says in one line what each sync brought.

With a FILE it previews the contracts in it instead, anew at every save: what they
say, what lint finds, and what they change against the newest version in the
catalog. That is a screen in a terminal, and a report for every save elsewhere; with
--json each is a line of its own.`,
		Example:           "  meshdex watch\n  meshdex watch core --every 1m\n  meshdex watch orders.odcs.yaml",
		ValidArgsFunction: t.completeSources,
		RunE:              func(c *cobra.Command, args []string) error { return t.watch(c, args, every) },
	}
	c.Flags().DurationVar(&every, "every", 5*time.Minute, "how often to look where changes are not told")
	return c
}

func (t *tool) watch(c *cobra.Command, names []string, every time.Duration) error {
	if every < time.Second {
		return usage("--every takes a time such as 30s or 5m", "%s is too often", every)
	}
	db, err := t.open()
	if err != nil {
		return err
	}
	if file, ok := previewed(db, names); ok {
		return t.watchFile(c, db, file)
	}
	configs, added, err := chooseSources(db, names, false)
	if err != nil {
		return err
	}
	if len(added) > 0 {
		return usage("meshdex sync "+names[0]+" adds it", "%q is not a source yet", added[0].Location)
	}
	ctx, off := whileWriting(c.Context())
	defer off()
	tick := time.NewTicker(every)
	defer tick.Stop()
	err = sync.Watch(ctx, db, configs, tick.C, sync.Options{Now: t.Now, Environ: os.Environ()}, t.watched)
	if errors.Is(err, context.Canceled) {
		return nil // being interrupted is how it ends
	}
	return err
}

// watched says what one sync of a watch brought, unless it brought nothing.
func (t *tool) watched(r sync.Report, err error) {
	if err != nil {
		t.note("%s: %v; it is tried again", t.Now().Format(time.TimeOnly), err)
		return
	}
	for _, s := range r.Sources {
		switch {
		case s.Err != nil:
			t.note("%s  %s: %v; what was synced before is kept", t.Now().Format(time.TimeOnly), s.Name, s.Err)
		case s.Added+s.Changed+s.Removed > 0:
			t.note("%s  %s: %d added, %d changed, %d removed, %s", t.Now().Format(time.TimeOnly), s.Name, s.Added, s.Changed, s.Removed,
				text.Count(s.Problems, "problem", "problems"))
		}
	}
}
