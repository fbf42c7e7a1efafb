package catalog

import (
	"slices"
	"strings"
	"time"
)

// Subject says what a [Summary] is of.
type Subject uint8

// The subjects of a Summary.
const (
	OfContract Subject = iota
	OfProduct
)

// Summary is what the catalog keeps at hand of one version of a contract or
// product: all that the list, the search, the lineage and the rules over the
// whole catalog need, so that none of them opens a document.
type Summary struct {
	Subject     Subject
	ID          string
	Name        string
	Version     string
	Status      string
	Domain      string
	DataProduct string
	Tenant      string
	Type        string // product type; of a contract the physical type of its first object
	Dialect     Dialect
	Description string
	Owner       string
	People      []string // members, as "name <username>, role"
	Support     []string // channels
	Tags        []string
	Synonyms    []string
	Servers     []ServerSummary
	Objects     []ObjectSummary
	SLAs        []SLASummary
	Checks      []string // of the contract as a whole: name, or metric, or description
	Inputs      []PortSummary
	Outputs     []PortSummary
	Created     string
}

// ServerSummary is where the data of a contract is.
type ServerSummary struct {
	Name, Type, Environment, Format string
	Location                        string // database, dataset, bucket … in one line
}

// ObjectSummary is one schema object.
type ObjectSummary struct {
	ID                                          string // what fully qualified references name it by
	Name, Physical, Business, Type, Description string
	Tags, Synonyms                              []string
	Deprecated                                  bool
	References                                  []string // targets of foreign keys at the object's level; those with a known from are at their property too
	Checks                                      []string
	Properties                                  []PropertySummary
}

// PropertySummary is one property at any depth.
type PropertySummary struct {
	ID             string // what fully qualified references name it by
	Path           string // below the object: "lines[].sku"
	Physical       string
	Business       string
	Type           string // logical, else physical
	PhysicalType   string
	Description    string
	Classification string
	Tags, Synonyms []string
	Flags          PropertyFlags
	Checks         int
	References     []string // targets of foreign keys
	Sources        []string // what it is computed from
}

// PropertyFlags are the yes-or-no facts of a property.
type PropertyFlags uint16

// The flags of a property.
const (
	PrimaryKey PropertyFlags = 1 << iota
	Required
	Unique
	Partition
	Critical
	Encrypted
	PII
	DeprecatedProperty
)

// Has reports whether all of g are set.
func (f PropertyFlags) Has(g PropertyFlags) bool { return f&g == g }

// SLASummary is one service-level property, as written.
type SLASummary struct {
	Property, Value, Unit, Element string
}

// PortSummary is one port of a product.
type PortSummary struct {
	Name, Version, Contract string
	Requires                []PortRef
}

// PortRef names a contract and version.
type PortRef struct{ Contract, Version string }

// Summarize digests the contract. The time decides who has left.
func (c *Contract) Summarize(now time.Time) Summary {
	s := Summary{
		Subject: OfContract, ID: c.ID, Name: c.Name, Version: c.Version, Status: c.Status,
		Domain: c.Domain, DataProduct: c.DataProduct, Tenant: c.Tenant, Dialect: c.Dialect,
		Description: c.Description.Summary(), Owner: c.Team.Owner(c.Custom, now),
		People: people(c.Team), Support: channels(c.Support), Tags: c.Tags,
		Synonyms: synonyms(c.Synonyms), Created: c.Created,
	}
	for i := range c.Servers {
		s.Servers = append(s.Servers, c.Servers[i].summarize())
	}
	for i := range c.Schema {
		s.Objects = append(s.Objects, c.Schema[i].summarize())
	}
	if len(c.Schema) > 0 {
		s.Type = c.Schema[0].PhysicalType
	}
	for _, p := range c.SLAs {
		s.SLAs = append(s.SLAs, SLASummary{p.Property, p.Value.String(), p.Unit, strings.Join(p.Elements, ", ")})
	}
	return s
}

// Summarize digests the product. The time decides who has left.
func (p *Product) Summarize(now time.Time) Summary {
	return Summary{
		Subject: OfProduct, ID: p.ID, Name: p.Name, Version: p.Version, Status: p.Status,
		Domain: p.Domain, Tenant: p.Tenant, Type: p.Type, Dialect: p.Dialect,
		Description: p.Description.Summary(), Owner: p.Team.Owner(p.Custom, now),
		People: people(p.Team), Support: channels(p.Support), Tags: p.Tags,
		Synonyms: synonyms(p.Synonyms), Inputs: ports(p.Inputs), Outputs: ports(p.Outputs),
		Created: p.Created,
	}
}

func people(t Team) []string {
	var out []string
	for _, m := range t.Members {
		who := m.Label()
		if m.Name != "" && m.Username != "" {
			who = m.Name + " <" + m.Username + ">"
		}
		if m.Role != "" {
			who += ", " + m.Role
		}
		if who != "" {
			out = append(out, who)
		}
	}
	return out
}

