package lint

import (
	"strings"

	"meshdex/catalog"
)

// serverNeeds are the settings that ODCS v3.1 requires by the type of server,
// where its docs and its schema agree.
var serverNeeds = map[string][]string{
	"api": {"location"}, "athena": {"schema"}, "azure": {"location"}, "bigquery": {"project", "dataset"},
	"clickhouse": {"host", "database"}, "synapse": {"host", "database"}, "mysql": {"host", "database"},
	"cloudsql": {"host", "database"}, "vertica": {"host", "database"}, "postgres": {"host", "database"},
	"postgresql": {"host", "database"}, "databricks": {"catalog", "schema"}, "db2": {"host", "database"},
	"denodo": {"host"}, "dremio": {"host"}, "duckdb": {"database"}, "glue": {"account", "database"},
	"hive": {"host", "database"}, "impala": {"host", "database"}, "zen": {"host", "database"}, "informix": {"host", "database"},
	"kafka": {"host"}, "kinesis": nil, "local": {"path"}, "oracle": {"host", "serviceName"}, "presto": {"host"},
	"pubsub": {"project"}, "redshift": {"database", "schema"}, "s3": {"location"}, "sftp": {"location"},
	"snowflake": {"account", "database", "schema"}, "sqlserver": {"host", "database"}, "trino": {"host", "catalog"}, "custom": nil,
	"exasol": {"host"}, "hana": {"host"}, "iceberg": {"catalogUrl"}, "teradata": {"host"}, "ingres": {"host", "database"},
	"vectorwise": {"host", "database"}, "versant": {"database"}, "poet": {"database"}, "fastobjects": {"database"}, "btrieve": {"host", "database"},
}

func shapeOfSections() []rule {
	return append([]rule{
		{
			Rule:     Rule{"server-name-missing", Shape, catalog.Warning, "a server has no name", "Write it as server: production."},
			contract: func(p *pass, c *catalog.Contract) { servers(p, c, serverName) },
		},
		{
			Rule:     Rule{"server-type-unknown", Shape, catalog.Warning, "a server has no type that the standard knows", "Use the name of the technology, or type: custom."},
			contract: func(p *pass, c *catalog.Contract) { servers(p, c, serverType) },
		},
		{
			Rule:     Rule{"server-setting-missing", Shape, catalog.Warning, "a server lacks what is needed to find the data", "Write the setting."},
			contract: func(p *pass, c *catalog.Contract) { servers(p, c, serverSettings) },
		},
		{
			Rule:     Rule{"sla-incomplete", Shape, catalog.Warning, "a service level has no name or no value", "Write property and value."},
			contract: slaIncomplete,
		},
		{
			Rule:     Rule{"support-incomplete", Shape, catalog.Warning, "a support channel has no name", "Write channel."},
			contract: func(p *pass, c *catalog.Contract) { support(p, c.Support) },
			product:  func(p *pass, c *catalog.Product) { support(p, c.Support) },
		},
		{
			Rule:     Rule{"role-name-missing", Shape, catalog.Warning, "a role has no name", "Write role: with the name that a reader asks for."},
			contract: roleNames,
		},
		{
			Rule:     Rule{"member-name-missing", Shape, catalog.Warning, "a member of the team has no user name", "Write username."},
			contract: func(p *pass, c *catalog.Contract) { memberNames(p, &c.Team) },
			product:  func(p *pass, c *catalog.Product) { memberNames(p, &c.Team) },
		},
		{
			Rule:     Rule{"link-incomplete", Shape, catalog.Warning, "an authoritative definition lacks its address or type", "Write url and type."},
			contract: func(p *pass, c *catalog.Contract) { links(p, "", c.Links); linksOfSchema(p, c) },
			product:  func(p *pass, c *catalog.Product) { links(p, "", c.Links) },
		},
		{
			Rule:     Rule{"custom-property-incomplete", Shape, catalog.Warning, "a custom property lacks its name or value", "Write property and value."},
			contract: func(p *pass, c *catalog.Contract) { custom(p, c.Custom) },
			product:  func(p *pass, c *catalog.Product) { custom(p, c.Custom) },
		},
	}, shapeOfPorts()...)
}

func servers(p *pass, c *catalog.Contract, judge func(*pass, *catalog.Server, string)) {
	if !isODCS(c) {
		return
	}
	for i := range c.Servers {
		judge(p, &c.Servers[i], sel("", "servers", c.Servers[i].Name, i))
	}
}

func serverName(p *pass, s *catalog.Server, path string) {
	missing(p, s.Name, s.Place.Pos, path, "the server has no name")
}

