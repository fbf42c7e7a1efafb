package card

import (
	"cmp"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// objects lists the tables and topics of the shown contract.
func (s *Subject) objects(b *body) {
	if s.Contract == nil || len(s.Contract.Schema) == 0 {
		return
	}
	b.Heading("Objects")
	const most = 12
	for i := range s.Contract.Schema {
		if i == most && len(s.Contract.Schema) > most+1 {
			b.Line(link(fmt.Sprintf("and %d more", len(s.Contract.Schema)-most), s.OpenTab(Schema)))
			return
		}
		s.objectLine(b, &s.Contract.Schema[i])
	}
}

// propertiesOf counts the properties of an object at all levels, as the catalog does.
func propertiesOf(o *catalog.Object) int {
	n := 0
	for range o.Walk() {
		n++
	}
	return n
}

func (s *Subject) objectLine(b *body, o *catalog.Object) {
	open := s.OpenTab(Schema)
	open.Target.Path = o.Name
	name := cmp.Or(o.Name, o.PhysicalName, "unnamed")
	const nameWidth = 26
	b.Row([]cell{
		{Span: link(name, open), Width: nameWidth},
		{Span: muted(cmp.Or(o.PhysicalType, o.LogicalType)), Width: 9},
		{Span: muted(text.Count(propertiesOf(o), "property", "properties")), Width: 15},
	}, plain(text.Cut(text.Clean(text.OneLine(o.Description)), max(b.Width()-nameWidth-27, 0))))
}

// chooseContract is the product page's way to the other contracts.
const chooseContract action.ID = "product.contract"

// contractList lists the contracts of a product that has several.
func (s *Subject) contractList(b *body, env *page.Env) {
	if len(s.Contracts) < 2 {
		return
	}
	b.Heading("Contracts")
	const most = 20
	for i, c := range s.Contracts {
		if i == most {
			b.Line(muted(fmt.Sprintf("and %d more; %s chooses", len(s.Contracts)-most, env.Key(chooseContract))))
			return
		}
		mark, state := "", status(c.Status, env)
		if i == s.At {
			mark, state = env.Icons.Mark, append(state, muted("  shown here"))
		}
		open := page.To(page.Target{Page: productPage, Product: s.Row.ID, Contract: c.ID, Tab: Schema})
		b.Row([]cell{
			{Span: plain(mark), Width: 1},
			{Span: link(c.Label(), open), Width: 28},
			{Span: muted(c.Version), Width: 10},
		}, state...)
	}
}

// ports lists where data enters and leaves the product.
func (s *Subject) ports(b *body) {
	if s.Product == nil {
		return
	}
	s.portList(b, "Reads", s.Product.Inputs)
	s.portList(b, "Offers", s.Product.Outputs)
	if len(s.Product.Management) == 0 {
		return
	}
	b.Heading("Operated through")
	for _, m := range s.Product.Management {
		b.Field(m.Name, link(cmp.Or(m.URL, m.Channel, m.Content), page.ToAddress(cmp.Or(m.URL, m.Channel))), muted("  "+m.Description))
	}
}

func (s *Subject) portList(b *body, title string, ports []catalog.Port) {
	if len(ports) == 0 {
		return
	}
	b.Heading(title)
	for i := range ports {
		b.Labels(ports[i].Name)
	}
	for i := range ports {
		p := &ports[i]
		spans := []span{muted("no contract")}
		if p.Contract != "" {
			open := page.To(page.Target{Page: productPage, Contract: p.Contract, Tab: Overview})
			spans = []span{link(p.Contract, open), muted(" " + p.Version)}
		}
		if p.Deprecated.Is() {
			spans = append(spans, say(theme.Warn, "  deprecated"))
		}
		if p.Description != "" {
			spans = append(spans, muted("  "+text.OneLine(p.Description)))
		}
		b.Field(cmp.Or(p.Name, "port"), spans...)
	}
}

// moreProse shows what the headline left out: limitations, usage, price, context.
func (s *Subject) moreProse(b *body) {
	d := s.description()
	shown := s.purpose()
	for _, part := range []struct{ title, text string }{
		{"Purpose", d.Purpose}, {"Usage", d.Usage}, {"Limitations", d.Limitations},
	} {
		if part.text != "" && part.text != shown {
			b.Heading(part.title)
			b.Prose(0, part.text, theme.Text)
		}
	}
	if s.Contract == nil {
		return
	}
	if p := s.Contract.Price; p.Amount != "" {
		b.Heading("Price")
		b.Flow(0, plain(strings.TrimSpace(p.Amount+" "+p.Currency+" per "+cmp.Or(p.Unit, "unit"))))
	}
	s.guidance(b)
}

// guidance is ODCS context: what to know before using the data.
func (s *Subject) guidance(b *body) {
	c := s.Contract.Context
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
func (s *Subject) links(b *body) {
	var all []catalog.AuthoritativeDefinition
	if s.Contract != nil {
		all = append(append(all, s.Contract.Links...), s.Contract.Description.Links...)
	}
	if s.Product != nil {
		all = append(all, s.Product.Links...)
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
func (s *Subject) missing(b *body) {
	var words []string
	lacks := func(absent bool, word string) {
		if absent {
			words = append(words, word)
		}
	}
	lacks(s.Row.Owner == "", "who owns it")
	lacks(s.Loaded && len(s.Channels()) == 0, "where to ask")
	lacks(s.Contract != nil && len(s.Contract.Servers) == 0, "where the data is")
	lacks(s.Row.Objects == 0, "its schema")
	lacks(!s.Row.Flags.Has(catalog.HasSLA), "service levels")
	lacks(s.Row.Checks == 0, "quality checks")
	lacks(len(s.Roles()) == 0 && s.Contract != nil, "how to get access")
	if len(words) == 0 {
		return
	}
	b.Gap()
	b.Flow(0, muted("Not said: "+strings.Join(words, ", ")+"."))
}
