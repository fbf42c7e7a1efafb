package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/ui/text"
)

func (t *tool) walkthroughCommand() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "walkthrough [NAME|FILE]",
		Short: "Learn the mesh step by step",
		Long: `Walkthrough leads through the catalog, step by step: each step says what to do and
notices when it is done. Progress is kept. NAME is one of the list, or
first-week-DOMAIN for a walkthrough that is made of what a domain has now.

Without a name it lists the walkthroughs.`,
		Example: "  meshdex walkthrough\n  meshdex walkthrough find-your-way\n  meshdex walkthrough first-week-sales\n" +
			"  meshdex walkthrough ./guide.walkthrough.md --check",
		Args:              between(0, 1, "at most the name of a walkthrough"),
		ValidArgsFunction: t.completeWalkthroughs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return t.listWalkthroughs()
			}
			return t.walkthrough(c.Context(), args[0], check)
		},
	}
	run := &cobra.Command{
		Use: "run NAME|FILE", Short: "Go through a walkthrough on the command line", Args: exactly(1, "the name or file of a walkthrough"),
		ValidArgsFunction: t.completeWalkthroughs,
		RunE: func(c *cobra.Command, args []string) error {
			if check {
				return t.walkthrough(c.Context(), args[0], check)
			}
			return t.walk(c.Context(), args[0])
		},
	}
	for _, flags := range []*cobra.Command{c, run} {
		flags.Flags().BoolVar(&check, "check", false, "do what every step asks for, and say whether it can be done")
	}
	c.AddCommand(run, &cobra.Command{
		Use: "list", Short: "List the walkthroughs with your progress", Args: exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error { return t.listWalkthroughs() },
	}, &cobra.Command{
		Use: "hash STEP ANSWER", Short: "Hide an answer, for authors of walkthroughs", Args: exactly(2, "the id of a step and the answer"),
		RunE: func(_ *cobra.Command, args []string) error {
			fmt.Fprintln(t.Out, walkthrough.HashAnswer(args[0], args[1]))
			return nil
		},
	})
	return c
}

func (t *tool) completeWalkthroughs(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, w := range shippedWalkthroughs() {
		names = append(names, w.ID+"\t"+w.Title)
	}
	return names, cobra.ShellCompDirectiveDefault
}

// shippedWalkthroughs are those about the sample: the shortest one first, and then
// as they lead on to each other.
func shippedWalkthroughs() []*walkthrough.Walkthrough {
	names, _ := fs.Glob(sample.Walkthroughs(), "*"+walkthrough.Suffix) // the pattern is sound
	byID := map[string]*walkthrough.Walkthrough{}
	var all, out []*walkthrough.Walkthrough
	for _, name := range names {
		data, err := fs.ReadFile(sample.Walkthroughs(), name)
		if err != nil {
			continue
		}
		if w, _ := walkthrough.Parse(name, data); w != nil {
			all = append(all, w)
			byID[w.ID] = w
		}
	}
	slices.SortStableFunc(all, func(a, b *walkthrough.Walkthrough) int { return cmp.Compare(a.Minutes, b.Minutes) })
	for _, w := range all {
		for ; w != nil && !slices.Contains(out, w); w = byID[w.Next] {
			out = append(out, w)
		}
	}
	return out
}

type walkthroughsJSON struct {
	Format       string            `json:"format"`
	Walkthroughs []walkthroughJSON `json:"walkthroughs"`
}

type walkthroughJSON struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Summary  string `json:"summary"`
	Audience string `json:"audience"`
	Minutes  int    `json:"minutes"`
	Steps    int    `json:"steps"`
	Done     int    `json:"done"`
}

func (t *tool) listWalkthroughs() error {
	out := walkthroughsJSON{"meshdex.walkthroughs/1", []walkthroughJSON{}}
	tb := table{head: []string{"NAME", "FOR", "MINUTES", "DONE", "ABOUT"}}
	for _, w := range shippedWalkthroughs() {
		j := walkthroughJSON{w.ID, w.Title, w.Summary, w.Audience, w.Minutes, len(w.Steps), len(t.walked(w.ID).Done)}
		out.Walkthroughs = append(out.Walkthroughs, j)
		tb.add(j.ID, j.Audience, num(j.Minutes), fmt.Sprintf("%d/%d", j.Done, j.Steps), j.Summary)
	}
	if t.wantsJSON() {
		return t.printJSON(out)
	}
	if err := tb.print(t.Out); err != nil {
		return err
	}
	t.note("meshdex walkthrough NAME begins one; first-week-DOMAIN is made of what a domain has")
	return nil
}

// walkthrough checks a walkthrough, opens it where a person can be shown steps,
// and prints it otherwise.
func (t *tool) walkthrough(ctx context.Context, name string, check bool) error {
	switch {
	case check:
		w, v, err := t.findWalkthrough(ctx, name)
		if err != nil {
			return err
		}
		return t.replay(ctx, w, v)
	case t.interactive():
		return t.walk(ctx, name)
	}
	w, _, err := t.findWalkthrough(ctx, name)
	if err != nil {
		return err
	}
	return t.printWalkthrough(w)
}

