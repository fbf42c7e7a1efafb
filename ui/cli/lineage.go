package cli

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/catalog/walkthrough"
)

type lineageJSON struct {
	Format string `json:"format"`
	lineage.Value
}

type lineageOptions struct {
	up, down, contracts, property bool
	hops                          int
	to                            string
}

func (t *tool) lineageCommand() *cobra.Command {
	var opts lineageOptions
	c := &cobra.Command{
		Use:   "lineage REF",
		Short: "Show what a product reads and who reads it",
		Long: `Lineage follows ports, references and transforms up and down. Every edge says where
it was declared, and whether it is certain (an id names the other end) or likely (a
name was resolved). Ends that are not in the catalog are shown as missing.`,
		Example: "  meshdex lineage checkout/orders\n  meshdex lineage orders --down --hops 2\n" +
			"  meshdex lineage orders#orders.customer_id --property\n  meshdex lineage orders --format mermaid",
		Args:              exactly(1, "a reference"),
		ValidArgsFunction: t.completeRefs,
		RunE:              func(c *cobra.Command, args []string) error { return t.lineage(c.Context(), args[0], opts) },
	}
	f := c.Flags()
	f.BoolVar(&opts.up, "up", false, "only what it reads")
	f.BoolVar(&opts.down, "down", false, "only who reads it")
	f.IntVar(&opts.hops, "hops", -1, "follow at most this many steps; -1 is no limit")
	f.StringVar(&opts.to, "to", "", "only what lies between REF and this `reference`")
	f.BoolVar(&opts.contracts, "contracts", false, "show contracts instead of products")
	f.BoolVar(&opts.property, "property", false, "show properties; REF may name one as #object.property")
	t.alsoPrints(c, "mermaid", "dot")
	chooseFrom(c, "to", t.completeRefs)
	return c
}

func (o lineageOptions) level() lineage.Level {
	switch {
	case o.property:
		return lineage.Properties
	case o.contracts:
		return lineage.Contracts
	}
	return lineage.Products
}

// reach is how far to walk up and down.
func (o lineageOptions) reach() (up, down int) {
	up, down = o.hops, o.hops
	if o.down && !o.up {
		up = 0
	}
	if o.up && !o.down {
		down = 0
	}
	return up, down
}

// graph is the lineage of everything in the view.
func (v *view) graph(ctx context.Context) (*lineage.Graph, error) {
	switch {
	case v.lineage != nil:
		return v.lineage(ctx)
	case v.db != nil:
		return v.db.Graph(ctx, v.Snapshot)
	}
	records, err := v.records(ctx)
	if err != nil {
		return nil, err
	}
	return lineage.Build(v.Snapshot, records, lineage.Options{Versions: textsOf(v)}), nil
}

// neighbours counts in the lineage, which is read when something is counted first. What
// cannot be read counts nothing beside what is declared.
func (v *view) neighbours(ctx context.Context) walkthrough.Neighbours {
	graph := sync.OnceValues(func() (*lineage.Graph, error) { return v.graph(ctx) })
	return func(product string) (reads, readBy int) {
		g, err := graph()
		if err != nil {
			return 0, 0
		}
		return walkthrough.NeighboursIn(g)(product)
	}
}

// textsOf lists the versions of a contract by their texts; of one that cannot be
// read there are none.
func textsOf(lib catalog.Library) func(contract string) []string {
	return func(contract string) []string {
		versions, err := lib.Versions(contract)
		if err != nil {
			return nil
		}
		out := make([]string, len(versions))
		for i, ver := range versions {
			out[i] = ver.Text
		}
		return out
	}
}

func (t *tool) lineage(ctx context.Context, ref string, opts lineageOptions) error {
	v, err := t.view()
	if err != nil {
		return err
	}
	g, err := v.graph(ctx)
	if err != nil {
		return err
	}
	if err := t.checkVersion(v, ref); err != nil {
		return err
	}
	from, err := v.node(g, ref, opts.level())
	if err != nil {
		return err
	}
	walk := lineage.Query{From: []int{from}, Level: opts.level()}
	walk.Up, walk.Down = opts.reach()
	seen := g.Walk(walk)
	if opts.to != "" {
		to, err := v.node(g, opts.to, opts.level())
		if err != nil {
			return err
		}
		if seen = waysBetween(g, from, to, opts.level()); len(seen.Links) == 0 {
			return nothing("swap the two, or leave out --to", "no lineage leads from %s to %s", ref, opts.to)
		}
	}
	return t.printLineage(g, seen)
}

