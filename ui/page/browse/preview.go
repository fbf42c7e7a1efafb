package browse

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/catalog/sla"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

// The preview is a sheet whose links are intents.
type (
	body = sheet.Body[page.Intent]
	span = sheet.Span[page.Intent]
)

// settled is how long the cursor has to rest before a document is loaded.
const settled = 60 * time.Millisecond

// preview is what the product under the cursor says, as far as it is loaded: the
// snapshot's row at once, the document when the cursor has come to rest.
type preview struct {
	text    sheet.Sheet[page.Intent]
	from    loaded // of the product whose document is at hand, and of the query that found it
	err     error
	explain bool       // all matches are told, not only the best
	matrix  []promises // the service levels that are compared instead; nil when none are
}

// loaded is what was read for the preview.
type loaded struct {
	id, query string
	match     *match // where the query found the product; nil when nothing is searched for
	contract  *catalog.Contract
	product   *catalog.Product
}

func (v *preview) forget() { v.from = loaded{} }

func (v *preview) take(l loaded, err error) { v.from, v.err = l, err }

// settle loads the product under the cursor once it has rested, whether or not a
// preview has room: the terminal may grow. What the snapshot knows is shown at once.
func (p *Page) settle() tea.Cmd {
	row, ok := p.product()
	if !ok {
		p.load.Cancel()
		p.writePreview()
		return nil
	}
	p.writePreview()
	if p.preview.from.id == row.ID && p.preview.from.query == p.answer.query {
		return nil
	}
	lib, a, at := p.deps.Library, p.answer, p.list.Cursor()
	return page.AskAfter(&p.load, settled, func(context.Context) (loaded, error) {
		l, err := read(lib, a.snap, row)
		l.query, l.match = a.query, a.match(at)
		return l, err
	})
}

// read loads the product's first contract, or its own document when it has no
// contract.
func read(lib catalog.Library, snap *catalog.Snapshot, row catalog.ProductRow) (loaded, error) {
	l := loaded{id: row.ID}
	hash, index := row.Hash, row.Index
	if row.Contracts > 0 {
		c := snap.Contract(row.First)
		hash, index = c.Hash, c.Index
	}
	doc, err := lib.Document(hash)
	if err != nil {
		return l, fmt.Errorf("read %s: %w", row.Path, err)
	}
	switch {
	case row.Contracts > 0 && index < len(doc.Contracts):
		l.contract = doc.Contracts[index]
	case row.Contracts == 0 && index < len(doc.Products):
		l.product = doc.Products[index]
	}
	return l, nil
}

// writePreview lays the preview out.
func (p *Page) writePreview() {
	b := sheet.NewBody[page.Intent](p.box.preview.inner())
	if p.preview.matrix != nil {
		p.writeMatrix(b)
	} else if row, ok := p.product(); ok && p.box.preview.w > 0 {
		v := view{p.env, row, page.Words(p.input.Value()), loaded{}}
		if p.preview.from.id == row.ID {
			v.loaded = p.preview.from
		}
		v.write(b, p.preview.explain)
		if p.preview.err != nil && p.preview.from.id == row.ID {
			b.Gap()
			b.Flow(0, span{Text: "The document could not be read: " + p.preview.err.Error(), Token: theme.Bad})
		}
	}
	p.preview.text.Set(b)
}

// match is where a product was found.
type match struct {
	stage search.Stage
	found []search.Match
}

// match explains row i; nil when it comes from no search. It looks at every text of
// the product again, so it is no work for a frame.
func (a *answer) match(i int) *match {
	if i < 0 || i >= len(a.hits) || a.index == nil {
		return nil
	}
	return &match{a.hits[i].Stage, a.index.Explain(query.ParsePartial(a.query), search.Products, a.hits[i])}
}

// view writes one product.
type view struct {
	env    *page.Env
	row    catalog.ProductRow
	words  []string
	loaded loaded
}

