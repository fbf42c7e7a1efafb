package cli

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/lint"
	"meshdex/catalog/reader"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/config"
	"meshdex/ui/report"
	"meshdex/ui/text"
)

type lintOptions struct {
	catalog, rules bool
	failOn         string
}

func (t *tool) lintCommand() *cobra.Command {
	var opts lintOptions
	c := &cobra.Command{
		Use:   "lint PATH…",
		Short: "Say what is wrong in contract files, and what could be better",
		Long: `Lint reads files, or all of the folders named, and judges them by its rules: what
is wrong in their shape, what contradicts itself, who is missing, what should not be
in a contract. A walkthrough is held against the catalog: places that do not exist,
checks that can not pass. With --catalog it judges everything that was synced,
together.

A comment on the line, or on the line above, accepts a finding and says why:

  # meshdex:ignore owner-missing the team is being formed

The configuration sets other severities and turns rules off.`,
		Example: "  meshdex lint ./contracts\n  meshdex lint orders.odcs.yaml --fail-on warning\n  meshdex lint ./contracts --format sarif > lint.sarif\n  meshdex lint --catalog",
		RunE:    func(c *cobra.Command, args []string) error { return t.lint(c.Context(), args, opts) },
	}
	f := c.Flags()
	f.BoolVar(&opts.catalog, "catalog", false, "judge everything that was synced")
	f.BoolVar(&opts.rules, "rules", false, "list all rules")
	f.StringVar(&opts.failOn, "fail-on", "", "exit with 1 at this `severity` or worse: "+text.OneOf(config.FailLevels)+" (default: the configuration's)")
	t.alsoPrints(c, "sarif", "junit", "github")
	choose(c, "fail-on", config.FailLevels...)
	return c
}

func (t *tool) lint(ctx context.Context, args []string, opts lintOptions) error {
	cfg := t.config().Lint
	if opts.failOn == "" {
		opts.failOn = cfg.FailOn
	}
	switch {
	case opts.rules:
		return t.listLintRules()
	case !slices.Contains(config.FailLevels, opts.failOn):
		return usage("--fail-on takes "+text.List(config.FailLevels), "unknown severity %q", opts.failOn)
	case len(args) == 0 && !opts.catalog:
		return usage("name files or folders, or --catalog", "meshdex lint has nothing to read")
	}
	l := linter{
		cfg: lint.Config{Levels: levels(cfg), Today: t.Now()}, raw: map[string][]byte{},
		worldOf: func(w *walkthrough.Walkthrough) (*walkthrough.World, error) { return t.worldOf(ctx, w) },
	}
	for _, arg := range args {
		before := l.held
		if err := l.path(arg); err != nil {
			return unreadable("name files or folders that can be read", err)
		}
		if l.held == before {
			t.note("no contract or product was found in %s", arg)
		}
	}
	if opts.catalog {
		if err := t.lintCatalog(ctx, &l); err != nil {
			return err
		}
	}
	if err := t.printLint(&l); err != nil {
		return err
	}
	if slices.ContainsFunc(l.findings, func(f lint.Finding) bool { return fails(f.Severity, opts.failOn) }) {
		return errNo
	}
	return nil
}

func levels(cfg config.Lint) map[string]lint.Level {
	out := map[string]lint.Level{}
	for id, level := range cfg.Rules {
		out[id] = lint.Level(level)
	}
	return out
}

// fails reports whether a severity is at least as bad as a threshold.
func fails(s catalog.Severity, threshold string) bool {
	order := []string{string(catalog.Error), string(catalog.Warning), string(catalog.Note)}
	return slices.Index(order, string(s)) <= slices.Index(order, threshold)
}

// linter gathers what lint finds, file by file.
type linter struct {
	cfg      lint.Config
	files    []string
	raw      map[string][]byte // of the files read, for quoting their lines
	held     int               // of the files read, with something to judge
	findings []lint.Finding
	worldOf  func(*walkthrough.Walkthrough) (*walkthrough.World, error) // what a walkthrough is about; nil if that is not at hand
}

// path judges a file, or all files of a folder that may hold a contract.
func (l *linter) path(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return l.file(path)
	}
	return filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || !mayHold(file) && !walkthrough.IsFile(file):
			return nil
		}
		return l.file(file)
	})
}

func (l *linter) file(path string) error {
	data, err := readFile(path)
	if err != nil {
		return err
	}
	if walkthrough.IsFile(path) {
		return l.walkthrough(path, data)
	}
	l.document(reader.Read(path, data, reader.Options{Open: openBeside(path)}), path, data)
	return nil
}

