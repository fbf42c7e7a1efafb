package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"meshdex/ui/text"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (t *tool) manCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:     "man [COMMAND]",
		Short:   "Print the manual page, or write all of them to a folder",
		Example: "  meshdex man | man -l -\n  meshdex man --dir ~/.local/share/man/man1",
		Args:    between(0, 2, "at most the name of a command"),
		RunE: func(c *cobra.Command, args []string) error {
			c.Root().DisableAutoGenTag = true
			if dir != "" {
				return t.writeMan(c.Root(), dir)
			}
			target, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage("meshdex --help lists the commands", "there is no command %q", strings.Join(args, " "))
			}
			return doc.GenMan(target, manHeader(), t.Out)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "write one page a command into this `folder`")
	return c
}

func manHeader() *doc.GenManHeader {
	return &doc.GenManHeader{Section: "1", Source: "meshdex", Manual: "meshdex manual"}
}

func (t *tool) writeMan(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unreadable("choose a folder that can be written", err)
	}
	if err := doc.GenManTree(root, manHeader(), dir); err != nil {
		return unreadable("choose a folder that can be written", err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "meshdex*.1"))
	if err != nil {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	t.note("wrote %s to %s", text.Count(len(pages), "page", "pages"), dir)
	return nil
}
