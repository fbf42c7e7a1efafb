package reader

import "meshdex/catalog"

// This file reads products of dataProductSpecification 0.0.1, the sibling of
// DCS.

var (
	dpsWords = &spelling{names: map[string]string{
		"dataProductSpecification": "apiVersion", "links": "authoritativeDefinitions", "custom": "customProperties",
	}}
	dpsInfoWords = &spelling{names: map[string]string{"title": "name", "archetype": "type"}}
	dpsPortWords = &spelling{names: map[string]string{
		"dataContractId": "contractId", "links": "authoritativeDefinitions", "custom": "customProperties",
	}}
)

func isDPS(n node) bool { return n.has("dataProductSpecification") }

func (r *reading) dps(n node) {
	m := n.open(dpsWords)
	p := productOf(m, func(n node, p *catalog.Port) { portOf(n.open(dpsPortWords), p) })
	info := m.fold("info", dpsInfoWords)
	info.textIfEmpty("id", &p.ID)
	info.textIfEmpty("name", &p.Name)
	info.textIfEmpty("version", &p.Version)
	info.textIfEmpty("status", &p.Status)
	info.textIfEmpty("type", &p.Type)
	info.textIfEmpty("domain", &p.Domain)
	info.elsewhere("description", "purpose", &p.Description.Purpose, &p.Description.Place)
	info.elsewhere("owner", "name", &p.Team.Name, &p.Team.Place)
	if v, ok := m.peek("owner"); ok && v.isMap() {
		m.fold("owner", nil).elsewhere("teamId", "name", &p.Team.Name, &p.Team.Place)
	}
	m.close(&p.Element)
	p.Dialect.Family, p.Dialect.Detected = catalog.DPS, "0.0.1"
	r.addProduct(p)
}
