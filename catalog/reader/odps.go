package reader

import (
	"strings"

	"meshdex/catalog"
)

// odps reads a product of the Open Data Product Standard (Bitol), v0.9 to v1.1,
// whose keys are those of the model.
func (r *reading) odps(n node) {
	m := n.open(nil)
	p := productOf(m, port)
	m.close(&p.Element)
	p.Dialect.Family, p.Dialect.Detected = catalog.ODPS, odpsVersion(n)
	r.addProduct(p)
}

// productOf takes the keys of a product, which other product dialects have under
// other names.
func productOf(m *mapping, port func(node, *catalog.Port)) *catalog.Product {
	p := &catalog.Product{}
	m.text("apiVersion", &p.Dialect.Declared)
	m.text("kind", &p.Dialect.Kind)
	m.text("version", &p.Version)
	m.text("status", &p.Status)
	m.text("name", &p.Name)
	m.text("tenant", &p.Tenant)
	m.text("domain", &p.Domain)
	m.text("type", &p.Type)
	m.text("productCreatedTs", &p.Created)
	m.description(&p.Description)
	m.context(&p.Context)
	list(m, "synonyms", &p.Synonyms, synonym)
	m.flag("deprecated", &p.Deprecated)
	list(m, "inputPorts", &p.Inputs, port)
	list(m, "outputPorts", &p.Outputs, port)
	list(m, "managementPorts", &p.Management, managementPort)
	list(m, "support", &p.Support, support)
	(&contractReader{words: &odcs3}).team(m, &p.Team)
	m.annotations(&p.Annotations)
	return p
}

// addProduct keeps the product. One without an id goes by its path.
func (r *reading) addProduct(p *catalog.Product) {
	if p.ID = strings.TrimSpace(p.ID); p.ID == "" {
		p.ID = r.ownID(p.Place.Pos, "product", len(r.doc.Products))
	}
	r.doc.Products = append(r.doc.Products, p)
}

// odpsVersion is the lowest version whose features explain the document.
func odpsVersion(n node) string {
	if n.hasAny("type", "context", "synonyms", "deprecated") || !n.has("status") {
		return "v1.1.0"
	}
	detected := "v0.9.0"
	if team, ok := n.get("team"); ok && team.isMap() {
		detected = "v1.0.0"
	}
	for _, key := range []string{"inputPorts", "outputPorts"} {
		ports, _ := n.get(key)
		for _, p := range ports.items() {
			switch {
			case p.hasAny("id", "deprecated", "synonyms", "context") || !p.has("version"):
				return "v1.1.0"
			case p.hasAny("tags", "customProperties", "authoritativeDefinitions"):
				detected = "v1.0.0"
			}
		}
	}
	return detected
}

func port(n node, p *catalog.Port) { portOf(n.open(nil), p) }

// portOf takes the keys of a port, which other product dialects have under other
// names.
func portOf(m *mapping, p *catalog.Port) {
	m.name("name", &p.Name)
	m.text("version", &p.Version)
	m.text("contractId", &p.Contract)
	m.text("type", &p.Type)
	m.localised("description", &p.Description)
	m.flag("deprecated", &p.Deprecated)
	m.context(&p.Context)
	list(m, "synonyms", &p.Synonyms, synonym)
	list(m, "inputContracts", &p.Requires, portContract)
	list(m, "sbom", &p.SBOM, sbom)
	m.annotations(&p.Annotations)
	m.close(&p.Element)
}

func portContract(n node, c *catalog.PortContract) {
	m := n.open(portContractWords)
	m.name("id", &c.ID)
	m.text("version", &c.Version)
	m.close(&c.Element)
}

var portContractWords = &spelling{foreign: true, names: map[string]string{"contractId": "id"}}

func sbom(n node, s *catalog.SBOM) {
	m := n.open(nil)
	m.text("url", &s.URL)
	m.text("type", &s.Type)
	m.annotations(&s.Annotations)
	m.close(&s.Element)
}

func managementPort(n node, p *catalog.ManagementPort) {
	m := n.open(nil)
	m.name("name", &p.Name)
	m.text("content", &p.Content)
	m.text("type", &p.Type)
	m.text("url", &p.URL)
	m.text("channel", &p.Channel)
	m.text("description", &p.Description)
	m.flag("deprecated", &p.Deprecated)
	m.annotations(&p.Annotations)
	m.close(&p.Element)
}
