package card

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/sla"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// overview is the product on a card: what it is, who to ask, where the data is,
// what is promised; then its parts. What the contract does not say is gathered in
// one line at the end instead of leaving a hole at every section.
func (s *Subject) overview(b *body, env *page.Env) {
	s.headline(b, env)
	if purpose := s.purpose(); purpose != "" {
		b.Gap()
		b.Prose(0, purpose, theme.Text)
	}
	b.Gap()
	s.facts(b, env)
	s.objects(b)
	s.contractList(b, env)
	s.ports(b)
	s.moreProse(b)
	s.links(b)
	s.missing(b)
}

// name says what the product is called. Nowhere else is a long name whole.
func (s *Subject) name(b *body) {
	const most = 3 // lines
	name := text.Clean(s.Row.Label())
	if text.Width(name) <= b.Width() {
		b.Line(say(theme.Title, name))
		return
	}
	b.Flow(0, say(theme.Title, text.Cut(name, most*b.Width())))
}

func (s *Subject) headline(b *body, env *page.Env) {
	s.name(b)
	var state []span
	state = append(state, status(s.Row.Status, env)...)
	if s.Row.Version != "" {
		state = append(state, muted("   version "), plain(s.Row.Version))
	}
	if s.Row.Type != "" {
		state = append(state, muted("   "), muted(s.Row.Type))
	}
	b.Flow(0, state...)
	if s.Row.Flags.Has(catalog.IsStale) {
		b.Flow(0, say(theme.Warn, "The file is broken now; this is its last good state. "), link("See why", page.To(page.Target{Page: "problems", Path: s.Row.Path})))
	}
	if s.Row.Flags.Has(catalog.IsRemoved) {
		b.Flow(0, say(theme.Warn, "The file is gone from its source; this is its last state."))
	}
}

// status is a glyph and a word.
func status(text string, env *page.Env) []span {
	glyph, token := env.Lifecycle(text)
	return []span{say(token, glyph+" "), say(token, cmp.Or(strings.TrimSpace(text), "no status"))}
}

func (s *Subject) facts(b *body, env *page.Env) {
	s.ownerFact(b)
	s.askFact(b)
	if s.Row.Domain != "" {
		b.Field("Domain", link(s.Row.Domain, page.ToQuery("domain", s.Row.Domain)))
	}
	s.whereFact(b)
	s.contentsFact(b)
	s.promiseFact(b)
	s.qualityFact(b)
	s.versionFact(b, env)
	s.lineageFact(b)
	s.tagFact(b)
	b.Field("Source", link(cmp.Or(s.Row.Source, "file")+" · "+s.Origin.Path, s.OpenTab(Source)))
}

func (s *Subject) ownerFact(b *body) {
	if s.Row.Owner == "" {
		return
	}
	b.Field("Owner", link(s.Row.Owner, s.OpenTab(Team)), muted("  "), link("all theirs", page.ToQuery("owner", s.Row.Owner)))
}

