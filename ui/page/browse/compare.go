package browse

import (
	"context"
	"fmt"
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/sla"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

// mostCompared bounds the products whose service levels stand side by side.
const mostCompared = 8

// promises are the service levels of one product, in one notation.
type promises struct {
	id, name string
	levels   map[sla.Name]sla.Level
}

// compare loads the service levels of the marked products, or ends the
// comparison.
func (p *Page) compare() tea.Cmd {
	if p.preview.matrix != nil {
		p.preview.matrix = nil
		p.layout()
		return nil
	}
	ids := p.chosen()
	lib, snap := p.deps.Library, p.answer.snap
	return page.Ask(&p.matrix, func(ctx context.Context) ([]promises, error) {
		var out []promises
		for _, id := range ids[:min(len(ids), mostCompared)] {
			row, ok := snap.FindProduct(id)
			if !ok {
				continue
			}
			r := snap.Product(row)
			l, err := read(lib, snap, r)
			if err != nil {
				return nil, err
			}
			out = append(out, promises{id, r.Label(), levels(l.contract)})
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		return out, nil
	})
}

// compared shows the matrix, in place of the list when there is no room beside it.
func (p *Page) compared(all []promises, err error) page.Intent {
	if err != nil {
		return page.Warn("The service levels could not be read: " + err.Error())
	}
	p.preview.matrix, p.hidden = all, false
	p.preview.text.Top()
	p.layout()
	if p.box.list.w == 0 {
		p.focusOn(previewPane)
	}
	return page.Intent{}
}

// levels are those of a contract by name; of several with one name the first
// counts, for it is the general one.
func levels(c *catalog.Contract) map[sla.Name]sla.Level {
	out := map[sla.Name]sla.Level{}
	if c == nil {
		return out
	}
	for _, s := range c.SLAs {
		l := sla.Normalize(s)
		if _, taken := out[l.Name]; !taken {
			out[l.Name] = l
		}
	}
	return out
}

// names lists the service levels that any of the products has: the known ones in
// their usual order, then the others by name.
func names(all []promises) []sla.Name {
	has := map[sla.Name]bool{}
	for _, p := range all {
		for n := range p.levels {
			has[n] = true
		}
	}
	var out []sla.Name
	for _, n := range sla.Names() {
		if has[n] {
			out = append(out, n)
			delete(has, n)
		}
	}
	return append(out, slices.Sorted(maps.Keys(has))...)
}

// writeMatrix lays the service levels out: a block for each, a line for each
// product, the best one marked.
func (p *Page) writeMatrix(b *sheet.Body[page.Intent]) {
	all := p.preview.matrix
	b.Line(span{Text: fmt.Sprintf("Service levels of %s", text.Count(len(all), "product", "products")), Token: theme.Title})
	shown := names(all)
	if len(shown) == 0 {
		b.Flow(0, muted("None of them promises a service level."))
	}
	for _, n := range shown {
		b.Heading(n.Title())
		best := best(all, n)
		for _, pr := range all {
			p.matrixLine(b, pr, n, best)
		}
	}
}

func (p *Page) matrixLine(b *sheet.Body[page.Intent], pr promises, n sla.Name, best *sla.Level) {
	w := max(min(34, b.Width()/2), 8)
	l, ok := pr.levels[n]
	value := plain(l.Quantity.String())
	switch {
	case !ok:
		value = muted("not promised")
	case best != nil && isSame(*best, l):
		value = span{Text: l.Quantity.String() + " " + p.env.Icons.Good + " best", Token: theme.OK}
	}
	b.Row([]sheet.Cell[page.Intent]{{Span: link(pr.name, page.ToProduct(pr.id, "sla")), Width: w, Gap: 2}}, value)
}

func isSame(a, b sla.Level) bool {
	outcome, _ := sla.Compare(a, b)
	return outcome == sla.Same
}

// best is the tightest promise, nil when there are fewer than two, when they cannot
// be compared, or when all are the same.
func best(all []promises, n sla.Name) *sla.Level {
	var top *sla.Level
	count := 0
	for _, p := range all {
		l, ok := p.levels[n]
		if !ok {
			continue
		}
		count++
		if top == nil {
			top = &l
			continue
		}
		switch outcome, _ := sla.Compare(*top, l); outcome {
		case sla.Tighter:
			top = &l
		case sla.Incomparable:
			return nil
		}
	}
	same := func(p promises) bool { l, ok := p.levels[n]; return !ok || isSame(*top, l) }
	if count < 2 || !slices.ContainsFunc(all, func(p promises) bool { return !same(p) }) {
		return nil
	}
	return top
}
