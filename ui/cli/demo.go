package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"meshdex/sample"
	"meshdex/ui/text"
)

func (t *tool) demoCommand() *cobra.Command {
	var products int
	var seed uint64
	c := &cobra.Command{
		Use:   "demo",
		Short: "Try meshdex on sample data, apart from your store",
		Long: `Demo opens the terminal interface on the embedded sample, or, with --products, on a
generated mesh of that size. Nothing is kept and your own store is not touched.`,
		Example: "  meshdex demo\n  meshdex demo --products 100000",
		Args:    exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if products < 0 {
				return usage("--products takes a number from 1", "%d products", products)
			}
			return t.demo(c, products, seed)
		},
	}
	c.Flags().IntVar(&products, "products", 0, "generate this many products instead of the sample")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of the generated mesh")
	t.terminalFlags(c)
	return c
}

func (t *tool) demo(c *cobra.Command, products int, seed uint64) error {
	if products == 0 {
		d, err := t.sampleDesk("demo")
		if err != nil {
			return err
		}
		return t.demoOn(c, d)
	}
	t.note("making %s; a large mesh takes a while", text.Count(products, "product", "products"))
	return t.demoOn(c, generatedDesk(sample.Generate(seed, products), fmt.Sprintf("demo, seed %d", seed)))
}

func (t *tool) demoOn(c *cobra.Command, d *desk) error {
	if !t.interactive() {
		return t.list(&view{Snapshot: d.snap, Library: d})
	}
	return t.openScreen(d)
}
