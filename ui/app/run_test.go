//go:build !windows

package app_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/theme"
	"meshdex/ui/uitest"
)

// running is the program on a pseudo terminal of 80 by 24, with the model of what a
// person sees there.
type running struct {
	*uitest.Terminal
	t       *testing.T
	master  *os.File
	written chan string // what the program wrote
	done    chan error
}

// The modes of a terminal that nothing was done to, and those under the program.
const (
	untouched = "25 7"
	taken     = "1002 1004 1006 1049 2004"
)

// patience is when a program that hangs fails its test.
const patience = 20 * time.Second

// run runs the program. The config may need the terminal that it will be on.
func run(t *testing.T, config func(*term.Terminal) app.Config) *running {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminals here: ", err)
	}
	t.Cleanup(func() { _ = errors.Join(slave.Close(), master.Close()) })
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	r := &running{uitest.NewTerminal(80, 24, ansi.GraphemeWidth), t, master, make(chan string), make(chan error, 1)}
	go r.read()
	terminal := term.NewTerminal(slave, slave)
	root := app.New(config(terminal))
	go func() { r.done <- app.Run(root, terminal) }()
	return r
}

func (r *running) read() {
	defer close(r.written)
	for buf := make([]byte, 4096); ; {
		n, err := r.master.Read(buf)
		if err != nil {
			return // the test is over
		}
		select {
		case r.written <- string(buf[:n]):
		case <-r.t.Context().Done():
			return
		}
	}
}

// await takes what the program writes until something holds.
func (r *running) await(what string, holds func() bool) {
	r.t.Helper()
	late := time.After(patience)
	for !holds() {
		select {
		case s := <-r.written:
			_, _ = r.Write([]byte(s))
		case <-late:
			r.Err = errors.Join(r.Err, errors.New("the program hangs"))
		}
		if r.Err != nil {
			r.t.Fatalf("waiting for %s: %v\n%s", what, r.Err, strings.Join(r.Lines(), "\n"))
		}
	}
}

func (r *running) shows(text string) *running {
	r.t.Helper()
	r.await(text, func() bool { return r.Shows(text) })
	return r
}

func (r *running) types(keys string) *running {
	r.t.Helper()
	if _, err := io.WriteString(r.master, keys); err != nil {
		r.t.Fatal(err)
	}
	return r
}

func (r *running) modes(want string) *running {
	r.t.Helper()
	r.await("modes "+want, func() bool { return r.Modes() == want })
	return r
}

// ends waits until the terminal is given back, and returns the program's error.
func (r *running) ends() error {
	r.t.Helper()
	r.modes(untouched)
	return <-r.done
}

// realConfig is the program over the embedded mesh, at the time of the machine.
func realConfig(t *testing.T) app.Config {
	cfg := newWorld(t).config()
	cfg.Clock = nil
	return cfg
}

func begun(t *testing.T) *running {
	cfg := realConfig(t)
	return run(t, func(*term.Terminal) app.Config { return cfg }).shows("50 products").modes(taken)
}

// TestRun_endsInOrder ends the program in every way there is. Not parallel: signals
// are for the whole process.
func TestRun_endsInOrder(t *testing.T) {
	signal := func(s syscall.Signal) func(*running) {
		return func(r *running) {
			if err := syscall.Kill(os.Getpid(), s); err != nil {
				r.t.Fatal(err)
			}
		}
	}
	for name, end := range map[string]func(*running){
		"key": func(r *running) { r.types("q") }, "terminate": signal(syscall.SIGTERM), "hang up": signal(syscall.SIGHUP),
	} {
		t.Run(name, func(t *testing.T) {
			cfg := realConfig(t)
			var saved []app.Session
			cfg.Save = func(s app.Session) error {
				saved = append(saved, s)
				return nil
			}
			r := run(t, func(*term.Terminal) app.Config { return cfg }).shows("50 products").modes(taken)
			end(r)
			if err := r.ends(); err != nil || len(saved) != 1 || len(saved[0].Stack) != 1 {
				t.Errorf("error %v, saved %+v", err, saved)
			}
		})
	}
}

// fragile is a page that panics when it is drawn after somebody has asked it to.
type fragile struct {
	*probe
	broken bool
}

func (f *fragile) Do(id action.ID) (page.Intent, tea.Cmd) {
	f.broken = id == "probe.wait"
	return f.probe.Do(id)
}

func (f *fragile) Draw(c canvas.Canvas) {
	if f.broken {
		panic("in View")
	}
	f.probe.Draw(c)
}

func panicking() tea.Msg { panic("in a command") }

