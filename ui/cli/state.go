package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"meshdex/ui/app"
	"meshdex/ui/term"
)

// What the program remembers of itself from one run to the next is kept in the
// user's state folder. None of it matters: a file that is missing or damaged is as
// good as an empty one.

// stateFile is where something is kept.
func (t *tool) stateFile(name string) (string, error) {
	dir, err := t.userFolder("XDG_STATE_HOME", filepath.Join(".local", "state"))
	return filepath.Join(dir, name), err
}

// readState reads a file, as the zero value when that cannot be done.
func readState[T any](t *tool, name string) (v T) {
	path, err := t.stateFile(name)
	if err != nil {
		return v
	}
	data, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(data, &v) != nil {
		return *new(T)
	}
	return v
}

// writeState writes a file anew and renames it into place.
func (t *tool) writeState(name string, v any) error {
	path, err := t.stateFile(name)
	if err != nil {
		return err
	}
	data, err := json.Marshal(v)
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

// sessionFile is where the session is kept, one a store.
func sessionFile(d *desk) string { return "session-" + strconv.FormatUint(d.identity(), 36) + ".json" }

// restore reads where the person left off. Whatever is wrong with it, the program
// starts on the list.
func (t *tool) restore(d *desk, wanted bool) app.Session {
	if !wanted || t.screen.noRestore || !d.remembers() {
		return app.Session{}
	}
	return readState[app.Session](t, sessionFile(d))
}

func (t *tool) save(d *desk, s app.Session) error {
	if !d.remembers() {
		return nil
	}
	return t.writeState(sessionFile(d), s)
}

// groundsFile has what lay behind the text, by terminal, so that the first frame
// need not wait for the terminal to say it.
const groundsFile = "grounds.json"

// terminalName tells terminals apart as far as they say who they are.
func (t *tool) terminalName() string {
	return strings.Join([]string{t.Getenv("TERM_PROGRAM"), t.Getenv("TERM"), t.Getenv("COLORTERM")}, "/")
}

func (t *tool) rememberedGround() term.Ground {
	return readState[map[string]term.Ground](t, groundsFile)[t.terminalName()]
}

func (t *tool) rememberGround(g term.Ground) error {
	grounds := readState[map[string]term.Ground](t, groundsFile)
	if grounds == nil {
		grounds = map[string]term.Ground{}
	}
	grounds[t.terminalName()] = g
	return t.writeState(groundsFile, grounds)
}

// crashed writes down what is known of a crash and says where.
func (t *tool) crashed(c *app.Crash) error {
	const afresh = "; meshdex --no-restore starts on the list"
	path, err := t.logCrash(c)
	if err != nil {
		return unreadable(fmt.Sprintf("no report could be written: %v%s", err, afresh), c)
	}
	return unreadable("what happened is in "+path+afresh, c)
}

func (t *tool) logCrash(c *app.Crash) (path string, err error) {
	now := t.Now()
	path, err = t.stateFile("crash-" + now.UTC().Format("20060102T150405") + ".txt")
	if err != nil {
		return "", err
	}
	report := fmt.Sprintf("%s\n%s\nterminal %d×%d %s\n\npanic: %v\n\nlast actions:\n  %s\n\n%s",
		thisBuild(), now.Format(time.RFC3339), c.Width, c.Height, t.terminalName(), c.Value, strings.Join(c.Trail, "\n  "), c.Stack)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	return path, os.WriteFile(path, []byte(report), 0o600)
}
