package fields

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// facts are what a contract says of a property, as far as places are compared by
// it.
type facts struct {
	kind, class, null, about string
}

// ahead is how many rows below the window are read with it.
const ahead = 120

// settle reads the documents of the places in sight once the cursor has rested.
func (p *Page) settle() tea.Cmd {
	from, to := p.list.Visible()
	wanted := map[document][]place{}
	for _, r := range p.answer.rows[min(from, p.answer.Len()):min(to+ahead, p.answer.Len())] {
		if _, ok := p.known[r.key]; !ok && r.contract >= 0 {
			d := documentOf(p.answer.contract(r))
			wanted[d] = append(wanted[d], r)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	lib := p.deps.Library
	return page.AskAfter(&p.load, settled, func(ctx context.Context) (map[string]facts, error) {
		out := map[string]facts{}
		for d, places := range wanted {
			doc, err := lib.Document(d.hash)
			if err == nil && d.index < len(doc.Contracts) {
				gather(out, doc.Contracts[d.index], d, places)
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		return out, nil
	})
}

// gather adds the facts of the places in one contract.
func gather(out map[string]facts, c *catalog.Contract, d document, places []place) {
	wanted := map[string]place{}
	for _, r := range places {
		wanted[r.object+"."+r.path] = r
	}
	for i := range c.Schema {
		for at := range c.Schema[i].Walk() {
			if r, ok := wanted[at.Path]; ok {
				out[keyOf(d, r)] = factsOf(at.Property)
			}
		}
	}
}

func factsOf(p *catalog.Property) facts {
	f := facts{kind: cmp.Or(p.LogicalType, p.PhysicalType), class: p.Classification, about: text.OneLine(p.Description)}
	flags := p.Flags()
	if f.class == "" && flags.Has(catalog.PII) {
		f.class = "PII"
	}
	f.null = "nullable"
	switch {
	case flags.Has(catalog.PrimaryKey):
		f.null = "key"
	case flags.Has(catalog.Required):
		f.null = "required"
	}
	return f
}

// tally is how often each value occurs among the places of one name, most often
// first.
type tally []struct {
	value string
	n     int
}

// agreement is what the places of one name say, and so what most of them say.
type agreement struct {
	places            int
	kind, class, null tally
}

// compare finds what the places of each name say, as far as their facts are known.
// It is done once for every answer and every load, not for every frame.
func (p *Page) compare() {
	counts := map[string]*struct{ kind, class, null map[string]int }{}
	for _, r := range p.answer.rows {
		f, ok := p.known[r.key]
		if !ok {
			continue
		}
		name := r.folded
		if counts[name] == nil {
			counts[name] = &struct{ kind, class, null map[string]int }{map[string]int{}, map[string]int{}, map[string]int{}}
		}
		c := counts[name]
		c.kind[cmp.Or(f.kind, "no type")]++
		c.class[cmp.Or(f.class, "not classified")]++
		c.null[f.null]++
	}
	p.agreed = map[string]agreement{}
	for name, c := range counts {
		a := agreement{kind: ranked(c.kind), class: ranked(c.class), null: ranked(c.null)}
		for _, v := range a.null {
			a.places += v.n
		}
		p.agreed[name] = a
	}
}

// agree is what the places that share a name say.
func (p *Page) agree(r place) agreement { return p.agreed[r.folded] }

func ranked(counts map[string]int) tally {
	var out tally
	for v, n := range counts {
		out = append(out, struct {
			value string
			n     int
		}{v, n})
	}
	slices.SortFunc(out, func(x, y struct {
		value string
		n     int
	},
	) int {
		return cmp.Or(cmp.Compare(y.n, x.n), strings.Compare(x.value, y.value))
	})
	return out
}

// String lists the values: "string 9, integer 2".
func (t tally) String() string {
	var words []string
	for _, v := range t {
		words = append(words, fmt.Sprintf("%s %d", text.Clean(v.value), v.n))
	}
	return strings.Join(words, ", ")
}

// differs reports whether a value is not what most places say.
func (t tally) differs(value string) bool { return len(t) > 1 && t[0].value != value }
