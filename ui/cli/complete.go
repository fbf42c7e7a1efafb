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

// completeRefs completes product and contract ids by prefix, from the snapshot alone,
// and behind an @ the versions of what is named before it.
func (t *tool) completeRefs(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	v, err := t.view()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if ref, _, ok := strings.Cut(prefix, "@"); ok {
		if versions := v.versionRefs(ref); len(versions) > 0 {
			return versions, cobra.ShellCompDirectiveNoFileComp
		}
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

// versionRefs are references to the versions of a contract, newest first; none for
// what is no contract.
func (v *view) versionRefs(ref string) []string {
	s, err := v.lookupContract(ref)
	if err != nil {
		return nil
	}
	history, err := v.Versions(s.contract.ID)
	if err != nil {
		return nil
	}
	var refs []string
	for _, version := range history[:min(len(history), maxCompletions)] {
		refs = append(refs, ref+"@"+version.Text)
	}
	return refs
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
