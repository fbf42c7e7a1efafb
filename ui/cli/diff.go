package cli

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/text"
)

type diffOptions struct {
	judge
	failOn    []string
	unified   bool
	gitDriver bool
	rules     bool
	explain   string
	impact    bool
}

// judge are the flags that say how change is judged; the configuration gives
// their defaults.
type judge struct {
	preset, perspective, ignore string
	noRenames                   bool
}

func (t *tool) diffCommand() *cobra.Command {
	var opts diffOptions
	c := &cobra.Command{
		Use:   "diff A [B]",
		Short: "Judge what changed between two versions of a contract",
		Long: `Diff compares two versions as those who read the data would: what was promised and
is gone or looser breaks, what is tighter or new does not. It says which version the
change needs and whether the declared one is enough.

A and B are files, - for standard input, FILE@GITREV, or REF@VERSION from the
catalog; one REF alone compares its last two versions. Two folders, or REV1..REV2 in
a git repository, compare all contracts in them.`,
		Example: "  meshdex diff old.odcs.yaml new.odcs.yaml\n  meshdex diff orders.odcs.yaml@HEAD~1 orders.odcs.yaml\n" +
			"  meshdex diff orders@1.0.0 orders@2.0.0\n  meshdex diff orders\n  meshdex diff main..HEAD --format markdown",
		ValidArgsFunction: t.completeRefsAndFiles,
		RunE:              func(c *cobra.Command, args []string) error { return t.diff(c.Context(), args, opts) },
	}
	f := c.Flags()
	opts.flags(c)
	t.alsoPrints(c, "markdown", "bitol", "sarif", "junit", "github")
	failOn(c, &opts.failOn, "breaking", "exit with 1 at this `severity` or worse, or at policy; never to turn it off")
	f.BoolVar(&opts.unified, "unified", false, "show the changed lines of the source as well")
	f.BoolVar(&opts.impact, "impact", false, "say which products downstream are hit")
	f.BoolVar(&opts.rules, "rules", false, "list all rules")
	f.StringVar(&opts.explain, "explain", "", "explain one `rule`")
	f.BoolVar(&opts.gitDriver, "git-driver", false, "be git's external diff driver")
	choose(c, "fail-on", severities()...)
	chooseFrom(c, "explain", completeRules)
	return c
}

func (t *tool) diff(ctx context.Context, args []string, opts diffOptions) error {
	switch {
	case opts.rules:
		return t.listRules()
	case opts.explain != "":
		return t.explainRule(opts.explain)
	case opts.gitDriver:
		return t.gitDriver(args, opts)
	}
	if err := checkFailOn(opts.failOn); err != nil {
		return err
	}
	pairs, err := t.pairs(ctx, args)
	if err != nil {
		return err
	}
	reports, err := t.compareAll(ctx, pairs, opts)
	if err != nil {
		return err
	}
	if err := t.printReports(reports, opts, len(reports) != 1 || pairs.many); err != nil {
		return err
	}
	if slices.ContainsFunc(reports, func(c compared) bool { return c.fails(opts.failOn) }) {
		return errNo
	}
	return nil
}

func checkFailOn(levels []string) error {
	allowed := severities()
	for _, l := range levels {
		if !slices.Contains(allowed, l) {
			return usage("--fail-on takes "+text.List(allowed), "unknown severity %q", l)
		}
	}
	return nil
}

// fails reports whether a finding reaches one of the thresholds. A contract that
// is gone as a whole breaks.
func (c compared) fails(levels []string) bool {
	reaches := func(s diff.Severity) bool {
		return slices.ContainsFunc(levels, func(l string) bool { return l != "never" && s.Reaches(diff.Severity(l)) })
	}
	if c.report == nil {
		return len(c.revision.contracts) == 0 && reaches(diff.Breaking)
	}
	return slices.ContainsFunc(c.report.Findings, func(f diff.Finding) bool { return reaches(f.Severity) })
}

// compared is a pair of contracts with what the diff says of them. There is no
// report when one side has no contract: it was added or removed as a whole.
type compared struct {
	pair
	report *diff.Report
	impact []impactJSON
}

