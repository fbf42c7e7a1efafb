package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/guide"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

func (t *tool) walkthroughCommand() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "walkthrough [NAME|FILE]",
		Short: "Learn the mesh step by step",
		Long: `Walkthrough leads through the catalog, step by step: each step says what to do and
notices when it is done. Your place is kept. NAME is one of the list, or
first-week-DOMAIN for a walkthrough that is made of what a domain has now.

It opens the screens, with the steps beside them; "walkthrough run" does without.
Where there is no terminal, the steps are printed. Without a name it lists the
walkthroughs.`,
		Example: "  meshdex walkthrough\n  meshdex walkthrough find-your-way\n  meshdex walkthrough first-week-sales\n" +
			"  meshdex walkthrough ./guide.walkthrough.md --check",
		Args:              between(0, 1, "at most the name of a walkthrough"),
		ValidArgsFunction: t.completeWalkthroughs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return t.listWalkthroughs()
			}
			return t.walkthrough(c, args[0], check)
		},
	}
	t.terminalFlags(c)
	run := &cobra.Command{
		Use: "run NAME|FILE", Short: "Go through a walkthrough on the command line", Args: exactly(1, "the name or file of a walkthrough"),
		ValidArgsFunction: t.completeWalkthroughs,
		RunE: func(c *cobra.Command, args []string) error {
			if check {
				return t.checkWalkthrough(c.Context(), args[0])
			}
			return t.walk(c.Context(), args[0])
		},
	}
	for _, flags := range []*cobra.Command{c, run} {
		flags.Flags().BoolVar(&check, "check", false, "do what every step asks for, and say whether it can be done")
	}
	c.AddCommand(run, t.recordCommand(), &cobra.Command{
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
	Source   string `json:"source,omitempty"`
	Path     string `json:"path,omitempty"`
}

func (t *tool) listWalkthroughs() error {
	db, err := t.open()
	if err != nil {
		return err
	}
	all, err := t.walkthroughs()
	if err != nil {
		return err
	}
	marks := newUserMarks(db)
	out := walkthroughsJSON{"meshdex.walkthroughs/1", []walkthroughJSON{}}
	tb := table{head: []string{"NAME", "FOR", "MINUTES", "DONE", "FROM", "ABOUT"}, below: true}
	for _, w := range all {
		j := walkthroughJSON{w.ID, w.Title, w.Summary, w.Audience, w.Minutes, len(w.Steps), w.doneBy(marks), w.source, ""}
		if w.source != "" {
			j.Path = w.Path
		}
		out.Walkthroughs = append(out.Walkthroughs, j)
		tb.add(j.ID, j.Audience, num(j.Minutes), fmt.Sprintf("%d/%d", j.Done, j.Steps), w.origin(), cmp.Or(j.Summary, j.Title))
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

// walkthrough checks a walkthrough, opens it where a person can be shown screens,
// and prints it otherwise.
func (t *tool) walkthrough(c *cobra.Command, name string, check bool) error {
	if check {
		return t.checkWalkthrough(c.Context(), name)
	}
	w, v, err := t.findWalkthrough(c.Context(), name)
	if err != nil {
		return err
	}
	cfg, ok := t.audience(c)
	if !ok {
		return t.printWalkthrough(w)
	}
	d, err := t.deskOf(v)
	if err != nil {
		return err
	}
	d.guides.given = w
	d.welcome = page.Intent{Kind: page.Run, Text: "walkthrough " + w.ID}
	return t.present(c, d, cfg)
}

// deskOf is the desk over the catalog that a walkthrough is about.
func (t *tool) deskOf(v *view) (*desk, error) {
	db, err := t.open()
	if err != nil {
		return nil, err
	}
	if v.db == nil {
		return t.sampleOver(db)
	}
	d, err := t.storeDesk()
	if err == nil && d.guides == nil {
		d.guides = &guides{tool: t, desk: d, progress: d.marks}
	}
	return d, err
}

func (t *tool) checkWalkthrough(ctx context.Context, name string) error {
	w, v, err := t.findWalkthrough(ctx, name)
	if err != nil {
		return err
	}
	return t.replay(ctx, w, v)
}

// findWalkthrough finds a walkthrough by its name or file, and picks the catalog
// that it is about.
func (t *tool) findWalkthrough(ctx context.Context, name string) (*walkthrough.Walkthrough, *view, error) {
	all, err := t.walkthroughs()
	if err != nil {
		return nil, nil, err
	}
	if i := slices.IndexFunc(all, func(k known) bool { return k.ID == name }); i >= 0 {
		v, err := t.viewFor(all[i].Walkthrough)
		return all[i].Walkthrough, v, err
	}
	if strings.HasPrefix(name, firstWeekPrefix) {
		v, err := t.viewOrSample()
		if err != nil {
			return nil, nil, err
		}
		w, err := t.firstWeek(ctx, v, name)
		return w, v, err
	}
	n := nearTo(name)
	for _, k := range all {
		n.Offer(k.ID)
	}
	w, err := readWalkthrough(name, n)
	if err != nil {
		return nil, nil, err
	}
	v, err := t.viewFor(w)
	return w, v, err
}

func readWalkthrough(name string, n near) (*walkthrough.Walkthrough, error) {
	data, err := readFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nothing(n.hint("meshdex walkthrough list shows the names"), "there is no walkthrough %q", name)
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
	if err != nil || len(w.Lacks(v.Snapshot)) == 0 {
		return v, err
	}
	if s, err := sampleView(); err == nil && len(w.Lacks(s.Snapshot)) == 0 {
		t.note("this walkthrough is about the embedded sample")
		return s, nil
	}
	return v, nil
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
	if line := stepLine(s); line != "" {
		fmt.Fprintf(&b, "\nOn the command line: %s\n", text.Clean(line))
	}
	return b.String()
}

// stepLine is the command that does what a step asks for, or shows where it takes
// place; "" if there is none. The text of the step speaks of the screens.
func stepLine(s *walkthrough.Step) string {
	for _, c := range s.Checks {
		switch {
		case c.Kind == walkthrough.CheckFound && s.Try != "":
			return commandText("search", s.Try)
		case c.Kind == walkthrough.CheckRan:
			return guide.LineOf(s, c)
		}
	}
	return placeLine(guide.Where(s))
}