func channels(ss []Support) []string {
	var out []string
	for _, s := range ss {
		out = append(out, s.Channel)
	}
	return out
}

func synonyms(ss []Synonym) []string {
	var out []string
	for _, s := range ss {
		out = append(out, s.Synonym)
	}
	return out
}

func ports(ps []Port) []PortSummary {
	var out []PortSummary
	for _, p := range ps {
		s := PortSummary{Name: p.Name, Version: p.Version, Contract: p.Contract}
		for _, r := range p.Requires {
			s.Requires = append(s.Requires, PortRef{r.ID, r.Version})
		}
		out = append(out, s)
	}
	return out
}

// locationKeys are the settings that say where a server's data is, from the
// outermost to the innermost.
var locationKeys = []string{
	"host", "account", "project", "catalog", "database", "schema", "dataset",
	"topic", "stream", "location", "path", "namespace",
}

// Location says in one line where the data is, outermost part first.
func (s *Server) Location() string {
	var parts []string
	for _, k := range locationKeys {
		if t := s.Setting(k); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "/")
}

func (s *Server) summarize() ServerSummary {
	return ServerSummary{s.Name, s.Type, s.Environment, s.Setting("format"), s.Location()}
}

func (o *Object) summarize() ObjectSummary {
	s := ObjectSummary{
		ID: o.ID, Name: o.Name, Physical: o.PhysicalName, Business: o.BusinessName, Type: o.PhysicalType,
		Description: o.Description, Tags: o.Tags, Synonyms: synonyms(o.Synonyms), Deprecated: o.Deprecated.Is(),
		References: targets(o.Relationships), Checks: checkTexts(o.Quality),
		Properties: make([]PropertySummary, 0, len(o.Properties)),
	}
	for at := range o.Walk() {
		s.Properties = append(s.Properties, at.Property.summarize(strings.TrimPrefix(at.Path, o.Name+".")))
	}
	for i := range o.Relationships {
		s.attach(&o.Relationships[i])
	}
	return s
}

// attach gives the targets of an object's foreign key to the properties that it
// goes from, so that each can be followed from the property.
func (s *ObjectSummary) attach(r *Relationship) {
	for i := range min(len(r.From), len(r.To)) {
		from := r.From[i]
		for j := range s.Properties {
			p := &s.Properties[j]
			if from == p.Path || from == s.Name+"."+p.Path || (p.ID != "" && strings.HasSuffix(from, "/properties/"+p.ID)) {
				p.References = append(p.References, r.To[i])
				break
			}
		}
	}
}

func targets(rs []Relationship) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.To...)
	}
	return out
}

func checkTexts(cs []Check) []string {
	var out []string
	for i := range cs {
		out = append(out, cs[i].Label())
	}
	return out
}

// Label is how to call the check: its name, else what it measures, else what
// it says.
func (c *Check) Label() string {
	for _, s := range []string{c.Name, c.Metric, c.Rule, c.Description, c.Engine, c.Type} {
		if s != "" {
			return s
		}
	}
	return "check"
}

func (p *Property) summarize(path string) PropertySummary {
	s := PropertySummary{
		ID: p.ID, Path: path, Physical: p.PhysicalName, Business: p.BusinessName, Type: p.LogicalType,
		PhysicalType: p.PhysicalType, Description: p.Description, Classification: p.Classification,
		Tags: p.Tags, Synonyms: synonyms(p.Synonyms), Flags: p.Flags(), Checks: len(p.Quality),
		References: targets(p.Relationships), Sources: slices.Clone(p.TransformSources),
	}
	if s.Type == "" {
		s.Type = p.PhysicalType
	}
	for _, in := range p.Inputs {
		s.Sources = append(s.Sources, in.Namespace+"."+in.Name+"."+in.Field)
	}
	return s
}

// Flags digests the property's yes-or-no facts. A primary key is required
// whether or not it says so.
func (p *Property) Flags() PropertyFlags {
	var f PropertyFlags
	set := func(on bool, g PropertyFlags) {
		if on {
			f |= g
		}
	}
	set(p.PrimaryKey.Is(), PrimaryKey|Required)
	set(p.Required.Is(), Required)
	set(p.Unique.Is(), Unique)
	set(p.Partitioned.Is(), Partition)
	set(p.CriticalElement.Is(), Critical)
	set(p.EncryptedName != "", Encrypted)
	set(p.IsPII(), PII)
	set(p.Deprecated.Is(), DeprecatedProperty)
	return f
}

// IsPII reports whether the contract itself says that the property is personal:
// by a custom property or tag "pii", or by a classification that says so.
func (p *Property) IsPII() bool {
	for _, c := range p.Custom {
		if strings.EqualFold(c.Property, "pii") {
			return strings.EqualFold(c.Value.Text, "true") || strings.EqualFold(c.Value.Text, "yes")
		}
	}
	for _, t := range p.Tags {
		if strings.EqualFold(t, "pii") {
			return true
		}
	}
	c := strings.ToLower(p.Classification)
	return strings.Contains(c, "pii") || strings.Contains(c, "personal")
}
