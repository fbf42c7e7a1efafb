package cli

import (
	"cmp"
	"os"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/config"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/theme"
)

// look joins flags, environment, configuration and what is known of the terminal.
func (t *tool) look(cfg config.Config, out *os.File) app.Look {
	l := app.Look{
		Theme: cmp.Or(t.screen.theme, t.Getenv("MESHDEX_THEME"), cfg.Theme), Themes: ownThemes(cfg),
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
	l.Ground = cmp.Or(term.EnvironmentGround(t.Getenv), t.rememberedGround())
	return l
}

// ownThemes are the person's themes; what is wrong with them is told elsewhere, see
// tool.slips.
func ownThemes(cfg config.Config) map[string]theme.Palette {
	out := map[string]theme.Palette{}
	for name := range cfg.Themes {
		out[name], _ = ownTheme(cfg, name)
	}
	return out
}

func ownTheme(cfg config.Config, name string) (theme.Palette, []string) {
	values := map[string]string{"base": cfg.Themes[name].Base}
	for token, color := range cfg.Themes[name].Colors {
		values[token] = color
	}
	return theme.Custom(name, values)
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
	cfg      config.Config
	getenv   func(string) string
	terminal *term.Terminal
}

var _ app.Desktop = desktop{}

func (d desktop) Copy(text string) (string, error) {
	c := term.Clipboard{Mode: d.cfg.Clipboard, Command: d.cfg.CopyCommand, Out: d.terminal, Getenv: d.getenv}
	means, err := c.Copy(text)
	if means == term.OSC52 {
		means += "; if nothing pastes, :help configuration"
	}
	return means, err
}

func (d desktop) Editor(path string, line int) (tea.ExecCommand, error) {
	cmd, err := term.Editor(d.cfg.Editor, d.getenv, path, line)
	if err != nil {
		return nil, err
	}
	return d.terminal.Lend(cmd), nil
}

func (d desktop) Browse(url string) error { return term.Browse(url, d.getenv) }
