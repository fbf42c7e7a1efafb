package cli

import "github.com/spf13/cobra"

func (t *tool) terminalFlags(*cobra.Command) {}

// runTerminal prints the list of products.
func (t *tool) runTerminal(*cobra.Command, []string) error {
	v, err := t.viewOrSample()
	if err != nil {
		return err
	}
	return t.list(v)
}
