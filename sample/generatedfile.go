package sample

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

// indexOf is the index in the id of a product or contract: the last part of the
// product's id.
func (g *Generated) indexOf(id string) (int, bool) {
	digits, _, _ := strings.Cut(id[strings.LastIndexByte(id, '-')+1:], ".")
	i, err := strconv.ParseUint(digits, 36, 31)
	return int(i), err == nil && int(i) < g.n
}

// find plans the product that an id of a product or contract names.
func (g *Generated) find(id string) (p plan, file int, ok bool) {
	i, ok := g.indexOf(id)
	if !ok {
		return plan{}, 0, false
	}
	p = g.plan(i)
	if p.id == id {
		return p, document, p.document
	}
	for n := range p.contracts {
		if p.contracts[n].id == id {
			return p, n, true
		}
	}
	return plan{}, 0, false
}

// Raw makes the bytes that a hash of this mesh stands for.
func (g *Generated) Raw(hash string) ([]byte, error) {
	_, data, err := g.open(hash)
	return data, err
}

// Document makes the file that a hash of this mesh stands for, and reads it.
func (g *Generated) Document(hash string) (*catalog.Document, error) {
	path, data, err := g.open(hash)
	if err != nil {
		return nil, err
	}
	d := reader.Read(path, data, reader.Options{})
	d.Hash = hash
	return d, nil
}

func (g *Generated) open(hash string) (path string, data []byte, err error) {
	missing := fmt.Errorf("file %s: %w", hash, catalog.ErrNotFound)
	b, err := hex.DecodeString(hash)
	if err != nil || len(b) != 32 {
		return "", nil, missing
	}
	index, file := binary.BigEndian.Uint64(b[8:]), int(binary.BigEndian.Uint32(b[16:]))
	version := int(binary.BigEndian.Uint32(b[20:]))
	if index >= uint64(g.n) || g.hash(int(index), file, version) != hash {
		return "", nil, missing
	}
	p := g.plan(int(index))
	switch {
	case file == document && version == 0 && p.document:
		return p.path(file), p.yaml(), nil
	case file < len(p.contracts) && version < p.contracts[file].versions:
		old := p.contracts[file].at(version)
		return p.path(file), old.yaml(&p), nil
	}
	return "", nil, missing
}

// page writes YAML, a line at a time.
type page struct{ b []byte }

// put writes an indented line of a key and a text. An empty text writes nothing.
func (p *page) put(indent int, key, value string) {
	if value != "" {
		p.line(indent, key+": "+text(value))
	}
}

func (p *page) line(indent int, line string) {
	for range indent {
		p.b = append(p.b, ' ')
	}
	p.b = append(append(p.b, line...), '\n')
}

func (p *page) flag(indent int, key string, f catalog.Flag) {
	if f.Is() {
		p.line(indent, key+": true")
	}
}

func (p *page) tags(indent int, tags []string) {
	if len(tags) > 0 {
		p.line(indent, "tags: ["+strings.Join(tags, ", ")+"]")
	}
}

// text quotes what YAML would not read as the same text.
func text(s string) string {
	plain := s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z' || s[0] >= 0x80
	if !plain || strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") {
		return strconv.Quote(s)
	}
	return s
}

// yaml is the contract as a file.
func (c *planned) yaml(p *plan) []byte {
	w := &page{}
	w.line(0, "apiVersion: v3.1.0")
	w.line(0, "kind: DataContract")
	w.head(c.id, c.name, c.version, p)
	w.put(0, "dataProduct", p.group())
	w.tags(0, p.tags)
	w.about(p)
	w.line(0, "servers:")
	w.put(2, "- server", "production")
	w.put(4, "type", c.server.kind)
	w.put(4, "environment", "prod")
	w.put(4, c.server.key1, c.server.value1)
	w.put(4, c.server.key2, c.server.value2)
	w.line(0, "schema:")
	for i := range c.objects {
		w.object(&c.objects[i], c.legacy)
	}
	w.promises(c.slas)
	w.people(p)
	return w.b
}

func (p *page) head(id, name, version string, of *plan) {
	p.put(0, "id", id)
	p.put(0, "name", name)
	p.line(0, "version: "+version)
	p.put(0, "status", of.status)
	p.put(0, "domain", domains[of.domain].name)
}