func (t *tool) compareAll(ctx context.Context, pairs pairing, opts diffOptions) ([]compared, error) {
	rules, err := t.diffOptions(opts.judge)
	if err != nil {
		return nil, err
	}
	var out []compared
	for _, p := range pairs.of {
		c := compared{pair: p}
		if p.whole() == "" {
			c.report = diff.Compare(p.base.contracts[0], p.revision.contracts[0], rules)
		}
		if opts.impact && c.report != nil {
			if c.impact, err = t.impactOf(ctx, c.report); err != nil {
				return nil, err
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// compare judges one pair as the configuration says.
func (t *tool) compare(base, revision side) (*diff.Report, error) {
	rules, err := t.diffOptions(judge{})
	if err != nil {
		return nil, err
	}
	return diff.Compare(base.contracts[0], revision.contracts[0], rules), nil
}

// sides loads the two sides of a comparison: two arguments, or the last two
// versions of one.
func (t *tool) sides(ctx context.Context, args []string) (base, revision side, err error) {
	if len(args) == 1 {
		v, err := t.view()
		if err != nil {
			return side{}, side{}, noSide(args[0], err)
		}
		return v.lastTwo(args[0])
	}
	if base, err = t.side(ctx, args[0]); err != nil {
		return base, revision, err
	}
	if revision, err = t.side(ctx, args[1]); err != nil {
		return base, revision, err
	}
	if err := base.check(); err != nil {
		return base, revision, err
	}
	return base, revision, revision.check()
}

// gitDriver prints a diff for git. A reader who leaves the pager closes the pipe;
// git takes a driver that this ends for a fatal error, so it is none here.
func (t *tool) gitDriver(args []string, opts diffOptions) error {
	signal.Ignore(syscall.SIGPIPE)
	if err := t.driveGit(args, opts); !errors.Is(err, syscall.EPIPE) {
		return err
	}
	return nil
}

// driveGit takes path, old-file, old-hex, old-mode, new-file, new-hex, new-mode
// and, for a rename, the new path.
func (t *tool) driveGit(args []string, opts diffOptions) error {
	if len(args) < 7 {
		return usage("git config diff.contract.command 'meshdex diff --git-driver'", "--git-driver is called by git with seven arguments")
	}
	base, errBase := drivenSide("a/", args[0], args[1])
	revision, errRevision := drivenSide("b/", args[0], args[4])
	if len(args) > 7 {
		revision, errRevision = drivenSide("b/", args[7], args[4])
	}
	if _, err := fmt.Fprintln(t.Out, text.Clean("diff --meshdex "+base.label+" "+revision.label)); err != nil {
		return err
	}
	if errBase != nil || errRevision != nil || base.check() != nil || revision.check() != nil {
		return t.printUnified(base, revision)
	}
	rules, err := t.diffOptions(opts.judge)
	if err != nil {
		return err
	}
	for _, p := range pairUp(base, revision) {
		c := compared{pair: p}
		if p.whole() == "" {
			c.report = diff.Compare(p.base.contracts[0], p.revision.contracts[0], rules)
		}
		if err := t.printDiffText(c, opts); err != nil {
			return err
		}
	}
	return nil
}

// drivenSide reads what git has put into a file, mostly a temporary one. What it refers
// to is read where the file itself is, for both sides: git does not say of which
// revision they are, and it is the change of this file that is asked for.
func drivenSide(prefix, path, file string) (side, error) {
	data, err := readFile(file)
	if err != nil {
		return side{label: prefix + path, path: path}, err
	}
	return fileSide(prefix+path, path, data, openBeside(path)), nil
}

// pair is one contract on both sides.
type pair struct{ base, revision side }

// pairUp matches the contracts of two files by id; where each has one, these
// belong together whatever their ids.
func pairUp(base, revision side) []pair {
	if len(base.contracts) == 1 && len(revision.contracts) == 1 {
		return []pair{{base, revision}}
	}
	var out []pair
	for _, c := range base.contracts {
		out = append(out, pair{base.with(c), revision.with(byID(revision.contracts, c.ID))})
	}
	for _, c := range revision.contracts {
		if byID(base.contracts, c.ID) == nil {
			out = append(out, pair{base.with(nil), revision.with(c)})
		}
	}
	return out
}

func byID(contracts []*catalog.Contract, id string) *catalog.Contract {
	for _, c := range contracts {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// with is the side narrowed to one contract, or to none.
func (s side) with(c *catalog.Contract) side {
	s.contracts = nil
	if c != nil {
		s.contracts = []*catalog.Contract{c}
	}
	return s
}

func (t *tool) today() string { return t.Now().UTC().Format(time.DateOnly) }
