package preview

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	draft "meshdex/catalog/preview"
	"meshdex/ui/card"
	"meshdex/ui/page"
)

// entry is one thing that can be shown of a file: a contract, or a product that
// has none.
type entry struct {
	key      string // its id, and a number where several have it
	label    string
	version  string
	product  int // row in the file's own snapshot
	contract int // likewise; -1 for a product
	index    int // among the document's contracts
}

// entriesOf lists what can be shown, in the order of the file.
func entriesOf(p *draft.Preview) []entry {
	var out []entry
	for i := range p.Snapshot.ContractCount() {
		c := p.Snapshot.Contract(i)
		out = append(out, entry{key: c.ID, label: c.Label(), version: c.Version, product: c.Product, contract: i, index: c.Index})
	}
	slices.SortStableFunc(out, func(a, b entry) int { return a.index - b.index })
	for i := range p.Snapshot.Len() {
		if row := p.Snapshot.Product(i); row.Contracts == 0 {
			out = append(out, entry{key: row.ID, label: row.Label(), version: row.Version, product: i, contract: -1})
		}
	}
	seen := map[string]int{}
	for i := range out {
		seen[out[i].key]++
		if n := seen[out[i].key]; n > 1 {
			out[i].key = fmt.Sprintf("%s (%d)", out[i].key, n)
		}
	}
	return out
}

// Receive takes what was saved, what was judged of it, and what was chosen in a
// menu.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case Saved:
		return page.Intent{}, p.take(m)
	case page.Result[*draft.Preview]:
		if p.load.Settle(m.Request) {
			p.show(m.Value, m.Err)
		}
	case chosenEntry:
		p.shown, p.at = string(m), -1
		p.choose()
		p.layout()
	case chosenBase:
		return page.Intent{}, p.compareWith(string(m))
	}
	return page.Intent{}, nil
}

// chosenEntry and chosenBase were picked from a menu.
type (
	chosenEntry string
	chosenBase  string
)

// take takes a state of the file over, judges it, and waits for the next.
func (p *Page) take(s Saved) tea.Cmd {
	if s.Failed != nil {
		p.save.Failed = s.Failed
		p.layout()
		return nil
	}
	p.save = s
	p.layout()
	if s.Err != nil {
		p.load.Cancel()
		return page.Await(p.watch.Next())
	}
	return tea.Batch(page.Await(p.watch.Next()), p.judge())
}

// judge starts to judge the last state of the file.
func (p *Page) judge() tea.Cmd {
	if p.save.Data == nil {
		return nil
	}
	p.judged = p.save
	judge, q := p.deps.Judge, Question{p.path, p.save.Data, p.snap, maps.Clone(p.bases)}
	return page.Ask(&p.load, func(ctx context.Context) (*draft.Preview, error) { return judge(ctx, q) })
}

// show takes a judged state over: whatever it is worth for the findings, and only
// when it is sound for the rest.
func (p *Page) show(now *draft.Preview, err error) {
	if p.err = err; err != nil {
		p.layout()
		return
	}
	p.now = now
	p.findings.set(now.Findings)
	if now.Fault == nil {
		p.good, p.goodAt = now, p.judged
		p.entries = entriesOf(now)
		p.choose()
	}
	p.layout()
}

// choose finds what is to be shown of the good state: what was shown, by id, or by
// its place in the file when the id was changed.
func (p *Page) choose() {
	before := p.at
	p.at = slices.IndexFunc(p.entries, func(e entry) bool { return e.key == p.shown })
	if p.at < 0 {
		p.at = max(0, min(before, len(p.entries)-1))
	}
	e := p.entries[p.at]
	p.shown = e.key
	p.sub = p.subject(e)
	p.schema.Set(p.sub)
	p.changes.Set(nil)
	if r := p.report(); r != nil {
		p.changes.Set(r.Findings)
	}
}

// subject is what the card draws of an entry.
func (p *Page) subject(e entry) *card.Subject {
	s := card.Seed(p.good.Snapshot, e.product, "", p.env.Now())
	doc := p.good.Document
	if e.contract >= 0 {
		s.At = e.contract - s.Row.First
		s.Origin.Index = e.index
		s.Contract, s.Versions = doc.Contracts[e.index], p.good.Changes[e.index].Known
	}
	if s.Row.Flags.Has(catalog.HasDocument) && s.Row.Index < len(doc.Products) {
		s.Product = doc.Products[s.Row.Index]
	}
	s.Origin.Path, s.Loaded, s.Kin = p.path, true, &card.Kin{}
	return &s
}

// change is what the shown contract changes; false for a product.
func (p *Page) change() (draft.Change, bool) {
	if p.at < 0 || p.at >= len(p.entries) || p.entries[p.at].contract < 0 {
		return draft.Change{}, false
	}
	return p.good.Changes[p.entries[p.at].index], true
}

// compareWith judges the shown contract against something else; "" is the newest
// version again.
func (p *Page) compareWith(ref string) tea.Cmd {
	if p.shown == "" {
		return nil
	}
	p.bases[p.id()] = ref
	p.turn(Changes)
	return p.judge()
}

// id is the id of what is shown.
func (p *Page) id() string {
	if p.sub == nil {
		return p.shown
	}
	return p.sub.ID()
}

// isCurrent reports whether what is shown is what the file says now.
func (p *Page) isCurrent() bool {
	return p.save.Failed == nil && p.save.Err == nil && p.good != nil && p.good == p.now
}

// errGone words why there is no file.
func (p *Page) errGone() string {
	if p.save.IsGone() {
		return "The file is not there"
	}
	var cause interface{ Unwrap() error }
	if errors.As(p.save.Err, &cause) && cause.Unwrap() != nil {
		return "The file cannot be read: " + cause.Unwrap().Error()
	}
	return "The file cannot be read: " + p.save.Err.Error()
}
