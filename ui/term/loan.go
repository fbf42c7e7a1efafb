package term

import (
	"errors"
	"io"
	"os"
	"os/exec"
)

// Loan is the time that something else has the terminal. It is what Bubble Tea
// calls an ExecCommand: it runs while nobody reads the terminal and nothing is
// drawn.
type Loan struct {
	terminal *Terminal
	run      func() error
}

// Lend returns a loan to a program, an editor say. The program gets the terminal
// itself and not what Bubble Tea would hand it, which it would take for a pipe.
func (t *Terminal) Lend(cmd *exec.Cmd) *Loan {
	cmd.Stdin, cmd.Stdout, cmd.Stderr = t.in, t.out, os.Stderr
	return &Loan{t, cmd.Run}
}

// Suspend returns a loan to the shell, until it brings the program back. See
// [CanSuspend].
func (t *Terminal) Suspend() *Loan {
	return &Loan{t, func() error {
		t.restore = nil // the person may set the line up anew meanwhile
		return stop()
	}}
}

// Run leaves the terminal, waits for the other to end, and takes the terminal
// again.
func (l *Loan) Run() error {
	l.terminal.Leave()
	err := l.run()
	return errors.Join(err, l.terminal.Enter())
}

// SetStdin and its like have Bubble Tea's streams. They are not used: see Lend.
func (*Loan) SetStdin(io.Reader) {}

// SetStdout is as SetStdin.
func (*Loan) SetStdout(io.Writer) {}

// SetStderr is as SetStdin.
func (*Loan) SetStderr(io.Writer) {}