func serverType(p *pass, s *catalog.Server, path string) {
	_, known := serverNeeds[s.Type]
	switch {
	case s.Type == "":
		p.say(s.Place.Pos, path, "the server has no type")
	case !known && !strings.Contains(s.Type, "${"):
		var types []string
		for t := range serverNeeds {
			types = append(types, t)
		}
		p.say(s.Place.Of("type"), path+".type", "%q is not a type of server%s", s.Type, meant(nearestWord(s.Type, sorted(types))))
	}
}

func serverSettings(p *pass, s *catalog.Server, path string) {
	for _, key := range serverNeeds[s.Type] {
		missing(p, s.Setting(key), s.Place.Pos, path, "the "+s.Type+" server "+s.Name+" has no "+key)
	}
}

func slaIncomplete(p *pass, c *catalog.Contract) {
	for i, s := range c.SLAs {
		path := sel("", "slaProperties", s.Property, i)
		switch {
		case s.Property == "":
			p.say(s.Place.Pos, path, "the service level has no name")
		case !s.Value.IsSet():
			p.say(s.Place.Pos, path, "the service level %s has no value", s.Property)
		}
	}
}

func support(p *pass, ss []catalog.Support) {
	for i, s := range ss {
		missing(p, s.Channel, s.Place.Pos, sel("", "support", "", i), "the support channel has no name")
	}
}

func roleNames(p *pass, c *catalog.Contract) {
	for i, r := range c.Roles {
		missing(p, r.Role, r.Place.Pos, sel("", "roles", "", i), "the role has no name")
	}
}

func memberNames(p *pass, t *catalog.Team) {
	for i, m := range t.Members {
		missing(p, m.Username, m.Place.Pos, sel("team", "members", m.Name, i), "the member has no username")
	}
}

func linksOfSchema(p *pass, c *catalog.Contract) {
	for o := range objects(c) {
		links(p, o.Path, o.Links)
	}
	for at := range properties(c) {
		links(p, at.Path, at.Links)
	}
}

func links(p *pass, path string, ls []catalog.AuthoritativeDefinition) {
	for i, l := range ls {
		if l.URL == "" || l.Type == "" {
			p.say(l.Place.Pos, sel(path, "authoritativeDefinitions", l.Type, i), "the definition has no url or no type")
		}
	}
}

func custom(p *pass, cs []catalog.CustomProperty) {
	for i, c := range cs {
		if c.Property == "" || !c.Value.IsSet() {
			p.say(c.Place.Pos, sel("", "customProperties", c.Property, i), "the custom property has no name or no value")
		}
	}
}

func shapeOfPorts() []rule {
	return []rule{
		{
			Rule:    Rule{"port-name-missing", Shape, catalog.Warning, "a port has no name", "Give it one."},
			product: func(p *pass, c *catalog.Product) { ports(p, c, portName) },
		},
		{
			Rule:    Rule{"port-contract-missing", Shape, catalog.Note, "a port names no contract", "Write contractId, so that lineage and impact can follow the port."},
			product: func(p *pass, c *catalog.Product) { ports(p, c, portContract) },
		},
		{
			Rule:    Rule{"management-port-unknown", Shape, catalog.Warning, "a management port has no content that the standard knows", "Use discoverability, observability, control or dictionary."},
			product: managementPorts,
		},
		{
			Rule: Rule{"ports-missing", Shape, catalog.Note, "a product has no output port", "Write outputPorts: a product without one offers nothing."},
			product: func(p *pass, c *catalog.Product) {
				if c.Dialect.Family == catalog.ODPS && len(c.Outputs) == 0 {
					p.say(c.Place.Pos, "", "the product has no output port")
				}
			},
		},
	}
}

func ports(p *pass, c *catalog.Product, judge func(*pass, *catalog.Port, string)) {
	if c.Dialect.Family != catalog.ODPS {
		return
	}
	for i := range c.Inputs {
		judge(p, &c.Inputs[i], sel("", "inputPorts", c.Inputs[i].Name, i))
	}
	for i := range c.Outputs {
		judge(p, &c.Outputs[i], sel("", "outputPorts", c.Outputs[i].Name, i))
	}
}

func portName(p *pass, port *catalog.Port, path string) {
	missing(p, port.Name, port.Place.Pos, path, "the port has no name")
}

func portContract(p *pass, port *catalog.Port, path string) {
	missing(p, port.Contract, port.Place.Pos, path, "the port "+port.Name+" names no contract")
}

func managementPorts(p *pass, c *catalog.Product) {
	for i, m := range c.Management {
		path := sel("", "managementPorts", m.Name, i)
		missing(p, m.Content, m.Place.Pos, path, "the management port does not say what it is for")
		word(p, m.Content, []string{"discoverability", "observability", "control", "dictionary"}, m.Place.Of("content"), path+".content")
	}
}
