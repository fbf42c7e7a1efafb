package reader

import (
	"strings"

	"meshdex/catalog"
)

// This file reads products of the Open Data Product Specification of
// opendataproducts.org, 3.x and 4.x, whose texts are written once per language.

var (
	lfDetailsWords = &spelling{names: map[string]string{"productID": "id", "productVersion": "version"}}
	lfPortWords    = &spelling{names: map[string]string{"outputPorttype": "type", "outputPortType": "type"}}
)

// isODPSLF recognises a product that is wrapped in its schema and version.
func isODPSLF(n node) bool {
	product, ok := n.get("product")
	if !ok || !product.isMap() {
		return false
	}
	return strings.Contains(n.peek("schema"), "opendataproducts.org") ||
		product.hasAny("details", "en", "dataAccess", "pricingPlans", "SLA", "dataHolder")
}

// isLFOther recognises the other documents of opendataproducts.org, such as the
// catalog that lists products.
func isLFOther(n node) bool { return strings.Contains(n.peek("schema"), "opendataproducts.org") }

func (r *reading) lfOther(n node) {
	r.other(n, catalog.Dialect{Family: catalog.ODPSLF, Kind: n.peek("schema"), Declared: n.peek("version")})
}

func (r *reading) odpsLF(n node) {
	p := &catalog.Product{}
	root := n.open(nil)
	root.text("version", &p.Dialect.Declared)
	root.text("schema", &p.Dialect.Kind)
	m := root.fold("product", nil)
	p.Dialect.Detected = "3.0"
	if v, ok := m.peek("details"); ok && v.isMap() {
		p.Dialect.Detected = "4.0"
		m.fold("details", nil).details(p)
	} else {
		m.details(p)
	}
	m.dataHolder(p)
	m.lfSupport(p)
	m.lfPorts(p)
	root.close(&p.Element)
	p.Dialect.Family = catalog.ODPSLF
	r.addProduct(p)
}

// details takes what is written once per language: all in English, else in the
// first language.
func (m *mapping) details(p *catalog.Product) {
	language := "en"
	if v, ok := m.peek(language); !ok || !v.isMap() {
		language = m.firstMap()
	}
	if language == "" {
		return
	}
	d := m.fold(language, lfDetailsWords)
	d.text("id", &p.ID)
	d.text("name", &p.Name)
	d.text("version", &p.Version)
	d.text("status", &p.Status)
	d.text("type", &p.Type)
	d.text("domain", &p.Domain)
	d.texts("tags", &p.Tags)
	d.elsewhere("description", "purpose", &p.Description.Purpose, &p.Description.Place)
	d.elsewhere("valueProposition", "usage", &p.Description.Usage, &p.Description.Place)
	d.elsewhere("issues", "limitations", &p.Description.Limitations, &p.Description.Place)
}

// firstMap is the first key that is a language and holds a mapping, or "".
func (m *mapping) firstMap() string {
	for _, e := range m.at.elements() {
		if len(e.label) == 2 && e.isMap() {
			return e.label
		}
	}
	return ""
}

// dataHolder takes who answers for the product.
func (m *mapping) dataHolder(p *catalog.Product) {
	if v, ok := m.peek("dataHolder"); !ok || !v.isMap() {
		return
	}
	h := m.foldInto("dataHolder", nil, &p.Team.Place)
	if language := h.firstMap(); language != "" {
		h = h.fold(language, nil)
	}
	for _, key := range []string{"businessName", "legalName", "name"} {
		h.elsewhere(key, "name", &p.Team.Name, &p.Team.Place)
	}
	h.elsewhere("description", "description", &p.Team.Description, &p.Team.Place)
	if p.Domain == "" {
		h.elsewhere("businessDomain", "domain", &p.Domain, m.home())
	}
}

// lfSupport takes the ways to ask for help.
func (m *mapping) lfSupport(p *catalog.Product) {
	if v, ok := m.peek("support"); !ok || !v.isMap() {
		return
	}
	sm := m.fold("support", nil)
	for _, k := range []struct{ key, tool, prefix string }{
		{"email", "email", "mailto:"}, {"phoneNumber", "phone", "tel:"}, {"documentationURL", "documentation", ""},
	} {
		var s catalog.Support
		sm.elsewhere(k.key, "channel", &s.Channel, &s.Place)
		if s.Channel != "" {
			s.Tool, s.URL = k.tool, k.prefix+s.Channel
			p.Support = append(p.Support, s)
		}
	}
}

// lfPorts takes the ways to reach the data as output ports, all under the
// contract that the product names.
func (m *mapping) lfPorts(p *catalog.Product) {
	var contract catalog.Port
	if v, ok := m.peek("contract"); ok && v.isMap() {
		cm := m.foldInto("contract", nil, &contract.Place)
		cm.elsewhere("id", "contractId", &contract.Contract, &contract.Place)
		cm.elsewhere("contractVersion", "version", &contract.Version, &contract.Place)
	}
	list(m, "dataAccess", &p.Outputs, func(n node, p *catalog.Port) { portOf(n.open(lfPortWords), p) })
	for i := range p.Outputs {
		fill(&p.Outputs[i].Contract, contract.Contract)
		fill(&p.Outputs[i].Version, contract.Version)
	}
	if p.Outputs == nil && contract.Contract != "" {
		contract.Name = "default"
		p.Outputs = []catalog.Port{contract}
	}
}
