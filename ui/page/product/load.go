package product

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/card"
	"meshdex/ui/page"
)

// reload starts to load the product. What is known from the snapshot is shown at
// once.
func (p *Page) reload() tea.Cmd {
	row, ok := p.row()
	if !ok {
		p.err = fmt.Errorf("%s: %w", p.Title(), catalog.ErrNotFound)
		return nil
	}
	p.err = nil
	s := &subject{Subject: card.Seed(p.snap, row, p.target.Contract, p.env.Now())}
	if p.sub == nil {
		p.show(s)
	}
	deps := p.deps
	return page.Ask(&p.load, func(ctx context.Context) (*subject, error) { return deps.fill(ctx, s) })
}

// fill returns s with everything that has to be loaded. A part that is missing is
// left out; only a document that cannot be read is an error.
func (d Deps) fill(ctx context.Context, from *subject) (*subject, error) {
	s := *from
	doc, err := d.Library.Document(s.Origin.Hash)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", s.Origin.Path, err)
	}
	s.problems = doc.Problems
	if c, ok := s.Current(); ok && c.Index < len(doc.Contracts) {
		s.Contract = doc.Contracts[c.Index]
	}
	if s.Product, err = d.productDocument(&s, doc); err != nil {
		return nil, err
	}
	if s.raw, err = d.Library.Raw(s.Origin.Hash); err != nil && !errors.Is(err, catalog.ErrNotFound) {
		return nil, fmt.Errorf("read %s: %w", s.Origin.Path, err)
	}
	if s.Versions, err = d.Library.Versions(s.ID()); err != nil && !errors.Is(err, catalog.ErrNotFound) {
		return nil, fmt.Errorf("read the versions of %s: %w", s.ID(), err)
	}
	if d.Results != nil {
		if s.Results, err = d.Results(s.ID()); err != nil && !errors.Is(err, catalog.ErrNotFound) {
			return nil, fmt.Errorf("read the results of %s: %w", s.ID(), err)
		}
	}
	s.file = newFile(&s)
	s.Loaded = true
	return &s, ctx.Err()
}

// productDocument is the product's own document, nil when it has none.
func (d Deps) productDocument(s *subject, doc *catalog.Document) (*catalog.Product, error) {
	if !s.Row.Flags.Has(catalog.HasDocument) {
		return nil, nil
	}
	if s.Row.Hash != s.Origin.Hash {
		var err error
		if doc, err = d.Library.Document(s.Row.Hash); err != nil {
			return nil, fmt.Errorf("read %s: %w", s.Row.Path, err)
		}
	}
	if s.Row.Index >= len(doc.Products) {
		return nil, nil
	}
	return doc.Products[s.Row.Index], nil
}

// show takes a loaded subject over.
func (p *Page) show(s *subject) {
	fresh := p.sub == nil || p.sub.Contract == nil || p.sub.ID() != s.ID()
	if p.sub != nil && p.sub.ID() == s.ID() {
		s.keep(p.sub)
	}
	p.sub = s
	p.schema.Set(&s.Subject)
	p.versions.set(s)
	p.source.set(s)
	p.layout()
	if fresh && s.Contract != nil && p.target.Path != "" && p.schema.Reveal(p.target.Path) {
		p.asked = p.schema.ID()
	}
}

// keep takes over from before what is asked for apart from the documents, until
// the answer comes.
func (s *subject) keep(before *subject) {
	if s.Kin == nil {
		s.Kin = before.Kin
	}
	if s.steps == nil && s.Origin.Hash == before.Origin.Hash {
		s.steps, s.Verdict = before.steps, before.Verdict
	}
}

// with shows the subject with a change.
func (p *Page) with(change func(*subject)) {
	s := *p.sub
	change(&s)
	p.show(&s)
}

// Receive takes what was loaded, judged or chosen in a menu.
func (p *Page) Receive(msg tea.Msg) (page.Intent, tea.Cmd) {
	switch m := msg.(type) {
	case page.Result[*subject]:
		if !p.load.Settle(m.Request) {
			return page.Intent{}, nil
		}
		if p.err = m.Err; m.Err == nil {
			p.show(m.Value)
			return page.Intent{}, tea.Batch(p.judgeSteps(), p.meet())
		}
	case page.Result[[]step]:
		if p.judge.Settle(m.Request) && len(m.Value) > 0 {
			p.with(func(s *subject) { s.steps, s.Verdict = m.Value, m.Value[0].verdict })
		}
	case page.Result[*card.Kin]:
		if p.around.Settle(m.Request) {
			p.with(func(s *subject) { s.Kin = cmp.Or(m.Value, &card.Kin{Err: m.Err}) })
		}
	case page.Result[marked]:
		if p.marks.Settle(m.Request) {
			return m.Value.intent(m.Err), nil
		}
	case chosenContract:
		p.target = page.Target{Product: p.sub.Row.ID, Contract: string(m)}
		p.sub = nil
		return page.Intent{}, p.reload()
	}
	return page.Intent{}, nil
}

// chosenContract is the contract that was picked from the menu.
type chosenContract string

// marked tells that a bookmark was put on or taken off.
type marked struct {
	name string
	on   bool
}

func (m marked) intent(err error) page.Intent {
	switch {
	case err != nil:
		return page.Warn("The bookmark was not kept: " + err.Error())
	case m.on:
		return page.Say("Bookmarked " + m.name)
	}
	return page.Say("Took the bookmark off " + m.name)
}
