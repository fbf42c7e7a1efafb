package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"meshdex/catalog"
)

// Dialect is a dialect of SQL.
type Dialect string

// The dialects that are written. Generic is ISO SQL.
const (
	Generic    Dialect = "generic"
	Postgres   Dialect = "postgres"
	Snowflake  Dialect = "snowflake"
	BigQuery   Dialect = "bigquery"
	Databricks Dialect = "databricks"
)

// DialectOf is the dialect of the contract's first server that has one.
func DialectOf(c *catalog.Contract) Dialect {
	for _, s := range c.Servers {
		switch s.Type {
		case "postgres", "postgresql", "redshift", "cloudsql":
			return Postgres
		case "snowflake":
			return Snowflake
		case "bigquery":
			return BigQuery
		case "databricks", "iceberg", "hive":
			return Databricks
		}
	}
	return Generic
}

// sqlTypes are the column types for logical types, by dialect.
var sqlTypes = map[Dialect]map[string]string{
	Generic:    {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL", "boolean": "BOOLEAN", "date": "DATE", "timestamp": "TIMESTAMP", "time": "TIME", "object": "VARCHAR", "array": "VARCHAR", "map": "VARCHAR", "vector": "VARCHAR"},
	Postgres:   {"string": "text", "integer": "bigint", "number": "numeric", "boolean": "boolean", "date": "date", "timestamp": "timestamptz", "time": "time", "object": "jsonb", "array": "jsonb", "map": "jsonb", "vector": "real[]"},
	Snowflake:  {"string": "VARCHAR", "integer": "NUMBER(38,0)", "number": "NUMBER(38,9)", "boolean": "BOOLEAN", "date": "DATE", "timestamp": "TIMESTAMP_TZ", "time": "TIME", "object": "OBJECT", "array": "ARRAY", "map": "OBJECT", "vector": "ARRAY"},
	BigQuery:   {"string": "STRING", "integer": "INT64", "number": "NUMERIC", "boolean": "BOOL", "date": "DATE", "timestamp": "TIMESTAMP", "time": "TIME", "object": "JSON", "array": "JSON", "map": "JSON", "vector": "ARRAY<FLOAT64>"},
	Databricks: {"string": "STRING", "integer": "BIGINT", "number": "DECIMAL(38,9)", "boolean": "BOOLEAN", "date": "DATE", "timestamp": "TIMESTAMP", "time": "STRING", "object": "STRING", "array": "STRING", "map": "STRING", "vector": "ARRAY<FLOAT>"},
}

// DDL writes a CREATE TABLE statement for every schema object that has
// properties. The physical type of a column is taken as it is when it reads like
// a type; else the logical type decides.
func DDL(w io.Writer, c *catalog.Contract, d Dialect) error {
	var b strings.Builder
	for i := range c.Schema {
		if o := &c.Schema[i]; len(o.Properties) > 0 {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			createTable(&b, o, d)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func createTable(b *strings.Builder, o *catalog.Object, d Dialect) {
	if o.Description != "" {
		fmt.Fprintf(b, "-- %s\n", plain(o.Description))
	}
	fmt.Fprintf(b, "CREATE TABLE %s (\n", tableName(o, d))
	keys := primaryKey(o)
	for i := range o.Properties {
		p := &o.Properties[i]
		fmt.Fprintf(b, "  %s %s", quoteName(nameOf(p.PhysicalName, p.Name), d), columnType(p, d))
		if p.Required.Is() || p.PrimaryKey.Is() {
			b.WriteString(" NOT NULL")
		}
		if p.Unique.Is() && !p.PrimaryKey.Is() && (d == Generic || d == Postgres || d == Snowflake) {
			b.WriteString(" UNIQUE")
		}
		if i+1 < len(o.Properties) || len(keys) > 0 {
			b.WriteByte(',')
		}
		if p.Description != "" {
			fmt.Fprintf(b, " -- %s", plain(p.Description))
		}
		b.WriteByte('\n')
	}
	if len(keys) > 0 {
		enforced := ""
		if d == BigQuery {
			enforced = " NOT ENFORCED"
		}
		for i := range keys {
			keys[i] = quoteName(keys[i], d)
		}
		fmt.Fprintf(b, "  PRIMARY KEY (%s)%s\n", strings.Join(keys, ", "), enforced)
	}
	b.WriteString(");\n")
}

// primaryKey lists the columns of the key in their order.
func primaryKey(o *catalog.Object) []string {
	var key []*catalog.Property
	for i := range o.Properties {
		if o.Properties[i].PrimaryKey.Is() {
			key = append(key, &o.Properties[i])
		}
	}
	slices.SortStableFunc(key, func(a, b *catalog.Property) int { return a.PrimaryKeyPosition - b.PrimaryKeyPosition })
	names := make([]string, len(key))
	for i, p := range key {
		names[i] = nameOf(p.PhysicalName, p.Name)
	}
	return names
}

// columnType trusts a physical type only as far as it can end nothing: letters,
// digits, and the brackets, commas and blanks of types.
func columnType(p *catalog.Property, d Dialect) string {
	t := plain(p.PhysicalType)
	odd := strings.IndexFunc(t, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_ ,()<>[]:", r))
	})
	if t != "" && odd < 0 && balanced(t) {
		return t
	}
	if known, ok := sqlTypes[d][p.LogicalType]; ok {
		return known
	}
	return sqlTypes[d]["string"]
}

// balanced reports whether no bracket is closed before it is opened, or left
// open, so that the type stays within its column.
func balanced(t string) bool {
	depth := 0
	for _, r := range t {
		switch {
		case strings.ContainsRune("(<[", r):
			depth++
		case strings.ContainsRune(")>]", r):
			depth--
		case r == ',' && depth == 0:
			return false
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}

// tableName quotes each part of a dotted physical name by itself.
func tableName(o *catalog.Object, d Dialect) string {
	if o.PhysicalName == "" {
		return quoteName(o.Name, d)
	}
	parts := strings.Split(o.PhysicalName, ".")
	for i := range parts {
		parts[i] = quoteName(parts[i], d)
	}
	return strings.Join(parts, ".")
}

func quoteName(name string, d Dialect) string {
	name = plain(name)
	switch d {
	case BigQuery:
		return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`").Replace(name) + "`"
	case Databricks:
		return "`" + strings.ReplaceAll(name, "`", "``") + "`"
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// Select is a SELECT of the object's columns without the sensitive ones, which
// are told in a comment; a nested column is sensitive when a part of it is. It
// is only that comment when no column is left.
func Select(o *catalog.Object, d Dialect) string {
	var columns, left []string
	for i := range o.Properties {
		p := &o.Properties[i]
		name := nameOf(p.PhysicalName, p.Name)
		if holdsSensitive(p) {
			left = append(left, plain(name))
			continue
		}
		columns = append(columns, "  "+quoteName(name, d))
	}
	var b strings.Builder
	if len(left) > 0 {
		fmt.Fprintf(&b, "-- without the sensitive %s\n", strings.Join(left, ", "))
	}
	if len(columns) > 0 {
		fmt.Fprintf(&b, "SELECT\n%s\nFROM %s;\n", strings.Join(columns, ",\n"), tableName(o, d))
	}
	return b.String()
}

func holdsSensitive(p *catalog.Property) bool {
	if p == nil {
		return false
	}
	if IsSensitive(p) || holdsSensitive(p.Items) || holdsSensitive(p.Key) || holdsSensitive(p.Value) {
		return true
	}
	for i := range p.Properties {
		if holdsSensitive(&p.Properties[i]) {
			return true
		}
	}
	return false
}
