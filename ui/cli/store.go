package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/store"
	"meshdex/ui/text"
)

func (t *tool) storeCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "store",
		Short: "Say where the store is and what it takes; make it smaller",
		Args:  oneOfCommands,
		RunE:  func(*cobra.Command, []string) error { return t.printStorePath() },
	}
	sub := func(name, short string, run func(*cobra.Command) error) {
		c.AddCommand(&cobra.Command{
			Use: name, Short: short, Args: exactly(0, "no arguments"),
			RunE: func(c *cobra.Command, _ []string) error { return run(c) },
		})
	}
	sub("path", "Print the folder of the store", func(*cobra.Command) error { return t.printStorePath() })
	sub("stats", "Count what is in the store and what it takes on disk", func(*cobra.Command) error { return t.storeStats() })
	sub("compact", "Delete what nothing refers to any more and give the space back", t.compact)
	return c
}

func (t *tool) printStorePath() error {
	db, err := t.open()
	if err != nil {
		return err
	}
	fmt.Fprintln(t.Out, db.Dir())
	return nil
}

type storeJSON struct {
	Format string      `json:"format"`
	Store  string      `json:"store"`
	Stats  store.Stats `json:"stats"`
}

func (t *tool) storeStats() error {
	db, err := t.open()
	if err != nil {
		return err
	}
	stats, err := db.Stats()
	if err != nil {
		return err
	}
	if t.wantsJSON() {
		return t.printJSON(storeJSON{"meshdex.store/1", db.Dir(), stats})
	}
	p := &prose{told: isTold(t.Out)}
	p.heading("store")
	p.fact("folder", db.Dir())
	for _, f := range statFacts(stats) {
		p.fact(f.Name, f.Value)
	}
	_, err = fmt.Fprint(t.Out, p.String())
	return err
}

// statFacts words the statistics of a store.
func statFacts(s store.Stats) []factJSON {
	facts := []factJSON{
		{"layout", num(s.Format)},
		{"generation", fmt.Sprint(s.Generation)},
		{"sources", num(s.Sources)},
		{"files", num(s.Files)},
		{"states of files", num(s.Revisions)},
		{"contents", num(s.Contents)},
	}
	for _, name := range slices.Sorted(maps.Keys(s.Bytes)) {
		if strings.HasSuffix(name, ".lock") {
			continue // empty, and of no interest
		}
		facts = append(facts, factJSON{name, bytesText(s.Bytes[name])})
	}
	return append(facts, factJSON{"in all", bytesText(s.Total)})
}

// widestLabel is how wide the longest name of some facts is.
func widestLabel(facts []factJSON) int {
	w := 0
	for _, f := range facts {
		w = max(w, text.Width(f.Name))
	}
	return w
}

// bytesText writes a size in the unit that reads best.
func bytesText(n int64) string {
	const kilo = 1 << 10
	switch {
	case n < kilo:
		return fmt.Sprintf("%d B", n)
	case n < kilo*kilo:
		return fmt.Sprintf("%.1f KB", float64(n)/kilo)
	case n < kilo*kilo*kilo:
		return fmt.Sprintf("%.1f MB", float64(n)/kilo/kilo)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/kilo/kilo/kilo)
}

func (t *tool) compact(c *cobra.Command) error {
	db, err := t.open()
	if err != nil {
		return err
	}
	ctx, off := whileWriting(c.Context())
	defer off()
	before, after, err := db.Compact(ctx)
	if err != nil {
		return err
	}
	t.note("the database took %s and takes %s now", bytesText(before), bytesText(after))
	return nil
}
