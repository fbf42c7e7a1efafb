package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// completeSources completes the names of sources.
func (t *tool) completeSources(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	db, err := t.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	configs, err := db.Sources()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for _, c := range configs {
		if strings.HasPrefix(c.Name, prefix) {
			names = append(names, c.Name+"\t"+c.Location)
		}
	}
	return names, cobra.ShellCompDirectiveDefault // a new path is an argument too
}

// maxCompletions keeps a shell's menu readable.
const maxCompletions = 50

// completeRefs completes product and contract ids by prefix; it reads only the
// snapshot.
func (t *tool) completeRefs(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	v, err := t.view()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var refs []string
	for i := 0; i < v.Len() && len(refs) < maxCompletions; i++ {
		if p := v.Product(i); hasPrefixFold(p.ID, prefix) {
			refs = append(refs, p.ID+"\t"+p.Label())
		}
	}
	for i := 0; i < v.ContractCount() && len(refs) < maxCompletions; i++ {
		if c := v.Contract(i); hasPrefixFold(c.ID, prefix) {
			refs = append(refs, c.ID+"\t"+c.Label())
		}
	}
	return refs, cobra.ShellCompDirectiveNoFileComp
}

// completeRefsAndFiles leaves the files to the shell when the catalog knows
// nothing that begins so.
func (t *tool) completeRefsAndFiles(c *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	refs, _ := t.completeRefs(c, args, prefix)
	if len(refs) == 0 || prefix == "" {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return refs, cobra.ShellCompDirectiveDefault
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