// findWalkthrough reads a walkthrough and picks the catalog that it is about.
func (t *tool) findWalkthrough(ctx context.Context, name string) (*walkthrough.Walkthrough, *view, error) {
	if domain, ok := strings.CutPrefix(name, "first-week-"); ok {
		v, err := t.viewOrSample()
		if err != nil {
			return nil, nil, err
		}
		w, err := t.firstWeek(ctx, v, domain)
		return w, v, err
	}
	w, err := readWalkthrough(name)
	if err != nil {
		return nil, nil, err
	}
	v, err := t.viewFor(w)
	return w, v, err
}

func readWalkthrough(name string) (*walkthrough.Walkthrough, error) {
	for _, w := range shippedWalkthroughs() {
		if w.ID == name {
			return w, nil
		}
	}
	data, err := readFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nothing("meshdex walkthrough list shows the names", "there is no walkthrough %q", name)
	}
	if err != nil {
		return nil, unreadable("name a file that can be read", err)
	}
	w, problems := walkthrough.Parse(name, data)
	for _, p := range problems {
		if w == nil || p.Severity == catalog.Error {
			return nil, unreadable(p.Hint, fmt.Errorf("%s:%d:%d: %s", name, p.Pos.Line, p.Pos.Column, p.Message))
		}
	}
	return w, nil
}

// viewFor is the store when it has what the walkthrough needs, else the sample
// when that has it.
func (t *tool) viewFor(w *walkthrough.Walkthrough) (*view, error) {
	v, err := t.viewOrSample()
	if err != nil || v.hasAll(w.Needs) {
		return v, err
	}
	if s, err := sampleView(); err == nil && s.hasAll(w.Needs) {
		t.note("this walkthrough is about the embedded sample")
		return s, nil
	}
	return v, nil
}

func (v *view) hasAll(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool {
		_, err := v.Resolve(id)
		return err != nil
	})
}

// maxFirstWeek is how many changes a newcomer is told of at most.
const maxFirstWeek = 20

// firstWeek makes a walkthrough of a domain, with the last change of each of its
// contracts.
func (t *tool) firstWeek(ctx context.Context, v *view, domain string) (*walkthrough.Walkthrough, error) {
	rules, err := t.diffOptions(judge{})
	if err != nil {
		return nil, err
	}
	type dated struct {
		walkthrough.Change
		at catalog.Version
	}
	var changes []dated
	for i := range v.ContractCount() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := v.Contract(i)
		if c.Versions < 2 || !strings.EqualFold(v.Product(c.Product).Domain, domain) {
			continue
		}
		versions, err := v.Versions(c.ID)
		if err != nil {
			return nil, err
		}
		changes = append(changes, dated{walkthrough.Change{Contract: c.ID, Base: versions[1].Ref(), Revision: versions[0].Ref()}, versions[0]})
	}
	slices.SortStableFunc(changes, func(a, b dated) int { return b.at.Origin.Time.Compare(a.at.Origin.Time) })
	var told []walkthrough.Change
	for _, c := range changes[:min(len(changes), maxFirstWeek)] {
		versions, err := v.Versions(c.Contract)
		if err != nil {
			return nil, err
		}
		step, err := v.step(versions[1], versions[0], rules)
		if err != nil {
			return nil, err
		}
		c.Breaking = step != nil && step.Verdict == diff.Breaking
		told = append(told, c.Change)
	}
	w, err := walkthrough.FirstWeek(domain, v.Snapshot, told)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil, nothing("meshdex search --facets '' lists the domains", "there is no domain %q", domain)
	}
	return w, err
}

// printWalkthrough prints all steps, for reading on paper or in a pager.
func (t *tool) printWalkthrough(w *walkthrough.Walkthrough) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n%s", strings.ToUpper(text.Clean(w.Title)), text.Clean(w.Summary), plainMarkdown(w.Intro, proseWidth))
	for i := range w.Steps {
		fmt.Fprintf(&b, "\n%s", stepText(w, i))
	}
	_, err := fmt.Fprint(t.Out, b.String())
	return err
}

func stepText(w *walkthrough.Walkthrough, i int) string {
	s := &w.Steps[i]
	var b strings.Builder
	fmt.Fprintf(&b, "%d/%d  %s\n\n%s", i+1, len(w.Steps), text.Clean(s.Title), plainMarkdown(s.Text, proseWidth))
	if s.Question != "" {
		fmt.Fprintf(&b, "\nQuestion: %s\n", text.Clean(s.Question))
	}
	if line := placeLine(s.Place); line != "" {
		fmt.Fprintf(&b, "\nOn the command line: %s\n", text.Clean(line))
	}
	return b.String()
}
