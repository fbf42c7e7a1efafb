package product

import (
	"cmp"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/sla"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// overview is the product on a card: what it is, who to ask, where the data is,
// what is promised; then its parts. What the contract does not say is gathered in
// one line at the end instead of leaving a hole at every section.
func (s *subject) overview(b *body, env *page.Env) {
	s.headline(b, env)
	if d := s.description(); d.Summary() != "" {
		b.Gap()
		b.Prose(0, d.Summary(), theme.Text)
	} else if s.row.Description != "" {
		b.Gap()
		b.Prose(0, s.row.Description, theme.Text)
	}
	b.Gap()
	s.facts(b)
	s.objects(b)
	s.contractList(b, env)
	s.ports(b)
	s.moreProse(b)
	s.links(b)
	s.missing(b)
}

func (s *subject) headline(b *body, env *page.Env) {
	b.Line(say(theme.Title, text.Cut(text.Clean(s.row.Label()), b.Width())))
	var state []span
	state = append(state, status(s.row.Status, env)...)
	if s.row.Version != "" {
		state = append(state, muted("   version "), plain(s.row.Version))
	}
	if s.row.Type != "" {
		state = append(state, muted("   "), muted(s.row.Type))
	}
	b.Flow(0, state...)
	if s.row.Flags.Has(catalog.IsStale) {
		b.Flow(0, say(theme.Warn, "The file is broken now; this is its last good state. "), link("See why", page.To(page.Target{Page: "problems", Path: s.row.Path})))
	}
	if s.row.Flags.Has(catalog.IsRemoved) {
		b.Flow(0, say(theme.Warn, "The file is gone from its source; this is its last state."))
	}
}

// status is a glyph and a word.
func status(text string, env *page.Env) []span {
	glyph, token := env.Lifecycle(text)
	return []span{say(token, glyph+" "), say(token, cmp.Or(strings.TrimSpace(text), "no status"))}
}

func (s *subject) facts(b *body) {
	s.ownerFact(b)
	s.askFact(b)
	if s.row.Domain != "" {
		b.Field("Domain", link(s.row.Domain, page.ToQuery("domain", s.row.Domain)))
	}
	s.whereFact(b)
	s.contentsFact(b)
	s.promiseFact(b)
	s.qualityFact(b)
	s.versionFact(b)
	s.lineageFact(b)
	s.tagFact(b)
	b.Field("Source", link(cmp.Or(s.row.Source, "file")+" · "+s.origin.Path, s.openTab(Source)))
}

func (s *subject) ownerFact(b *body) {
	if s.row.Owner == "" {
		return
	}
	b.Field("Owner", link(s.row.Owner, s.openTab(Team)), muted("  "), link("all theirs", page.ToQuery("owner", s.row.Owner)))
}

func (s *subject) askFact(b *body) {
	var spans []span
	for i, c := range s.support() {
		if i > 0 {
			spans = append(spans, muted(" · "))
		}
		spans = append(spans, link(cmp.Or(c.Channel, c.URL), page.ToAddress(cmp.Or(c.URL, c.Channel))))
		if c.Tool != "" {
			spans = append(spans, muted(" ("+c.Tool+")"))
		}
		if i == 2 {
			break
		}
	}
	if len(spans) > 0 {
		b.Field("Ask", spans...)
	}
}

func (s *subject) whereFact(b *body) {
	if s.contract == nil {
		return
	}
	label := "Where"
	for i := range s.contract.Servers {
		sv := &s.contract.Servers[i]
		place := sv.Location()
		spans := []span{plain(cmp.Or(sv.Type, "server")), plain("  ")}
		if place != "" {
			spans = append(spans, link(place, page.ToCopy(place, "location")))
		}
		if sv.Environment != "" {
			spans = append(spans, muted("  "+sv.Environment))
		}
		b.Field(label, spans...)
		label = ""
		if i == 3 && len(s.contract.Servers) > 5 {
			b.Field("", muted(fmt.Sprintf("and %d more servers", len(s.contract.Servers)-4)))
			break
		}
	}
}

func (s *subject) contentsFact(b *body) {
	if s.row.Objects == 0 {
		return
	}
	words := text.Count(s.row.Objects, "object", "objects") + ", " + text.Count(s.row.Properties, "property", "properties")
	if marks := s.tally().String(); marks != "" {
		words += ": " + marks
	}
	b.Field("Schema", link(words, s.openTab(Schema)))
}

// tally counts what the properties of the shown contract are marked as.
type tally struct{ key, required, personal, deprecated int }

func (s *subject) tally() (t tally) {
	if s.contract == nil {
		return t
	}
	for i := range s.contract.Schema {
		for at := range s.contract.Schema[i].Walk() {
			f := at.Property.Flags()
			t.key += one(f.Has(catalog.PrimaryKey))
			t.required += one(f.Has(catalog.Required))
			t.personal += one(f.Has(catalog.PII))
			t.deprecated += one(f.Has(catalog.DeprecatedProperty))
		}
	}
	return t
}

func one(on bool) int {
	if on {
		return 1
	}
	return 0
}

func (t tally) String() string {
	var words []string
	for _, c := range []struct {
		n    int
		word string
	}{{t.key, "key"}, {t.required, "required"}, {t.personal, "personal"}, {t.deprecated, "deprecated"}} {
		if c.n > 0 {
			words = append(words, fmt.Sprintf("%d %s", c.n, c.word))
		}
	}
	return text.List(words)
}

func (s *subject) promiseFact(b *body) {
	if s.contract == nil || len(s.contract.SLAs) == 0 {
		return
	}
	var words []string
	for _, p := range s.contract.SLAs {
		if len(words) == 3 {
			words = append(words, fmt.Sprintf("%d more", len(s.contract.SLAs)-3))
			break
		}
		words = append(words, sla.Normalize(p).Label())
	}
	b.Field("SLA", link(strings.Join(words, " · "), s.openTab(SLA)))
}

func (s *subject) qualityFact(b *body) {
	if s.row.Checks == 0 {
		return
	}
	words := text.Count(s.row.Checks, "check", "checks")
	switch pass, fail := s.outcome(); {
	case fail > 0:
		words += fmt.Sprintf("; when last seen %d passed, %d did not", pass, fail)
	case pass > 0:
		words += "; when last seen all passed"
	}
	b.Field("Quality", link(words, s.openTab(Quality)))
}

func (s *subject) versionFact(b *body) {
	if len(s.versions) == 0 {
		return
	}
	newest := s.versions[0]
	words := text.Count(len(s.versions), "version", "versions")
	if when := text.Ago(s.now, newest.Origin.Time); when != "" {
		words += ", the last " + when
	}
	b.Field("Versions", link(words, s.openTab(Versions)))
}

func (s *subject) lineageFact(b *body) {
	if s.row.Upstream+s.row.Consumers == 0 && len(s.reads)+len(s.readBy) == 0 {
		return
	}
	up, down := max(s.row.Upstream, len(s.reads)), max(s.row.Consumers, len(s.readBy))
	b.Field("Lineage", link("reads "+text.Count(up, "product", "products")+", read by "+fmt.Sprint(down), s.openTab(Lineage)))
}

func (s *subject) tagFact(b *body) {
	var spans []span
	for i, tag := range s.row.Tags() {
		if i > 0 {
			spans = append(spans, muted(", "))
		}
		spans = append(spans, link(tag, page.ToQuery("tag", tag)))
	}
	if len(spans) > 0 {
		b.Field("Tags", spans...)
	}
}

// objects lists the tables and topics of the shown contract.
func (s *subject) objects(b *body) {
	if s.contract == nil || len(s.contract.Schema) == 0 {
		return
	}
	b.Heading("Objects")
	const most = 12
	for i := range s.contract.Schema {
		if i == most && len(s.contract.Schema) > most+1 {
			b.Line(link(fmt.Sprintf("and %d more", len(s.contract.Schema)-most), s.openTab(Schema)))
			return
		}
		s.objectLine(b, &s.contract.Schema[i])
	}
}

func (s *subject) objectLine(b *body, o *catalog.Object) {
	open := s.openTab(Schema)
	open.Target.Path = o.Name
	name := cmp.Or(o.Name, o.PhysicalName, "unnamed")
	const nameWidth = 26
	b.Line(
		link(text.CutMiddle(text.Clean(name), nameWidth), open), plain(pad(name, nameWidth+1)),
		muted(text.Fit(cmp.Or(text.Clean(o.PhysicalType), text.Clean(o.LogicalType)), 9)), plain(" "),
		muted(text.Fit(text.Count(len(o.Properties), "property", "properties"), 15)), plain(" "),
		plain(text.Cut(text.Clean(oneLine(o.Description)), max(b.Width()-nameWidth-27, 0))),
	)
}

// pad is the blanks that follow a text in a column of w cells.
func pad(s string, w int) string {
	return strings.Repeat(" ", max(w-min(text.Width(text.Clean(s)), w-1), 1))
}

// oneLine folds white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// contractList lists the contracts of a product that has several.
func (s *subject) contractList(b *body, env *page.Env) {
	if len(s.contracts) < 2 {
		return
	}
	b.Heading("Contracts")
	const most = 20
	for i, c := range s.contracts {
		if i == most {
			b.Line(muted(fmt.Sprintf("and %d more; c chooses", len(s.contracts)-most)))
			return
		}
		mark := "  "
		if i == s.at {
			mark = env.Icons.ArrowRight + " "
		}
		open := page.To(page.Target{Page: "product", Product: s.row.ID, Contract: c.ID, Tab: Schema})
		spans := []span{plain(mark), link(text.CutMiddle(text.Clean(c.Label()), 28), open), plain(pad(c.Label(), 29)), muted(text.Fit(c.Version, 10) + " ")}
		spans = append(spans, status(c.Status, env)...)
		b.Line(spans...)
	}
}

// ports lists where data enters and leaves the product.
func (s *subject) ports(b *body) {
	if s.product == nil {
		return
	}
	s.portList(b, "Reads", s.product.Inputs)
	s.portList(b, "Offers", s.product.Outputs)
	if len(s.product.Management) == 0 {
		return
	}
	b.Heading("Operated through")
	for _, m := range s.product.Management {
		b.Field(m.Name, link(cmp.Or(m.URL, m.Channel, m.Content), page.ToAddress(cmp.Or(m.URL, m.Channel))), muted("  "+m.Description))
	}
}

func (s *subject) portList(b *body, title string, ports []catalog.Port) {
	if len(ports) == 0 {
		return
	}
	b.Heading(title)
	for i := range ports {
		p := &ports[i]
		spans := []span{muted("no contract")}
		if p.Contract != "" {
			open := page.To(page.Target{Page: "product", Contract: p.Contract, Tab: Overview})
			spans = []span{link(p.Contract, open), muted(" " + p.Version)}
		}
		if p.Deprecated.Is() {
			spans = append(spans, say(theme.Warn, "  deprecated"))
		}
		if p.Description != "" {
			spans = append(spans, muted("  "+oneLine(p.Description)))
		}
		b.Field(cmp.Or(p.Name, "port"), spans...)
	}
}

// moreProse shows what the headline left out: limitations, usage, price, context.
func (s *subject) moreProse(b *body) {
	d := s.description()
	shown := d.Summary()
	for _, part := range []struct{ title, text string }{
		{"Purpose", d.Purpose}, {"Usage", d.Usage}, {"Limitations", d.Limitations},
	} {
		if part.text != "" && part.text != shown {
			b.Heading(part.title)
			b.Prose(0, part.text, theme.Text)
		}
	}
	if s.contract == nil {
		return
	}
	if p := s.contract.Price; p.Amount != "" {
		b.Heading("Price")
		b.Flow(0, plain(strings.TrimSpace(p.Amount+" "+p.Currency+" per "+cmp.Or(p.Unit, "unit"))))
	}
	s.guidance(b)
}

// guidance is ODCS context: what to know before using the data.
func (s *subject) guidance(b *body) {
	c := s.contract.Context
	if c.Instructions == "" && len(c.Statements)+len(c.Constraints) == 0 {
		return
	}
	b.Heading("Guidance")
	if c.Instructions != "" {
		b.Prose(0, c.Instructions, theme.Text)
	}
	for _, k := range c.Constraints {
		b.Flow(0, say(theme.Warn, "not for: "), plain(k.Constraint))
	}
	for _, q := range c.Statements {
		b.Flow(0, muted(q.Question+" "), plain(q.Answer))
	}
}

// links lists authoritative definitions.
func (s *subject) links(b *body) {
	var all []catalog.AuthoritativeDefinition
	if s.contract != nil {
		all = append(append(all, s.contract.Links...), s.contract.Description.Links...)
	}
	if s.product != nil {
		all = append(all, s.product.Links...)
	}
	if len(all) == 0 {
		return
	}
	b.Heading("Links")
	for _, l := range all {
		b.Field(cmp.Or(l.Type, "link"), link(l.URL, page.ToAddress(l.URL)), muted("  "+l.Description))
	}
}

// missing says in one line what a reader would want and the contract lacks.
func (s *subject) missing(b *body) {
	var words []string
	lacks := func(absent bool, word string) {
		if absent {
			words = append(words, word)
		}
	}
	lacks(s.row.Owner == "", "who owns it")
	lacks(len(s.support()) == 0, "where to ask")
	lacks(s.contract != nil && len(s.contract.Servers) == 0, "where the data is")
	lacks(s.row.Objects == 0, "its schema")
	lacks(!s.row.Flags.Has(catalog.HasSLA), "service levels")
	lacks(s.row.Checks == 0, "quality checks")
	lacks(len(s.roles()) == 0 && s.contract != nil, "how to get access")
	if len(words) == 0 {
		return
	}
	b.Gap()
	b.Flow(0, muted("Not said: "+strings.Join(words, ", ")+"."))
}
