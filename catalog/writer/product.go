package writer

import "meshdex/catalog"

// product shapes a product as ODPS v1.1.0.
func product(p *catalog.Product) catalog.Value {
	var t tree
	t.text("apiVersion", odpsVersion)
	t.text("kind", "DataProduct")
	t.text("id", p.ID)
	t.text("name", p.Name)
	t.text("version", p.Version)
	t.text("status", p.Status)
	t.text("tenant", p.Tenant)
	t.text("domain", p.Domain)
	t.text("type", p.Type)
	t.nest("description", description(&p.Description))
	t.nest("context", context(&p.Context))
	list(&t, "synonyms", p.Synonyms, synonym)
	t.flag("deprecated", p.Deprecated)
	list(&t, "inputPorts", p.Inputs, port)
	list(&t, "outputPorts", p.Outputs, port)
	list(&t, "managementPorts", p.Management, managementPort)
	list(&t, "support", p.Support, support)
	t.nest("team", team(&p.Team))
	t.annotations(&p.Annotations)
	t.text("productCreatedTs", p.Created)
	return t.extend(&p.Element)
}

func port(p *catalog.Port) catalog.Value {
	var t tree
	t.text("id", p.ID)
	t.text("name", p.Name)
	t.text("version", p.Version)
	t.text("contractId", p.Contract)
	t.text("type", p.Type)
	t.text("description", p.Description)
	t.flag("deprecated", p.Deprecated)
	t.nest("context", context(&p.Context))
	list(&t, "synonyms", p.Synonyms, synonym)
	list(&t, "inputContracts", p.Requires, func(c *catalog.PortContract) catalog.Value {
		var t tree
		t.text("id", c.ID)
		t.text("version", c.Version)
		return t.extend(&c.Element)
	})
	list(&t, "sbom", p.SBOM, func(s *catalog.SBOM) catalog.Value {
		var t tree
		t.text("id", s.ID)
		t.text("type", s.Type)
		t.text("url", s.URL)
		t.annotations(&s.Annotations)
		return t.extend(&s.Element)
	})
	t.annotations(&p.Annotations)
	return t.extend(&p.Element)
}

func managementPort(p *catalog.ManagementPort) catalog.Value {
	var t tree
	t.text("id", p.ID)
	t.text("name", p.Name)
	t.text("content", p.Content)
	t.text("type", p.Type)
	t.text("url", p.URL)
	t.text("channel", p.Channel)
	t.text("description", p.Description)
	t.flag("deprecated", p.Deprecated)
	t.annotations(&p.Annotations)
	return t.extend(&p.Element)
}