func plain(s string) span { return span{Text: s} }
func muted(s string) span { return span{Text: s, Token: theme.Muted} }

func link(s string, i page.Intent) span { return span{Text: s, Token: theme.Link, Link: &i} }

func (v view) write(b *body, all bool) {
	b.Flow(0, v.lit(v.row.Label(), theme.Title)...)
	glyph, token := state(v.env, v.row)
	b.Flow(0, span{Text: glyph + " " + cmp.Or(word(v.row), "no status"), Token: token}, muted(strings.TrimRight("  "+v.row.Version, " ")), muted("  "+v.row.Type))
	if v.loaded.match != nil {
		v.found(b, v.loaded.match, all)
	}
	if v.row.Description != "" {
		b.Gap()
		b.Flow(0, v.lit(v.row.Description, theme.Text)...)
	}
	b.Gap()
	v.facts(b)
	if v.loaded.contract != nil {
		v.schema(b)
	}
}

// lit is a text with the query's words marked.
func (v view) lit(s string, token theme.Token) []span {
	s = text.Clean(text.OneLine(s))
	return marked(s, page.Occurrences(s, v.words), token)
}

// marked splits a text at spans of runes.
func marked(s string, spans [][2]int, token theme.Token) []span {
	if len(spans) == 0 {
		return []span{{Text: s, Token: token}}
	}
	runes := []rune(s)
	var out []span
	at := 0
	for _, sp := range spans {
		from, to := min(sp[0], len(runes)), min(sp[1], len(runes))
		if from < at {
			continue
		}
		out = append(out, span{Text: string(runes[at:from]), Token: token}, span{Text: string(runes[from:to]), Token: theme.Match})
		at = to
	}
	return append(out, span{Text: string(runes[at:]), Token: token})
}

// found says in which fields the query was found; on demand all of them, and the
// stage that decided the rank.
func (v view) found(b *body, m *match, all bool) {
	if m.stage == search.Listed {
		return
	}
	found := m.found
	if all {
		b.Heading("Why it is found: " + stageWords(m.stage))
	} else {
		b.Gap()
		found = found[:min(len(found), 3)]
	}
	for _, f := range found {
		b.Field(f.In.String(), marked(f.Text, f.Spans, theme.Text)...)
	}
	if n := len(m.found) - len(found); n > 0 {
		b.Flow(0, muted(fmt.Sprintf("and in %d more places; %s tells all", n, v.env.Key(doExplain))))
	}
}

// reason says in a line where the product under the cursor was found, when there is
// no preview to tell it and more than the name was looked at.
func (p *Page) reason() string {
	from := p.preview.from
	if p.box.preview.w > 0 || from.match == nil || from.match.stage == search.Listed || from.id != p.list.ID() || from.query != p.answer.query {
		return ""
	}
	var parts []string
	for _, f := range from.match.found {
		if f.In != search.Name {
			parts = append(parts, f.In.String()+" "+f.Text)
		}
	}
	return text.Clean(strings.Join(parts, " · "))
}

// stageWords says what a stage means.
func stageWords(s search.Stage) string {
	switch s {
	case search.Exact:
		return "this is exactly its name or id"
	case search.Qualified:
		return "this is its full path"
	case search.Prefix:
		return "a name begins so"
	case search.WordStart:
		return "words of a name begin so"
	case search.AllWords:
		return "all words are in it"
	case search.Substring:
		return "it is inside a word"
	case search.Near:
		return "a word is spelled almost so"
	}
	return "it has these letters in this order"
}

