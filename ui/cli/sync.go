package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/sync"
	"meshdex/ui/text"
)

func (t *tool) syncCommand() *cobra.Command {
	var opts syncOptions
	c := &cobra.Command{
		Use:   "sync [NAME|PATH|URL]…",
		Short: "Bring the sources in; a new path or URL is added first",
		Long: `Sync reads what changed in the named sources, or in all of them. A path or URL
that is not a source yet is added and synced in one go, unless nothing can be
synced from it. A file that cannot be read never stops the others: it is reported,
and its last good version stays.`,
		Example: "  meshdex sync ./contracts\n  meshdex sync https://example.com/contracts.tar.gz\n  meshdex sync",
		RunE:    func(c *cobra.Command, args []string) error { return t.sync(c, args, opts) },
	}
	c.Flags().BoolVar(&opts.all, "all", false, "sync every source, also when some are named")
	c.Flags().BoolVarP(&opts.dry, "dry-run", "n", false, "say what would change and change nothing")
	c.Flags().BoolVar(&opts.verify, "verify", false, "read and hash every file, trusting no time stamp")
	c.Flags().BoolVarP(&opts.quiet, "quiet", "q", false, "no progress")
	c.ValidArgsFunction = t.completeSources
	return c
}

type syncOptions struct{ all, dry, verify, quiet bool }

func (t *tool) sync(c *cobra.Command, args []string, opts syncOptions) error {
	db, err := t.open()
	if err != nil {
		return err
	}
	configs, added, err := chooseSources(db, args, opts.all)
	if err != nil {
		return err
	}
	for _, cfg := range added {
		if opts.dry {
			continue
		}
		if err := db.PutSource(cfg); err != nil {
			return err
		}
	}
	if opts.dry {
		defer t.dropClones(db, added)
	}
	ctx, off := whileWriting(c.Context())
	defer off()
	report, err := sync.Run(ctx, db, configs, sync.Options{
		Mode: syncMode(opts), Trust: syncTrust(opts), Now: t.Now, Environ: os.Environ(), Progress: t.progress(opts.quiet, expected(db)),
	})
	if err != nil {
		return err
	}
	if wasInterrupted(ctx, report) {
		return context.Cause(ctx)
	}
	if !opts.dry {
		defer t.dropFailed(db, added, report)
	}
	defer t.noteEmpty(report, args)
	if !opts.dry {
		defer t.noteWorkTrees(added)
	}
	return t.printSync(report, opts)
}

// noteEmpty says of the sources that were named in which nothing was found: a
// mistyped place otherwise looks like a success.
func (t *tool) noteEmpty(r sync.Report, args []string) {
	if len(args) == 0 {
		return
	}
	for _, s := range r.Sources {
		if s.Err == nil && s.Contracts+s.Products == 0 {
			t.note("no contract or product was found in %s; %s looked at", s.Name, text.Count(s.Files, "file was", "files were"))
		}
	}
}

// noteWorkTrees says of new folders that are work trees of git how to have their
// history: who syncs a clone often means all of it, and misses it much later.
func (t *tool) noteWorkTrees(added []source.Config) {
	for _, cfg := range added {
		if _, err := os.Stat(filepath.Join(cfg.Location, ".git")); cfg.Kind != source.KindDir || err != nil {
			continue
		}
		t.note("%s is a git work tree, and what is in it now was read; for its history: meshdex source remove %s, then meshdex sync file://%s",
			text.Clean(cfg.Location), text.Clean(cfg.Name), text.Clean(filepath.ToSlash(cfg.Location)))
	}
}

// wasInterrupted reports whether the person stopped the sync before its end. What
// it printed would be the half of something.
func wasInterrupted(ctx context.Context, r sync.Report) bool {
	return ctx.Err() != nil && slices.ContainsFunc(r.Sources, func(s sync.SourceReport) bool { return s.Err != nil })
}

