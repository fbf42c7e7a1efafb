package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"meshdex/ui/text"
)

// tool is one run of the command line: its streams and the flags that every
// command has.
type tool struct {
	Streams
	storeDir string
	format   string
	json     bool
	sample   bool
	color    string
	screen   terminalOptions
	linear   linearOptions
}

const rootLong = `meshdex is a terminal catalog of data products. It syncs data contracts into a
local store; you search products, read schemas, owners, SLAs, checks and lineage,
and compare versions, offline.

Without a command it opens the terminal interface: on what was synced, or on the
embedded sample when nothing was.`

func (t *tool) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "meshdex",
		Short:         "A terminal catalog of data products",
		Long:          rootLong,
		Args:          t.noCommand,
		RunE:          t.runTerminal,
		SilenceErrors: true,
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
	}
	f := root.PersistentFlags()
	f.StringVar(&t.storeDir, "store", "", "`folder` of the store (default: $MESHDEX_STORE, else the user's data folder)")
	f.StringVar(&t.format, "format", "text", "output `format`: text or json")
	f.BoolVar(&t.json, "json", false, "the same as --format json")
	f.BoolVar(&t.sample, "sample", false, "read the embedded sample instead of the store")
	f.StringVar(&t.color, "color", "auto", "colours: `when` is auto, always or never")
	choose(root, "format", formatsOf(root)...)
	choose(root, "color", colors...)
	root.SetFlagErrorFunc(flagError)
	root.PersistentPreRunE = t.checkFlags
	t.narrowHelp(root)
	t.terminalFlags(root)
	t.versionFlag(root)
	addGroups(root)
	root.AddCommand(t.commands()...)
	root.SetHelpCommand(t.helpCommand(root))
	wantShell(root)
	return root
}

// wantShell makes completion without a shell that it knows wrong usage: cobra only
// prints its help then, which a script would take for success.
func wantShell(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(_ *cobra.Command, args []string) error {
			const shells = "shells are bash, zsh, fish and powershell"
			if len(args) > 0 {
				return usage(shells, "there is no completion for %q", args[0])
			}
			return usage(shells, "meshdex completion takes a shell")
		}
	}
}

// commands lists them in the order of the help text.
func (t *tool) commands() []*cobra.Command {
	return slices.Concat(
		grouped("read", reading(t.searchCommand(), t.showCommand(), t.versionsCommand(), t.lineageCommand(), t.inboxCommand(), t.exportCommand(), t.tellCommand())...),
		grouped("change", reading(t.diffCommand(), t.impactCommand(), t.auditCommand(), t.lintCommand())...),
		grouped("sync", t.syncCommand(), t.sourceCommand(), t.watchCommand(), t.packCommand(), t.storeCommand()),
		grouped("learn", t.walkthroughCommand(), t.demoCommand(), t.sampleCommand()),
		grouped("program", slices.Concat(reading(t.doctorCommand(), t.schemaCommand(), t.versionCommand()), []*cobra.Command{t.configCommand(), t.manCommand()})...),
	)
}

func addGroups(root *cobra.Command) {
	for _, g := range [][2]string{
		{"read", "Find and read:"},
		{"change", "Judge change:"},
		{"sync", "Bring contracts in:"},
		{"learn", "Learn and try:"},
		{"program", "The program itself:"},
	} {
		root.AddGroup(&cobra.Group{ID: g[0], Title: g[1]})
	}
	root.SetHelpCommandGroupID("program")
	root.SetCompletionCommandGroupID("program")
}

// grouped puts commands under one heading of the help text.
func grouped(id string, cs ...*cobra.Command) []*cobra.Command {
	for _, c := range cs {
		c.GroupID = id
	}
	return cs
}

// colors are the words of --color.
var colors = []string{"auto", "always", "never"}

func (t *tool) checkFlags(c *cobra.Command, _ []string) error {
	if t.json {
		t.format = "json"
	}
	formats := formatsOf(c)
	if !slices.Contains(formats, t.format) {
		return usage("formats are "+text.List(formats), "unknown format %q", t.format)
	}
	if !slices.Contains(colors, t.color) {
		return usage("colours are "+text.List(colors), "unknown value %q of --color", t.color)
	}
	return nil
}

func (t *tool) noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "meshdex --help lists the commands"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean: meshdex " + near[0]
	}
	return usage(hint, "unknown command %q", args[0])
}

// wantsJSON reports whether answers go out as JSON.
func (t *tool) wantsJSON() bool { return t.format == "json" }

// exactly checks the number of arguments and names them when it is wrong.
func exactly(n int, names string) cobra.PositionalArgs {
	return between(n, n, names)
}

func between(low, high int, names string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < low || high >= 0 && len(args) > high {
			return usage(c.CommandPath()+" --help explains", "%s takes %s", c.CommandPath(), names)
		}
		return nil
	}
}
