package reader

import (
	"strconv"
	"strings"

	"meshdex/catalog"
)

// This file reads contracts of ODCS v3.0 to v3.2, whose keys are those of the
// model. Keys of older versions, and some that authors use instead, are
// understood and noted.

// vocabulary is how one dialect calls the keys of each element.
type vocabulary struct {
	contract, object, property, check, sla, member, role *spelling

	// field and rule read what the dialect says of a property or check beyond its
	// spelling.
	field func(*contractReader, *mapping, *catalog.Property)
	rule  func(*contractReader, *mapping, *catalog.Check)

	references bool // a $ref is followed
	bareFields bool // items may be a mapping of names to fields
}

// odcs3 are the foreign names that occur in contracts of ODCS v3.
var odcs3 = vocabulary{
	object:   &spelling{foreign: true, names: map[string]string{"columns": "properties", "table": "name", "fields": "properties"}},
	property: &spelling{foreign: true, names: map[string]string{"column": "name", "isNullable": "nullable", "isPrimaryKey": "primaryKey", "isPrimary": "primaryKey", "isUnique": "unique"}},
	member:   &spelling{foreign: true, names: map[string]string{"comment": "description"}},
	check:    &spelling{names: map[string]string{"mustBeGreaterThanOrEqualTo": "mustBeGreaterOrEqualTo", "mustBeLessThanOrEqualTo": "mustBeLessOrEqualTo"}},
	sla:      &spelling{foreign: true, names: map[string]string{"column": "element"}},
}

// odcs reads the contract at n.
func (r *reading) odcs(n node) {
	cr := &contractReader{words: &odcs3, detected: "v3.0.0"}
	cr.since("v3.2.0", !n.has("status"))
	m := n.open(nil)
	c := cr.contract(m)
	m.values("examples", &c.Examples)
	c.Dialect.Family, c.Dialect.Detected = catalog.ODCS, cr.detected
	cr.finish(m, c)
}

// contractReader reads one contract in one vocabulary.
type contractReader struct {
	words    *vocabulary
	detected string // the lowest version that explains what was seen so far
	defs     definitions
	// inclusive says that "between" includes its ends, as in DCS.
	inclusive bool

	// modelKeys are the primary keys that models name as a list, by where the model
	// was written.
	modelKeys map[catalog.Pos][]string
}

// since notes a feature that came with the given version.
func (cr *contractReader) since(version string, seen bool) {
	if seen && version > cr.detected { // all are of the form v3.N.N
		cr.detected = version
	}
}

// contract takes the keys of ODCS v3 from m.
func (cr *contractReader) contract(m *mapping) *catalog.Contract {
	c := &catalog.Contract{}
	m.text("apiVersion", &c.Dialect.Declared)
	m.text("kind", &c.Dialect.Kind)
	m.text("version", &c.Version)
	m.text("status", &c.Status)
	m.text("name", &c.Name)
	m.text("tenant", &c.Tenant)
	m.text("domain", &c.Domain)
	m.text("dataProduct", &c.DataProduct)
	m.text("contractCreatedTs", &c.Created)
	cr.since("v3.0.1", m.at.has("authoritativeDefinitions"))
	m.annotations(&c.Annotations)
	m.description(&c.Description)
	cr.since("v3.2.0", m.at.hasAny("context", "synonyms"))
	m.context(&c.Context)
	list(m, "synonyms", &c.Synonyms, synonym)
	list(m, "servers", &c.Servers, cr.server)
	list(m, "schema", &c.Schema, cr.object)
	list(m, "support", &c.Support, cr.support)
	m.price(&c.Price)
	cr.team(m, &c.Team)
	list(m, "roles", &c.Roles, cr.role)
	cr.slas(m, &c.SLAs)
	return c
}

// finish closes the contract and adds it to the document.
func (cr *contractReader) finish(m *mapping, c *catalog.Contract) {
	m.close(&c.Element)
	m.at.r.addContract(c)
}

// addContract keeps the contract. One without an id goes by its path.
func (r *reading) addContract(c *catalog.Contract) {
	if c.ID = strings.TrimSpace(c.ID); c.ID == "" {
		c.ID = r.ownID(c.Place.Pos, "contract", len(r.doc.Contracts))
	}
	r.doc.Contracts = append(r.doc.Contracts, c)
}

// ownID makes an id for what has none, and says so.
func (r *reading) ownID(pos catalog.Pos, what string, index int) string {
	id := r.path
	if index > 0 {
		id += "#" + strconv.Itoa(index)
	}
	r.report(ruleID, pos, "id", "The "+what+" has no id; it goes by the path of its file.",
		"Give it an id that never changes, such as a UUID or domain.name.")
	return id
}

