package quiet_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// A terminal that is asked for its colours and does not answer holds the asker up
// for five seconds. So a command that draws nothing must not ask: this runs one on
// a terminal that only listens, and looks at every byte that it was sent.
func TestInit_asksTheTerminalNothing(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there are no pseudo-terminals to listen on")
	}
	program := filepath.Join(t.TempDir(), "meshdex")
	if out, err := exec.Command("go", "build", "-o", program, "meshdex").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(program, "version")
	cmd.Env = append(environment(), "TERM=xterm-256color", "HOME="+t.TempDir())
	terminal, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	sent, err := io.ReadAll(terminal)
	if err != nil && !errors.Is(err, syscall.EIO) { // how a terminal says that its program has gone
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, sent)
	}
	if !bytes.Contains(sent, []byte("meshdex")) {
		t.Errorf("the version was not told: %q", sent)
	}
	if bytes.ContainsRune(sent, '\x1b') {
		t.Errorf("the terminal was sent an escape sequence: %q", sent)
	}
}

// environment is that of a person at a terminal: without what tells libraries that
// no person is there, in which case they ask nothing anyway.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return name == "CI" || name == "TMUX" || name == "NO_COLOR"
	})
}
