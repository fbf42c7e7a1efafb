package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/lint"
	draft "meshdex/catalog/preview"
	"meshdex/store"
	"meshdex/ui/follow"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/preview"
	"meshdex/ui/text"
)

// previewed is the file that watch was given instead of sources; false when it was
// given sources. A name that a source has is that source; a file that is not there
// yet must at least be named like a contract.
func previewed(db *store.DB, args []string) (string, bool) {
	if len(args) != 1 {
		return "", false
	}
	if sources, err := db.Sources(); err == nil {
		for _, s := range sources {
			if s.Name == args[0] {
				return "", false
			}
		}
	}
	info, err := os.Stat(args[0])
	if err == nil {
		return args[0], !info.IsDir()
	}
	_, err = os.Stat(filepath.Dir(args[0]))
	return args[0], err == nil && mayHold(args[0])
}

// watchFile previews a file while it is edited: on the screen where there is one,
// else as a report for every save.
func (t *tool) watchFile(c *cobra.Command, db *store.DB, name string) error {
	path, err := filepath.Abs(name)
	if err != nil {
		return unreadable("", err)
	}
	cfg, ok := t.audience(c)
	if !ok || t.wantsJSON() || t.isAccessible(c, cfg) {
		return t.followFile(c.Context(), db, name, path)
	}
	d, err := t.previewDesk(db)
	if err != nil {
		return err
	}
	return t.openScreen(d, cfg, page.Target{Page: browse.Name}, page.Target{Page: preview.Name, Path: path})
}

// previewDesk is the desk over the store even when nothing was synced: a file is
// not compared with a sample that nobody asked for.
func (t *tool) previewDesk(db *store.DB) (*desk, error) {
	if t.sample {
		return t.sampleOver(db)
	}
	snap, ix, err := db.Catalog()
	if err != nil {
		return nil, err
	}
	d := newStoreDesk(db, snap, ix, os.Environ())
	d.shell = &commandLine{tool: t, desk: d}
	return d, nil
}

// followFile prints a report for every save until it is interrupted.
func (t *tool) followFile(ctx context.Context, db *store.DB, name, path string) error {
	rules, err := t.previewRules()
	if err != nil {
		return err
	}
	f := follow.File{Path: path, Read: readSaved}
	for {
		s, err := f.Next(ctx)
		switch {
		case errors.Is(err, context.Canceled):
			return nil // being interrupted is how it ends
		case err != nil:
			return unreadable("", fmt.Errorf("follow %s: %w", name, err))
		}
		v, err := t.viewOver(db)
		if err != nil {
			return err
		}
		if err := t.printSave(name, s, v, rules); err != nil {
			return err
		}
	}
}

// viewOver is the view of the sample when asked for, else of the store, which may
// be empty. It is made anew for every save: the catalog may have been synced since.
func (t *tool) viewOver(db *store.DB) (*view, error) {
	if t.sample {
		return sampleView()
	}
	return storeView(db)
}

// rulebook is how files are judged while they are edited: as lint and diff do.
type rulebook struct {
	lint lint.Config
	diff diff.Options
}

func (t *tool) previewRules() (rulebook, error) {
	rules, err := t.diffOptions(judge{})
	return rulebook{lint.Config{Levels: levels(t.config().Lint), Today: t.Now()}, rules}, err
}

// options connect the judging of a file with a catalog.
func (r rulebook) options(path string, lib catalog.Library, snap *catalog.Snapshot) draft.Options {
	return draft.Options{
		Now: r.lint.Today, Lint: r.lint, Diff: r.diff, Library: lib, Snapshot: snap,
		Open: openBeside(path),
	}
}

// previewJSON is what one save says. Its lists are empty when the file cannot be
// read or is not there.
type previewJSON struct {
	Format    string                `json:"format"`
	File      string                `json:"file"`
	Time      time.Time             `json:"time"`
	State     string                `json:"state"` // sound, broken, gone or unreadable
	Fault     *previewFaultJSON     `json:"fault,omitempty"`
	Findings  []lintFindingJSON     `json:"findings"`
	Contracts []contractPreviewJSON `json:"contracts"`
}

type previewFaultJSON struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type contractPreviewJSON struct {
	ID       string        `json:"id"`
	Version  string        `json:"version"`
	Base     string        `json:"base"`    // "" when there is nothing to compare with
	Verdict  string        `json:"verdict"` // likewise
	Bump     *bumpJSON     `json:"bump,omitempty"`
	Findings []findingJSON `json:"findings"`
	Near     []string      `json:"near"` // references that it could be compared with
	Error    string        `json:"error,omitempty"`
}