func (cr *contractReader) team(m *mapping, t *catalog.Team) {
	v, ok := m.peek("team")
	switch {
	case !ok:
	case v.isList():
		t.Place = catalog.Place{Pos: v.pos, Keys: []catalog.KeyPos{{Key: "members", Pos: v.pos}}}
		list(m, "team", &t.Members, cr.member)
	case v.isMap():
		cr.since("v3.1.0", true)
		m.take("team", m.find("team"))
		tm := v.open(nil)
		tm.text("name", &t.Name)
		tm.text("description", &t.Description)
		list(tm, "members", &t.Members, cr.member)
		tm.annotations(&t.Annotations)
		tm.close(&t.Element)
	default:
		m.text("team", &t.Name)
		t.Place = catalog.Place{Pos: v.pos, Keys: []catalog.KeyPos{{Key: "name", Pos: v.pos}}}
	}
}

func (cr *contractReader) member(n node, p *catalog.Member) {
	m := n.open(cr.words.member)
	m.name("username", &p.Username)
	m.text("name", &p.Name)
	m.text("description", &p.Description)
	m.text("role", &p.Role)
	m.text("dateIn", &p.DateIn)
	m.text("dateOut", &p.DateOut)
	m.text("replacedByUsername", &p.ReplacedBy)
	m.annotations(&p.Annotations)
	m.close(&p.Element)
	cr.since("v3.0.2", p.Name != "" || p.Description != "")
}

func (cr *contractReader) role(n node, ro *catalog.Role) {
	m := n.open(cr.words.role)
	m.name("role", &ro.Role)
	m.text("access", &ro.Access)
	m.text("description", &ro.Description)
	m.lines("firstLevelApprovers", ", ", &ro.FirstLevelApprovers)
	m.lines("secondLevelApprovers", ", ", &ro.SecondLevelApprovers)
	m.annotations(&ro.Annotations)
	m.close(&ro.Element)
}

func (cr *contractReader) support(n node, s *catalog.Support) {
	support(n, s)
	cr.since("v3.1.0", s.URL == "" || s.ID != "" || s.Custom != nil)
}

func support(n node, s *catalog.Support) {
	m := n.open(nil)
	m.name("channel", &s.Channel)
	m.text("url", &s.URL)
	m.text("description", &s.Description)
	m.text("tool", &s.Tool)
	m.text("scope", &s.Scope)
	m.text("invitationUrl", &s.InvitationURL)
	m.annotations(&s.Annotations)
	m.close(&s.Element)
}

func (m *mapping) price(p *catalog.Price) {
	v, ok := m.peek("price")
	if !ok {
		return
	}
	if !v.isMap() {
		m.text("price", &p.Amount)
		return
	}
	m.take("price", m.find("price"))
	pm := v.open(nil)
	pm.text("id", &p.ID)
	pm.text("priceAmount", &p.Amount)
	pm.text("priceCurrency", &p.Currency)
	pm.text("priceUnit", &p.Unit)
	pm.close(&p.Element)
}

// slas takes slaProperties. The deprecated slaDefaultElement fills those that
// name no element; it is also kept as it was written.
func (cr *contractReader) slas(m *mapping, dst *[]catalog.SLA) {
	named(m, "slaProperties", dst, cr.sla)
	v, ok := m.peek("slaDefaultElement")
	if !ok || v.text() == "" {
		return
	}
	for i := range *dst {
		if s := &(*dst)[i]; len(s.Elements) == 0 {
			s.Elements = splitElements(v.text())
			s.Place.Keys = append(s.Place.Keys, catalog.KeyPos{Key: "element", Pos: v.pos})
		}
	}
}

func (cr *contractReader) sla(n node, s *catalog.SLA) {
	m := n.open(cr.words.sla)
	m.name("property", &s.Property)
	if n.label != "" && !n.isMap() {
		s.Value = valueOf(n.y)
		m.place.Keys = append(m.place.Keys, catalog.KeyPos{Key: "value", Pos: n.pos})
	}
	m.any("value", &s.Value)
	m.any("valueExt", &s.ValueExt)
	m.text("unit", &s.Unit)
	var element string
	m.lines("element", ", ", &element)
	s.Elements = splitElements(element)
	m.text("driver", &s.Driver)
	m.text("description", &s.Description)
	m.text("schedule", &s.Schedule)
	m.text("scheduler", &s.Scheduler)
	m.annotations(&s.Annotations)
	m.close(&s.Element)
	cr.since("v3.1.0", s.Description != "" || s.Schedule != "" || s.Scheduler != "" || s.ID != "")
	cr.since("v3.2.0", s.Custom != nil || s.Links != nil)
}

// splitElements splits an element key, which may name several.
func splitElements(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
