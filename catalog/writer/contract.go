package writer

import (
	"strings"

	"meshdex/catalog"
)

// contract shapes a contract as ODCS v3.2.0.
func contract(c *catalog.Contract) catalog.Value {
	var t tree
	t.text("apiVersion", odcsVersion)
	t.text("kind", "DataContract")
	t.text("id", c.ID)
	t.text("name", c.Name)
	t.text("version", c.Version)
	t.text("status", c.Status)
	t.text("tenant", c.Tenant)
	t.text("domain", c.Domain)
	t.text("dataProduct", c.DataProduct)
	t.nest("description", description(&c.Description))
	t.nest("context", context(&c.Context))
	list(&t, "synonyms", c.Synonyms, synonym)
	list(&t, "servers", c.Servers, server)
	list(&t, "schema", c.Schema, object)
	list(&t, "support", c.Support, support)
	t.nest("price", price(&c.Price))
	t.nest("team", team(&c.Team))
	list(&t, "roles", c.Roles, role)
	list(&t, "slaProperties", c.SLAs, sla)
	t.annotations(&c.Annotations)
	t.text("contractCreatedTs", c.Created)
	t.values("examples", c.Examples)
	return t.extend(&c.Element)
}

func server(s *catalog.Server) catalog.Value {
	var t tree
	t.text("id", s.ID)
	t.text("server", s.Name)
	t.text("type", s.Type)
	t.text("description", s.Description)
	t.text("environment", s.Environment)
	for _, f := range s.Settings {
		t.put(f.Key, f.Value)
	}
	list(&t, "roles", s.Roles, role)
	t.annotations(&s.Annotations)
	return t.extend(&s.Element)
}

func support(s *catalog.Support) catalog.Value {
	var t tree
	t.text("id", s.ID)
	t.text("channel", s.Channel)
	t.text("url", s.URL)
	t.text("description", s.Description)
	t.text("tool", s.Tool)
	t.text("scope", s.Scope)
	t.text("invitationUrl", s.InvitationURL)
	t.annotations(&s.Annotations)
	return t.extend(&s.Element)
}

func price(p *catalog.Price) catalog.Value {
	var t tree
	t.text("id", p.ID)
	t.amount("priceAmount", p.Amount)
	t.text("priceCurrency", p.Currency)
	t.text("priceUnit", p.Unit)
	return t.extend(&p.Element)
}

func team(m *catalog.Team) catalog.Value {
	var t tree
	t.text("id", m.ID)
	t.text("name", m.Name)
	t.text("description", m.Description)
	list(&t, "members", m.Members, member)
	t.annotations(&m.Annotations)
	return t.extend(&m.Element)
}

func member(m *catalog.Member) catalog.Value {
	var t tree
	t.text("id", m.ID)
	t.text("username", m.Username)
	t.text("name", m.Name)
	t.text("description", m.Description)
	t.text("role", m.Role)
	t.text("dateIn", m.DateIn)
	t.text("dateOut", m.DateOut)
	t.text("replacedByUsername", m.ReplacedBy)
	t.annotations(&m.Annotations)
	return t.extend(&m.Element)
}

func role(r *catalog.Role) catalog.Value {
	var t tree
	t.text("id", r.ID)
	t.text("role", r.Role)
	t.text("access", r.Access)
	t.text("description", r.Description)
	t.text("firstLevelApprovers", r.FirstLevelApprovers)
	t.text("secondLevelApprovers", r.SecondLevelApprovers)
	t.annotations(&r.Annotations)
	return t.extend(&r.Element)
}

func sla(s *catalog.SLA) catalog.Value {
	var t tree
	t.text("id", s.ID)
	t.text("property", s.Property)
	t.put("value", s.Value)
	t.put("valueExt", s.ValueExt)
	t.text("unit", s.Unit)
	t.text("element", strings.Join(s.Elements, ", "))
	t.text("driver", s.Driver)
	t.text("description", s.Description)
	t.text("schedule", s.Schedule)
	t.text("scheduler", s.Scheduler)
	t.annotations(&s.Annotations)
	return t.extend(&s.Element)
}
