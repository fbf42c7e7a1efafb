package cli

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/sample"
	"meshdex/store"
	"meshdex/ui/text"
)

type inboxOptions struct {
	seen, bookmarks bool
	limit           int
	failOn          []string
}

func (t *tool) inboxCommand() *cobra.Command {
	var opts inboxOptions
	c := &cobra.Command{
		Use:   "inbox",
		Short: "Say what changed since you last looked",
		Long: `Inbox lists the versions that came in since you last looked, newest first, each
judged against the one before it. Looking does not mark them as seen; --seen does.`,
		Example: "  meshdex inbox\n  meshdex inbox --bookmarks --fail-on breaking   # in cron or CI\n  meshdex inbox --seen",
		Args:    exactly(0, "no arguments"),
		RunE:    func(c *cobra.Command, _ []string) error { return t.inbox(c.Context(), opts) },
	}
	f := c.Flags()
	f.BoolVar(&opts.seen, "seen", false, "remember that you have seen them")
	f.BoolVar(&opts.bookmarks, "bookmarks", false, "only what you have bookmarked")
	f.IntVar(&opts.limit, "limit", 50, "print at most `N` changes; 0 for all")
	failOn(c, &opts.failOn, "never", "exit with 1 at a change of this `severity` or worse")
	choose(c, "fail-on", severities()...)
	return c
}

type inboxJSON struct {
	Format     string       `json:"format"`
	Since      *time.Time   `json:"since,omitempty"`
	Generation uint64       `json:"generation"`
	Total      int          `json:"total"`
	Changes    []changeJSON `json:"changes"`
}

type changeJSON struct {
	Kind     string     `json:"kind"` // contract or product
	ID       string     `json:"id"`
	Product  string     `json:"product"`
	Owner    string     `json:"owner"`
	Version  string     `json:"version"`
	Before   string     `json:"before"`
	New      bool       `json:"new"`
	Time     *time.Time `json:"time,omitempty"`
	Author   string     `json:"author,omitempty"`
	Message  string     `json:"message,omitempty"`
	Verdict  string     `json:"verdict"`
	Required string     `json:"required"`
	Declared string     `json:"declared"`
	Enough   bool       `json:"sufficient"`
}