// checkVersion makes sure that a version that a reference names is known, and says
// so when it is not the one that the lineage is about.
func (t *tool) checkVersion(v *view, ref string) error {
	target, err := v.Resolve(ref)
	if err != nil || target.Ref.Version == "" {
		return err
	}
	s, err := v.lookup(ref)
	if err != nil {
		return err
	}
	versions, err := v.Versions(s.contract.ID)
	if err == nil && s.version.Seq != versions[0].Seq {
		t.note("lineage is of the newest versions; that of %s may have been another", ref)
	}
	return err
}

// waysBetween is what lies on the ways from one node down to another.
func waysBetween(g *lineage.Graph, from, to int, level lineage.Level) lineage.View {
	const endless = -1
	leads := map[int]bool{}
	for _, n := range g.Walk(lineage.Query{From: []int{to}, Level: level, Up: endless}).Nodes {
		leads[n.Node] = true
	}
	seen := g.Walk(lineage.Query{From: []int{from}, Level: level, Down: endless})
	seen.Nodes = slices.DeleteFunc(seen.Nodes, func(n lineage.Seen) bool { return !leads[n.Node] })
	seen.Links = slices.DeleteFunc(seen.Links, func(l lineage.Link) bool { return !leads[l.From] || !leads[l.To] })
	return seen
}

func (t *tool) printLineage(g *lineage.Graph, seen lineage.View) error {
	switch t.format {
	case "json":
		return t.printJSON(lineageJSON{"meshdex.lineage/1", lineage.ValueOf(g, seen)})
	case "mermaid":
		return lineage.WriteMermaid(t.Out, g, seen)
	case "dot":
		return lineage.WriteDOT(t.Out, g, seen)
	}
	if err := lineage.WriteTree(t.Out, g, seen, t.branches()); err != nil {
		return err
	}
	if len(seen.Links) == 0 {
		t.note("no lineage is declared here: ports, references and transforms in contracts make it")
	}
	return nil
}

// branches draws trees in plain ASCII where the locale is not UTF-8.
func (t *tool) branches() lineage.Branches {
	if t.unicode() {
		return lineage.UnicodeBranches
	}
	return lineage.ASCIIBranches
}

// node finds what a reference names in the graph.
func (v *view) node(g *lineage.Graph, ref string, level lineage.Level) (int, error) {
	target, err := v.Resolve(ref)
	if err != nil {
		return 0, err
	}
	p := v.Product(target.Product)
	if target.Contract < 0 && (level != lineage.Products || target.Ref.Path != "") {
		if target.Contract, err = v.contractOf(p, ref, target.Ref.Path); err != nil {
			return 0, err
		}
	}
	node, ok := find(g, v, p, target, level)
	if !ok {
		return 0, nothing("meshdex lineage "+p.ID+" shows what is declared for the product", "%s has no declared lineage at this level", ref)
	}
	return node, nil
}

func find(g *lineage.Graph, v *view, p catalog.ProductRow, target catalog.Target, level lineage.Level) (int, bool) {
	switch {
	case target.Ref.Path != "":
		return g.FindPath(v.Contract(target.Contract).ID, target.Ref.Path)
	case level == lineage.Products:
		return g.FindProduct(p.ID)
	}
	return g.FindContract(v.Contract(target.Contract).ID)
}

func (t *tool) impactCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "impact A [B]",
		Short: "Say who is hit by the change from A to B",
		Long: `Impact compares two versions of a contract and follows the changed parts downstream:
which products read them, through what, and whose they are. With one REF it compares
its last two versions.`,
		Example:           "  meshdex impact orders@1.0.0 orders@2.0.0\n  meshdex impact orders@1.0.0 ./orders.odcs.yaml",
		Args:              between(1, 2, "two versions, or one reference"),
		ValidArgsFunction: t.completeRefs,
		RunE:              func(c *cobra.Command, args []string) error { return t.impact(c.Context(), args) },
	}
}

func (t *tool) impact(ctx context.Context, args []string) error {
	base, revision, err := t.sides(ctx, args)
	if err != nil {
		return err
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	report, err := t.compare(base, revision)
	if err != nil {
		return err
	}
	hits, err := v.hits(ctx, report)
	if err != nil {
		return err
	}
	if t.wantsJSON() {
		return t.printJSON(impactsJSON{"meshdex.impact/1", hits})
	}
	if len(hits) == 0 {
		t.note("nobody downstream is known; lineage comes from ports, references and transforms in contracts")
		return nil
	}
	tb := table{head: []string{"PRODUCT", "OWNER", "EFFECT", "CERTAIN", "HOPS", "VIA"}, below: true}
	for _, h := range hits {
		tb.add(h.Product, h.Owner, h.Effect, yesNo(h.Certain), fmt.Sprint(h.Hops), h.Via)
	}
	return tb.print(t.Out)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "likely"
}
