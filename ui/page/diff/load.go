package diff

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	judge "meshdex/catalog/diff"
	"meshdex/catalog/lineage"
	"meshdex/ui/page"
	"meshdex/ui/widget/code"
)

// comparison is two versions, judged and aligned. It is immutable.
type comparison struct {
	versions       catalog.History // of the contract
	base, revision int             // among versions
	report         *judge.Report
	source         [2][]string // the lines of base and revision
	rows           []code.Row
	lines          []lineRef // of the rows, one below the other
	wide           int       // cells that the longest line takes
	hits           []hit     // who stands downstream
}

// hit is a product downstream and how the change meets it.
type hit struct {
	id, name, owner, effect, via string
}

var (
	errOnly    = errors.New("only one version is known, so there is nothing to compare")
	errNothing = errors.New("no version is known")
)

// reload starts to load and judge what the target names.
func (p *Page) reload() tea.Cmd {
	deps, t, today := p.deps, p.target, p.env.Now().UTC().Format("2006-01-02")
	return page.Ask(&p.load, func(ctx context.Context) (*comparison, error) { return deps.compare(ctx, t, today) })
}

func (d Deps) compare(ctx context.Context, t page.Target, today string) (*comparison, error) {
	versions, err := d.Library.Versions(t.Contract)
	if err != nil && !errors.Is(err, catalog.ErrNotFound) {
		return nil, fmt.Errorf("read the versions of %s: %w", t.Contract, err)
	}
	c := &comparison{versions: versions}
	if err := c.choose(t); err != nil {
		return c, err
	}
	base, rawBase, err := d.read(versions[c.base])
	if err != nil {
		return c, err
	}
	revision, rawRevision, err := d.read(versions[c.revision])
	if err != nil {
		return c, err
	}
	c.report = judge.Compare(base, revision, judge.Options{Today: today, Published: c.versions.Texts(c.revision)})
	c.source = [2][]string{cleaned(rawBase), cleaned(rawRevision)}
	c.rows = code.Align(c.source[0], c.source[1])
	c.lines = unify(c.rows)
	c.wide = max(code.Longest(c.source[0]), code.Longest(c.source[1]))
	if err := d.impact(ctx, c, t.Contract); err != nil {
		return c, err
	}
	return c, ctx.Err()
}

// choose finds the two versions; without a wish they are the last two.
func (c *comparison) choose(t page.Target) error {
	switch len(c.versions) {
	case 0:
		return errNothing
	case 1:
		return errOnly
	}
	c.base, c.revision = 1, 0
	var err error
	if t.Revision != "" {
		if c.revision, err = c.find(t.Revision); err != nil {
			return err
		}
		c.base = min(c.revision+1, len(c.versions)-1)
	}
	if t.Base != "" {
		c.base, err = c.find(t.Base)
	}
	return err
}

// find resolves a reference to one of the versions.
func (c *comparison) find(ref string) (int, error) {
	i, ok := c.versions.Find(ref)
	if !ok {
		return 0, fmt.Errorf("version %s: %w", ref, catalog.ErrNotFound)
	}
	return i, nil
}

// read loads one state of a contract and the bytes it was read from.
func (d Deps) read(v catalog.Version) (*catalog.Contract, []byte, error) {
	doc, err := d.Library.Document(v.Origin.Hash)
	if err != nil {
		return nil, nil, fmt.Errorf("read version %s: %w", v.Text, err)
	}
	if v.Origin.Index >= len(doc.Contracts) {
		return nil, nil, fmt.Errorf("version %s of %s holds no contract", v.Text, v.Origin.Path)
	}
	raw, err := d.Library.Raw(v.Origin.Hash)
	if err != nil {
		return nil, nil, fmt.Errorf("read version %s: %w", v.Text, err)
	}
	return doc.Contracts[v.Origin.Index], raw, nil
}

func cleaned(raw []byte) []string {
	lines := code.Lines(raw)
	for i := range lines {
		lines[i] = code.Clean(lines[i])
	}
	return lines
}

// impact finds who is hit, where a lineage is at hand.
func (d Deps) impact(ctx context.Context, c *comparison, contract string) error {
	if d.Graph == nil || c.report.Verdict != judge.Breaking && c.report.Verdict != judge.PotentiallyBreaking {
		return nil
	}
	g, err := d.Graph(ctx)
	if err != nil {
		return fmt.Errorf("read the lineage: %w", err)
	}
	change := lineage.Change{Contract: contract}
	for _, f := range c.report.Findings {
		if f.Severity != judge.Breaking && f.Severity != judge.PotentiallyBreaking {
			continue
		}
		if f.Path == "" {
			change.Paths = nil
			break
		}
		change.Paths = append(change.Paths, f.Path)
	}
	for _, h := range g.Impact(change) {
		n := g.Node(h.Product)
		c.hits = append(c.hits, hit{n.ID, n.Label(), h.Owner, h.Effect.String(), g.Via(h)})
	}
	return nil
}
