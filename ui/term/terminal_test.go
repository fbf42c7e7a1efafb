//go:build !windows

package term_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"testing"
	"time"

	xterm "github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"meshdex/ui/term"
)

// open opens a pseudo terminal of 40 by 5: the end of the one who looks at it, and
// that of the program.
func open(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminals here: ", err)
	}
	t.Cleanup(func() {
		_ = slave.Close()
		_ = master.Close()
	})
	if err := pty.Setsize(master, &pty.Winsize{Rows: 5, Cols: 40}); err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// line is the state of the line to a terminal.
func line(t *testing.T, f *os.File) *xterm.State {
	t.Helper()
	state, err := xterm.GetState(f.Fd())
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestTerminal_leavesTheLineAsItWas(t *testing.T) {
	t.Parallel()
	_, slave := open(t)
	before := line(t, slave)
	terminal := term.NewTerminal(slave, slave)
	for range 2 {
		if err := terminal.Enter(); err != nil {
			t.Fatal(err)
		}
		if reflect.DeepEqual(line(t, slave), before) {
			t.Error("Enter has not made the line raw")
		}
		terminal.Leave()
		terminal.Leave()
		if !reflect.DeepEqual(line(t, slave), before) {
			t.Error("Leave has not made the line what it was")
		}
	}
}

// TestLoan_toAProgram lends the terminal to one that looks whether it has a real
// terminal, and leaves the line in another state.
func TestLoan_toAProgram(t *testing.T) {
	t.Parallel()
	_, slave := open(t)
	before := line(t, slave)
	terminal := term.NewTerminal(slave, slave)
	if err := terminal.Enter(); err != nil {
		t.Fatal(err)
	}
	raw := line(t, slave)
	loan := terminal.Lend(exec.Command("sh", "-c", "test -t 0 && test -t 1 && stty -echo"))
	if err := loan.Run(); err != nil {
		t.Errorf("the program: %v", err)
	}
	if !reflect.DeepEqual(line(t, slave), raw) {
		t.Error("the terminal was not taken again")
	}
	terminal.Leave()
	if !reflect.DeepEqual(line(t, slave), before) {
		t.Error("the terminal is left as the other program left it")
	}
	if err := terminal.Lend(exec.Command("false")).Run(); err == nil {
		t.Error("a program that failed did not")
	}
}

func TestTerminal_size(t *testing.T) {
	t.Parallel()
	master, slave := open(t)
	terminal := term.NewTerminal(slave, slave)
	if w, h := terminal.Size(); w != 40 || h != 5 {
		t.Errorf("the size is %dx%d", w, h)
	}
	if err := pty.Setsize(master, &pty.Winsize{}); err != nil {
		t.Fatal(err)
	}
	if w, h := terminal.Size(); w != 80 || h != 24 {
		t.Errorf("a terminal that does not know its size has %dx%d", w, h)
	}
}

// TestTerminal_tellsTheSizeWhenItIsBack changes the size while another program has
// the terminal, which then is who gets the signal.
func TestTerminal_tellsTheSizeWhenItIsBack(t *testing.T) {
	t.Parallel()
	master, slave := open(t)
	terminal := term.NewTerminal(slave, slave)
	if err := pty.Setsize(master, &pty.Winsize{Rows: 7, Cols: 70}); err != nil {
		t.Fatal(err)
	}
	if err := terminal.Enter(); err != nil {
		t.Fatal(err)
	}
	defer terminal.Leave()
	ctx, cancel := context.WithCancel(t.Context())
	var got string
	terminal.WatchSize(ctx, func(w, h int) {
		got = fmt.Sprint(w, "x", h)
		cancel()
	})
	if got != "70x7" {
		t.Errorf("told %q", got)
	}
}

// TestTerminal_answerIsNotLeftToTheNext asks, and leaves before anybody has read
// the answer.
func TestTerminal_answerIsNotLeftToTheNext(t *testing.T) {
	t.Parallel()
	master, slave := open(t)
	terminal := term.NewTerminal(slave, slave)
	var told term.Ground
	terminal.Told = func(g term.Ground) { told = g }
	if err := terminal.Enter(); err != nil {
		t.Fatal(err)
	}
	asked := time.Now()
	terminal.Ask()
	if _, err := master.WriteString("\x1b]11;rgb:ffff/ffff/ffff\x1b\\"); err != nil {
		t.Fatal(err)
	}
	terminal.Leave()
	if time.Since(asked) > 100*time.Millisecond && told == "" {
		t.Skip("this machine is too slow for the answer to count")
	}
	if _, err := master.WriteString("typed\n"); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 100)
	if n, err := slave.Read(buf); err != nil || string(buf[:n]) != "typed\n" || told != term.Light {
		t.Errorf("the next one reads %q, %v; told %q", buf[:n], err, told)
	}
}
