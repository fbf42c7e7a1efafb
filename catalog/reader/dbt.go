package reader

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// This file reads dbt: properties files (schema.yml) with models whose contract
// is enforced, and manifest.json with such models. A model is a contract with
// one object; a manifest that has any is also a product with a port for each.
// dbt without contracts is not for a catalog.

var dbtWords = vocabulary{
	object: &spelling{names: map[string]string{
		"columns": "properties", "alias": "physicalName", "materialized": "physicalType",
	}},
	property: &spelling{names: map[string]string{"data_type": "physicalType"}},
	check:    &spelling{},
	field:    (*contractReader).dbtColumn,
}

// isDBT recognises a properties file by a model whose contract is enforced.
func isDBT(n node) bool {
	models, _ := n.get("models")
	return models.isList() && slices.ContainsFunc(models.items(), isEnforced)
}

// isEnforced reports whether a model's contract is enforced.
func isEnforced(n node) bool {
	for _, where := range []string{"config", ""} {
		at := n
		if where != "" {
			at, _ = n.get(where)
		}
		contract, _ := at.get("contract")
		if strings.EqualFold(contract.peek("enforced"), "true") {
			return true
		}
	}
	return false
}

// isManifest recognises a manifest by its schema's address or its tables of
// nodes, if any model in it has a contract.
func isManifest(n node) bool {
	nodes, ok := n.get("nodes")
	return ok && n.has("metadata") && nodes.isMap() && slices.ContainsFunc(nodes.elements(), isEnforced)
}

// dbt reads a properties file. What is not about a model with a contract is kept
// as an other.
func (r *reading) dbt(n node) {
	m := n.open(nil)
	var declared string
	m.text("version", &declared)
	models, _ := m.peek("models")
	var rest []*yaml.Node
	for _, it := range models.items() {
		if !isEnforced(it) {
			rest = append(rest, it.y)
			continue
		}
		for _, c := range dbtContracts(it, r.path+"#"+it.peek("name")) {
			c.Dialect.Declared = declared
			r.doc.Contracts = append(r.doc.Contracts, c)
		}
	}
	m.taken.add(m.find("models"))
	if len(rest) > 0 {
		m.extend("models", node{r: r, y: &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Content: rest}, pos: models.pos})
	}
	var e catalog.Element
	m.close(&e)
	if len(e.Extensions) > 0 {
		r.doc.Others = append(r.doc.Others, catalog.Other{
			Element: e, Dialect: catalog.Dialect{Family: catalog.DBT, Kind: "properties", Declared: declared}, ID: r.path,
		})
	}
}

// dbtContracts reads a model: one contract, or one for each of its versions.
func dbtContracts(n node, id string) []*catalog.Contract {
	versions, _ := n.get("versions")
	if !versions.isList() || len(versions.y.Content) == 0 {
		return []*catalog.Contract{dbtContract(n, id, n.peek("version"))}
	}
	var all []*catalog.Contract
	for _, v := range versions.items() {
		all = append(all, dbtContract(dbtVersion(n, v), id, v.peek("v")))
	}
	return all
}

// dbtVersion is the model as one of its versions changes it: keys of the version
// win, those of their configurations one by one, and its columns say which of
// the model's they include.
func dbtVersion(n, v node) node {
	own := v.y
	if columns, ok := v.get("columns"); ok {
		own = overlaid(own, "columns", dbtColumns(n, columns))
	}
	if config, ok := v.get("config"); ok && config.isMap() {
		base, _ := n.get("config")
		own = overlaid(own, "config", underlaid(config.y, base.y, ""))
	}
	n.y = underlaid(own, n.y, "versions")
	return n
}

// overlaid is a mapping with another value under one of its keys.
func overlaid(y *yaml.Node, key string, value *yaml.Node) *yaml.Node {
	c := *y
	c.Content = slices.Clone(y.Content)
	for i := 0; i+1 < len(c.Content); i += 2 {
		if c.Content[i].Value == key {
			c.Content[i+1] = value
		}
	}
	return &c
}