func (p *page) about(of *plan) {
	if of.text != "" {
		p.line(0, "description:")
		p.put(2, "purpose", of.text)
	}
}

func (p *page) promises(slas slaSet) {
	for i, l := range slas {
		if i == 0 {
			p.line(0, "slaProperties:")
		}
		p.put(2, "- property", l.property)
		p.line(4, "value: "+l.value)
		p.put(4, "unit", l.unit)
	}
}

func (p *page) people(of *plan) {
	p.line(0, "support:")
	p.put(2, "- channel", of.channel)
	p.put(4, "tool", "slack")
	p.put(4, "url", "https://chat.corp.example/"+of.channel)
	p.line(0, "team:")
	p.put(2, "name", of.owner)
	p.line(2, "members:")
	for i, name := range of.people {
		p.put(4, "- username", username(name))
		p.put(6, "name", name)
		p.put(6, "role", of.role(i))
	}
}

func (p *page) object(o *plannedObject, legacy bool) {
	p.put(2, "- name", o.shelf.object)
	p.put(4, "physicalType", "table")
	p.put(4, "logicalType", "object")
	p.put(4, "description", o.shelf.about)
	p.line(4, "properties:")
	for i := range o.shelf.props[:o.props] {
		p.property(6, "- ", &o.shelf.props[i])
	}
	if legacy {
		p.property(6, "- ", &catalog.Property{
			Name: "legacy_code", LogicalType: "string", PhysicalType: "varchar(32)", Description: "Code of the system before.",
		})
	}
	for i, c := range o.checks {
		if i == 0 {
			p.line(4, "quality:")
		}
		p.check(6, c.name, c.metric)
	}
}

// property writes a property; its first line begins with lead.
func (p *page) property(indent int, lead string, q *catalog.Property) {
	if lead != "" {
		p.put(indent, lead+"name", q.Name)
		indent += 2
	}
	p.put(indent, "businessName", q.BusinessName)
	p.put(indent, "description", q.Description)
	p.put(indent, "logicalType", q.LogicalType)
	p.put(indent, "physicalType", q.PhysicalType)
	p.flag(indent, "primaryKey", q.PrimaryKey)
	p.flag(indent, "required", q.Required)
	p.flag(indent, "unique", q.Unique)
	p.put(indent, "classification", q.Classification)
	p.tags(indent, q.Tags)
	if q.Items != nil {
		p.line(indent, "items:")
		p.property(indent+2, "", q.Items)
	}
	for i := range q.Properties {
		if i == 0 {
			p.line(indent, "properties:")
		}
		p.property(indent+2, "- ", &q.Properties[i])
	}
	for i := range q.Quality {
		if i == 0 {
			p.line(indent, "quality:")
		}
		p.check(indent+2, q.Quality[i].Name, q.Quality[i].Metric)
	}
}

func (p *page) check(indent int, name, metric string) {
	p.put(indent, "- name", name)
	p.put(indent+2, "type", "library")
	p.put(indent+2, "metric", metric)
	if metric == "rowCount" {
		p.line(indent+2, "mustBeGreaterThan: 0")
		return
	}
	p.line(indent+2, "mustBe: 0")
}

// yaml is the product's own document.
func (p *plan) yaml() []byte {
	w := &page{}
	w.line(0, "apiVersion: v1.1.0")
	w.line(0, "kind: DataProduct")
	w.head(p.id, p.name, "1.0.0", p)
	w.put(0, "type", p.shape)
	w.tags(0, p.tags)
	w.about(p)
	w.ports("inputPorts", p.inputs)
	w.ports("outputPorts", p.outputs())
	w.people(p)
	return w.b
}

func (p *page) ports(key string, ports []catalog.PortSummary) {
	for i, port := range ports {
		if i == 0 {
			p.line(0, key+":")
		}
		p.put(2, "- name", port.Name)
		p.line(4, "version: "+port.Version)
		p.put(4, "contractId", port.Contract)
		for n, r := range port.Requires {
			if n == 0 {
				p.line(4, "inputContracts:")
			}
			p.put(6, "- id", r.Contract)
			p.line(8, "version: "+r.Version)
		}
	}
}
