package browse

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/ui/page"
)

// usual is how many hits of a search are asked for at first; going down to the
// last of them asks for all.
const usual = 500

// question is what the list is to show. It is a value: it is answered off the UI
// goroutine.
type question struct {
	deps    Deps
	snap    *catalog.Snapshot
	all     *shelf
	query   string
	sort    sorting
	limit   int
	only    func(id string) bool // bookmarked, when only they are wanted; nil otherwise
	recents []string
}

// ask starts to answer what is typed and picked.
func (p *Page) ask() tea.Cmd {
	q := question{deps: p.deps, snap: p.snap, all: p.all, query: p.query(), sort: p.sort, limit: usual}
	if m := p.deps.Marks; m != nil {
		q.recents = m.Recents()
		if p.bookmarks {
			q.only = m.Bookmarked
		}
	}
	if p.want != 0 || q.sort.Column != "" || q.only != nil {
		q.limit = -1
	}
	return tea.Batch(page.AskInParts(&p.search, q.answer), p.countFacets())
}

// listing is every product, in the order of the snapshot.
func listing(snap *catalog.Snapshot) *answer {
	a := &answer{snap: snap, total: snap.Len(), rows: make([]int32, snap.Len())}
	for i := range a.rows {
		a.rows[i] = int32(i)
	}
	return a
}

// answer answers the question, and early with the best hits alone when the others
// take longer. What is sorted or picked out is of use only when it is whole.
func (q question) answer(ctx context.Context, early func(*answer)) (*answer, error) {
	if q.sort.Column != "" || q.only != nil {
		early = nil
	}
	a, err := q.find(ctx, early)
	if err != nil {
		return nil, err
	}
	if q.only != nil {
		a.keep(q.only)
	}
	a.sortRows(q.sort)
	return a, ctx.Err()
}

// find gathers the rows; without a query no index is needed, and they come by name.
func (q question) find(ctx context.Context, early func(*answer)) (*answer, error) {
	if q.query == "" {
		return &answer{snap: q.snap, total: q.snap.Len(), rows: q.all.byName()}, nil
	}
	ix, err := q.deps.Index(ctx, q.snap)
	if err != nil {
		return nil, fmt.Errorf("open the search index: %w", err)
	}
	if ix.Generation() != q.snap.Generation() {
		return nil, errOtherSnapshot
	}
	parsed := query.ParsePartial(q.query)
	o := search.Options{Limit: q.limit, Usage: search.Usage{Recent: q.recents}}
	if len(page.Words(q.query)) == 0 { // filters alone give nothing to rank by
		o.Sort = search.Sort{By: search.ByName, Direction: search.Ascending}
	}
	if early != nil {
		o.Early = func(r search.Result) { early(q.found(ix, r)) }
	}
	found, err := ix.Search(ctx, parsed, o)
	if err != nil {
		return nil, err
	}
	a := q.found(ix, found)
	if found.Total == 0 {
		err = a.lookElsewhere(ctx, parsed)
	}
	return a, err
}

// lookElsewhere finds what a person may have meant where no product matches: the nearest
// query that one does, and columns, of which half a name finds more than of all else.
func (a *answer) lookElsewhere(ctx context.Context, q query.Query) error {
	if near, ok := a.index.Suggest(ctx, q, search.Products); ok {
		a.suggest = near.String()
	}
	columns, err := a.index.Search(ctx, q, search.Options{Scope: search.Properties, Limit: usual})
	a.columns = columns.Total
	return err
}

// found is what the index found.
func (q question) found(ix *search.Index, r search.Result) *answer {
	a := &answer{snap: q.snap, query: q.query, hits: r.Hits, total: r.Total, early: r.Early, index: ix, rows: make([]int32, len(r.Hits))}
	for i, h := range r.Hits {
		a.rows[i] = h.Product
	}
	return a
}

// keep leaves only the products that are wanted.
func (a *answer) keep(wanted func(id string) bool) {
	rows, hits := a.rows[:0:0], a.hits[:0:0]
	for i, r := range a.rows {
		if !wanted(a.ID(i)) {
			continue
		}
		rows = append(rows, r)
		if i < len(a.hits) {
			hits = append(hits, a.hits[i])
		}
	}
	a.rows, a.hits, a.total = rows, hits, len(rows)
}

// Receive takes answers, previews, counts and choices.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case page.Result[*answer]:
		return page.Intent{}, p.answered(m)
	case page.Part[*answer]:
		if p.search.Awaits(m.Request) {
			p.show(m.Value)
			return page.Intent{}, p.settle()
		}
	case page.Result[[]group]:
		if p.count.Settle(m.Request) && m.Err == nil {
			p.facets.set(m.Value)
			p.layout()
		}
	case page.Result[loaded]:
		if p.load.Settle(m.Request) {
			p.preview.take(m.Value, m.Err)
			p.writePreview()
		}
	case page.Result[[]promises]:
		if p.matrix.Settle(m.Request) {
			return p.compared(m.Value, m.Err), nil
		}
	case page.Result[written]:
		if p.write.Settle(m.Request) {
			return m.Value.intent(m.Err), p.after(m.Value)
		}
	case page.Result[[]query.Completion]:
		if p.propose.Settle(m.Request) {
			return p.proposed(m.Value)
		}
	case sorting:
		return page.Intent{}, p.sortBy(m)
	case keepSearch:
		return page.Intent{}, p.keep(m.query)
	case completed:
		p.input.SetValue(string(m))
		return page.Intent{}, p.typed()
	}
	return page.Intent{}, nil
}

// answered shows an answer, unless it is to an older question.
func (p *Page) answered(m page.Result[*answer]) tea.Cmd {
	if !p.search.Settle(m.Request) {
		return nil
	}
	if p.err = m.Err; m.Err != nil {
		return nil
	}
	p.show(m.Value)
	if p.toEnd {
		p.toEnd = false
		p.list.MoveTo(p.answer.Len() - 1)
	}
	return p.settle()
}

// more asks for all hits once the cursor is on the last one at hand.
func (p *Page) more() tea.Cmd {
	if p.want != 0 || p.answer.total <= p.answer.Len() || p.list.Cursor() < p.answer.Len()-1 || p.search.Pending() {
		return nil
	}
	p.want = -1
	return p.ask()
}

// typed asks for what is typed now.
func (p *Page) typed() tea.Cmd {
	p.want, p.toEnd, p.stay = 0, false, ""
	p.check()
	p.list.MoveTo(0)
	return p.ask()
}