// underlaid is a mapping with the entries of another that it lacks, but for one.
func underlaid(y, base *yaml.Node, except string) *yaml.Node {
	c := *y
	c.Content = slices.Clone(y.Content)
	own := map[string]bool{except: true}
	for i := 0; i+1 < len(y.Content); i += 2 {
		own[y.Content[i].Value] = true
	}
	for i := 0; i+1 < len(base.Content); i += 2 {
		if !own[base.Content[i].Value] {
			c.Content = append(c.Content, base.Content[i], base.Content[i+1])
		}
	}
	return &c
}

// dbtColumns resolves the include and exclude of a version's columns.
func dbtColumns(n, own node) *yaml.Node {
	base, _ := n.get("columns")
	out := *own.y
	out.Content = nil
	var listed []*yaml.Node
	excluded := map[string]bool{}
	include := false
	for _, it := range own.items() {
		if !it.has("include") {
			listed = append(listed, it.y)
			excluded[it.peek("name")] = true
			continue
		}
		include = true
		ex, _ := it.get("exclude")
		for _, e := range ex.items() {
			excluded[e.text()] = true
		}
	}
	for _, it := range base.items() {
		if include && !excluded[it.peek("name")] {
			out.Content = append(out.Content, it.y)
		}
	}
	out.Content = append(out.Content, listed...)
	return &out
}

func dbtContract(n node, id, version string) *catalog.Contract {
	cr := &contractReader{words: &dbtWords}
	c := &catalog.Contract{Version: version}
	c.ID, c.Name, c.Status = id, n.peek("name"), "active"
	c.Dialect = catalog.Dialect{Family: catalog.DBT, Kind: "model", Detected: "contract"}
	c.Place.Pos = n.pos
	m := n.open(dbtWords.object)
	var kind string
	m.elsewhere("version", "version", new(string), &c.Place)
	m.elsewhere("v", "version", new(string), &c.Place)
	m.dbtOwner(c)
	if v, ok := m.peek("config"); ok && v.isMap() {
		config := m.fold("config", nil)
		config.dbtOwner(c)
		config.elsewhere("materialized", "physicalType", &kind, m.home())
		config.texts("tags", &c.Tags)
	}
	var o catalog.Object
	cr.objectOf(m, &o)
	fill(&o.PhysicalType, kind)
	m.dbtConstraints(&o)
	m.tests(&o.Quality)
	m.close(&o.Element)
	c.Schema = []catalog.Object{o}
	c.Description.Purpose = o.Description
	c.Description.Place.Pos = o.Place.Of("description")
	return c
}

// dbtOwner takes the group or, in meta, the person that a model belongs to.
func (m *mapping) dbtOwner(c *catalog.Contract) {
	m.elsewhere("group", "name", &c.Team.Name, &c.Team.Place)
	if v, ok := m.peek("meta"); ok && v.has("owner") {
		m.fold("meta", nil).elsewhere("owner", "name", &c.Team.Name, &c.Team.Place)
	}
}

func (cr *contractReader) dbtColumn(m *mapping, p *catalog.Property) {
	m.columnConstraints(p)
	m.tests(&p.Quality)
	fill(&p.LogicalType, sqlType(p.PhysicalType))
}

// sqlType is the logical type of a SQL type, whatever its length or precision.
func sqlType(physical string) string {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(physical)), "(")
	if t, ok := dcsTypes[word]; ok {
		return t
	}
	switch word, _, _ = strings.Cut(word, " "); word {
	case "int64", "int32", "int16", "tinyint", "int8":
		return "integer"
	case "float64", "real", "bignumeric":
		return "number"
	case "timestamp", "timestamptz", "timestamp_ltz":
		return "timestamp"
	case "character", "nvarchar", "clob":
		return "string"
	}
	return ""
}

