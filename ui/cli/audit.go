package cli

import (
	"context"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"meshdex/catalog/diff"
	"meshdex/ui/text"
)

type auditOptions struct {
	judge
	all    bool
	failOn []string
}

func (t *tool) auditCommand() *cobra.Command {
	var opts auditOptions
	c := &cobra.Command{
		Use:   "audit [REF…]",
		Short: "Hold every version that was declared against the one that was needed",
		Long: `Audit judges every step of every history: what changed, which version that needs,
and which one its author declared. Without a reference it judges all contracts and
prints only the steps whose version does not say enough.

Exit code 1 means that there are such steps.`,
		Example:           "  meshdex audit\n  meshdex audit checkout/orders\n  meshdex audit --all --json",
		ValidArgsFunction: t.completeRefs,
		RunE:              func(c *cobra.Command, args []string) error { return t.audit(c.Context(), args, opts) },
	}
	f := c.Flags()
	opts.flags(c)
	f.BoolVar(&opts.all, "all", false, "print the steps that are in order as well")
	failOn(c, &opts.failOn, "policy", "exit with 1 at this `severity` or worse, or at policy; never to turn it off")
	choose(c, "fail-on", severities()...)
	return c
}

type auditJSON struct {
	Format    string              `json:"format"`
	Contracts []auditContractJSON `json:"contracts"`
	Steps     int                 `json:"steps"`
	Short     int                 `json:"insufficient"`
}

type auditContractJSON struct {
	Contract string          `json:"contract"`
	Owner    string          `json:"owner"`
	Steps    []auditStepJSON `json:"steps"`
}

type auditStepJSON struct {
	Base     string         `json:"base"`
	Revision string         `json:"revision"`
	Time     *time.Time     `json:"time,omitempty"`
	Author   string         `json:"author,omitempty"`
	Commit   string         `json:"commit,omitempty"`
	Verdict  string         `json:"verdict"`
	Bump     bumpJSON       `json:"bump"`
	Counts   map[string]int `json:"counts"`
	Policy   []findingJSON  `json:"policy"`
}

func (t *tool) audit(ctx context.Context, refs []string, opts auditOptions) error {
	if err := checkFailOn(opts.failOn); err != nil {
		return err
	}
	rules, err := t.diffOptions(opts.judge)
	if err != nil {
		return err
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	rows, err := v.contractRows(refs)
	if err != nil {
		return err
	}
	a := auditing{opts: opts, every: opts.all || len(refs) > 0, out: auditJSON{Format: "meshdex.audit/1", Contracts: []auditContractJSON{}}}
	for chunk := range slices.Chunk(rows, auditChunk) {
		histories, err := v.histories(ctx, chunk, rules)
		if err != nil {
			return err
		}
		for i, row := range chunk {
			c := v.Contract(row)
			a.contract(c.ID, v.Product(c.Product).Owner, histories[i])
		}
	}
	return t.printAudit(a)
}

// auditChunk is how many contracts are judged side by side before what they gave
// is taken over in order: enough to keep every processor busy, few enough to fit.
const auditChunk = 256

// histories judges several contracts on all processors, and gives their histories
// in the same order.
func (v *view) histories(ctx context.Context, rows []int, rules diff.Options) ([][]dated, error) {
	out := make([][]dated, len(rows))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, row := range rows {
		group.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			out[i], err = v.history(v.Contract(row).ID, rules)
			return err
		})
	}
	return out, group.Wait()
}

// contractRows are the contracts that references name; all when there are none.
func (v *view) contractRows(refs []string) ([]int, error) {
	var rows []int
	if len(refs) == 0 {
		for i := range v.ContractCount() {
			rows = append(rows, i)
		}
	}
	for _, ref := range refs {
		target, err := v.Resolve(ref)
		if err != nil {
			return nil, err
		}
		if target.Contract >= 0 {
			rows = append(rows, target.Contract)
			continue
		}
		p := v.Product(target.Product)
		for i := range p.Contracts {
			rows = append(rows, p.First+i)
		}
	}
	return rows, nil
}

// auditing gathers the steps that are to be printed.
type auditing struct {
	opts   auditOptions
	every  bool // steps that are in order are printed as well
	failed bool
	out    auditJSON
}

func (a *auditing) contract(id, owner string, history []dated) {
	c := auditContractJSON{Contract: id, Owner: owner, Steps: []auditStepJSON{}}
	for _, d := range history {
		if d.step == nil {
			continue
		}
		a.out.Steps++
		short := d.step.Bump.Enforced && !d.step.Bump.Sufficient
		if short {
			a.out.Short++
		}
		a.failed = a.failed || short && slices.Contains(a.opts.failOn, string(diff.Policy)) || reachesAny(d.step, a.opts.failOn)
		if a.every || short {
			c.Steps = append(c.Steps, newAuditStep(d))
		}
	}
	if len(c.Steps) > 0 {
		a.out.Contracts = append(a.out.Contracts, c)
	}
}

// reachesAny reports whether a step has changes at one of the thresholds. What is
// said of its version alone is not a change.
func reachesAny(s *diff.Step, levels []string) bool {
	for severity, n := range s.Counts {
		if n > 0 && severity != diff.Policy && slices.ContainsFunc(levels, func(l string) bool { return l != "never" && severity.Reaches(diff.Severity(l)) }) {
			return true
		}
	}
	return false
}

func newAuditStep(d dated) auditStepJSON {
	o := d.version.Origin
	j := auditStepJSON{
		Base: d.step.Base.Version, Revision: d.step.Revision.Version, Time: optional(o.Time), Author: o.Author, Commit: o.Commit,
		Verdict: string(d.step.Verdict), Bump: newBumpJSON(d.step.Bump), Counts: map[string]int{}, Policy: []findingJSON{},
	}
	for severity, n := range d.step.Counts {
		j.Counts[string(severity)] = n
	}
	for _, f := range d.step.Policy {
		j.Policy = append(j.Policy, newFindingJSON(f))
	}
	return j
}

func (t *tool) printAudit(a auditing) error {
	if t.wantsJSON() {
		if err := t.printJSON(a.out); err != nil {
			return err
		}
	} else if err := t.printAuditText(a); err != nil {
		return err
	}
	if a.failed {
		return errNo
	}
	return nil
}

func (t *tool) printAuditText(a auditing) error {
	tb := table{head: []string{"CONTRACT", "FROM", "TO", "DAY", "DECLARED", "NEEDED", "VERDICT", "ENOUGH", "NEXT"}, spare: []string{"ENOUGH", "DAY"}}
	for _, c := range a.out.Contracts {
		for _, s := range c.Steps {
			day := ""
			if s.Time != nil {
				day = text.Day(*s.Time)
			}
			tb.add(c.Contract, s.Base, s.Revision, day, s.Bump.Declared, s.Bump.Required, s.Verdict, enough(s.Bump), nextIfShort(s.Bump))
		}
	}
	if len(tb.rows) > 0 {
		if err := tb.print(t.Out); err != nil {
			return err
		}
	}
	t.note("%s judged, %s", text.Count(a.out.Steps, "step", "steps"), text.Count(a.out.Short, "version that does not say enough", "versions that do not say enough"))
	return nil
}

func enough(b bumpJSON) string {
	switch {
	case !b.Enforced:
		return "draft"
	case b.Sufficient:
		return "yes"
	}
	return "no"
}

func nextIfShort(b bumpJSON) string {
	if b.Sufficient {
		return ""
	}
	return b.Next
}
