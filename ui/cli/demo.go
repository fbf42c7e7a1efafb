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
	cfg, ok := t.audience(c)
	if products > 0 && ok {
		return t.present(c, generatedDesk(seed, products), cfg)
	}
	if products > 0 {
		g := sample.Generate(seed, products)
		return t.list(&view{Snapshot: g.Snapshot(), Library: g})
	}
	d, err := t.sampleDesk("demo")
	if err != nil {
		return err
	}
	if !ok {
		return t.list(&view{Snapshot: d.snap, Library: d})
	}
	return t.present(c, d, cfg)
}