// columnConstraints takes the constraints of a column: those that a property of
// ODCS can say, the others as checks of dbt.
func (m *mapping) columnConstraints(p *catalog.Property) {
	v, ok := m.peek("constraints")
	if !ok || !v.isList() {
		return
	}
	m.taken.add(m.find("constraints"))
	for _, it := range v.items() {
		switch {
		case it.peek("type") == "not_null" && len(it.y.Content) == 2:
			p.Required = catalog.True
		case it.peek("type") == "unique" && len(it.y.Content) == 2:
			p.Unique = catalog.True
		case it.peek("type") == "primary_key" && len(it.y.Content) == 2:
			p.PrimaryKey = catalog.True
		default:
			p.Quality = append(p.Quality, dbtCheck(it, it.peek("type")))
		}
	}
}

// dbtConstraints takes the constraints of a model.
func (m *mapping) dbtConstraints(o *catalog.Object) {
	v, ok := m.peek("constraints")
	if !ok || !v.isList() {
		return
	}
	m.taken.add(m.find("constraints"))
	for _, it := range v.items() {
		columns, _ := it.get("columns")
		if it.peek("type") == "primary_key" {
			for at, column := range columns.items() {
				markKey(o, column.text(), at+1)
			}
		}
		o.Quality = append(o.Quality, dbtCheck(it, it.peek("type")))
	}
}

// tests takes the tests of a model or column as checks of dbt.
func (m *mapping) tests(dst *[]catalog.Check) {
	for _, key := range []string{"tests", "data_tests"} {
		v, ok := m.peek(key)
		if !ok || !v.isList() {
			continue
		}
		m.taken.add(m.find(key))
		for _, it := range v.items() {
			name := it.text()
			if it.isMap() && len(it.y.Content) > 0 {
				name = it.y.Content[0].Value
			}
			*dst = append(*dst, dbtCheck(it, name))
		}
	}
}

func dbtCheck(n node, name string) catalog.Check {
	k := catalog.Check{Name: name, Type: "custom", Engine: "dbt", Implementation: valueOf(n.y)}
	k.Place = catalog.Place{Pos: n.pos, Keys: []catalog.KeyPos{{Key: "implementation", Pos: n.pos}}}
	return k
}

// manifest reads the models with contracts, and the project as their product.
func (r *reading) manifest(n node) {
	p := &catalog.Product{}
	p.Dialect = catalog.Dialect{Family: catalog.DBT, Kind: "manifest"}
	m := n.open(nil)
	meta := m.fold("metadata", nil)
	meta.elsewhere("project_name", "name", &p.Name, m.home())
	meta.elsewhere("dbt_schema_version", "apiVersion", &p.Dialect.Declared, m.home())
	nodes := m.fold("nodes", nil)
	for i := range len(nodes.at.y.Content) / 2 {
		it := nodes.value(i)
		if !isEnforced(it) {
			continue
		}
		nodes.taken.add(i)
		c := dbtContract(it, unversioned(nodes.raw(i)), it.peek("version"))
		fill(&p.Name, it.peek("package_name"))
		c.DataProduct = p.Name
		r.doc.Contracts = append(r.doc.Contracts, c)
		p.Outputs = append(p.Outputs, catalog.Port{
			Element: catalog.Element{Place: catalog.Place{Pos: it.pos}},
			Name:    c.Name, Version: c.Version, Contract: c.ID, Type: c.Schema[0].PhysicalType,
		})
	}
	m.close(&p.Element)
	p.ID = "dbt." + p.Name
	r.doc.Products = append(r.doc.Products, p)
}

// unversioned is a node's id without the version at its end: "model.shop.orders".
func unversioned(id string) string {
	if i := strings.LastIndex(id, ".v"); i > 0 && strings.Trim(id[i+2:], "0123456789") == "" {
		return id[:i]
	}
	return id
}