func TestRun_panic(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key    string
		answer func() (page.Intent, tea.Cmd)
		value  string
		place  string // in the stack
	}{
		"update":  {"a", func() (page.Intent, tea.Cmd) { panic("in Update") }, "in Update", "app_test.TestRun_panic"},
		"view":    {"w", func() (page.Intent, tea.Cmd) { return page.Intent{}, nil }, "in View", "fragile"},
		"command": {"a", func() (page.Intent, tea.Cmd) { return page.Intent{}, panicking }, "in a command", "panicking"},
		"batch":   {"a", func() (page.Intent, tea.Cmd) { return page.Intent{}, tea.Batch(panicking, panicking) }, "in a command", "panicking"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg, _ := probeConfig(t, func(p *probe) page.Page { return &fragile{probe: p} }, func(action.ID) (page.Intent, tea.Cmd) { return c.answer() })
			cfg.Clock = nil
			cfg.Save = func(app.Session) error { return errors.New("saved") }
			err := run(t, func(*term.Terminal) app.Config { return cfg }).shows("probe").types(c.key).ends()
			var crash *app.Crash
			if !errors.As(err, &crash) {
				t.Fatalf("the error is %v", err)
			}
			if crash.Value != c.value || !strings.Contains(string(crash.Stack), c.place) || crash.Width != 80 || crash.Height != 24 {
				t.Errorf("%v at %dx%d\n%s", crash, crash.Width, crash.Height, crash.Stack)
			}
			if len(crash.Trail) != 2 || crash.Trail[0] != "open browse" || !strings.HasPrefix(crash.Trail[1], "probe.") {
				t.Errorf("the trail is %q", crash.Trail)
			}
		})
	}
}

// TestRun_lendsTheTerminal opens an editor that reads a line. An interrupt typed
// there ends neither; not parallel because it is a signal.
func TestRun_lendsTheTerminal(t *testing.T) {
	w := newWorld(t)
	cfg := w.config()
	cfg.Clock = nil
	r := run(t, func(terminal *term.Terminal) app.Config {
		w.desktop.editor = terminal.Lend(exec.Command("sh", "-c", "trap '' INT; echo an editor; read line; exit 3"))
		return cfg
	})
	r.shows("50 products").types("\r").shows("Overview").types("e").modes(untouched).shows("an editor")
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	r.types("text\n").modes(taken).shows("the editor failed: exit status 3").shows("Overview")
	if err := r.types("qq").ends(); err != nil {
		t.Error(err)
	}
}

// written says that whatever was edited has changed the catalog.
type written struct{ newSources }

func (*written) Edited(_ context.Context, path string) (bool, error) {
	return strings.HasPrefix(path, "/contracts/"), nil
}

func TestRun_showsWhatWasWrittenInTheEditor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	cfg.Clock, cfg.Sources = nil, &written{}
	cfg.Reload = func(context.Context) (*catalog.Snapshot, error) { return w.without("basket-stream"), nil }
	r := run(t, func(terminal *term.Terminal) app.Config {
		w.desktop.editor = terminal.Lend(exec.Command("true"))
		return cfg
	})
	r.shows("50 products").types("\r").shows("Overview").types("e").shows("catalog reloaded").types("q").shows("49 products")
	if err := r.types("q").ends(); err != nil {
		t.Error(err)
	}
}

func TestRun_givesTheMouseAndTakesItAgain(t *testing.T) {
	t.Parallel()
	r := begun(t)
	r.types("m").shows("mouse off").modes("1004 1049 2004").types("m").shows("mouse on").modes(taken)
	if err := r.types("q").ends(); err != nil {
		t.Error(err)
	}
}

// TestRun_paintsAnew is not parallel because of the signal.
func TestRun_paintsAnew(t *testing.T) {
	r := begun(t)
	clean := func() bool { return r.Shows("? help") && !r.Shows("#") }
	r.Resize(80, 24) // shows rubbish
	r.types("\f").await("a clean screen", clean)
	r.Resize(100, 30)
	if err := errors.Join(pty.Setsize(r.master, &pty.Winsize{Rows: 30, Cols: 100}), syscall.Kill(os.Getpid(), syscall.SIGWINCH)); err != nil {
		t.Fatal(err)
	}
	r.await("a clean screen", clean)
	if err := r.types("q").ends(); err != nil {
		t.Error(err)
	}
}

// TestRun_ground has the terminal say late, and while somebody types, that it is
// light.
func TestRun_ground(t *testing.T) {
	t.Parallel()
	learnt := make(chan term.Ground, 1)
	cfg := realConfig(t)
	cfg.Look.Theme, cfg.Look.Profile = "auto", theme.TrueColor
	cfg.Learn = func(g term.Ground) error {
		learnt <- g
		return nil
	}
	r := run(t, func(*term.Terminal) app.Config { return cfg }).shows("50 products")
	if !slices.Contains(r.Commands, "\x1b]11;?\x1b\\") {
		t.Errorf("the terminal was sent %q", r.Commands)
	}
	dark := r.Styled()[0]
	r.types("/or").types("\x1b]11;rgb:ffff").types("/ffff/ffff\x1b\\ders").shows("/ orders")
	if g := <-learnt; g != term.Light {
		t.Errorf("learnt %q", g)
	}
	r.await("another theme", func() bool { return r.Styled()[0] != dark })
	if err := r.types("\x03").ends(); err != nil {
		t.Error(err)
	}
}
