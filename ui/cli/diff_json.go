package cli

import (
	"context"

	"meshdex/catalog/diff"
	"meshdex/catalog/lineage"
)

type diffJSON struct {
	Format   string        `json:"format"`
	Base     sideJSON      `json:"base"`
	Revision sideJSON      `json:"revision"`
	Verdict  string        `json:"verdict"`
	Notation int           `json:"notation"`
	Bump     bumpJSON      `json:"bump"`
	Findings []findingJSON `json:"findings"`
	Ignored  []findingJSON `json:"ignored,omitempty"`
	Impact   []impactJSON  `json:"impact"`
}

type diffSetJSON struct {
	Format  string     `json:"format"`
	Reports []diffJSON `json:"reports"`
	Added   []sideJSON `json:"added"`
	Removed []sideJSON `json:"removed"`
}

type sideJSON struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Source  string `json:"source"`
}

type bumpJSON struct {
	Required   string `json:"required"`
	Declared   string `json:"declared"`
	Sufficient bool   `json:"sufficient"`
	Next       string `json:"next"`
	Enforced   bool   `json:"enforced"`
	Because    string `json:"because,omitempty"`
}

type findingJSON struct {
	Rule        string  `json:"rule"`
	Severity    string  `json:"severity"`
	Bump        string  `json:"bump"`
	Path        string  `json:"path"`
	Key         string  `json:"key,omitempty"`
	Message     string  `json:"message"`
	Before      string  `json:"before"`
	After       string  `json:"after"`
	Duty        string  `json:"duty"`
	Base        posJSON `json:"base"`
	Revision    posJSON `json:"revision"`
	Announced   bool    `json:"announced,omitempty"`
	Evidence    string  `json:"evidence,omitempty"`
	Fingerprint string  `json:"fingerprint"`
	Ignored     string  `json:"ignored,omitempty"`
}

type posJSON struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type impactJSON struct {
	Product string `json:"product"`
	Owner   string `json:"owner"`
	Effect  string `json:"effect"`
	Certain bool   `json:"certain"`
	Hops    int    `json:"hops"`
	Via     string `json:"via"`
}

type impactsJSON struct {
	Format string       `json:"format"`
	Impact []impactJSON `json:"impact"`
}

func newSideJSON(s side) sideJSON {
	j := sideJSON{Source: s.label}
	if len(s.contracts) > 0 {
		j.ID, j.Version = s.contracts[0].ID, s.contracts[0].Version
	}
	return j
}

func newBumpJSON(b diff.BumpVerdict) bumpJSON {
	return bumpJSON{b.Required.String(), b.Declared.String(), b.Sufficient, b.Next, b.Enforced, b.Because}
}

func newDiffJSON(c compared) diffJSON {
	r := c.report
	j := diffJSON{
		Format: "meshdex.diff/1", Base: newSideJSON(c.base), Revision: newSideJSON(c.revision), Verdict: string(r.Verdict),
		Notation: r.Notation, Bump: newBumpJSON(r.Bump), Findings: []findingJSON{}, Impact: c.impact,
	}
	if j.Impact == nil {
		j.Impact = []impactJSON{}
	}
	for _, f := range r.Findings {
		j.Findings = append(j.Findings, newFindingJSON(f))
	}
	for _, f := range r.Ignored {
		j.Ignored = append(j.Ignored, newFindingJSON(f))
	}
	return j
}

func newFindingJSON(f diff.Finding) findingJSON {
	return findingJSON{
		f.Rule, string(f.Severity), f.Bump.String(), f.Path, f.Key, f.Message, f.Before, f.After, string(f.Duty),
		posJSON{f.Base.Line, f.Base.Column},
		posJSON{f.Revision.Line, f.Revision.Column},
		f.Announced, f.Evidence,
		f.Fingerprint, f.Ignored,
	}
}

func newDiffSetJSON(reports []compared) diffSetJSON {
	set := diffSetJSON{Format: "meshdex.diff-set/1", Reports: []diffJSON{}, Added: []sideJSON{}, Removed: []sideJSON{}}
	for _, c := range reports {
		switch {
		case c.report != nil:
			set.Reports = append(set.Reports, newDiffJSON(c))
		case len(c.base.contracts) == 0:
			set.Added = append(set.Added, newSideJSON(c.revision))
		default:
			set.Removed = append(set.Removed, newSideJSON(c.base))
		}
	}
	return set
}

// impactOf follows the changed parts of a report downstream through the catalog;
// nothing when there is none.
func (t *tool) impactOf(ctx context.Context, r *diff.Report) ([]impactJSON, error) {
	v, err := t.view()
	if err != nil {
		return nil, err
	}
	return v.hits(ctx, r)
}

func (v *view) hits(ctx context.Context, r *diff.Report) ([]impactJSON, error) {
	g, err := v.graph(ctx)
	if err != nil {
		return nil, err
	}
	change, relevant := changeOf(r)
	out := []impactJSON{}
	if !relevant {
		return out, nil
	}
	for _, h := range g.Impact(change) {
		if h.Effect == lineage.NotHit {
			continue
		}
		n := g.Node(h.Product)
		out = append(out, impactJSON{n.ID, h.Owner, h.Effect.String(), h.Certain, h.Hops, g.Via(h)})
	}
	return out, nil
}

// changeOf says what a report changed for those who read the data: the objects
// and properties with findings that may break them, or all of the contract when a
// finding is about the contract itself.
func changeOf(r *diff.Report) (c lineage.Change, relevant bool) {
	c.Contract = r.Base.ID
	whole := false
	for _, f := range r.Findings {
		if !f.Severity.Reaches(diff.PotentiallyBreaking) || f.Severity == diff.Policy {
			continue
		}
		relevant = true
		if rule, ok := diff.Explain(f.Rule); ok && !aboutSchema(rule.Group) {
			whole = true
		}
		c.Paths = append(c.Paths, f.Path)
	}
	if whole {
		c.Paths = nil
	}
	return c, relevant
}

// aboutSchema tells whether the rules of a group are about objects and
// properties, whose paths lineage knows.
func aboutSchema(g diff.Group) bool {
	switch g {
	case diff.ObjectGroup, diff.PropertyGroup, diff.TypeGroup, diff.ConstraintGroup, diff.KeyGroup, diff.NestedGroup, diff.RelationshipGroup:
		return true
	}
	return false
}