// printSave prints what one save says.
func (t *tool) printSave(name string, s follow.Save, v *view, rules rulebook) error {
	out := previewJSON{Format: "meshdex.preview/1", File: name, Time: t.Now().UTC(), State: "gone", Findings: []lintFindingJSON{}, Contracts: []contractPreviewJSON{}}
	var p *draft.Preview
	switch {
	case s.IsGone():
		out.Fault = &previewFaultJSON{Message: "the file is not there; it is read again when it comes back"}
	case s.Err != nil:
		out.State, out.Fault = "unreadable", &previewFaultJSON{Message: s.Err.Error()}
	default:
		p = draft.Read(name, s.Data, rules.options(name, v, v.Snapshot))
		out.fill(p)
	}
	if t.wantsJSON() {
		return json.NewEncoder(t.Out).Encode(out) // one line a document, for whoever reads the stream
	}
	return t.printPreview(out, p)
}

// fill puts what was judged into the document.
func (j *previewJSON) fill(p *draft.Preview) {
	j.State = "sound"
	if f := p.Fault; f != nil {
		j.State, j.Fault = "broken", &previewFaultJSON{f.Pos.Line, f.Pos.Column, f.Message}
	}
	for _, f := range p.Findings {
		j.Findings = append(j.Findings, lintFindingJSON{j.File, f.Pos.Line, f.Pos.Column, f.Rule, f.Severity, f.Path, f.Message, f.Hint})
	}
	for i, c := range p.Changes {
		j.Contracts = append(j.Contracts, newContractPreviewJSON(p.Document.Contracts[i], c))
	}
}

func newContractPreviewJSON(of *catalog.Contract, c draft.Change) contractPreviewJSON {
	j := contractPreviewJSON{ID: of.ID, Version: of.Version, Base: c.Base, Findings: []findingJSON{}, Near: []string{}}
	for _, n := range c.Near {
		j.Near = append(j.Near, n.Ref)
	}
	if c.Err != nil {
		j.Error = c.Err.Error()
	}
	if c.Report == nil {
		return j
	}
	bump := newBumpJSON(c.Report.Bump)
	j.Verdict, j.Bump = string(c.Report.Verdict), &bump
	for _, f := range c.Report.Findings {
		j.Findings = append(j.Findings, newFindingJSON(f))
	}
	return j
}

// printPreview prints one line on the save, one a contract, and one a finding, in
// the way that editors find their way by.
func (t *tool) printPreview(j previewJSON, p *draft.Preview) error {
	lines := []string{j.Time.Local().Format(time.TimeOnly) + "  " + j.File + ": " + j.summary()}
	if j.Fault != nil && j.Fault.Line > 0 {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: broken: %s", j.File, j.Fault.Line, j.Fault.Column, j.Fault.Message))
	}
	for i, c := range j.Contracts {
		lines = append(lines, fmt.Sprintf("%s:%d: %s", j.File, max(p.Document.Contracts[i].Place.Line, 1), c.summary(p.Changes[i])))
		for _, f := range c.Findings {
			lines = append(lines, fmt.Sprintf("%s:%d: %s: %s [%s]", j.File, max(f.Revision.Line, 1), f.Severity, f.Message, f.Rule))
		}
	}
	for _, f := range j.Findings {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s [%s]", j.File, f.Line, f.Column, f.Severity, f.Message, f.Rule))
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(t.Out, text.Clean(l)); err != nil {
			return err
		}
	}
	return nil
}

// summary says in a few words what became of the file.
func (j previewJSON) summary() string {
	if j.State == "gone" || j.State == "unreadable" {
		return j.Fault.Message
	}
	counts := map[catalog.Severity]int{}
	for _, f := range j.Findings {
		counts[f.Severity]++
	}
	return fmt.Sprintf("%s, %s, %s", text.Count(counts[catalog.Error], "error", "errors"),
		text.Count(counts[catalog.Warning], "warning", "warnings"), text.Count(counts[catalog.Note], "note", "notes"))
}

// summary says how the contract differs from what it is compared with.
func (j contractPreviewJSON) summary(c draft.Change) string {
	name := cmp.Or(j.ID, "contract") + " " + cmp.Or(j.Version, "without a version")
	switch {
	case c.Err != nil:
		return name + ": not compared: " + j.Error
	case c.Stored:
		return name + ": as synced"
	case c.Report == nil && len(j.Near) > 0:
		return name + ": not in the catalog, which has " + text.List(j.Near)
	case c.Report == nil:
		return name + ": not in the catalog, so there is nothing to compare it with"
	}
	return fmt.Sprintf("%s: %s since %s, %s", name, c.Report.Verdict, c.Base, bumpText(c.Report.Bump))
}
