package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/catalog/writer"
)

func (t *tool) showCommand() *cobra.Command {
	var raw bool
	c := &cobra.Command{
		Use:   "show REF [SECTION]",
		Short: "Show a product, a contract or a property",
		Long: `Show prints what REF names: a product or contract by id, name or domain/name, with
an optional @VERSION, and an optional #object.property.

Sections: ` + strings.Join(sectionNames(), ", ") + `.`,
		Example:           "  meshdex show checkout/orders\n  meshdex show orders@1.2.0 schema\n  meshdex show orders#orders.customer_id\n  meshdex show orders --raw",
		Args:              between(1, 2, "a reference, and optionally a section"),
		ValidArgsFunction: t.completeShow,
		RunE: func(c *cobra.Command, args []string) error {
			section := ""
			if len(args) == 2 {
				section = args[1]
			}
			return t.show(c.Context(), args[0], section, raw)
		},
	}
	c.Flags().BoolVar(&raw, "raw", false, "print the bytes as they were synced")
	return c
}

func (t *tool) completeShow(c *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 1 {
		return sectionNames(), cobra.ShellCompDirectiveNoFileComp
	}
	return t.completeRefs(c, args, prefix)
}

func (t *tool) show(ctx context.Context, ref, section string, raw bool) error {
	if section != "" && !slices.Contains(sectionNames(), section) {
		return usage("sections are: "+strings.Join(sectionNames(), ", "), "there is no section %q", section)
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	s, err := v.lookup(ref)
	if err != nil {
		return err
	}
	switch {
	case raw:
		return t.showRaw(v, s)
	case t.wantsJSON():
		return t.showJSON(v, s)
	}
	return t.showText(ctx, v, s, section)
}

func (t *tool) showRaw(v *view, s subject) error {
	data, err := v.Raw(s.version.Origin.Hash)
	if err != nil {
		return err
	}
	_, err = t.Out.Write(data)
	return err
}

type showJSON struct {
	Format     string          `json:"format"`
	Product    json.RawMessage `json:"product,omitempty"`
	Contract   json.RawMessage `json:"contract,omitempty"`
	Property   json.RawMessage `json:"property,omitempty"`
	Contracts  []string        `json:"contracts,omitempty"`
	Extensions []extensionJSON `json:"extensions"`
	Source     originJSON      `json:"source"`
	Dialect    dialectJSON     `json:"dialect"`
}

type extensionJSON struct {
	Path  string `json:"path"`
	Value string `json:"value"`
	Line  int    `json:"line,omitempty"`
}

type originJSON struct {
	Source string `json:"source"`
	Path   string `json:"path"`
	Hash   string `json:"hash"`
	Commit string `json:"commit,omitempty"`
}

type dialectJSON struct {
	Family   catalog.Family `json:"family"`
	Declared string         `json:"declared"`
	Detected string         `json:"detected"`
}

func newDialectJSON(d catalog.Dialect) dialectJSON {
	return dialectJSON{d.Family, d.Declared, d.Detected}
}

func newOriginJSON(o catalog.Origin) originJSON {
	return originJSON{o.Source, o.Path, o.Hash, o.Commit}
}

func (t *tool) showJSON(v *view, s subject) error {
	out := showJSON{Format: "meshdex.show/1", Extensions: []extensionJSON{}, Source: newOriginJSON(s.version.Origin)}
	for i := range s.row.Contracts {
		out.Contracts = append(out.Contracts, v.Contract(s.row.First+i).ID)
	}
	var err error
	switch {
	case s.contract != nil:
		out.Dialect = newDialectJSON(s.contract.Dialect)
		out.Contract, err = writer.JSON(s.contract)
		out.Extensions = append(out.Extensions, extensionsJSON(s.contract.AllExtensions())...)
	case s.product != nil:
		out.Dialect = newDialectJSON(s.product.Dialect)
		out.Product, err = writer.ProductJSON(s.product)
		out.Extensions = append(out.Extensions, extensionsJSON(s.product.AllExtensions())...)
	default:
		out.Product, err = json.Marshal(map[string]any{"id": s.row.ID, "name": s.row.Name, "domain": s.row.Domain, "status": s.row.Status})
	}
	if err != nil {
		return err
	}
	return t.printJSON(out)
}

func extensionsJSON(at []catalog.PlacedExtension) []extensionJSON {
	var out []extensionJSON
	for _, e := range at {
		out = append(out, extensionJSON{e.At, e.Extension.Value.String(), e.Extension.Pos.Line})
	}
	return out
}

// section writes one section. What only contracts have is that of the product's
// contract; of several, only when the section was asked for by name.
func (v *view) section(ctx context.Context, p *prose, sec section, s subject, asked bool) error {
	if s.contract != nil || !sec.contract || s.row.Contracts > 1 && !asked {
		return sec.write(ctx, p, v, s)
	}
	for i := range s.row.Contracts {
		one := subject{row: s.row}
		var err error
		if one.contract, one.version, err = v.load(v.Contract(s.row.First+i).ID, ""); err != nil {
			return err
		}
		if s.row.Contracts > 1 {
			p.title(one.contract.ID)
		}
		if err := sec.write(ctx, p, v, one); err != nil {
			return err
		}
	}
	return nil
}

// showText prints the sections that have something to say; a section that was
// asked for by name says that it is empty.
func (t *tool) showText(ctx context.Context, v *view, s subject, section string) error {
	p := &prose{told: isTold(t.Out)}
	if s.contract != nil && s.path != "" {
		if err := p.property(s.contract, s.path); err != nil {
			return err
		}
	} else {
		for _, sec := range sections {
			if section != sec.name && (section != "" || !sec.brief) {
				continue
			}
			if err := v.section(ctx, p, sec, s, section != ""); err != nil {
				return err
			}
		}
	}
	if p.String() == "" {
		t.note("%s says nothing about %s", s.row.Label(), section)
		return nil
	}
	_, err := fmt.Fprint(t.Out, p.String())
	return err
}
