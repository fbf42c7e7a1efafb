package cli

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/config"
)

func (t *tool) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Show where the configuration is, check it, print its defaults",
		Args:  oneOfCommands,
		RunE:  func(*cobra.Command, []string) error { return t.configPath() },
	}
	sub := func(name, short string, run func() error) {
		c.AddCommand(&cobra.Command{
			Use: name, Short: short, Args: exactly(0, "no arguments"),
			RunE: func(*cobra.Command, []string) error { return run() },
		})
	}
	sub("path", "Print the path of the configuration file", t.configPath)
	sub("check", "Report what is wrong in the configuration file", t.configCheck)
	sub("default", "Print a commented configuration with every default", func() error { return t.write(config.DefaultFile) })
	sub("schema", "Print the JSON Schema of the configuration", func() error { return t.write(config.Schema) })
	return c
}

func (t *tool) write(data []byte) error {
	_, err := t.Out.Write(data)
	return err
}

// configFile is where the configuration is, whether or not it exists.
func (t *tool) configFile() (string, error) {
	if path := t.Getenv("MESHDEX_CONFIG"); path != "" {
		return path, nil
	}
	dir, err := t.userFolder("XDG_CONFIG_HOME", ".config")
	return filepath.Join(dir, "config.yaml"), err
}

func (t *tool) configPath() error {
	path, err := t.configFile()
	if err != nil {
		return err
	}
	fmt.Fprintln(t.Out, path)
	return nil
}

// written is a configuration as it is written in a file.
type written struct {
	config.Config
	file     string
	problems []config.Problem // defaults take the place of what is wrong
}

// readConfig reads the configuration; a file that does not exist is empty.
func (t *tool) readConfig() (written, error) {
	path, err := t.configFile()
	if err != nil {
		return written{Config: config.Default()}, err
	}
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return written{Config: config.Default(), file: path}, unreadable("make it readable, or set MESHDEX_CONFIG to another file", err)
	}
	cfg, problems := config.Read(data)
	return written{cfg, path, problems}, nil
}

// config reads the configuration for use: what is wrong with it is noted and the
// rest is used.
func (t *tool) config() config.Config {
	w, err := t.readConfig()
	if err != nil {
		t.note("%v; using the default configuration", err)
	}
	t.complain(w)
	return w.Config
}

// complain notes what is wrong with a configuration.
func (t *tool) complain(w written) {
	for _, p := range w.problems {
		t.note("%s; using the default", problemLine(w.file, p))
	}
}

func problemLine(path string, p config.Problem) string {
	if p.Key == "" {
		return fmt.Sprintf("%s:%d:%d: %s", path, p.Line, p.Column, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s: %s", path, p.Line, p.Column, p.Key, p.Message)
}

// slips are what is wrong in a configuration for those who know more than its keys:
// bindings that collide, themes that cannot be read.
func slips(cfg config.Config) []config.Problem {
	var out []config.Problem
	add := func(key, text string) {
		at := cfg.Places[key]
		out = append(out, config.Problem{Line: at.Line, Column: at.Column, Key: key, Message: text})
	}
	_, wrong := app.BindKeys(screenActions(), screenStacks(), keysOf(cfg.Keys))
	for _, s := range wrong {
		add("keys."+string(s.ID), s.Text)
	}
	for _, name := range slices.Sorted(maps.Keys(cfg.Themes)) {
		_, problems := ownTheme(cfg, name)
		for _, p := range problems {
			key := "themes." + name
			if token, rest, ok := strings.Cut(p, ": "); ok && cfg.Places[key+".colors."+token] != (config.Place{}) {
				key, p = key+".colors."+token, rest
			}
			add(key, p)
		}
	}
	if _, own := cfg.Themes[cfg.Theme]; !own && !slices.Contains(config.Themes, cfg.Theme) {
		add("theme", fmt.Sprintf("there is no theme %q", cfg.Theme))
	}
	return out
}

// placesOf tells where the keys of actions are written in the named file.
func placesOf(cfg config.Config, file string) map[action.ID]string {
	out := map[action.ID]string{}
	for id := range cfg.Keys {
		out[action.ID(id)] = fmt.Sprintf("%s:%d", file, cfg.Places["keys."+id].Line)
	}
	return out
}

// slipLines are the lines for what is wrong in the named file but for its keys, of
// which the program tells itself.
func slipLines(file string, problems []config.Problem) []string {
	var out []string
	for _, p := range problems {
		if !strings.HasPrefix(p.Key, "keys.") {
			out = append(out, problemLine(file, p)+"; the default is used")
		}
	}
	return out
}

func (t *tool) configCheck() error {
	w, err := t.readConfig()
	if err != nil {
		return err
	}
	problems := append(w.problems, slips(w.Config)...)
	slices.SortStableFunc(problems, func(a, b config.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	for _, p := range problems {
		fmt.Fprintln(t.Out, problemLine(w.file, p))
	}
	if len(problems) > 0 {
		return errNo
	}
	if _, err := os.Stat(w.file); errors.Is(err, os.ErrNotExist) {
		t.note("there is no %s, so everything is as meshdex config default prints it", w.file)
		return nil
	}
	t.note("%s: nothing to complain about", w.file)
	return nil
}
