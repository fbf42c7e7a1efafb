package cli

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/guide"
	"meshdex/ui/linear"
)

func (t *tool) tellCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "tell PLACE",
		Short: "Say in plain lines what a page of the terminal interface shows",
		Long: `Tell prints all that a page says, line by line: every fact that is on a screen can be
had without one. Places are those of walkthroughs:

  browse [QUERY]           the products
  product ID [TAB]         a product, on one of its tabs
  product ID#OBJECT.PATH   a property
  fields QUERY             where a column lives, and whether the places agree
  diff BASE [REVISION]     two versions, ID@VERSION; an id alone is its last two
  lineage ID, problems, sources, help [TOPIC]

Tabs are ` + strings.Join(walkthrough.Tabs(), ", ") + `.`,
		Example: "  meshdex tell product returns team\n  meshdex tell fields customer_id\n  meshdex tell problems",
		Args:    between(1, -1, "a place"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return walkthrough.Pages(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return t.tell(c.Context(), strings.Join(args, " ")) },
	}
}

func (t *tool) tell(ctx context.Context, where string) error {
	place, err := walkthrough.ParsePlace(where)
	if err != nil {
		return usage("meshdex tell --help lists the places", "%w", err)
	}
	d, err := t.readingDesk()
	if err != nil {
		return err
	}
	if place.Product != "" { // an id, a name or domain/name
		target, err := d.snap.Resolve(place.Product)
		if err != nil {
			return err
		}
		if _, isContract := d.snap.FindContract(place.Product); !isContract {
			place.Product = d.snap.Product(target.Product).ID
		}
	}
	t.equip(d)
	return linear.Tell(ctx, linear.Config{
		Snapshot: d.snap, Open: d.screens(nil), Actions: talkActions(), Now: t.Now, Out: t.Out, Width: t.width(),
	}, guide.TargetOf(d.snap, place))
}

// readingDesk is a desk at which nothing is written down.
func (t *tool) readingDesk() (*desk, error) {
	if t.sample {
		return t.sampleDesk("")
	}
	db, err := t.open()
	if err != nil {
		return nil, err
	}
	snap, ix, err := db.Catalog()
	if err != nil {
		return nil, err
	}
	if snap.Len() == 0 {
		return nil, nothingSynced()
	}
	d := newStoreDesk(db, snap, ix, os.Environ())
	d.marks = &userMarks{m: d.marks.m}
	return d, nil
}
