package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/ui/text"
)

func (t *tool) sourceCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "source",
		Short: "List, add and remove the sources that contracts are synced from",
		Args:  oneOfCommands,
		RunE:  func(*cobra.Command, []string) error { return t.listSources() },
	}
	c.AddCommand(t.sourceListCommand(), t.sourceAddCommand(), t.sourceRemoveCommand())
	return c
}

func (t *tool) sourceListCommand() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the sources with their age and errors", Args: exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error { return t.listSources() },
	}
}

type sourcesJSON struct {
	Format  string       `json:"format"`
	Sources []sourceJSON `json:"sources"`
}

type sourceJSON struct {
	source.Config
	Synced    *time.Time `json:"synced,omitempty"`
	Tried     *time.Time `json:"tried,omitempty"`
	Error     string     `json:"error,omitempty"`
	Files     int        `json:"files"`
	Contracts int        `json:"contracts"`
	Problems  int        `json:"problems"`
	Left      bool       `json:"left,omitempty"` // it is no source any more, and what came from it is still there
}

func (t *tool) listSources() error {
	db, err := t.open()
	if err != nil {
		return err
	}
	rows, err := sourceRows(db)
	if err != nil {
		return err
	}
	if t.wantsJSON() {
		return t.printJSON(sourcesJSON{"meshdex.source/1", rows})
	}
	if len(rows) == 0 {
		t.note("there are no sources yet; meshdex sync PATH|URL adds one and syncs it")
		return nil
	}
	return t.printSources(rows)
}

