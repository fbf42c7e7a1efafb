package diff

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/sla"
)

// level adds a service level.
func (n *node) level(p *catalog.SLA) {
	l := sla.Normalize(*p)
	c := n.add(&node{kind: levelKind, name: l.Name.Title(), place: p.Place, source: l})
	c.path = join("slaProperties", defaultTo(p.Property, "?"))
	c.annotate(p.Annotations, p.Element)
	c.put("property", string(l.Name), p.Property)
	c.putAt("level", quantityText(l.Quantity), l.Quantity.String(), p.Place.Of("value"))
	c.put("driver", l.Driver, p.Driver)
	c.value("valueExt", ownExtension(p))
	c.prose("schedule", p.Schedule)
	c.word("scheduler", strings.ToLower(p.Scheduler))
	c.prose("description", p.Description)
}

// elements lists what a service level applies to, as written.
func (n *node) elements() []string {
	l, _ := n.source.(sla.Level)
	return l.Elements
}

// ownExtension drops a second value that only repeats the first, as the
// standard's own example does.
func ownExtension(p *catalog.SLA) catalog.Value {
	if canonicalScalar(p.ValueExt) == canonicalScalar(p.Value) {
		return catalog.Value{}
	}
	return p.ValueExt
}

// quantityText is equal for levels that sla.Compare finds the same.
func quantityText(q sla.Quantity) string {
	switch q.Kind {
	case sla.None:
		return ""
	case sla.Number, sla.Percent:
		return fmt.Sprintf("%d %.9g %s", q.Kind, q.Amount, q.Unit)
	case sla.Period:
		return fmt.Sprintf("%d %.9g %.9g %v", q.Kind, q.Duration.Months, q.Duration.Seconds, q.Either)
	case sla.ClockTime:
		const day = 24 * 3600
		seconds := int(q.Clock.SinceMidnight.Seconds()-q.Clock.Offset.Seconds())%day + day
		return fmt.Sprintf("%d %d %s", q.Kind, seconds%day, q.Clock.Zone)
	case sla.Instant:
		return fmt.Sprintf("%d %d", q.Kind, q.Time.Unix())
	case sla.Unlimited:
		return "unlimited"
	}
	return strings.ToLower(foldText(q.Raw))
}

// serverAddress are the settings that say where the data is.
var serverAddress = []string{
	"host", "port", "account", "project", "dataset", "database", "catalog", "schema", "location", "path", "topic",
	"stream", "endpointUrl", "endpoint", "serviceName", "catalogUrl", "namespace", "clusterIdentifier", "storageAccount",
	"bucket", "container", "url", "http_path", "httpPath", "share", "prefix", "table", "view",
}

// serverCompute are the settings that say which engine answers.
var serverCompute = []string{"warehouse", "workgroup", "stagingDir"}

// defaultPorts by type of server: writing one out changes nothing.
var defaultPorts = map[string]string{
	"postgresql": "5432", "redshift": "5439", "mysql": "3306", "sqlserver": "1433", "oracle": "1521", "trino": "8080",
	"presto": "8080", "clickhouse": "8123", "db2": "50000", "vertica": "5433", "cassandra": "9042", "hive": "10000", "impala": "21050",
}

// serverTypes folds the names that one type of server goes by.
var serverTypes = map[string]string{
	"postgres": "postgresql", "zen": "btrieve", "poet": "fastobjects", "bigquery": "bigquery", "mssql": "sqlserver",
	"synapse": "synapse", "glue": "glue", "googlecloudstorage": "gcs",
}

func (n *node) server(s *catalog.Server) {
	name := s.Name
	if name == "" {
		name = defaultTo(s.Location(), s.Type)
	}
	c := n.add(&node{kind: serverKind, name: name, place: s.Place, path: join("servers", name), source: s})
	c.annotate(s.Annotations, s.Element)
	c.word("server", s.Name)
	kind := serverType(s.Type)
	c.put("type", kind, s.Type)
	c.put("environment", environmentOf(s.Environment), s.Environment)
	c.prose("description", s.Description)
	for _, f := range s.Settings {
		c.setting(kind, f)
	}
	var roles []string
	for i := range s.Roles {
		r := &s.Roles[i]
		roles = append(roles, strings.TrimSpace(r.Role+" "+r.Access))
		rest := foldText(r.Description) + "\x1e" + r.FirstLevelApprovers + "\x1e" + r.SecondLevelApprovers + "\x1e" + remainder(r.Element, r.Annotations)
		if strings.Trim(rest, "\x1e") != "" {
			c.putAt(c.free("roles.of"), rest, "who approves and why", r.Place.Pos)
		}
	}
	c.set("roles", roles)
}

func serverType(s string) string {
	t := strings.ToLower(strings.TrimSpace(s))
	if same, ok := serverTypes[t]; ok {
		return same
	}
	return t
}

// setting sorts a setting into address, form of delivery, engine, or the rest.
func (n *node) setting(kind string, f catalog.Field) {
	pos := n.place.Of(f.Key)
	value := canonicalScalar(f.Value)
	switch {
	case slices.Contains(serverAddress, f.Key):
		if f.Key == "port" && value == defaultPorts[kind] {
			return
		}
		n.putAt("address."+f.Key, value, f.Value.String(), pos)
	case slices.Contains(serverCompute, f.Key):
		n.putAt("compute."+f.Key, value, f.Value.String(), pos)
	case f.Key == "format":
		if value = strings.ToLower(value); kind != "kafka" || value != "json" {
			n.putAt("format", value, f.Value.String(), pos)
		}
	case f.Key == "encoding":
		n.putAt("encoding", foldName(value), f.Value.String(), pos)
	case f.Key == "delimiter":
		n.putAt("delimiter", canonical(f.Value), f.Value.String(), pos)
	case f.Key == "region" || f.Key == "regionName":
		n.putAt("region", strings.ToLower(value), f.Value.String(), pos)
	default:
		n.putAt(n.free("setting:"+f.Key), canonical(f.Value), secretOr(f.Key, f.Value.String()), pos)
	}
}

// environmentOf folds the words for production; others stay themselves.
func environmentOf(s string) string {
	switch e := strings.ToLower(strings.TrimSpace(s)); e {
	case "production", "prd", "live":
		return "prod"
	case "development":
		return "dev"
	case "testing":
		return "test"
	default:
		return e
	}
}

func (n *node) role(r *catalog.Role) {
	c := n.add(&node{kind: roleKind, name: r.Role, place: r.Place, path: join("roles", r.Role), source: r})
	c.annotate(r.Annotations, r.Element)
	c.word("role", r.Role)
	c.put("access", strings.ToLower(foldText(r.Access)), r.Access)
	c.word("firstLevelApprovers", r.FirstLevelApprovers)
	c.word("secondLevelApprovers", r.SecondLevelApprovers)
	c.prose("description", r.Description)
}

func (n *node) support(s *catalog.Support) {
	name := defaultTo(s.Channel, s.URL)
	c := n.add(&node{kind: supportKind, name: name, place: s.Place, path: join("support", name)})
	c.annotate(s.Annotations, s.Element)
	c.word("channel", s.Channel)
	c.word("url", s.URL)
	c.prose("description", s.Description)
	c.word("tool", strings.ToLower(s.Tool))
	c.word("scope", strings.ToLower(s.Scope))
	c.word("invitationUrl", s.InvitationURL)
}