// dropFailed removes the sources that this sync added and got nothing from: a
// mistyped place would otherwise fail in every sync to come.
func (t *tool) dropFailed(db *store.DB, added []source.Config, r sync.Report) {
	for _, s := range r.Sources {
		isNew := slices.ContainsFunc(added, func(c source.Config) bool { return c.Name == s.Name })
		if !isNew || s.Err == nil || s.Files > 0 {
			continue
		}
		if err := db.RemoveSource(s.Name); err != nil {
			t.note("source %s was added and is of no use, but cannot be removed: %v", s.Name, err)
			continue
		}
		t.note("source %s was not added, since nothing could be synced from it", s.Name)
	}
}

// dropClones deletes what a dry run has fetched of sources that are none.
func (t *tool) dropClones(db *store.DB, tried []source.Config) {
	for _, cfg := range tried {
		if err := source.Discard(cfg, source.Env{CacheDir: db.Dir()}); err != nil {
			t.note("the clone of %s cannot be removed: %v", cfg.Location, err)
		}
	}
}

func syncMode(opts syncOptions) sync.Mode {
	if opts.dry {
		return sync.DryRun
	}
	return sync.Write
}

func syncTrust(opts syncOptions) sync.Trust {
	if opts.verify {
		return sync.Verify
	}
	return sync.TrustStamps
}

// expected is how many files each source had at its last sync: the length of the
// bar.
func expected(db *store.DB) map[string]int {
	states, err := db.SourceStates()
	if err != nil {
		return nil
	}
	out := map[string]int{}
	for _, s := range states {
		out[s.Name] = s.Files
	}
	return out
}

// chooseSources turns arguments into sources, and tells which of them are new.
func chooseSources(db *store.DB, args []string, all bool) (chosen, added []source.Config, err error) {
	known, err := db.Sources()
	if err != nil {
		return nil, nil, err
	}
	if len(args) == 0 || all {
		chosen = slices.Clone(known)
	}
	for _, arg := range args {
		cfg, isNew, err := findSource(known, arg)
		if err != nil {
			return nil, nil, err
		}
		if isNew {
			added, known = append(added, cfg), append(known, cfg)
		}
		if !slices.ContainsFunc(chosen, func(c source.Config) bool { return c.Name == cfg.Name }) {
			chosen = append(chosen, cfg)
		}
	}
	if len(chosen) == 0 {
		return nil, nil, usage("meshdex sync PATH|URL adds one and syncs it", "there are no sources yet")
	}
	return chosen, added, nil
}

// findSource looks an argument up by name, then by location, and else makes a
// new source of it with a name that is free.
func findSource(known []source.Config, arg string) (cfg source.Config, isNew bool, err error) {
	for _, k := range known {
		if k.Name == arg {
			return k, false, nil
		}
	}
	cfg, err = source.Parse(arg)
	if err != nil {
		return cfg, false, usage("meshdex source list shows the names; a new source is a path or URL", "%q is neither a source nor a place: %w", arg, err)
	}
	if _, err := os.Stat(cfg.Location); cfg.Kind == source.KindDir && err != nil {
		return cfg, false, usage("meshdex source list shows the names; a new source is a path or URL", "%q is neither a source nor a place: %w", arg, err)
	}
	for _, k := range known {
		if k.Kind == cfg.Kind && k.Location == cfg.Location {
			return k, false, nil
		}
	}
	cfg.Name = freeName(known, cfg.Name)
	if err := source.Check(cfg); err != nil {
		return cfg, false, usage("meshdex help sources explains what a place may be", "%w", err)
	}
	return cfg, true, nil
}

func freeName(known []source.Config, name string) string {
	taken := func(n string) bool {
		return slices.ContainsFunc(known, func(c source.Config) bool { return c.Name == n })
	}
	free := name
	for i := 2; taken(free); i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	return free
}

type syncJSON struct {
	Format   string            `json:"format"`
	DryRun   bool              `json:"dryRun,omitempty"`
	Sources  []syncSourceJSON  `json:"sources"`
	Problems []syncProblemJSON `json:"problems"`
}

type syncSourceJSON struct {
	Name      string  `json:"name"`
	Files     int     `json:"files"`
	Contracts int     `json:"contracts"`
	Products  int     `json:"products"`
	Versions  int     `json:"versions"`
	Added     int     `json:"added"`
	Changed   int     `json:"changed"`
	Unchanged int     `json:"unchanged"`
	Removed   int     `json:"removed"`
	Problems  int     `json:"problems"`
	Seconds   float64 `json:"seconds"`
	Error     string  `json:"error,omitempty"`
}