// sourceRows lists the sources with what is known of each, and then those that somebody
// has taken out of the list by hand.
func sourceRows(db *store.DB) ([]sourceJSON, error) {
	configs, err := db.Sources()
	if err != nil {
		return nil, err
	}
	states, err := db.SourceStates()
	if err != nil {
		return nil, err
	}
	rows := make([]sourceJSON, 0, len(configs))
	for _, c := range configs {
		rows = append(rows, newSourceJSON(c, states))
	}
	for _, s := range states {
		if s.Files > 0 && !slices.ContainsFunc(configs, func(c source.Config) bool { return c.Name == s.Name }) {
			row := newSourceJSON(source.Config{Name: s.Name}, states)
			row.Left = true
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func newSourceJSON(c source.Config, states []store.SourceState) sourceJSON {
	row := sourceJSON{Config: c}
	for _, s := range states {
		if s.Name != c.Name {
			continue
		}
		row.Synced, row.Tried, row.Error = optional(s.Synced), optional(s.Tried), s.Err
		row.Files, row.Contracts, row.Problems = s.Files, s.Contracts, s.Problems
	}
	return row
}

func optional(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

func (t *tool) printSources(rows []sourceJSON) error {
	tb := table{head: []string{"NAME", "KIND", "SYNCED", "FILES", "CONTRACTS", "PROBLEMS", "LOCATION"}}
	for _, r := range rows {
		age := "never"
		if r.Synced != nil {
			age = text.Ago(t.Now(), *r.Synced)
		}
		tb.add(r.Name, r.Kind, age, num(r.Files), num(r.Contracts), num(r.Problems), r.Location)
	}
	if err := tb.print(t.Out); err != nil {
		return err
	}
	for _, r := range rows {
		switch {
		case r.Left:
			t.note("%s %s", r.Name, isLeft(r))
		case r.Error != "":
			t.note("source %s could not be synced last time: %s", r.Name, r.Error)
		}
	}
	return nil
}

// isLeft says what a source is that is none any more.
func isLeft(s sourceJSON) string {
	return "is no source any more, but what came from it is still there; meshdex source remove " + s.Name + " forgets it"
}

func (t *tool) sourceAddCommand() *cobra.Command {
	var cfg source.Config
	var settings []string
	c := &cobra.Command{
		Use:   "add NAME PATH|URL",
		Short: "Add a source without syncing it",
		Long: `Add remembers where contracts are. The kind is told from the location: a folder,
a git repository (a URL ending in .git, or --kind git), an https URL of a file,
archive or pack, s3://bucket/prefix, or a command with --kind exec. An archive or
pack on this machine is named by its path.

Settings are particular to the kind and never hold a secret: they name the
environment variable or file that does. "meshdex help sources" lists them.`,
		Example: "  meshdex source add core ./contracts --exclude 'drafts/**'\n" +
			"  meshdex source add lake s3://contracts/prod --set region=eu-west-1",
		Args: exactly(2, "a name and a path or URL"),
		RunE: func(_ *cobra.Command, args []string) error { return t.addSource(args[0], args[1], cfg, settings) },
	}
	f := c.Flags()
	f.StringVar(&cfg.Kind, "kind", "", text.OneOf(source.Kinds())+" (default: told from the location)")
	f.StringArrayVar(&cfg.Include, "include", nil, "only files that match this `glob` (repeatable)")
	f.StringArrayVar(&cfg.Exclude, "exclude", nil, "no files that match this `glob` (repeatable)")
	f.StringArrayVar(&settings, "set", nil, "a setting of the kind, as `NAME=VALUE` (repeatable)")
	choose(c, "kind", source.Kinds()...)
	return c
}

func (t *tool) addSource(name, location string, cfg source.Config, settings []string) error {
	cfg, err := configure(name, location, cfg, settings)
	if err != nil {
		return err
	}
	db, err := t.open()
	if err != nil {
		return err
	}
	known, err := db.Sources()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(known, func(k source.Config) bool { return k.Name == name }) {
		return usage("meshdex source remove "+name+" first, or choose another name", "there is a source %q already", name)
	}
	if err := db.PutSource(cfg); err != nil {
		return err
	}
	t.note("added %s (%s); meshdex sync %s brings it in", name, cfg.Kind, name)
	if _, err := os.Stat(cfg.Location); cfg.Kind == source.KindDir && err != nil {
		t.note("there is nothing at %s yet", cfg.Location)
	}
	return nil
}

// configure makes a source of what was typed. Nothing that could never be synced,
// or that holds a secret, is to be kept.
func configure(name, location string, cfg source.Config, settings []string) (source.Config, error) {
	if err := source.CheckName(name); err != nil {
		return cfg, usage("meshdex source add core ./contracts adds one that is called core", "%w", err)
	}
	parsed, err := source.Parse(location)
	if err != nil && cfg.Kind == "" {
		return cfg, usage("name the kind with --kind", "%w", err)
	}
	switch cfg.Kind {
	case "":
		cfg.Kind, cfg.Location = parsed.Kind, parsed.Location
	case source.KindExec:
		cfg.Location = location
	default:
		cfg.Location = parsed.Location
	}
	cfg.Name = name
	for _, s := range settings {
		key, value, ok := strings.Cut(s, "=")
		if !ok {
			return cfg, usage("write it as NAME=VALUE", "setting %q has no value", s)
		}
		if cfg.Settings == nil {
			cfg.Settings = map[string]string{}
		}
		cfg.Settings[key] = value
	}
	if err := source.Check(cfg); err != nil {
		return cfg, usage("meshdex help sources explains kinds and settings", "%w", err)
	}
	return cfg, nil
}

func (t *tool) sourceRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "remove NAME…",
		Aliases:           []string{"rm"},
		Short:             "Forget sources and what came from them",
		Args:              between(1, -1, "the names of sources"),
		ValidArgsFunction: t.completeSources,
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := t.open()
			if err != nil {
				return err
			}
			for _, name := range args {
				if err := db.RemoveSource(name); err != nil {
					return noSource(name, err)
				}
				t.note("removed %s and what came from it; your bookmarks stay, and meshdex store compact gives its space back", name)
			}
			return nil
		},
	}
}

// noSource words the error of removing a source.
func noSource(name string, err error) error {
	if errors.Is(err, catalog.ErrNotFound) {
		return usage("meshdex source list shows the names", "there is no source %q", name)
	}
	return fmt.Errorf("remove source %s: %w", name, err)
}
