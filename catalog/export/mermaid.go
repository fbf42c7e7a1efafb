package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"meshdex/catalog"
)

// Mermaid writes an entity-relationship diagram of the schema: an entity for
// every object, with its top properties, and a line for every foreign key that
// stays inside the contract.
func Mermaid(w io.Writer, c *catalog.Contract) error {
	var b strings.Builder
	b.WriteString("erDiagram\n")
	for i := range c.Schema {
		entity(&b, &c.Schema[i])
	}
	s := c.Summarize(time.Time{})
	for _, o := range s.Objects {
		lines := map[string]bool{}
		for _, p := range o.Properties {
			for _, to := range p.References {
				target, ok := inside(&s, to)
				line := fmt.Sprintf("  %s }o--|| %s : %q\n", identifier(o.Name), identifier(target), identifier(p.Path))
				if ok && !lines[line] {
					lines[line] = true
					b.WriteString(line)
				}
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func entity(b *strings.Builder, o *catalog.Object) {
	fmt.Fprintf(b, "  %s {\n", identifier(o.Name))
	for i := range o.Properties {
		p := &o.Properties[i]
		fmt.Fprintf(b, "    %s %s", typeWord(p), identifier(p.Name))
		switch {
		case p.PrimaryKey.Is():
			b.WriteString(" PK")
		case len(p.Relationships) > 0:
			b.WriteString(" FK")
		case p.Unique.Is():
			b.WriteString(" UK")
		}
		b.WriteByte('\n')
	}
	b.WriteString("  }\n")
}

func typeWord(p *catalog.Property) string {
	if t := nameOf(p.LogicalType, p.PhysicalType); t != "" {
		return identifier(t)
	}
	return "any"
}

// inside is the object of the contract that a reference leads to, by name or by
// id.
func inside(s *catalog.Summary, ref string) (string, bool) {
	parts := strings.FieldsFunc(strings.TrimPrefix(ref, "/"), func(r rune) bool { return r == '.' || r == '/' })
	if len(parts) > 1 && parts[0] == "schema" {
		parts = parts[1:]
	}
	for _, o := range s.Objects {
		if len(parts) > 0 && (parts[0] == o.Name || parts[0] == o.ID && o.ID != "") {
			return o.Name, true
		}
	}
	return "", false
}
