package catalog

import (
	"iter"
	"strconv"
)

// Located is an element with the path that leads to it through the document in
// the words of the standard: "schema[orders].properties[sku].quality[0]". A
// selector is the name of the thing, or its index when it has none. Kind is the
// path without selectors and nesting ("properties", "slaProperties"), "" for the
// document itself; it tells which keys the standard allows.
type Located struct {
	Path    string
	Kind    string
	Element *Element
}

// PlacedExtension is an extension with the path of its key within the document.
type PlacedExtension struct {
	At        string // "schema[orders].clusterStatus"
	Kind      string // see Located
	Extension Extension
}

// AllExtensions lists what was written anywhere in the contract that the model
// has no name for, in document order of the elements.
func (c *Contract) AllExtensions() []PlacedExtension { return extensions(c.Elements()) }

// AllExtensions lists what was written anywhere in the product that the model
// has no name for.
func (p *Product) AllExtensions() []PlacedExtension { return extensions(p.Elements()) }

func extensions(elements iter.Seq[Located]) []PlacedExtension {
	var out []PlacedExtension
	for l := range elements {
		for _, e := range l.Element.Extensions {
			out = append(out, PlacedExtension{join(l.Path, e.Path), l.Kind, e})
		}
	}
	return out
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Elements yields every element of the contract, parents before children.
func (c *Contract) Elements() iter.Seq[Located] {
	return func(yield func(Located) bool) {
		v := &visitor{yield: yield}
		v.see("", "", &c.Element)
		v.annotations("", &c.Annotations)
		v.see("description", "description", &c.Description.Element)
		v.annotations("description", &c.Description.Annotations)
		v.context("context", &c.Context)
		v.synonyms("", c.Synonyms)
		for i := range c.Servers {
			v.server(sel("servers", c.Servers[i].Name, i), &c.Servers[i])
		}
		for i := range c.Schema {
			v.object(sel("schema", c.Schema[i].Name, i), &c.Schema[i])
		}
		v.support("", c.Support)
		v.see("price", "price", &c.Price.Element)
		v.team("team", &c.Team)
		v.roles("", c.Roles)
		for i := range c.SLAs {
			at := sel("slaProperties", c.SLAs[i].Property, i)
			v.see(at, "slaProperties", &c.SLAs[i].Element)
			v.annotations(at, &c.SLAs[i].Annotations)
		}
	}
}

// Elements yields every element of the product, parents before children.
func (p *Product) Elements() iter.Seq[Located] {
	return func(yield func(Located) bool) {
		v := &visitor{yield: yield}
		v.see("", "", &p.Element)
		v.annotations("", &p.Annotations)
		v.see("description", "description", &p.Description.Element)
		v.annotations("description", &p.Description.Annotations)
		v.context("context", &p.Context)
		v.synonyms("", p.Synonyms)
		v.ports("inputPorts", p.Inputs)
		v.ports("outputPorts", p.Outputs)
		for i := range p.Management {
			at := sel("managementPorts", p.Management[i].Name, i)
			v.see(at, "managementPorts", &p.Management[i].Element)
			v.annotations(at, &p.Management[i].Annotations)
		}
		v.support("", p.Support)
		v.team("team", &p.Team)
	}
}

// sel is one step of a path into a list.
func sel(list, name string, i int) string {
	if name == "" {
		name = strconv.Itoa(i)
	}
	return list + "[" + name + "]"
}

// visitor carries the consumer through the document until it has had enough.
type visitor struct {
	yield func(Located) bool
	done  bool
}

func (v *visitor) see(path, kind string, e *Element) {
	if !v.done && !v.yield(Located{path, kind, e}) {
		v.done = true
	}
}

func (v *visitor) annotations(at string, a *Annotations) {
	v.custom(at, a.Custom)
	for i := range a.Links {
		v.see(join(at, sel("authoritativeDefinitions", a.Links[i].Type, i)), "authoritativeDefinitions", &a.Links[i].Element)
	}
}

func (v *visitor) custom(at string, cs []CustomProperty) {
	for i := range cs {
		v.see(join(at, sel("customProperties", cs[i].Property, i)), "customProperties", &cs[i].Element)
	}
}

func (v *visitor) context(at string, c *Context) {
	v.see(at, "context", &c.Element)
	for i := range c.Statements {
		here := join(at, sel("verifiedStatements", "", i))
		v.see(here, "verifiedStatements", &c.Statements[i].Element)
		v.annotations(here, &c.Statements[i].Annotations)
	}
	for i := range c.Constraints {
		here := join(at, sel("constraints", "", i))
		v.see(here, "constraints", &c.Constraints[i].Element)
		v.annotations(here, &c.Constraints[i].Annotations)
	}
}

func (v *visitor) synonyms(at string, ss []Synonym) {
	for i := range ss {
		here := join(at, sel("synonyms", ss[i].Synonym, i))
		v.see(here, "synonyms", &ss[i].Element)
		v.custom(here, ss[i].Custom)
	}
}

func (v *visitor) server(at string, s *Server) {
	v.see(at, "servers", &s.Element)
	v.annotations(at, &s.Annotations)
	v.roles(at, s.Roles)
}

func (v *visitor) roles(at string, rs []Role) {
	for i := range rs {
		here := join(at, sel("roles", rs[i].Role, i))
		v.see(here, "roles", &rs[i].Element)
		v.annotations(here, &rs[i].Annotations)
	}
}

func (v *visitor) support(at string, ss []Support) {
	for i := range ss {
		here := join(at, sel("support", ss[i].Channel, i))
		v.see(here, "support", &ss[i].Element)
		v.annotations(here, &ss[i].Annotations)
	}
}

func (v *visitor) team(at string, t *Team) {
	v.see(at, "team", &t.Element)
	v.annotations(at, &t.Annotations)
	for i := range t.Members {
		here := join(at, sel("members", t.Members[i].Label(), i))
		v.see(here, "members", &t.Members[i].Element)
		v.annotations(here, &t.Members[i].Annotations)
	}
}

func (v *visitor) ports(list string, ps []Port) {
	for i := range ps {
		at, p := sel(list, ps[i].Name, i), &ps[i]
		v.see(at, list, &p.Element)
		v.annotations(at, &p.Annotations)
		v.context(join(at, "context"), &p.Context)
		v.synonyms(at, p.Synonyms)
		for j := range p.Requires {
			v.see(join(at, sel("inputContracts", p.Requires[j].ID, j)), "inputContracts", &p.Requires[j].Element)
		}
		for j := range p.SBOM {
			here := join(at, sel("sbom", "", j))
			v.see(here, "sbom", &p.SBOM[j].Element)
			v.annotations(here, &p.SBOM[j].Annotations)
		}
	}
}

func (v *visitor) object(at string, o *Object) {
	v.see(at, "schema", &o.Element)
	v.annotations(at, &o.Annotations)
	v.context(join(at, "context"), &o.Context)
	v.synonyms(at, o.Synonyms)
	v.relationships(at, o.Relationships)
	v.checks(at, o.Quality)
	v.properties(at, o.Properties)
}

func (v *visitor) properties(at string, ps []Property) {
	for i := range ps {
		v.property(join(at, sel("properties", ps[i].Name, i)), &ps[i])
	}
}

func (v *visitor) property(at string, p *Property) {
	if v.done {
		return
	}
	v.see(at, "properties", &p.Element)
	v.annotations(at, &p.Annotations)
	v.context(join(at, "context"), &p.Context)
	v.synonyms(at, p.Synonyms)
	v.see(join(at, "logicalTypeOptions"), "logicalTypeOptions", &p.Options.Element)
	for i := range p.Enum {
		here := join(at, sel("enum", p.Enum[i].Value.Text, i))
		v.see(here, "enum", &p.Enum[i].Element)
		v.annotations(here, &p.Enum[i].Annotations)
	}
	for i := range p.Inputs {
		v.see(join(at, sel("lineage.inputFields", "", i)), "inputFields", &p.Inputs[i].Element)
	}
	v.relationships(at, p.Relationships)
	v.checks(at, p.Quality)
	v.properties(at, p.Properties)
	for _, inner := range []struct {
		key string
		of  *Property
	}{{"items", p.Items}, {"map.key", p.Key}, {"map.value", p.Value}} {
		if inner.of != nil {
			v.property(join(at, inner.key), inner.of)
		}
	}
}

func (v *visitor) relationships(at string, rs []Relationship) {
	for i := range rs {
		here := join(at, sel("relationships", "", i))
		v.see(here, "relationships", &rs[i].Element)
		v.annotations(here, &rs[i].Annotations)
	}
}

func (v *visitor) checks(at string, cs []Check) {
	for i := range cs {
		here := join(at, sel("quality", cs[i].Name, i))
		v.see(here, "quality", &cs[i].Element)
		v.annotations(here, &cs[i].Annotations)
	}
}
