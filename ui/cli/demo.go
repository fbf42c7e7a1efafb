package cli

import (
	"github.com/spf13/cobra"

	"meshdex/sample"
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
		RunE: func(*cobra.Command, []string) error {
			if products < 0 {
				return usage("--products takes a number from 1", "%d products", products)
			}
			return t.demo(products, seed)
		},
	}
	c.Flags().IntVar(&products, "products", 0, "generate this many products instead of the sample")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of the generated mesh")
	t.terminalFlags(c)
	return c
}

func (t *tool) demo(products int, seed uint64) error {
	if products == 0 {
		d, err := t.sampleDesk("demo")
		if err != nil {
			return err
		}
		return t.demoOn(d)
	}
	if t.interactive() {
		return t.openScreen(generatedDesk(seed, products))
	}
	g := sample.Generate(seed, products)
	return t.list(&view{Snapshot: g.Snapshot(), Library: g})
}

func (t *tool) demoOn(d *desk) error {
	if !t.interactive() {
		return t.list(&view{Snapshot: d.snap, Library: d})
	}
	return t.openScreen(d)
}
