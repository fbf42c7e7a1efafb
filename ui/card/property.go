package card

import (
	"cmp"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// propertyDetail is all that the contract says of one property.
func (s *Subject) propertyDetail(b *body, n Node, env *page.Env) {
	p := n.Property
	b.Flow(0, append(append(typeSpans(p), plain("   ")), markWords(p)...)...)
	if p.Description != "" {
		b.Prose(0, p.Description, theme.Text)
	}
	b.Gap()
	field(b, "Business name", p.BusinessName)
	field(b, "Physical name", p.PhysicalName)
	field(b, "Classified", p.Classification)
	field(b, "Encrypted as", p.EncryptedName)
	field(b, "Synonyms", synonyms(p.Synonyms))
	field(b, "Tags", strings.Join(p.Tags, ", "))
	for _, c := range constraints(&p.Options) {
		field(b, c.name, c.value)
	}
	field(b, "Examples", values(p.Examples))
	enumeration(b, p.Enum)
	s.references(b, p.Relationships)
	s.sources(b, p)
	s.feedList(b, n.Path)
	s.checks(b, "Quality", p.Quality, n.Path, env)
	customs(b, p.Custom, p.Extensions)
	definitions(b, p.Links)
}

// objectDetail is all that the contract says of one schema object.
func (s *Subject) objectDetail(b *body, n Node, env *page.Env) {
	o := n.Object
	b.Flow(0, plain(cmp.Or(o.PhysicalType, o.LogicalType, "object")), muted("   "+text.Count(propertiesOf(o), "property", "properties")))
	if o.Deprecated.Is() {
		b.Flow(0, say(theme.Warn, "deprecated"))
	}
	if o.Description != "" {
		b.Prose(0, o.Description, theme.Text)
	}
	b.Gap()
	field(b, "Business name", o.BusinessName)
	field(b, "Physical name", o.PhysicalName)
	field(b, "One row is", o.Granularity)
	field(b, "Synonyms", synonyms(o.Synonyms))
	field(b, "Tags", strings.Join(o.Tags, ", "))
	field(b, "Examples", values(o.Examples))
	s.references(b, o.Relationships)
	s.checks(b, "Quality", o.Quality, o.Name, env)
	customs(b, o.Custom, o.Extensions)
	definitions(b, o.Links)
}

// typeSpans is the type, logical first, and the physical one where it differs.
func typeSpans(p *catalog.Property) []span {
	spans := []span{say(theme.Accent, cmp.Or(typeName(p), "no type"))}
	if p.PhysicalType != "" && p.LogicalType != "" && !strings.EqualFold(p.PhysicalType, p.LogicalType) {
		spans = append(spans, muted("   stored as "), plain(p.PhysicalType))
	}
	if p.SemanticType != "" {
		spans = append(spans, muted("   "+p.SemanticType))
	}
	return spans
}

// typeName is the type in one word: "string", "array<object>", "map<string, integer>".
func typeName(p *catalog.Property) string {
	name := cmp.Or(p.LogicalType, p.PhysicalType)
	switch {
	case p.Items != nil:
		return cmp.Or(name, "array") + "<" + cmp.Or(typeName(p.Items), "any") + ">"
	case p.Key != nil && p.Value != nil:
		return cmp.Or(name, "map") + "<" + typeName(p.Key) + ", " + typeName(p.Value) + ">"
	}
	return name
}

// mark is a yes-or-no fact of a property, in one word and in one short tag.
type mark struct {
	flag  catalog.PropertyFlags
	tag   string
	word  string
	token theme.Token
}

// marks lists what properties are marked as, the most important first.
func marks() []mark {
	return []mark{
		{catalog.PrimaryKey, "key", "primary key", theme.Accent},
		{catalog.PII, "PII", "personal data", theme.Warn},
		{catalog.DeprecatedProperty, "old", "deprecated", theme.Warn},
		{catalog.Required, "req", "required", theme.Text},
		{catalog.Unique, "uniq", "unique", theme.Text},
		{catalog.Partition, "part", "partition key", theme.Text},
		{catalog.Critical, "crit", "critical", theme.Text},
		{catalog.Encrypted, "enc", "encrypted", theme.Text},
	}
}

// markWords are the marks of a property in words.
func markWords(p *catalog.Property) []span {
	flags := p.Flags()
	var out []span
	for _, m := range marks() {
		if !flags.Has(m.flag) || m.flag == catalog.Required && flags.Has(catalog.PrimaryKey) {
			continue
		}
		if len(out) > 0 {
			out = append(out, muted(" · "))
		}
		word := m.word
		if m.flag == catalog.PrimaryKey && p.PrimaryKeyPosition > 0 {
			word = fmt.Sprintf("%s %d", word, p.PrimaryKeyPosition)
		}
		out = append(out, say(m.token, word))
	}
	if p.Required == catalog.False {
		out = append(out, muted("  may be null"))
	}
	return out
}

func field(b *body, label, value string) {
	if value != "" {
		b.Field(label, plain(value))
	}
}

func synonyms(all []catalog.Synonym) string {
	var words []string
	for _, s := range all {
		words = append(words, s.Synonym)
	}
	return strings.Join(words, ", ")
}

func values(all []catalog.Value) string {
	var words []string
	for _, v := range all {
		words = append(words, v.String())
	}
	return strings.Join(words, ", ")
}

// constraint is one bound on a property's values.
type constraint struct{ name, value string }

func constraints(o *catalog.Options) []constraint {
	var out []constraint
	add := func(name, value string) {
		if value != "" {
			out = append(out, constraint{name, value})
		}
	}
	add("Length", between(o.MinLength, o.MaxLength))
	add("Pattern", o.Pattern)
	add("Format", o.Format)
	add("Range", between(o.Minimum, o.Maximum))
	add("Above", o.ExclusiveMinimum.String())
	add("Below", o.ExclusiveMaximum.String())
	add("Multiple of", o.MultipleOf.String())
	add("Precision", o.Precision.String())
	add("Scale", o.Scale.String())
	add("Items", between(o.MinItems, o.MaxItems))
	if o.UniqueItems.Is() {
		add("Items are", "unique")
	}
	add("Properties", between(o.MinProperties, o.MaxProperties))
	add("Required", strings.Join(o.Required, ", "))
	add("Time zone", o.DefaultTimezone)
	add("Dimensions", o.Dimensions.String())
	add("Model", strings.TrimSpace(o.EmbeddingModel+" "+o.EmbeddingVersion))
	return out
}

// between words two bounds, either of which may be missing.
func between(low, high catalog.Value) string {
	switch {
	case low.IsSet() && high.IsSet() && low.Text == high.Text:
		return "exactly " + low.String()
	case low.IsSet() && high.IsSet():
		return low.String() + " to " + high.String()
	case low.IsSet():
		return "at least " + low.String()
	case high.IsSet():
		return "at most " + high.String()
	}
	return ""
}

func enumeration(b *body, all []catalog.EnumValue) {
	if len(all) == 0 {
		return
	}
	labelled := false
	var words []string
	for _, v := range all {
		words = append(words, v.Value.String())
		labelled = labelled || v.Label != "" || v.Description != ""
	}
	if !labelled {
		field(b, "Allowed", strings.Join(words, ", "))
		return
	}
	b.Heading("Allowed values")
	for _, v := range all {
		b.Flow(2, say(theme.Accent, v.Value.String()), plain("  "+v.Label), muted("  "+text.OneLine(v.Description)))
	}
}

// references lists foreign keys; each target is a link to where it points.
func (s *Subject) references(b *body, all []catalog.Relationship) {
	for _, r := range all {
		var spans []span
		for i, to := range r.To {
			if i > 0 {
				spans = append(spans, muted(", "))
			}
			spans = append(spans, s.target(to)...)
		}
		if len(spans) > 0 {
			b.Field("References", spans...)
		}
	}
}

// target is what a contract names elsewhere: the column and its contract where the
// lineage knows them, else the name as it is written.
func (s *Subject) target(name string) []span {
	if s.Kin != nil {
		if n, ok := s.Kin.Targets[name]; ok && !n.Missing && n.ID != s.ID() {
			to := page.To(page.Target{Page: productPage, Contract: n.ID, Tab: Schema, Path: n.Path})
			return []span{link(cmp.Or(n.Path, n.Name), to), muted(" of " + n.Name)}
		}
	}
	return []span{link(name, s.openReference(name))}
}

// openReference follows a foreign key's target: inside the shown contract when it
// has that object, else to wherever a field of that name lives.
func (s *Subject) openReference(to string) page.Intent {
	path := strings.TrimPrefix(strings.ReplaceAll(to, "/", "."), "schema.")
	object, _, _ := strings.Cut(path, ".")
	if s.Contract != nil {
		for i := range s.Contract.Schema {
			if o := &s.Contract.Schema[i]; strings.EqualFold(o.Name, object) {
				open := s.OpenTab(Schema)
				open.Target.Path = path
				return open
			}
		}
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	return page.To(page.Target{Page: "fields", Query: page.Quoted(last)})
}

func (s *Subject) sources(b *body, p *catalog.Property) {
	if len(p.TransformSources)+len(p.Inputs) == 0 && p.TransformLogic == "" && p.TransformDescription == "" {
		return
	}
	b.Heading("Made from")
	for _, t := range p.TransformSources {
		b.Flow(0, s.target(t)...)
	}
	for _, in := range p.Inputs {
		b.Flow(0, link(strings.Trim(in.Namespace+"."+in.Name+"."+in.Field, "."), page.To(page.Target{Page: "fields", Query: page.Quoted(in.Field)})))
	}
	if p.TransformDescription != "" {
		b.Prose(0, p.TransformDescription, theme.Text)
	}
	if p.TransformLogic != "" {
		b.Prose(0, p.TransformLogic, theme.Code)
	}
}

// feedList lists the columns elsewhere that depend on this one.
func (s *Subject) feedList(b *body, path string) {
	if s.Kin == nil || len(s.Kin.Feeds[path]) == 0 {
		return
	}
	b.Heading("Feeds")
	for _, f := range s.Kin.Feeds[path] {
		t := page.Target{Page: productPage, Contract: f.ID, Tab: Schema, Path: f.Path}
		spans := []span{link(f.Name, page.To(t)), muted("  " + f.How)}
		if f.Doubt != "" {
			spans = append(spans, muted(", "+f.Doubt))
		}
		b.Flow(0, spans...)
	}
}

func (s *Subject) checks(b *body, title string, all []catalog.Check, target string, env *page.Env) {
	if len(all) == 0 {
		return
	}
	b.Heading(title)
	for i := range all {
		s.check(b, &all[i], target, env)
	}
}

// customs shows what the standard has no name for.
func customs(b *body, all []catalog.CustomProperty, unknown []catalog.Extension) {
	if len(all)+len(unknown) == 0 {
		return
	}
	b.Heading("Also said")
	for _, c := range all {
		b.Field(c.Property, plain(c.Value.String()))
	}
	for _, e := range unknown {
		b.Field(e.Path, plain(e.Value.String()))
	}
}

func definitions(b *body, all []catalog.AuthoritativeDefinition) {
	for _, l := range all {
		b.Field(cmp.Or(l.Type, "link"), link(l.URL, page.ToAddress(l.URL)))
	}
}
