package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"meshdex/catalog"
)

// Markdown writes a card of the contract for a wiki or a pull request. The time
// decides who has left.
func Markdown(w io.Writer, c *catalog.Contract, now time.Time) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", cell(nameOf(c.Name, c.ID)))
	if s := c.Description.Summary(); s != "" {
		fmt.Fprintf(&b, "%s\n\n", cell(s))
	}
	b.WriteString("| | |\n|---|---|\n")
	for _, row := range [][2]string{
		{"Id", c.ID},
		{"Version", c.Version},
		{"Status", c.Status},
		{"Domain", c.Domain},
		{"Product", c.DataProduct},
		{"Owner", c.Team.Owner(c.Custom, now)},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "| %s | %s |\n", row[0], cell(row[1]))
		}
	}
	for _, s := range c.Support {
		fmt.Fprintf(&b, "| Support | %s |\n", cell(strings.TrimSpace(s.Channel+" "+s.URL)))
	}
	markdownSLAs(&b, c.SLAs)
	for i := range c.Schema {
		markdownObject(&b, &c.Schema[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownSLAs(b *strings.Builder, all []catalog.SLA) {
	if len(all) == 0 {
		return
	}
	b.WriteString("\n## Service levels\n\n| Promise | Value | For |\n|---|---|---|\n")
	for _, s := range all {
		fmt.Fprintf(b, "| %s | %s | %s |\n", cell(s.Property), cell(strings.TrimSpace(s.Value.String()+" "+s.Unit)), cell(strings.Join(s.Elements, ", ")))
	}
}

func markdownObject(b *strings.Builder, o *catalog.Object) {
	fmt.Fprintf(b, "\n## %s\n\n", cell(o.Name))
	if o.Description != "" {
		fmt.Fprintf(b, "%s\n\n", cell(o.Description))
	}
	if len(o.Properties) == 0 {
		return
	}
	b.WriteString("| Property | Type | Required | Classification | Description |\n|---|---|---|---|---|\n")
	for at := range o.Walk() {
		p := at.Property
		required := ""
		if p.PrimaryKey.Is() {
			required = "key"
		} else if p.Required.Is() {
			required = "yes"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", cell(strings.TrimPrefix(at.Path, o.Name+".")),
			cell(nameOf(p.LogicalType, p.PhysicalType)), required, cell(p.Classification), cell(p.Description))
	}
}

var markdownText = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "#", `\#`)

// cell keeps a text in its table cell and from being markup.
func cell(s string) string { return markdownText.Replace(plain(s)) }
