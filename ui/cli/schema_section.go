package cli

import (
	"strings"

	"meshdex/catalog"
	"meshdex/ui/text"
)

func schemaSection(p *prose, _ *view, s subject) {
	if s.contract == nil || len(s.contract.Schema) == 0 {
		return
	}
	p.heading("schema")
	for i := range s.contract.Schema {
		p.object(&s.contract.Schema[i])
	}
}

func (p *prose) object(o *catalog.Object) {
	title := o.Name
	if o.PhysicalName != "" && o.PhysicalName != o.Name {
		title += " (" + o.PhysicalName + ")"
	}
	if o.PhysicalType != "" {
		title += "  " + o.PhysicalType
	}
	if o.Deprecated.Is() {
		title += "  deprecated"
	}
	p.line("%s", title)
	p.fact("", o.Description)
	tb := table{head: []string{"PROPERTY", "TYPE", "MARKS", "CLASS", "DESCRIPTION"}}
	for at := range o.Walk() {
		tb.add(strings.Repeat("  ", at.Depth)+leaf(at), typeText(at.Property), flagText(at.Property), at.Property.Classification, text.OneLine(at.Property.Description))
	}
	p.rows(tb)
}

// leaf is the last step of a property's path: its name, or what it is of its
// parent.
func leaf(at catalog.Placed) string {
	if at.Property.Name != "" {
		return at.Property.Name
	}
	for _, end := range []string{"[]", "{key}", "{}"} {
		if strings.HasSuffix(at.Path, end) {
			return end
		}
	}
	return at.Path
}

func typeText(p *catalog.Property) string {
	switch {
	case p.LogicalType == "":
		return p.PhysicalType
	case p.PhysicalType == "" || strings.EqualFold(p.PhysicalType, p.LogicalType):
		return p.LogicalType
	}
	return p.LogicalType + " " + p.PhysicalType
}

// flagWords are the words for a property's flags, in the order of showing.
var flagWords = []struct {
	flag catalog.PropertyFlags
	word string
}{
	{catalog.PrimaryKey, "key"},
	{catalog.Required, "required"},
	{catalog.Unique, "unique"},
	{catalog.Partition, "partition"},
	{catalog.PII, "pii"},
	{catalog.Critical, "critical"},
	{catalog.Encrypted, "encrypted"},
	{catalog.DeprecatedProperty, "deprecated"},
}

func flagText(p *catalog.Property) string {
	var words []string
	flags := p.Flags()
	for _, f := range flagWords {
		if flags.Has(f.flag) {
			words = append(words, f.word)
		}
	}
	return strings.Join(words, " ")
}

// property prints all there is to say about one object or property.
func (p *prose) property(c *catalog.Contract, path string) error {
	for i := range c.Schema {
		o := &c.Schema[i]
		if strings.EqualFold(o.Name, path) {
			p.object(o)
			return nil
		}
		for at := range o.Walk() {
			if strings.EqualFold(at.Path, path) {
				p.propertyFacts(at)
				return nil
			}
		}
	}
	return nothing("meshdex show "+c.ID+" schema lists the properties", "%s has no %q", c.ID, path)
}

func (p *prose) propertyFacts(at catalog.Placed) {
	q := at.Property
	p.title(at.Path)
	p.fact("type", typeText(q))
	p.fact("marks", flagText(q))
	p.fact("business name", q.BusinessName)
	p.fact("physical name", q.PhysicalName)
	p.fact("description", q.Description)
	p.fact("classification", q.Classification)
	p.fact("constraints", constraints(q.Options))
	p.fact("values", enumText(q.Enum))
	p.fact("examples", valueTexts(q.Examples))
	p.fact("tags", strings.Join(q.Tags, ", "))
	for _, r := range q.Relationships {
		p.fact("refers to", strings.Join(r.To, ", "))
	}
	p.fact("computed from", strings.Join(q.TransformSources, ", "))
	p.fact("computed as", q.TransformLogic)
	for i := range q.Quality {
		p.fact("check", checkText(&q.Quality[i]))
	}
}

// constraints lists what bounds the values.
func constraints(o catalog.Options) string {
	var parts []string
	add := func(name string, v catalog.Value) {
		if v.IsSet() {
			parts = append(parts, name+" "+v.String())
		}
	}
	add("at least", o.Minimum)
	add("more than", o.ExclusiveMinimum)
	add("at most", o.Maximum)
	add("less than", o.ExclusiveMaximum)
	add("multiple of", o.MultipleOf)
	add("length from", o.MinLength)
	add("length to", o.MaxLength)
	add("items from", o.MinItems)
	add("items to", o.MaxItems)
	add("precision", o.Precision)
	add("scale", o.Scale)
	if o.Pattern != "" {
		parts = append(parts, "pattern "+o.Pattern)
	}
	if o.Format != "" {
		parts = append(parts, "format "+o.Format)
	}
	return strings.Join(parts, ", ")
}

func enumText(values []catalog.EnumValue) string {
	var parts []string
	for _, e := range values {
		s := e.Value.String()
		if e.Label != "" {
			s += " (" + e.Label + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

func valueTexts(values []catalog.Value) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, v.String())
	}
	return strings.Join(parts, ", ")
}

func qualitySection(p *prose, _ *view, s subject) {
	if s.contract == nil {
		return
	}
	tb := table{head: []string{"WHERE", "CHECK", "DIMENSION", "SEVERITY"}}
	add := func(where string, checks []catalog.Check) {
		for i := range checks {
			tb.add(where, demand(&checks[i]), checks[i].Dimension, checks[i].Severity)
		}
	}
	for i := range s.contract.Schema {
		o := &s.contract.Schema[i]
		add(o.Name, o.Quality)
		for at := range o.Walk() {
			add(at.Path, at.Property.Quality)
		}
	}
	if len(tb.rows) > 0 {
		p.heading("quality")
		p.rows(tb)
	}
}

// checkText is what a check demands, and how it is measured.
func checkText(c *catalog.Check) string {
	if c.Query == "" {
		return demand(c)
	}
	return demand(c) + ": " + text.OneLine(c.Query)
}

// demand says in one line what a check demands.
func demand(c *catalog.Check) string {
	s := c.Label()
	for _, op := range c.Operators {
		s += " " + op.Name + " " + op.Value.String()
	}
	if c.Unit != "" {
		s += " " + c.Unit
	}
	return s
}
