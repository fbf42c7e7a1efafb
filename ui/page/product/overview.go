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
	if purpose := s.purpose(); purpose != "" {
		b.Gap()
		b.Prose(0, purpose, theme.Text)
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
	words := text.Count(s.row.Checks, "check", "checks") + s.lastSeen()
	b.Field("Quality", link(words, s.openTab(Quality)))
}

// lastSeen is what the newest results say, and of how many of the checks there are
// any: a check that was never seen has not passed.
func (s *subject) lastSeen() string {
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

// lineageFact counts the neighbours. The row counts what the documents declare, the
// graph what it resolves, so nothing is counted until the graph is there.
func (s *subject) lineageFact(b *body) {
	if !s.loaded {
		b.Field("Lineage", muted("…"))
		return
	}
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
