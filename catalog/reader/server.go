package reader

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// serverSettings are the keys of ODCS servers that depend on their type, those
// of every version together.
var serverSettings = []string{
	"account", "catalog", "catalogUrl", "clusterIdentifier", "database", "dataset", "delimiter", "encoding",
	"endpoint", "endpointUrl", "format", "host", "http_path", "location", "namespace", "path", "port", "project",
	"region", "regionName", "schema", "serviceName", "share", "stagingDir", "storageAccount", "stream", "topic",
	"warehouse", "workgroup",
}

// serverTypesSince lists the server types that came after ODCS v3.0.0.
var serverTypesSince = map[string]string{
	"hive": "v3.1.0", "impala": "v3.1.0", "zen": "v3.1.0",
	"hana": "v3.2.0", "iceberg": "v3.2.0", "exasol": "v3.2.0", "teradata": "v3.2.0", "ingres": "v3.2.0",
	"vectorwise": "v3.2.0", "versant": "v3.2.0", "poet": "v3.2.0", "fastobjects": "v3.2.0", "btrieve": "v3.2.0",
}

func (cr *contractReader) server(n node, s *catalog.Server) {
	m := n.open(nil)
	m.name("server", &s.Name)
	m.text("type", &s.Type)
	s.Type = strings.ToLower(s.Type)
	m.text("description", &s.Description)
	m.text("environment", &s.Environment)
	list(m, "roles", &s.Roles, cr.role)
	m.annotations(&s.Annotations)
	m.settings(&s.Settings)
	m.secrets()
	m.close(&s.Element)
	cr.since(serverTypesSince[s.Type], serverTypesSince[s.Type] != "")
	cr.since("v3.2.0", m.at.hasAny("encoding", "workgroup"))
}

// settings takes what is particular to the server's type, in the order of the
// document.
func (m *mapping) settings(dst *[]catalog.Field) {
	if !m.at.isMap() {
		return
	}
	for i := range len(m.at.y.Content) / 2 {
		key := m.raw(i)
		if m.taken.has(i) || !slices.Contains(serverSettings, key) {
			continue
		}
		*dst = append(*dst, catalog.Field{Key: key, Value: valueOf(m.value(i).y)})
		m.take(key, i)
	}
}

// secrets takes every credential of a server and keeps of it only that it was
// there.
func (m *mapping) secrets() {
	if !m.at.isMap() {
		return
	}
	for i := range len(m.at.y.Content) / 2 {
		if key := m.raw(i); !m.taken.has(i) && isServerSecretKey(key) {
			m.secret(key, i)
		}
	}
}

// secret makes a redacted extension of the entry.
func (m *mapping) secret(key string, i int) {
	v := m.value(i)
	m.taken.add(i)
	m.extra = append(m.extra, catalog.Extension{Path: m.prefix + key, Value: m.at.r.hide(key, v), Pos: v.pos})
}