func (l *linter) document(doc *catalog.Document, path string, raw []byte) {
	if !doc.IsEmpty() || len(doc.Problems) > 0 {
		l.held++
	}
	l.add(path, raw, lint.Document(doc, raw, l.cfg))
}

func (l *linter) add(path string, raw []byte, found []lint.Finding) {
	l.files = append(l.files, path)
	l.raw[path] = raw
	for _, f := range found {
		f.File = path
		l.findings = append(l.findings, f)
	}
}

// lintCatalog judges every synced file by itself, and all of them together.
func (t *tool) lintCatalog(ctx context.Context, l *linter) error {
	v, err := t.view()
	if err != nil {
		return err
	}
	records, err := v.records(ctx)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range records {
		o := records[i].Origin
		if seen[o.Hash] || records[i].Removed {
			continue
		}
		seen[o.Hash] = true
		doc, err := v.Document(o.Hash)
		if err != nil {
			return err
		}
		raw, err := v.Raw(o.Hash)
		if err != nil {
			return err
		}
		l.document(doc, o.Source+":"+o.Path, raw)
	}
	if err := t.lintWalkthroughs(ctx, v, l); err != nil {
		return err
	}
	l.findings = append(l.findings, lint.Catalog(records, v.versionsOf, l.cfg)...)
	slices.SortStableFunc(l.findings, func(a, b lint.Finding) int { return strings.Compare(a.File, b.File) })
	return nil
}

// versionsOf is the history of a contract or product; nothing of one that has none.
func (v *view) versionsOf(id string) []catalog.Version {
	versions, err := v.Versions(id)
	if err != nil {
		return nil
	}
	return versions
}

type lintJSON struct {
	Format   string            `json:"format"`
	Files    int               `json:"files"`
	Findings []lintFindingJSON `json:"findings"`
}

type lintFindingJSON struct {
	File     string           `json:"file"`
	Line     int              `json:"line"`
	Column   int              `json:"column"`
	Rule     string           `json:"rule"`
	Severity catalog.Severity `json:"severity"`
	Path     string           `json:"path"`
	Message  string           `json:"message"`
	Hint     string           `json:"hint"`
}

func (t *tool) printLint(l *linter) error {
	if t.wantsJSON() {
		out := lintJSON{"meshdex.lint/1", len(l.files), []lintFindingJSON{}}
		for _, f := range l.findings {
			out.Findings = append(out.Findings, lintFindingJSON{f.File, f.Pos.Line, f.Pos.Column, f.Rule, f.Severity, f.Path, f.Message, f.Hint})
		}
		return t.printJSON(out)
	}
	out := findings{rules: lintRules(), files: l.files, source: func(file string) ([]byte, bool) { raw, ok := l.raw[file]; return raw, ok }}
	counts := map[catalog.Severity]int{}
	for _, f := range l.findings {
		counts[f.Severity]++
		out.all = append(out.all, report.Finding{
			Rule: f.Rule, Severity: string(f.Severity), Level: report.Level(f.Severity), File: f.File, Line: f.Pos.Line, Column: f.Pos.Column,
			Path: f.Path, Message: f.Message, Hint: f.Hint,
		})
	}
	if err := t.printFindings(out); err != nil {
		return err
	}
	if t.format == "text" {
		t.note("%s read: %s, %s, %s", text.Count(len(l.files), "file", "files"), text.Count(counts[catalog.Error], "error", "errors"),
			text.Count(counts[catalog.Warning], "warning", "warnings"), text.Count(counts[catalog.Note], "note", "notes"))
	}
	return nil
}

func lintRules() []report.Rule {
	var out []report.Rule
	for _, r := range lint.Rules() {
		out = append(out, report.Rule{ID: r.ID, Sentence: r.Sentence, Help: r.Hint})
	}
	return out
}

func (t *tool) listLintRules() error {
	out := rulesJSON{Format: "meshdex.rules/1"}
	tb := table{head: []string{"RULE", "GROUP", "SEVERITY", "WHAT IS WRONG"}, below: true}
	for _, r := range lint.Rules() {
		out.Rules = append(out.Rules, ruleJSON{ID: r.ID, Group: string(r.Group), Severity: string(r.Severity), Reason: r.Sentence, Hint: r.Hint})
		tb.add(r.ID, string(r.Group), string(r.Severity), r.Sentence)
	}
	if t.wantsJSON() {
		return t.printJSON(out)
	}
	return tb.print(t.Out)
}
