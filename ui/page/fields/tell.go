package fields

import (
	"cmp"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says where the columns are that were found, and where these places disagree.
func (p *Page) Tell(t *page.Telling) {
	count := ""
	if q := p.query(); q != "" {
		count = fmt.Sprintf("%d found for %s", p.answer.total, q)
	}
	t.Title("Columns", count)
	switch {
	case p.err != nil:
		t.Failed("The search did not work", p.err)
		return
	case p.query() == "":
		t.Say("Type the name of a column, or a part of it: every place where it lives is told with its type, whether it may be null, and how it is classified.")
		return
	case p.answer.Len() == 0:
		t.Say("No column matches "+p.query()+".", p.env.Key(doBrowse)+" looks among products instead.")
		return
	}
	p.tellAgreement(t)
	t.Rows(page.Rows{
		Len: p.answer.Len(), Row: func(i int) string { return p.sentence(p.answer.rows[i]) }, Point: p.list.MoveTo,
		Open:  func() (page.Intent, tea.Cmd) { return p.Do(doOpen) },
		Ready: p.ready,
	})
}

// ready reads the facts of the places around row i, unless they are known.
func (p *Page) ready(i int) tea.Cmd {
	if _, ok := p.known[p.answer.rows[i].key]; ok {
		return nil
	}
	p.list.MoveTo(i)
	return p.settle()
}

// tellAgreement says what the places say that share the name of the best hit.
func (p *Page) tellAgreement(t *page.Telling) {
	best := p.answer.rows[0]
	a := p.agree(best)
	if a.places < 2 {
		return
	}
	t.Say(fmt.Sprintf("%s called %s. Types: %s. Null: %s. Classified: %s.",
		text.Count(a.places, "place is", "places are"), best.name(), a.kind, a.null, a.class))
}

// sentence is a place in one line; what most places do not share is called so.
func (p *Page) sentence(r place) string {
	product := p.answer.snap.Product(r.product)
	said := r.path + ": " + product.Label() + ", object " + r.object
	f, ok := p.known[r.key]
	if !ok {
		return said + ", owner " + cmp.Or(product.Owner, "not named")
	}
	a := p.agree(r)
	words := []string{
		said,
		differing(cmp.Or(f.kind, "no type"), a.kind),
		differing(f.null, a.null),
		differing(cmp.Or(f.class, "not classified"), a.class),
		"owner " + cmp.Or(product.Owner, "not named"),
	}
	said = strings.Join(words, ", ")
	if f.about != "" {
		said += ". " + f.about
	}
	return said
}

func differing(value string, t tally) string {
	if t.differs(value) {
		return value + " (most differ)"
	}
	return value
}
