package cli

import (
	"os"
	"os/exec"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/config"
	"meshdex/ui/linear"
	"meshdex/ui/page"
	"meshdex/ui/term"
)

// linearOptions are the flags of the conversation that takes the place of screens.
type linearOptions struct {
	accessible bool
	lines      int
}

const (
	accessibleFlag     = "accessible"
	accessibleVariable = "MESHDEX_ACCESSIBLE"
	linesFlag          = "lines"
)

func (t *tool) linearFlags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&t.linear.accessible, accessibleFlag, false, "talk in plain lines instead of drawing screens; see meshdex help accessible")
	f.IntVar(&t.linear.lines, linesFlag, 0, "with --accessible: tell at most `N` lines at a time; 0 for all")
}

// isAccessible reports whether to talk instead of drawing: when the flag says so,
// also to a pipe; on a terminal when the environment or the configuration says so,
// or when the terminal can only append.
func (t *tool) isAccessible(c *cobra.Command, cfg written) bool {
	if f := c.Flags().Lookup(accessibleFlag); f != nil && f.Changed {
		return t.linear.accessible
	}
	if !t.onTerminal() {
		return false
	}
	if v := t.Getenv(accessibleVariable); v != "" {
		on, err := strconv.ParseBool(v)
		return on || err != nil // somebody who writes "yes" means it
	}
	return cfg.Accessible || t.Getenv("TERM") == "dumb"
}

// converse talks about the catalog of a desk.
func (t *tool) converse(c *cobra.Command, d *desk, cfg written) error {
	if t.linear.lines < 0 {
		return usage("--lines 0 tells all at once", "%d lines at a time", t.linear.lines)
	}
	t.complain(cfg)
	t.equip(d)
	talk := linear.Config{
		Snapshot: d.snap, Open: d.screens(nil), Actions: talkActions(),
		Label: d.title(), Welcome: d.welcome, Guides: d.guides,
		Lines: cfg.Lines, Echo: linear.Unseen, Now: t.Now, In: t.In, Out: t.Out,
		Changed: d.changed, Reload: d.reload,
	}
	if d.shell != nil {
		d.shell.told = true
		talk.Commands = d.shell
	}
	if d.home != nil {
		talk.Sources = d
	}
	if c.Flags().Changed(linesFlag) {
		talk.Lines = t.linear.lines
	}
	if t.onTerminal() {
		t.furnish(&talk, d, cfg.Config)
	}
	if d.record != nil { // a way from the beginning, which is not where the person left off
		talk.Record, talk.Stack, talk.Save, talk.Welcome = d.record, nil, nil, page.Intent{}
	}
	return linear.Run(c.Context(), talk)
}

// talkActions are the actions of the program and of its pages.
func talkActions() []action.Action { return slices.Concat(app.Actions(), screenActions()) }

// furnish adds what only a terminal has: a width, an echo, an editor, and a person
// who comes back.
func (t *tool) furnish(talk *linear.Config, d *desk, cfg config.Config) {
	left := t.restore(d, cfg.Restore)
	talk.Stack, talk.Echo, talk.Width = left.Stack, linear.Echoed, t.width()
	talk.Desktop = plainDesktop{cfg, t.Getenv}
	talk.Save = func(stack []page.Target) error { return t.save(d, app.Session{Stack: stack, Theme: left.Theme}) }
}

// plainDesktop is the machine around a terminal that is only written to.
type plainDesktop struct {
	cfg    config.Config
	getenv func(string) string
}

var _ linear.Desktop = plainDesktop{}

func (d plainDesktop) Editor(path string, line int) (*exec.Cmd, error) {
	cmd, err := term.Editor(d.cfg.Editor, d.getenv, path, line)
	if err != nil {
		return nil, err
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd, nil
}

func (d plainDesktop) Browse(url string) error { return term.Browse(url, d.getenv) }
