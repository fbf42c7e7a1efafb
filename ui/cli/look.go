package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/muesli/termenv"

	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/config"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/theme"
)

// look joins flags, environment, configuration and what the terminal says.
func (t *tool) look(cfg config.Config, in, out *os.File) app.Look {
	l := app.Look{
		Theme: cmp.Or(t.screen.theme, t.Getenv("MESHDEX_THEME"), cfg.Theme), Themes: t.ownThemes(cfg),
		Icons: cmp.Or(t.screen.icons, cfg.Icons), Profile: t.profile(out),
	}
	if l.Icons == "unicode" && !t.unicode() {
		l.Icons = "ascii"
	}
	if cfg.Motion == "reduced" || t.screen.reducedMotion {
		l.Motion = page.ReducedMotion
	}
	if !cfg.Mouse || t.screen.noMouse {
		l.Mouse = app.MouseOff
	}
	if l.Theme == "auto" {
		if light, known := term.IsLight(in, out, t.Getenv); known && light {
			l.Ground = app.LightGround
		}
	}
	return l
}

func (t *tool) ownThemes(cfg config.Config) map[string]theme.Palette {
	out := map[string]theme.Palette{}
	for name, own := range cfg.Themes {
		values := map[string]string{"base": own.Base}
		for token, color := range own.Colors {
			values[token] = color
		}
		p, problems := theme.Custom(name, values)
		for _, problem := range problems {
			t.note("theme %s: %s", name, problem)
		}
		out[name] = p
	}
	return out
}

// profile is how many colours to use: the flag, then NO_COLOR and what the
// terminal can do.
func (t *tool) profile(out *os.File) theme.Profile {
	if t.color == "never" || t.color != "always" && t.Getenv("NO_COLOR") != "" {
		return theme.NoColor
	}
	switch termenv.NewOutput(out).EnvColorProfile() {
	case termenv.TrueColor:
		return theme.TrueColor
	case termenv.ANSI256:
		return theme.Colors256
	case termenv.ANSI:
		return theme.Colors16
	}
	if t.color == "always" {
		return theme.Colors16
	}
	return theme.NoColor
}

func keysOf(keys map[string][]string) map[action.ID][]string {
	out := map[action.ID][]string{}
	for id, ks := range keys {
		out[action.ID(id)] = ks
	}
	return out
}

// desktop is the machine around the terminal.
type desktop struct {
	cfg    config.Config
	getenv func(string) string
	out    *os.File
}

var _ app.Desktop = desktop{}

func (d desktop) Copy(text string) (string, error) {
	c := term.Clipboard{Mode: d.cfg.Clipboard, Command: d.cfg.CopyCommand, Out: d.out, Getenv: d.getenv}
	return c.Copy(text)
}

func (d desktop) Editor(path string, line int) (*exec.Cmd, error) {
	cmd, err := term.Editor(d.cfg.Editor, d.getenv, path, line)
	if err != nil {
		return nil, err
	}
	// Bubble Tea would hand its wrapped output to the editor, which then sees a pipe.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd, nil
}

func (d desktop) Browse(url string) error { return term.Browse(url, d.getenv) }

// sessionFile is where the session is kept, one a store.
func (t *tool) sessionFile(d *desk) (string, error) {
	dir, err := t.userFolder("XDG_STATE_HOME", filepath.Join(".local", "state"))
	return filepath.Join(dir, "session-"+strconv.FormatUint(d.identity(), 36)+".json"), err
}

// restore reads where the person left off. Whatever is wrong with it, the program
// starts on the list.
func (t *tool) restore(d *desk, wanted bool) app.Session {
	if !wanted || t.screen.noRestore || !d.remembers() {
		return app.Session{}
	}
	path, err := t.sessionFile(d)
	if err != nil {
		return app.Session{}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return app.Session{}
	}
	var s app.Session
	if json.Unmarshal(data, &s) != nil {
		return app.Session{}
	}
	return s
}

// save writes the session anew and renames it into place.
func (t *tool) save(d *desk, s app.Session) error {
	if !d.remembers() {
		return nil
	}
	path, err := t.sessionFile(d)
	if err != nil {
		return err
	}
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	temp := path + "." + strconv.Itoa(os.Getpid())
	if err := os.WriteFile(temp, data, 0o600); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return nil
}
