package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"meshdex/sample"
	"meshdex/ui/text"
)

func (t *tool) sampleCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "sample",
		Short: "Write the sample mesh, or a generated one, as files",
		Args:  wantWrite,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(t.sampleWriteCommand())
	return c
}

// wantWrite takes a folder for what it is most likely meant as.
func wantWrite(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage("did you mean: meshdex sample write "+text.ShellWord(args[0]), "meshdex sample takes the command write")
}

func (t *tool) sampleWriteCommand() *cobra.Command {
	var products int
	var seed uint64
	c := &cobra.Command{
		Use:   "write DIR",
		Short: "Write the sample mesh, or N generated products, into a folder",
		Long: `Write fills a folder that is empty or does not exist yet: with the files of the
sample mesh, or, with --products, with a generated mesh of that size. The same seed
gives the same mesh.`,
		Example: "  meshdex sample write ./mesh\n  meshdex sample write ./big --products 10000 --seed 7",
		Args:    exactly(1, "a folder"),
		RunE:    func(_ *cobra.Command, args []string) error { return t.writeSample(args[0], products, seed) },
	}
	c.Flags().IntVar(&products, "products", 0, "generate this many products instead of the sample")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of the generated mesh")
	return c
}

func (t *tool) writeSample(dir string, products int, seed uint64) error {
	if products < 0 {
		return usage("--products takes a number from 1", "%d products", products)
	}
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return usage("name a new folder", "%s is not empty", dir)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return unreadable("name a folder that can be written", err)
	}
	files := 0
	if products == 0 {
		files, err = sample.WriteTo(dir)
	} else {
		files, err = sample.Generate(seed, products).WriteTo(dir)
	}
	if err != nil {
		return unreadable("name a folder that can be written", fmt.Errorf("write sample: %w", err))
	}
	t.note("wrote %s to %s; meshdex sync %s brings them in", text.Count(files, "file", "files"), dir, dir)
	return nil
}
