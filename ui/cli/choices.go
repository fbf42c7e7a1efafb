package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog/diff"
	"meshdex/ui/text"
)

// choose completes the value of a flag with the words it takes.
func choose(c *cobra.Command, flag string, words ...string) {
	chooseFrom(c, flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// chooseFrom completes the value of a flag. It panics where there is no such flag.
func chooseFrom(c *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if err := c.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err)
	}
}

// moreFormats is the annotation of commands that have other output formats than
// text and JSON.
const moreFormats = "formats"

// alsoPrints gives a command other output formats than text and JSON, and a --format
// of its own that tells them.
func (t *tool) alsoPrints(c *cobra.Command, formats ...string) {
	c.Annotations = map[string]string{moreFormats: strings.Join(formats, " ")}
	all := formatsOf(c)
	c.Flags().StringVar(&t.format, "format", "text", "output `format`: "+text.OneOf(all))
	choose(c, "format", all...)
}

// formatsOf lists the output formats of a command.
func formatsOf(c *cobra.Command) []string {
	return append([]string{"text", "json"}, strings.Fields(c.Annotations[moreFormats])...)
}

// severities are the words of --fail-on where changes are judged.
func severities() []string {
	var words []string
	for _, s := range diff.Severities() {
		words = append(words, string(s))
	}
	return append(words, "never")
}

// completeRules completes the ids of the diff's rules.
func completeRules(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	for _, r := range diff.Rules() {
		if strings.HasPrefix(r.ID, prefix) {
			ids = append(ids, r.ID+"\t"+r.Reason)
		}
	}
	slices.Sort(ids)
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// failOn gives a command the flag that says which findings make it exit with 1.
func failOn(c *cobra.Command, words *[]string, usual, usage string) {
	c.Flags().StringSliceVar(words, "fail-on", []string{usual}, usage)
	c.Flags().Lookup("fail-on").DefValue = usual // in the help, without the brackets of a list
}
