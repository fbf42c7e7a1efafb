package cli_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/creack/pty"
)

// TestProgram_asksTheTerminalNothing runs the real program, whose start alone has
// the guard against Bubble Tea's question, on a terminal that never answers: a
// command that draws no screen must not write a single escape sequence.
func TestProgram_asksTheTerminalNothing(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the program")
	}
	binary := filepath.Join(t.TempDir(), "meshdex")
	if runtime.GOOS == "windows" {
		t.Skip("no pseudo terminals here")
	}
	if out, err := exec.Command("go", "build", "-o", binary, "meshdex").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, args := range [][]string{{"version"}, {"--sample", "search", "orders", "--ids"}} {
		cmd := exec.Command(binary, args...)
		cmd.Env = []string{"TERM=xterm-256color", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
		terminal, err := pty.Start(cmd)
		if err != nil {
			t.Skip("no pseudo terminals here: ", err)
		}
		var out bytes.Buffer
		_, _ = io.Copy(&out, terminal) // a terminal whose program has ended reads as an error
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		if out.Len() == 0 || bytes.ContainsRune(out.Bytes(), 0x1b) {
			t.Errorf("%v wrote %q", args, out.Bytes())
		}
	}
}
