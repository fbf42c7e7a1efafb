package cli

import (
	"time"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/text"
)

func (t *tool) versionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "versions REF",
		Short: "List the versions of a contract, newest first, with the bump each one needed",
		Long: `Versions lists every state of a contract that the sources have shown, newest first.
Each is judged against the one before it: the bump that its author declared by the
version, and the bump that its changes require.`,
		Example:           "  meshdex versions checkout/orders",
		Args:              exactly(1, "a reference"),
		ValidArgsFunction: t.completeRefs,
		RunE:              func(_ *cobra.Command, args []string) error { return t.versions(args[0]) },
	}
}

type versionsJSON struct {
	Format   string        `json:"format"`
	Contract string        `json:"contract"`
	Versions []versionJSON `json:"versions"`
}

type versionJSON struct {
	Version  string     `json:"version"`
	Status   string     `json:"status"`
	Source   string     `json:"source"`
	Path     string     `json:"path"`
	Commit   string     `json:"commit,omitempty"`
	Author   string     `json:"author,omitempty"`
	Time     *time.Time `json:"time,omitempty"`
	Message  string     `json:"message,omitempty"`
	Declared string     `json:"declared"`
	Required string     `json:"required"`
	Verdict  string     `json:"verdict"`
}

func (t *tool) versions(ref string) error {
	v, err := t.view()
	if err != nil {
		return err
	}
	s, err := v.lookupContract(ref)
	if err != nil {
		return err
	}
	rules, err := t.diffOptions(judge{})
	if err != nil {
		return err
	}
	history, err := v.history(s.contract.ID, rules)
	if err != nil {
		return err
	}
	return t.printVersions(s.contract.ID, history)
}

// dated is one version with what an audit says of its step.
type dated struct {
	version catalog.Version
	step    *diff.Step // nil for the first
}

// history loads all versions of a contract, oldest first, and audits them.
func (v *view) history(id string, rules diff.Options) ([]dated, error) {
	versions, err := v.Versions(id)
	if err != nil {
		return nil, err
	}
	n := len(versions)
	out := make([]dated, n)
	states := make([]*catalog.Contract, n)
	for i, ver := range versions {
		c, err := v.contractAt(ver)
		if err != nil {
			return nil, err
		}
		out[n-1-i].version = ver
		states[n-1-i] = c
	}
	for _, step := range diff.Audit(states, rules) {
		out[step.Index].step = &step
	}
	return out, nil
}

func (t *tool) printVersions(id string, history []dated) error {
	out := versionsJSON{Format: "meshdex.versions/1", Contract: id, Versions: []versionJSON{}}
	tb := table{head: []string{"VERSION", "STATUS", "TIME", "AUTHOR", "DECLARED", "REQUIRED", "VERDICT", "CHANGE"}, below: true}
	for i := len(history) - 1; i >= 0; i-- {
		j := newVersionJSON(history[i])
		out.Versions = append(out.Versions, j)
		tb.add(j.Version, j.Status, text.Day(history[i].version.Origin.Time), j.Author, j.Declared, j.Required, j.Verdict, j.Message)
	}
	if t.wantsJSON() {
		return t.printJSON(out)
	}
	return tb.print(t.Out)
}

func newVersionJSON(d dated) versionJSON {
	o := d.version.Origin
	j := versionJSON{
		Version: d.version.Text, Status: d.version.Status, Source: o.Source, Path: o.Path, Commit: o.Commit,
		Author: o.Author, Time: optional(o.Time), Message: o.Message,
	}
	if d.step != nil {
		j.Declared, j.Required, j.Verdict = d.step.Bump.Declared.String(), d.step.Bump.Required.String(), string(d.step.Verdict)
	}
	return j
}
