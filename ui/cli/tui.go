package cli

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	gosync "sync"

	"github.com/spf13/cobra"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/ui/app"
	"meshdex/ui/config"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/text"
)

// terminalOptions are the flags of the terminal interface.
type terminalOptions struct {
	theme, icons       string
	noMouse, noRestore bool
	reducedMotion      bool
	noAltScreen        bool
}

func (t *tool) terminalFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&t.screen.theme, "theme", "", "theme: "+text.OneOf(slices.Concat(config.Themes, []string{"one of yours"})))
	f.StringVar(&t.screen.icons, "icons", "", "icons: "+text.OneOf(config.IconSets))
	f.BoolVar(&t.screen.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	f.BoolVar(&t.screen.noRestore, "no-restore", false, "start on the list instead of where you left off")
	f.BoolVar(&t.screen.reducedMotion, "reduced-motion", false, "let nothing move by itself")
	f.BoolVar(&t.screen.noAltScreen, "no-alt-screen", false, "draw below what is in the terminal, and leave it there at the end")
	choose(c, "theme", config.Themes...)
	choose(c, "icons", config.IconSets...)
	t.linearFlags(c)
}

// runTerminal opens the terminal interface; where nobody can see one, it prints
// the list of products.
func (t *tool) runTerminal(c *cobra.Command, _ []string) error {
	cfg, ok := t.audience(c)
	if !ok || t.wantsJSON() {
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
	return t.present(c, d, cfg)
}

// audience reports whether somebody can be shown screens or talked to; if so, the
// configuration says how.
func (t *tool) audience(c *cobra.Command) (written, bool) {
	if !t.onTerminal() && !t.linear.accessible {
		return written{}, false
	}
	cfg, err := t.readConfig()
	if err != nil {
		t.note("%v; using the default configuration", err)
	}
	return cfg, t.interactive() || t.isAccessible(c, cfg)
}

// present opens a desk on the screen, or talks about it.
func (t *tool) present(c *cobra.Command, d *desk, cfg written) error {
	if t.isAccessible(c, cfg) {
		return t.converse(c, d, cfg)
	}
	return t.openScreen(d, cfg)
}

// storeDesk is the desk over the store, or over the sample when asked for or when
// nothing was synced yet.
func (t *tool) storeDesk() (*desk, error) {
	held := &heldNotes{}
	db, err := t.openTelling(held.add)
	if err != nil {
		return nil, err
	}
	d, err := t.deskOver(db)
	if err == nil {
		d.held = held
	}
	return d, err
}

// deskOver is the desk over a store; see storeDesk.
func (t *tool) deskOver(db *store.DB) (*desk, error) {
	if t.sample {
		return t.sampleOver(db)
	}
	snap, err := db.Snapshot() // the index is loaded, or made, once something is searched for
	if err != nil {
		return nil, err
	}
	if snap.Len() == 0 {
		d, err := t.sampleOver(db)
		if err == nil {
			d.home, d.welcome = db, d.greet()
		}
		return d, err
	}
	d := newStoreDesk(db, snap, nil, os.Environ())
	d.shell = &commandLine{tool: t, desk: d}
	return d, nil
}

// heldNotes are notes that have to wait until the screen is the shell's again. They
// come from any goroutine.
type heldNotes struct {
	mu    gosync.Mutex
	notes []string
}

func (h *heldNotes) add(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.notes = append(h.notes, s)
}

// take gives the notes out, once. A nil one has none.
func (h *heldNotes) take() []string {
	if h == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	out := h.notes
	h.notes = nil
	return out
}

// sampleOver is the sample for somebody who has a store: bookmarks on the sample
// are forgotten, what was learnt on it is kept.
func (t *tool) sampleOver(db *store.DB) (*desk, error) {
	d, err := t.sampleDesk("sample data")
	if err == nil {
		d.guides = &guides{tool: t, desk: d, progress: newUserMarks(db)}
	}
	return d, err
}

// greet is what somebody sees who has synced nothing yet: the first time an offer,
// later a line.
func (d *desk) greet() page.Intent {
	if d.guides.progress.isWelcomed() {
		return page.Intent{Kind: page.Toast, Severity: catalog.Note, Text: "nothing synced yet, so this is the sample; :add brings in yours"}
	}
	d.guides.progress.setWelcomed()
	return page.Intent{Kind: page.Menu, What: "Welcome. Nothing is synced yet, so this is a sample", Choices: []page.Choice{
		{Key: "w", Title: "Find your way", Detail: "five minutes, step by step", Intent: page.Intent{Kind: page.Run, Text: "walkthrough find-your-way"}},
		{Key: "b", Title: "Browse the sample", Detail: "the mesh of an invented company"},
		{Key: "a", Title: "Add your own contracts", Detail: "a folder, a repository, an address", Intent: page.Intent{Kind: page.Run, Text: "add"}},
	}}
}

// equip gives a desk what its pages need besides the catalog.
func (t *tool) equip(d *desk) {
	if d.guides == nil {
		d.guides = &guides{tool: t, desk: d, progress: d.marks}
	}
	d.rules = t.previewRules
}

// openScreen opens the terminal interface on a desk: where the person left off, or
// at the places that are named, which is then no place to come back to.
func (t *tool) openScreen(d *desk, cfg written, at ...page.Target) error {
	in, _ := terminal(t.In)
	out, _ := terminal(t.Out)
	screen := term.NewTerminal(in, out)
	if t.screen.noAltScreen {
		screen.Place = term.MainScreen
	}
	t.equip(d)
	config := app.Config{
		Snapshot: d.snap,
		Open:     d.screens(cfg.Columns),
		Actions:  screenActions(),
		Stacks:   screenStacks(),
		Keys:     keysOf(cfg.Keys),
		Places:   placesOf(cfg.Config, filepath.Base(cfg.file)),
		Slips:    slipLines(filepath.Base(cfg.file), slices.Concat(cfg.problems, slips(cfg.Config))),
		Label:    d.title,
		Welcome:  d.welcome,
		Guides:   d.guides,
		Recents:  d.marks.Recents,
		Session:  t.restore(d, cfg.Restore),
		Save:     func(s app.Session) error { return t.save(d, s) },
		Look:     t.look(cfg.Config, out),
		Desktop:  desktop{cfg.Config, t.Getenv, screen},
		Changed:  d.changed,
		Reload:   d.reload,
	}
	if d.shell != nil {
		config.Commands = d.shell
	}
	if d.home != nil {
		config.Sources = d
	}
	if d.record != nil { // a way from the beginning, which is not where the person left off
		config.Record, config.Session, config.Save, config.Welcome = d.record, app.Session{}, nil, page.Intent{}
	}
	if len(at) > 0 {
		config.Session.Stack, config.Save = at, nil
	}
	if term.Asks(t.Getenv) {
		config.Learn = t.rememberGround
	}
	err := app.Run(app.New(config), screen)
	for _, note := range d.held.take() {
		t.note("%s", note)
	}
	var crash *app.Crash
	if errors.As(err, &crash) {
		return t.crashed(crash)
	}
	return err
}