type syncProblemJSON struct {
	Source   string           `json:"source"`
	Path     string           `json:"path"`
	Line     int              `json:"line"`
	Column   int              `json:"column"`
	Rule     string           `json:"rule"`
	Severity catalog.Severity `json:"severity"`
	Message  string           `json:"message"`
	Hint     string           `json:"hint,omitempty"`
}

func (t *tool) printSync(r sync.Report, opts syncOptions) error {
	if t.wantsJSON() {
		if err := t.printJSON(newSyncJSON(r, opts)); err != nil {
			return err
		}
	} else if err := t.printSyncText(r, opts); err != nil {
		return err
	}
	return syncFailure(r)
}

// syncFailure is the error of a sync in which a source failed; every one of them
// says why.
func syncFailure(r sync.Report) error {
	var failed several
	for _, s := range r.Sources {
		if s.Err != nil {
			failed = append(failed, fmt.Errorf("source %s: %w", s.Name, s.Err))
		}
	}
	switch {
	case len(failed) == 0:
		return nil
	case errors.Is(failed, store.ErrCorrupt):
		return unreadable(repairHint, failed)
	case len(failed) < len(r.Sources):
		return unreadable("the others were synced, and what was synced before is kept", failed)
	}
	return unreadable("what was synced before is kept", failed)
}

func newSyncJSON(r sync.Report, opts syncOptions) syncJSON {
	out := syncJSON{Format: "meshdex.sync/1", DryRun: opts.dry, Sources: []syncSourceJSON{}, Problems: []syncProblemJSON{}}
	for _, s := range r.Sources {
		j := syncSourceJSON{
			Name: s.Name, Files: s.Files, Contracts: s.Contracts, Products: s.Products, Versions: s.Versions,
			Added: s.Added, Changed: s.Changed, Unchanged: s.Unchanged, Removed: s.Removed, Problems: s.Problems, Seconds: s.Seconds,
		}
		if s.Err != nil {
			j.Error = s.Err.Error()
		}
		out.Sources = append(out.Sources, j)
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, newProblemJSON(p))
	}
	return out
}

func newProblemJSON(p store.Problem) syncProblemJSON {
	return syncProblemJSON{p.Source, p.Path, p.Pos.Line, p.Pos.Column, p.Rule, p.Severity, p.Message, p.Hint}
}

// maxProblems is how many problems a sync prints before it points at the command
// that lists them all.
const maxProblems = 20

func (t *tool) printSyncText(r sync.Report, opts syncOptions) error {
	tb := table{head: []string{"SOURCE", "FILES", "CONTRACTS", "PRODUCTS", "VERSIONS", "ADDED", "CHANGED", "UNCHANGED", "REMOVED", "PROBLEMS", "SECONDS"}}
	for _, s := range r.Sources {
		tb.add(s.Name, num(s.Files), num(s.Contracts), num(s.Products), num(s.Versions), num(s.Added), num(s.Changed),
			num(s.Unchanged), num(s.Removed), num(s.Problems), fmt.Sprintf("%.2f", s.Seconds))
	}
	if err := tb.print(t.Out); err != nil {
		return err
	}
	t.printWorst(r.Problems)
	if opts.dry {
		t.note("dry run: nothing was changed")
	}
	return nil
}

// printWorst prints the errors and then the warnings, as far as they are few, and
// counts the rest. Notes are for lint.
func (t *tool) printWorst(problems []store.Problem) {
	printed := 0
	for _, severity := range []catalog.Severity{catalog.Error, catalog.Warning} {
		for _, p := range problems {
			if p.Severity == severity && printed < maxProblems {
				printProblem(t.Err, p)
				printed++
			}
		}
	}
	if more := len(problems) - printed; more > 0 {
		t.note("%s; meshdex doctor --problems lists all", text.Count(more, "more problem", "more problems"))
	}
}

func num(n int) string { return fmt.Sprint(n) }
