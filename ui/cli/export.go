package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/export"
	"meshdex/catalog/writer"
	"meshdex/ui/text"
)

// sqlDialects are the words of --dialect.
var sqlDialects = map[string]export.Dialect{
	"generic": export.Generic, "postgres": export.Postgres, "snowflake": export.Snowflake, "bigquery": export.BigQuery, "databricks": export.Databricks,
}

func dialectNames() []string { return slices.Sorted(maps.Keys(sqlDialects)) }

func (t *tool) exportCommand() *cobra.Command {
	var dialect string
	c := &cobra.Command{
		Use:   "export REF",
		Short: "Write a contract as ODCS, Markdown, SQL, JSON Schema, Avro or Mermaid",
		Long: `Export writes a contract, or one object of it as REF#OBJECT, in another form:

  odcs         ODCS v3.2 YAML, whatever the contract was written in (the default)
  odps         ODPS v1.1 YAML, of a product
  json         the same as JSON
  markdown     a card for a wiki
  sql          CREATE TABLE statements
  select       SELECT statements without the sensitive columns
  json-schema  JSON Schema 2020-12
  avro         Avro schema
  mermaid      an entity-relationship diagram`,
		Example: "  meshdex export orders > orders.odcs.yaml\n  meshdex export orders --format sql --dialect bigquery\n" +
			"  meshdex export orders@1.0.0#orders --format json-schema",
		Args:              exactly(1, "a reference"),
		ValidArgsFunction: t.completeRefs,
		RunE:              func(_ *cobra.Command, args []string) error { return t.export(args[0], dialect) },
	}
	c.Flags().StringVar(&dialect, "dialect", "", "SQL of: "+text.OneOf(dialectNames())+" (default: told from the servers)")
	t.alsoPrints(c, "odcs", "odps", "markdown", "sql", "select", "json-schema", "avro", "mermaid")
	choose(c, "dialect", dialectNames()...)
	return c
}

func (t *tool) export(ref, dialect string) error {
	if _, ok := sqlDialects[dialect]; dialect != "" && !ok {
		return usage("dialects are "+text.List(dialectNames()), "unknown dialect %q", dialect)
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	s, err := v.lookup(ref)
	if err != nil {
		return err
	}
	if s.contract == nil {
		return t.exportProduct(v, s, ref)
	}
	contract, err := narrowed(s.contract, s.path)
	if err != nil {
		return err
	}
	return t.exportContract(contract, dialect)
}

// exportProduct writes the product itself; in formats that only a contract has, it
// is the product's only one.
func (t *tool) exportProduct(v *view, s subject, ref string) error {
	switch {
	case s.product != nil && t.wantsJSON():
		data, err := writer.ProductJSON(s.product)
		if err != nil {
			return err
		}
		return t.printIndented(data)
	case s.product != nil && (t.format == "text" || t.format == "odps"):
		return writer.ODPS(t.Out, s.product)
	}
	row, err := v.contractOf(s.row, ref, s.path)
	if err != nil {
		return err
	}
	c, _, err := v.load(v.Contract(row).ID, "")
	if err != nil {
		return err
	}
	return t.exportContract(c, "")
}

func (t *tool) exportContract(c *catalog.Contract, dialect string) error {
	sql := export.DialectOf(c)
	if dialect != "" {
		sql = sqlDialects[dialect]
	}
	switch t.format {
	case "json":
		data, err := writer.JSON(c)
		if err != nil {
			return err
		}
		return t.printIndented(data)
	case "odps":
		return usage("name a product that has a document, or use --format odcs", "%s is a contract, not a product", c.ID)
	case "markdown":
		return export.Markdown(t.Out, c, t.Now())
	case "sql":
		return export.DDL(t.Out, c, sql)
	case "select":
		for i := range c.Schema {
			fmt.Fprintln(t.Out, strings.TrimSpace(export.Select(&c.Schema[i], sql)))
		}
		return nil
	case "json-schema":
		return export.JSONSchema(t.Out, c)
	case "avro":
		return export.Avro(t.Out, c)
	case "mermaid":
		return export.Mermaid(t.Out, c)
	}
	return writer.ODCS(t.Out, c)
}

// narrowed is the contract with only the object that a path begins with.
func narrowed(c *catalog.Contract, path string) (*catalog.Contract, error) {
	if path == "" {
		return c, nil
	}
	for _, o := range c.Schema {
		if strings.EqualFold(o.Name, path) {
			only := *c
			only.Schema = []catalog.Object{o}
			return &only, nil
		}
	}
	return nil, nothing("meshdex show "+c.ID+" schema lists the objects", "%s has no object %q", c.ID, path)
}

func (t *tool) printIndented(data []byte) error {
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	return t.write(out.Bytes())
}
