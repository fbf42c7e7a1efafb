package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/sla"
	"meshdex/ui/text"
)

// section is one part of what show prints.
type section struct {
	name     string
	brief    bool // part of a plain "show REF"
	contract bool // says nothing of a product as such
	print    func(*prose, *view, subject)
	load     func(context.Context, *prose, *view, subject) error // instead of print, by sections that read more than the document
}

// sections are in the order of the tabs on the product page.
var sections = []section{
	{"overview", true, false, overviewSection, nil},
	{"schema", true, true, schemaSection, nil},
	{"quality", true, true, qualitySection, nil},
	{"sla", true, true, slaSection, nil},
	{"team", true, false, teamSection, nil},
	{"access", true, true, accessSection, nil},
	{"lineage", false, false, nil, lineageSection},
	{"versions", false, true, nil, versionsSection},
	{"source", false, false, sourceSection, nil},
}

func (sec section) write(ctx context.Context, p *prose, v *view, s subject) error {
	if sec.load != nil {
		return sec.load(ctx, p, v, s)
	}
	sec.print(p, v, s)
	return nil
}

func sectionNames() []string {
	var names []string
	for _, s := range sections {
		names = append(names, s.name)
	}
	return names
}

func overviewSection(p *prose, v *view, s subject) {
	p.title(s.row.Label())
	p.fact("product", s.row.ID)
	p.fact("domain", s.row.Domain)
	p.fact("owner", ownerOrNone(s.row.Owner))
	p.fact("status", statusText(s.row))
	if s.product != nil {
		p.fact("type", s.product.Type)
		p.fact("version", s.product.Version)
		p.description(s.product.Description)
		p.ports(v, s.product)
	}
	if s.contract != nil {
		p.fact("contract", s.contract.ID)
		p.fact("version", s.contract.Version)
		p.fact("written in", dialectText(s.contract.Dialect))
		p.description(s.contract.Description)
		p.fact("tags", strings.Join(s.contract.Tags, ", "))
		p.servers(s.contract)
		p.support(s.contract.Support)
	} else {
		p.contracts(v, s.row)
	}
}

func ownerOrNone(owner string) string {
	if owner == "" {
		return "nobody is named"
	}
	return owner
}

func statusText(r catalog.ProductRow) string {
	s := r.Status
	for _, f := range []struct {
		flag catalog.RowFlags
		text string
	}{
		{catalog.IsStale, "the file is broken now; this is its last good state"},
		{catalog.IsRemoved, "removed from its source"},
	} {
		if r.Flags.Has(f.flag) {
			s = strings.TrimPrefix(s+" ("+f.text+")", " ")
		}
	}
	return s
}

func dialectText(d catalog.Dialect) string {
	s := strings.ToUpper(string(d.Family)) + " " + d.Declared
	if d.Detected != "" && strings.TrimPrefix(d.Declared, "v") != d.Detected {
		s += ", in the shape of " + d.Detected
	}
	return strings.TrimSpace(s)
}

func (p *prose) description(d catalog.Description) {
	p.fact("purpose", d.Purpose)
	p.fact("usage", d.Usage)
	p.fact("limitations", d.Limitations)
}

func (p *prose) ports(v *view, product *catalog.Product) {
	for _, side := range []struct {
		label string
		ports []catalog.Port
	}{{"reads", product.Inputs}, {"offers", product.Outputs}} {
		for _, port := range side.ports {
			p.fact(side.label, portText(v, port))
		}
	}
}

func portText(v *view, port catalog.Port) string {
	s := port.Name
	if port.Contract == "" {
		return s
	}
	s += " under " + port.Contract
	if port.Version != "" {
		s += "@" + port.Version
	}
	if _, ok := v.FindContract(port.Contract); !ok {
		s += " (not in the catalog)"
	}
	return s
}

func (p *prose) contracts(v *view, row catalog.ProductRow) {
	for i := range row.Contracts {
		c := v.Contract(row.First + i)
		p.fact("contract", fmt.Sprintf("%s@%s  %s, %s", c.ID, c.Version, text.Count(c.Objects, "object", "objects"), text.Count(c.Properties, "property", "properties")))
	}
}

func (p *prose) servers(c *catalog.Contract) {
	for i := range c.Servers {
		s := &c.Servers[i]
		p.fact("server", strings.TrimSpace(strings.Join([]string{s.Name, s.Type, s.Location()}, "  ")))
	}
}

func (p *prose) support(channels []catalog.Support) {
	for _, c := range channels {
		p.fact("support", strings.TrimSpace(c.Channel+"  "+c.URL))
	}
}

func slaSection(p *prose, _ *view, s subject) {
	if s.contract == nil || len(s.contract.SLAs) == 0 {
		return
	}
	p.heading("sla")
	for _, l := range s.contract.SLAs {
		level := sla.Normalize(l)
		p.fact(l.Property, strings.TrimSpace(strings.TrimPrefix(level.Label(), level.Name.Title())))
		p.fact("", l.Description)
	}
}

func teamSection(p *prose, v *view, s subject) {
	team := teamOf(s)
	if team.Name == "" && len(team.Members) == 0 {
		return
	}
	p.heading("team")
	p.fact("team", team.Name)
	p.fact("", team.Description)
	tb := table{head: []string{"ROLE", "WHO", "SINCE", "UNTIL"}}
	for _, m := range team.Members {
		who := m.Label()
		if m.Name != "" && m.Username != "" {
			who += " <" + m.Username + ">"
		}
		tb.add(m.Role, who, m.DateIn, m.DateOut)
	}
	p.rows(tb)
}

func teamOf(s subject) catalog.Team {
	if s.contract != nil {
		return s.contract.Team
	}
	if s.product != nil {
		return s.product.Team
	}
	return catalog.Team{}
}

func accessSection(p *prose, _ *view, s subject) {
	if s.contract == nil || len(s.contract.Roles) == 0 {
		return
	}
	p.heading("access")
	tb := table{head: []string{"ROLE", "ACCESS", "APPROVED BY", "THEN BY", "FOR"}}
	for _, r := range s.contract.Roles {
		tb.add(r.Role, r.Access, r.FirstLevelApprovers, r.SecondLevelApprovers, r.Description)
	}
	p.rows(tb)
}

func sourceSection(p *prose, _ *view, s subject) {
	p.heading("source")
	o := s.version.Origin
	p.fact("source", o.Source)
	p.fact("file", o.Path)
	p.fact("sha-256", o.Hash)
	p.fact("commit", strings.TrimSpace(o.Commit+"  "+o.Message))
	p.fact("author", o.Author)
	if !o.Time.IsZero() {
		p.fact("time", o.Time.UTC().Format(time.RFC3339))
	}
	if s.contract != nil {
		p.fact("written in", dialectText(s.contract.Dialect))
		for _, e := range s.contract.AllExtensions() {
			p.fact("extension", fmt.Sprintf("%s: %s (line %d)", e.At, e.Extension.Value, e.Extension.Pos.Line))
		}
	}
}