func (v view) facts(b *body) {
	if v.row.Owner != "" {
		b.Field("Owner", link(v.row.Owner, page.ToProduct(v.row.ID, "team")))
	} else {
		b.Field("Owner", muted("nobody is named"))
	}
	if v.row.Domain != "" {
		b.Field("Domain", link(v.row.Domain, page.ToQuery("domain", v.row.Domain)))
	}
	v.contractFacts(b)
	var holds []string
	for _, n := range []struct {
		n         int
		one, many string
	}{
		{v.row.Objects, "object", "objects"},
		{v.row.Properties, "property", "properties"},
		{v.row.Checks, "check", "checks"},
		{v.row.Versions, "version", "versions"},
	} {
		if n.n > 0 {
			holds = append(holds, text.Count(n.n, n.one, n.many))
		}
	}
	if len(holds) > 0 {
		b.Field("Holds", plain(strings.Join(holds, ", ")))
	}
	if v.row.Upstream+v.row.Consumers > 0 {
		b.Field("Lineage", link(neighbours(v.row), page.ToProduct(v.row.ID, "lineage")))
	}
	if when := text.Ago(v.env.Now(), v.row.Updated()); when != "" {
		b.Field("Changed", link(when, page.ToProduct(v.row.ID, "versions")))
	}
}

// neighbours counts what the documents declare by ports, and says so: the graph knows
// of references too, and the product page asks it.
func neighbours(row catalog.ProductRow) string {
	var parts []string
	if row.Upstream > 0 {
		parts = append(parts, fmt.Sprintf("reads %d", row.Upstream))
	}
	if row.Consumers > 0 {
		parts = append(parts, fmt.Sprintf("read by %d", row.Consumers))
	}
	return strings.Join(parts, ", ") + ", by ports"
}

// contractFacts are those that only the document tells.
func (v view) contractFacts(b *body) {
	c := v.loaded.contract
	if c == nil {
		return
	}
	for i := range c.Support {
		s := c.Support[i]
		b.Field("Ask", link(cmp.Or(s.Channel, s.URL), page.ToAddress(cmp.Or(s.URL, s.Channel))))
		break
	}
	if len(c.Servers) > 0 {
		b.Field("Where", plain(c.Servers[0].Type+"  "), link(c.Servers[0].Location(), page.ToCopy(c.Servers[0].Location(), "location")))
	}
	var promises []string
	for _, p := range c.SLAs[:min(len(c.SLAs), 3)] {
		promises = append(promises, sla.Normalize(p).Label())
	}
	if len(promises) > 0 {
		b.Field("SLA", link(strings.Join(promises, " · "), page.ToProduct(v.row.ID, "sla")))
	}
}

// mostColumns bounds the properties that the preview lists; the product page has
// them all.
const mostColumns = 60

func (v view) schema(b *body) {
	left := mostColumns
	for i := range v.loaded.contract.Schema {
		o := &v.loaded.contract.Schema[i]
		b.Heading(cmp.Or(o.Name, o.PhysicalName, "object"))
		for at := range o.Walk() {
			if left--; left < 0 {
				b.Flow(0, link("and more", page.ToProduct(v.row.ID, "schema")))
				return
			}
			v.column(b, at)
		}
	}
}

func (v view) column(b *body, at catalog.Placed) {
	name := strings.Repeat("  ", at.Depth) + cmp.Or(at.Property.Name, "[ ]")
	w := max(min(30, b.Width()/2), 8)
	name = text.Fit(text.Clean(name), w) + " "
	spans := append(make([]span, 0, 6), marked(name, page.Occurrences(name, v.words), theme.Text)...)
	spans = append(spans, muted(text.Fit(text.Clean(cmp.Or(at.Property.LogicalType, at.Property.PhysicalType)), 12)))
	b.Line(append(spans, flags(at.Property)...)...)
}

// flags are the marks of a property in words.
func flags(p *catalog.Property) []span {
	var out []span
	f := p.Flags()
	for _, m := range []struct {
		flag  catalog.PropertyFlags
		word  string
		token theme.Token
	}{
		{catalog.PrimaryKey, "key", theme.Accent},
		{catalog.PII, "PII", theme.Warn},
		{catalog.DeprecatedProperty, "deprecated", theme.Warn},
	} {
		if f.Has(m.flag) {
			out = append(out, span{Text: m.word + " ", Token: m.token})
		}
	}
	return out
}
