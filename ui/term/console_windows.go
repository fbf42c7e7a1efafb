package term

import (
	"errors"
	"fmt"
	"os"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// setRaw has the console hand over every key as it comes and understand escape
// sequences, and returns what undoes that.
func setRaw(in, out *os.File) (restore func(), err error) {
	input, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	console := windows.Handle(out.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return nil, errors.Join(fmt.Errorf("console: %w", err), term.Restore(in.Fd(), input))
	}
	if err := windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING); err != nil {
		return nil, errors.Join(fmt.Errorf("console: %w", err), term.Restore(in.Fd(), input))
	}
	return func() {
		_ = windows.SetConsoleMode(console, mode)
		_ = term.Restore(in.Fd(), input)
	}, nil
}

// notifyResize does nothing: a console reports its size among the keys, and Bubble
// Tea passes it on.
func notifyResize(chan<- os.Signal) {}

// CanSuspend reports that there are no jobs here.
func CanSuspend() bool { return false }

func stop() error { return errors.ErrUnsupported }
