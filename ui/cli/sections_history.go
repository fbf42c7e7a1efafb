package cli

import (
	"context"

	"meshdex/catalog/lineage"
	"meshdex/ui/text"
)

// lineageSection shows who is one step up and down of a product.
func lineageSection(ctx context.Context, p *prose, v *view, s subject) error {
	g, err := v.graph(ctx)
	if err != nil {
		return err
	}
	node, ok := g.FindProduct(s.row.ID)
	if !ok {
		return nil
	}
	seen := g.Walk(lineage.Query{From: []int{node}, Up: 1, Down: 1})
	if len(seen.Links) == 0 {
		return nil
	}
	p.heading("lineage")
	for _, n := range seen.Nodes {
		label := "read by"
		switch {
		case n.Hop == 0:
			continue
		case n.Hop < 0:
			label = "reads"
		}
		p.fact(label, lineage.Describe(g.Node(n.Node)))
	}
	return nil
}

// versionsSection lists the history in short; the command versions judges it.
func versionsSection(_ context.Context, p *prose, v *view, s subject) error {
	id := s.row.ID
	if s.contract != nil {
		id = s.contract.ID
	} else if s.product == nil {
		return nil
	}
	versions, err := v.Versions(id)
	if err != nil || len(versions) == 0 {
		return err
	}
	p.heading("versions")
	tb := table{head: []string{"VERSION", "STATUS", "DAY", "AUTHOR", "CHANGE"}}
	for _, ver := range versions {
		tb.add(ver.Text, ver.Status, text.Day(ver.Origin.Time), ver.Origin.Author, ver.Origin.Message)
	}
	p.rows(tb)
	return nil
}