func (t *tool) inbox(ctx context.Context, opts inboxOptions) error {
	if err := checkFailOn(opts.failOn); err != nil {
		return err
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	marked, err := v.marks()
	if err != nil {
		return err
	}
	arrivals, err := v.arrivals(marked.Looked)
	if err != nil {
		return err
	}
	if opts.bookmarks {
		arrivals = slices.DeleteFunc(arrivals, func(a store.Arrival) bool { return !v.bookmarked(&marked, a) })
	}
	rules, err := t.diffOptions(judge{})
	if err != nil {
		return err
	}
	out := inboxJSON{Format: "meshdex.inbox/1", Since: optional(marked.Looked.Time), Generation: v.Generation(), Total: len(arrivals), Changes: []changeJSON{}}
	failed := false
	for _, a := range arrivals {
		if err := ctx.Err(); err != nil {
			return err
		}
		j, step, err := v.change(a, rules)
		if err != nil {
			return err
		}
		failed = failed || step != nil && reachesAny(step, opts.failOn)
		if opts.limit <= 0 || len(out.Changes) < opts.limit {
			out.Changes = append(out.Changes, j)
		}
	}
	if err := t.printInbox(out); err != nil {
		return err
	}
	if err := t.markSeen(v, opts.seen); err != nil || !failed {
		return err
	}
	return errNo
}

// marks are the user's; none over the sample.
func (v *view) marks() (store.Marks, error) {
	if v.db == nil {
		return store.Marks{}, nil
	}
	return v.db.Marks()
}

// arrivals is what came in since the user looked. Over the sample it is what its
// last two months brought.
func (v *view) arrivals(since store.Looked) ([]store.Arrival, error) {
	if v.db != nil {
		return v.db.Changes(since.Generation)
	}
	from := sample.Today().AddDate(0, -2, 0)
	var out []store.Arrival
	for i := range v.ContractCount() {
		versions, err := v.Versions(v.Contract(i).ID)
		if err != nil {
			return nil, err
		}
		for n, ver := range versions {
			if ver.Origin.Time.Before(from) {
				break
			}
			a := store.Arrival{Subject: catalog.OfContract, Version: ver}
			if n+1 < len(versions) {
				a.Before = versions[n+1].Origin.Hash
			}
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b store.Arrival) int { return b.Version.Origin.Time.Compare(a.Version.Origin.Time) })
	return out, nil
}

func (v *view) bookmarked(m *store.Marks, a store.Arrival) bool {
	product, _ := v.owned(a)
	return m.IsBookmarked(a.Version.Contract) || m.IsBookmarked(product)
}

// owned says which product an arrival belongs to and whose it is; nothing of what
// has been removed since.
func (v *view) owned(a store.Arrival) (product, owner string) {
	row, ok := v.FindProduct(a.Version.Contract)
	if a.Subject == catalog.OfContract {
		var c int
		if c, ok = v.FindContract(a.Version.Contract); ok {
			row = v.Contract(c).Product
		}
	}
	if !ok {
		return "", ""
	}
	p := v.Product(row)
	return p.ID, p.Owner
}

// change judges an arrival against the state before it.
func (v *view) change(a store.Arrival, rules diff.Options) (changeJSON, *diff.Step, error) {
	o := a.Version.Origin
	j := changeJSON{
		Kind: "product", ID: a.Version.Contract, Version: a.Version.Text, New: a.Before == "",
		Time: optional(o.Time), Author: o.Author, Message: o.Message,
	}
	j.Product, j.Owner = v.owned(a)
	if a.Subject == catalog.OfContract {
		j.Kind = "contract"
	}
	if a.Before == "" {
		return j, nil, nil
	}
	versions, err := v.Versions(a.Version.Contract)
	if err != nil {
		return j, nil, err
	}
	i := slices.IndexFunc(versions, func(ver catalog.Version) bool { return ver.Origin.Hash == a.Before })
	if i < 0 {
		return j, nil, nil
	}
	j.Before = versions[i].Text
	if a.Subject != catalog.OfContract {
		return j, nil, nil
	}
	step, err := v.step(versions[i], a.Version, rules)
	if step != nil {
		j.Verdict, j.Required, j.Declared, j.Enough = string(step.Verdict), step.Bump.Required.String(), step.Bump.Declared.String(), step.Bump.Sufficient
	}
	return j, step, err
}

// step judges two versions of a contract.
func (v *view) step(base, revision catalog.Version, rules diff.Options) (*diff.Step, error) {
	var history []*catalog.Contract
	for _, ver := range []catalog.Version{base, revision} {
		c, err := v.contractAt(ver)
		if err != nil {
			return nil, err
		}
		history = append(history, c)
	}
	steps := diff.Audit(history, rules)
	if len(steps) == 0 {
		return nil, nil
	}
	return &steps[0], nil
}

func (t *tool) printInbox(in inboxJSON) error {
	if t.wantsJSON() {
		return t.printJSON(in)
	}
	if len(in.Changes) == 0 {
		t.note("nothing has changed since you last looked")
		return nil
	}
	tb := table{head: []string{"DAY", "VERDICT", "WHAT", "FROM", "TO", "NEEDED", "DECLARED", "OWNER", "CHANGE"}, below: true, spare: []string{"DECLARED", "NEEDED"}}
	for _, c := range in.Changes {
		day := ""
		if c.Time != nil {
			day = text.Day(*c.Time)
		}
		verdict := c.Verdict
		if c.New {
			verdict = "new"
		}
		tb.add(day, cmp.Or(verdict, "changed"), c.ID, c.Before, c.Version, c.Required, c.Declared, c.Owner, c.Message)
	}
	if err := tb.print(t.Out); err != nil {
		return err
	}
	if more := in.Total - len(in.Changes); more > 0 {
		t.note("%d more; --limit 0 prints all", more)
	}
	return nil
}

func (t *tool) markSeen(v *view, seen bool) error {
	if !seen {
		return nil
	}
	if v.db == nil {
		return usage("leave out --seen or --sample", "the sample keeps no marks")
	}
	return v.db.UpdateMarks(func(m *store.Marks) error {
		m.Looked = store.Looked{Generation: v.Generation(), Time: t.Now().UTC()}
		return nil
	})
}