func (s *Subject) askFact(b *body) {
	var spans []span
	for i, c := range s.Channels() {
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

func (s *Subject) whereFact(b *body) {
	if s.Contract == nil {
		return
	}
	label := "Where"
	for i := range s.Contract.Servers {
		sv := &s.Contract.Servers[i]
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
		if i == 3 && len(s.Contract.Servers) > 5 {
			b.Field("", muted(fmt.Sprintf("and %d more servers", len(s.Contract.Servers)-4)))
			break
		}
	}
}

func (s *Subject) contentsFact(b *body) {
	if s.Row.Objects == 0 {
		return
	}
	own := contents(s.own().Objects, s.own().Properties)
	words, all := own, contents(s.Row.Objects, s.Row.Properties)
	if marks := s.tally().String(); marks != "" {
		words += ": " + marks
	}
	b.Field("Schema", append([]span{link(words, s.OpenTab(Schema))}, s.inAll(own, all)...)...)
}

func contents(objects, properties int) string {
	return text.Count(objects, "object", "objects") + ", " + text.Count(properties, "property", "properties")
}

// own counts what the shown contract has, which is what the tabs show.
func (s *Subject) own() catalog.ContractRow {
	if c, ok := s.Current(); ok {
		return c
	}
	return catalog.ContractRow{Objects: s.Row.Objects, Properties: s.Row.Properties, Checks: s.Row.Checks}
}

// inAll adds what all contracts of the product have, where that is more than the
// shown one has.
func (s *Subject) inAll(own, words string) []span {
	if own == words {
		return nil
	}
	return []span{muted("; " + words + " in " + strconv.Itoa(len(s.Contracts)) + " contracts")}
}

// tally counts what the properties of the shown contract are marked as.
type tally struct{ key, required, personal, deprecated int }

func (s *Subject) tally() (t tally) {
	if s.Contract == nil {
		return t
	}
	for i := range s.Contract.Schema {
		for at := range s.Contract.Schema[i].Walk() {
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
		if c.n > 1 && c.word == "key" {
			c.word = "keys"
		}
		if c.n > 0 {
			words = append(words, fmt.Sprintf("%d %s", c.n, c.word))
		}
	}
	return text.List(words)
}

func (s *Subject) promiseFact(b *body) {
	if s.Contract == nil || len(s.Contract.SLAs) == 0 {
		return
	}
	var words []string
	for _, p := range s.Contract.SLAs {
		if len(words) == 3 {
			words = append(words, fmt.Sprintf("%d more", len(s.Contract.SLAs)-3))
			break
		}
		words = append(words, sla.Normalize(p).Label())
	}
	b.Field("SLA", link(strings.Join(words, " · "), s.OpenTab(SLA)))
}

func (s *Subject) qualityFact(b *body) {
	if s.Row.Checks == 0 {
		return
	}
	own, all := text.Count(s.own().Checks, "check", "checks"), text.Count(s.Row.Checks, "check", "checks")
	b.Field("Quality", append([]span{link(own+s.lastSeen(), s.OpenTab(Quality))}, s.inAll(own, all)...)...)
}

// lastSeen is what the newest results say, and of how many of the checks there are
// any: a check that was never seen has not passed.
func (s *Subject) lastSeen() string {
	pass, fail := s.outcome()
	if pass+fail == 0 {
		return ""
	}
	when := "when last seen"
	switch seen, all := s.checksSeen(); {
	case seen == 0:
		return "; none of them seen"
	case seen < all:
		when = fmt.Sprintf("%d of %d seen,", seen, all)
	}
	if fail > 0 {
		return fmt.Sprintf("; %s %d passed, %d did not", when, pass, fail)
	}
	return "; " + when + " all passed"
}

func (s *Subject) versionFact(b *body, env *page.Env) {
	if len(s.Versions) == 0 {
		return
	}
	newest := s.Versions[0]
	words, lead := text.Count(len(s.Versions), "version", "versions"), ", "
	switch {
	case s.Row.Flags.Has(catalog.HasDocument) && s.Row.Version != newest.Text && newest.Text != "":
		// what stands above is the version of the product, which has one of its own
		words = text.Count(len(s.Versions), "contract version", "contract versions") + ", the last " + newest.Text
	case len(s.Versions) > 1:
		lead = ", the last "
	}
	if when := text.Ago(s.Now, newest.Origin.Time); when != "" {
		words += lead + when
	}
	spans := []span{link(words, s.OpenTab(Versions))}
	if s.Verdict != "" {
		glyph, token := change.Mark(env.Icons, s.Verdict)
		spans = append(spans, muted(", "), say(token, glyph+" "+change.Words(s.Verdict)))
	}
	b.Field("Versions", spans...)
}

// lineageFact counts the neighbours. The row counts what the documents declare, the
// graph what it resolves, so nothing is counted until the graph is there.
func (s *Subject) lineageFact(b *body) {
	if s.Kin == nil {
		b.Field("Lineage", muted("…"))
		return
	}
	up, down := max(s.Row.Upstream, len(s.Kin.Reads)), max(s.Row.Consumers, len(s.Kin.ReadBy))
	if up+down == 0 {
		return
	}
	b.Field("Lineage", link("reads "+text.Count(up, "product", "products")+", read by "+fmt.Sprint(down), s.OpenTab(Lineage)))
}

func (s *Subject) tagFact(b *body) {
	var spans []span
	for i, tag := range s.Row.Tags() {
		if i > 0 {
			spans = append(spans, muted(", "))
		}
		spans = append(spans, link(tag, page.ToQuery("tag", tag)))
	}
	if len(spans) > 0 {
		b.Field("Tags", spans...)
	}
}
