package export

import (
	"io"
	"strconv"
	"strings"

	"meshdex/catalog"
)

// Avro writes an Avro schema (1.11): a record, or a list of records when the
// contract has several schema objects. Names that Avro does not allow are
// rewritten with underscores, the name of the contract being kept as an alias in
// "meshdex.name".
func Avro(w io.Writer, c *catalog.Contract) error {
	var records []any
	for i := range c.Schema {
		o := &c.Schema[i]
		r := record(identifier(o.Name), o.Properties)
		put(r, "doc", o.Description)
		records = append(records, r)
	}
	if len(records) == 1 {
		return encode(w, records[0])
	}
	if records == nil {
		records = []any{}
	}
	return encode(w, records)
}

// record names nested records by their path, for a name is used once.
func record(name string, ps []catalog.Property) map[string]any {
	fields := []any{}
	taken := map[string]bool{}
	for i := range ps {
		p := &ps[i]
		id := identifier(p.Name)
		for n := 2; taken[id]; n++ {
			id = identifier(p.Name) + "_" + strconv.Itoa(n)
		}
		taken[id] = true
		f := map[string]any{"name": id, "type": avroType(name+"_"+id, p)}
		put(f, "doc", p.Description)
		if id != p.Name {
			put(f, "meshdex.name", p.Name)
		}
		if !p.Required.Is() && !p.PrimaryKey.Is() {
			f["type"], f["default"] = []any{"null", f["type"]}, nil
		}
		fields = append(fields, f)
	}
	return map[string]any{"type": "record", "name": name, "fields": fields}
}

func avroType(name string, p *catalog.Property) any {
	switch p.LogicalType {
	case "integer":
		return "long"
	case "number":
		return "double"
	case "boolean":
		return "boolean"
	case "date":
		return map[string]any{"type": "int", "logicalType": "date"}
	case "timestamp":
		return map[string]any{"type": "long", "logicalType": "timestamp-micros"}
	case "time":
		return map[string]any{"type": "long", "logicalType": "time-micros"}
	case "array":
		return map[string]any{"type": "array", "items": part(name+"_item", p.Items)}
	case "map":
		return map[string]any{"type": "map", "values": part(name+"_value", p.Value)}
	case "vector":
		return map[string]any{"type": "array", "items": "float"}
	}
	if p.LogicalType == "object" || len(p.Properties) > 0 {
		return record(name, p.Properties)
	}
	return "string"
}

func part(name string, p *catalog.Property) any {
	if p == nil {
		return "string"
	}
	return avroType(name, p)
}

// identifier makes a name of Avro: letters, digits and underscores, no digit
// first.
func identifier(s string) string {
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '_'
	}, s)
	if id == "" || id[0] >= '0' && id[0] <= '9' {
		return "_" + id
	}
	return id
}
