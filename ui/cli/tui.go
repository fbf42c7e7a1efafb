package cli

import (
	"os"

	"github.com/spf13/cobra"

	"meshdex/ui/app"
)

// terminalOptions are the flags of the terminal interface.
type terminalOptions struct {
	theme, icons       string
	noMouse, noRestore bool
	reducedMotion      bool
}

func (t *tool) terminalFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&t.screen.theme, "theme", "", "theme: auto, dark, light, ansi, high-contrast, mono, or one of yours")
	f.StringVar(&t.screen.icons, "icons", "", "icons: unicode, ascii or nerd")
	f.BoolVar(&t.screen.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	f.BoolVar(&t.screen.noRestore, "no-restore", false, "start on the list instead of where you left off")
	f.BoolVar(&t.screen.reducedMotion, "reduced-motion", false, "let nothing move by itself")
}

// runTerminal opens the terminal interface; where nobody can see one, it prints
// the list of products.
func (t *tool) runTerminal(c *cobra.Command, _ []string) error {
	if !t.interactive() || t.wantsJSON() {
		v, err := t.viewOrSample()
		if err != nil {
			return err
		}
		return t.list(v)
	}
	d, err := t.storeDesk()
	if err != nil {
		return err
	}
	return t.openScreen(c, d)
}

// storeDesk is the desk over the store, or over the sample when asked for or when
// nothing was synced yet.
func (t *tool) storeDesk() (*desk, error) {
	if t.sample {
		return t.sampleDesk("sample data")
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
		d, err := t.sampleDesk("sample data")
		if err == nil {
			d.welcome = "nothing synced yet, so this is the sample; meshdex sync PATH brings in yours"
		}
		return d, err
	}
	return newStoreDesk(db, snap, ix, os.Environ()), nil
}

// openScreen opens the terminal interface on a desk.
func (t *tool) openScreen(c *cobra.Command, d *desk) error {
	in, _ := terminal(t.In)
	out, _ := terminal(t.Out)
	cfg := t.config()
	root := app.New(app.Config{
		Snapshot: d.snap,
		Open:     d.screens(cfg.Columns),
		Actions:  screenActions(),
		Keys:     keysOf(cfg.Keys),
		Label:    d.label,
		Welcome:  d.welcome,
		Session:  t.restore(d, cfg.Restore),
		Save:     func(s app.Session) error { return t.save(d, s) },
		Look:     t.look(cfg, in, out),
		Desktop:  desktop{cfg, t.Getenv, out},
		Changed:  d.changed,
		Reload:   d.reload,
	})
	return app.Run(c.Context(), root, in, out)
}
