package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"meshdex/catalog"
	"meshdex/catalog/meant"
)

// near guesses the word that was meant, and asks whether it was.
type near struct{ *meant.Guess }

func nearTo(word string) near { return near{meant.By(word)} }

// hint asks whether that was meant; otherwise it is another hint.
func (n near) hint(otherwise string) string {
	if n.Best() == "" {
		return otherwise
	}
	return didYouMean(n.Best())
}

func didYouMean(names ...string) string {
	if len(names) > 1 {
		return "did you mean one of: " + strings.Join(names, ", ")
	}
	return "did you mean: " + names[0]
}

// Resolve is that of the snapshot, with the names that were probably meant.
func (v *view) Resolve(text string) (catalog.Target, error) {
	target, err := v.Snapshot.Resolve(text)
	if !errors.Is(err, catalog.ErrNotFound) {
		return target, err
	}
	if names := meant.Product(context.Background(), v.Snapshot, text); len(names) > 0 {
		err = nothing(didYouMean(names...), "%w", err)
	}
	return target, err
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
		n.Offer(below.CommandPath())
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
		c.Flags().VisitAll(func(f *pflag.Flag) { n.Offer("--" + f.Name) })
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
