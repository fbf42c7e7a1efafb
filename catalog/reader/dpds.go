package reader

import "meshdex/catalog"

// This file reads the Data Product Descriptor Specification 1.0 of Open Data
// Mesh. What a port promises has no place in the model; it stays beside the port.

var (
	dpdsWords     = &spelling{names: map[string]string{"dataProductDescriptor": "apiVersion"}}
	dpdsInfoWords = &spelling{names: map[string]string{"fullyQualifiedName": "id", "contactPoints": "support"}}
	dpdsPortWords = &spelling{names: map[string]string{
		"fullyQualifiedName": "id", "dependsOn": "contractId",
	}}
)

func isDPDS(n node) bool { return n.has("dataProductDescriptor") }

func (r *reading) dpds(n node) {
	m := n.open(dpdsWords)
	p := productOf(m, port)
	info := m.fold("info", dpdsInfoWords)
	info.preferred("fullyQualifiedName", "id", &p.ID)
	info.textIfEmpty("name", &p.Name)
	info.textIfEmpty("version", &p.Version)
	info.textIfEmpty("domain", &p.Domain)
	info.texts("tags", &p.Tags)
	info.elsewhere("description", "purpose", &p.Description.Purpose, &p.Description.Place)
	if v, ok := info.peek("owner"); ok && v.isMap() {
		owner := info.foldInto("owner", nil, &p.Team.Place)
		owner.elsewhere("name", "name", &p.Team.Name, &p.Team.Place)
		owner.dpdsOwner(&p.Team)
	}
	list(info, "support", &p.Support, contactPoint)
	faces := m.fold("interfaceComponents", nil)
	list(faces, "inputPorts", &p.Inputs, dpdsPort)
	list(faces, "outputPorts", &p.Outputs, dpdsPort)
	for _, k := range []struct{ ports, content string }{
		{"discoveryPorts", "discoverability"}, {"observabilityPorts", "observability"}, {"controlPorts", "control"},
	} {
		list(faces, k.ports, &p.Management, func(n node, p *catalog.ManagementPort) {
			managementPort(n, p)
			fill(&p.Content, k.content)
		})
	}
	m.close(&p.Element)
	p.Dialect.Family, p.Dialect.Detected = catalog.DPDS, "1.0.0"
	r.addProduct(p)
}

// preferred takes the raw key if it holds anything, else any spelling of the
// model's key.
func (m *mapping) preferred(raw, key string, dst *string) {
	m.elsewhere(raw, key, dst, m.home())
	m.textIfEmpty(key, dst)
}

// dpdsOwner adds the owner as a person, by the id.
func (m *mapping) dpdsOwner(t *catalog.Team) {
	owner := catalog.Member{Role: "owner"}
	m.elsewhere("id", "username", &owner.Username, &owner.Place)
	if owner.Username != "" {
		t.Members = append(t.Members, owner)
	}
}

func contactPoint(n node, s *catalog.Support) {
	m := n.open(nil)
	m.elsewhere("name", "channel", &s.Channel, m.home())
	m.elsewhere("channel", "tool", &s.Tool, m.home())
	m.elsewhere("address", "url", &s.URL, m.home())
	m.text("description", &s.Description)
	m.annotations(&s.Annotations)
	m.close(&s.Element)
	if s.Channel == "" {
		s.Channel = s.URL
	}
}

func dpdsPort(n node, p *catalog.Port) { portOf(n.open(dpdsPortWords), p) }
