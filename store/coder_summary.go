package store

import "meshdex/catalog"

func (c *coder) summary(s *catalog.Summary) {
	number(c, &s.Subject)
	for _, t := range []*string{
		&s.ID, &s.Name, &s.Version, &s.Status, &s.Domain, &s.DataProduct, &s.Tenant, &s.Type,
		&s.Description, &s.Owner, &s.Created,
	} {
		c.text(t)
	}
	c.dialect(&s.Dialect)
	for _, ts := range []*[]string{&s.People, &s.Support, &s.Tags, &s.Synonyms, &s.Checks} {
		c.texts(ts)
	}
	list(c, &s.Servers, (*coder).server)
	list(c, &s.Objects, (*coder).object)
	list(c, &s.SLAs, (*coder).sla)
	list(c, &s.Inputs, (*coder).port)
	list(c, &s.Outputs, (*coder).port)
}

func (c *coder) dialect(d *catalog.Dialect) {
	text(c, &d.Family)
	c.text(&d.Kind)
	c.text(&d.Declared)
	c.text(&d.Detected)
}

func (c *coder) server(s *catalog.ServerSummary) {
	for _, t := range []*string{&s.Name, &s.Type, &s.Environment, &s.Format, &s.Location} {
		c.text(t)
	}
}

func (c *coder) object(o *catalog.ObjectSummary) {
	for _, t := range []*string{&o.ID, &o.Name, &o.Physical, &o.Business, &o.Type, &o.Description} {
		c.text(t)
	}
	for _, ts := range []*[]string{&o.Tags, &o.Synonyms, &o.References, &o.Checks} {
		c.texts(ts)
	}
	c.flag(&o.Deprecated)
	list(c, &o.Properties, (*coder).property)
}

func (c *coder) property(p *catalog.PropertySummary) {
	c.text(&p.ID)
	c.text(&p.Path)
	c.text(&p.Physical)
	c.text(&p.Business)
	c.text(&p.Type)
	c.text(&p.PhysicalType)
	c.text(&p.Description)
	c.text(&p.Classification)
	c.texts(&p.Tags)
	c.texts(&p.Synonyms)
	number(c, &p.Flags)
	number(c, &p.Checks)
	c.texts(&p.References)
	c.texts(&p.Sources)
}

func (c *coder) sla(s *catalog.SLASummary) {
	c.text(&s.Property)
	c.text(&s.Value)
	c.text(&s.Unit)
	c.text(&s.Element)
}

func (c *coder) port(p *catalog.PortSummary) {
	c.text(&p.Name)
	c.text(&p.Version)
	c.text(&p.Contract)
	list(c, &p.Requires, func(c *coder, r *catalog.PortRef) {
		c.text(&r.Contract)
		c.text(&r.Version)
	})
}

func (c *coder) problem(p *catalog.Problem) {
	number(c, &p.Pos.Line)
	number(c, &p.Pos.Column)
	text(c, &p.Severity)
	for _, t := range []*string{&p.Rule, &p.At, &p.Message, &p.Hint} {
		c.text(t)
	}
}
