package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"meshdex/catalog"
	"meshdex/catalog/query"
)

// near collects the word that was probably meant by one that nothing is called. The
// first of several that are equally near wins.
type near struct {
	word string // as it was typed, in small letters
	best string
	far  int
}

// nearTo begins to look for what a word was meant to be: at most two slips of the
// finger away, and fewer for a short word, which resembles too much.
func nearTo(word string) *near {
	return &near{word: strings.ToLower(word), far: min(len(word)/3, 2) + 1}
}

func (n *near) offer(candidates ...string) {
	for _, c := range candidates {
		if d := query.Distance(n.word, strings.ToLower(c), n.far-1); d < n.far {
			n.best, n.far = c, d
		}
	}
}

// hint asks whether that was meant; otherwise it is another hint.
func (n *near) hint(otherwise string) string {
	if n.best == "" {
		return otherwise
	}
	return "did you mean: " + n.best
}

// Resolve is that of the snapshot, with the name that was probably meant.
func (v *view) Resolve(text string) (catalog.Target, error) {
	target, err := v.Snapshot.Resolve(text)
	if !errors.Is(err, catalog.ErrNotFound) {
		return target, err
	}
	n := nearTo(catalog.ParseRef(text).Name)
	for i := range v.Len() {
		p := v.Product(i)
		n.offer(p.ID, p.Name)
	}
	for i := range v.ContractCount() {
		n.offer(v.Contract(i).ID)
	}
	if n.best != "" {
		return target, nothing(n.hint(""), "%w", err)
	}
	if names := v.having(catalog.ParseRef(text).Name); len(names) > 0 {
		return target, nothing("did you mean one of: "+strings.Join(names, ", "), "%w", err)
	}
	return target, err
}

// having are the ids of some products with a word in their name or id: what people
// remember of "web-orders" is "orders".
func (v *view) having(word string) []string {
	const (
		least = 3 // letters; fewer are in anything
		most  = 5
	)
	word = strings.ToLower(word)
	var ids []string
	for i := 0; i < v.Len() && len(word) >= least && len(ids) < most; i++ {
		if p := v.Product(i); strings.Contains(strings.ToLower(p.ID), word) || strings.Contains(strings.ToLower(p.Name), word) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// oneOfCommands refuses what is none of the commands below one.
func oneOfCommands(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	n := nearTo(c.CommandPath() + " " + args[0])
	var names []string
	for _, below := range c.Commands() {
		names = append(names, below.Name())
		n.offer(below.CommandPath())
	}
	return usage(n.hint(c.CommandPath()+" --help explains"), "%s takes one of: %s", c.CommandPath(), strings.Join(names, ", "))
}

// flagError words what is wrong with the flags of a command.
func flagError(c *cobra.Command, err error) error {
	hint := c.CommandPath() + " --help lists the flags"
	var missing *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		n := nearTo("--" + missing.GetSpecifiedName())
		c.Flags().VisitAll(func(f *pflag.Flag) { n.offer("--" + f.Name) })
		hint = n.hint(hint)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		return usage(hint, "--%s takes %s, not %q", f.Name, kindOf(f.Value.Type()), invalid.GetValue())
	}
	return usage(hint, "%w", err)
}

// kindOf is what a person has to write for a flag of a type.
func kindOf(flagType string) string {
	switch flagType {
	case "int", "uint64":
		return "a whole number"
	case "bool":
		return "true or false"
	}
	return "a " + flagType
}
