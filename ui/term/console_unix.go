//go:build !windows

package term

import (
	"fmt"
	"os"
	"os/signal"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// setRaw has the terminal hand over every byte as it comes, and returns what
// undoes that.
func setRaw(in, _ *os.File) (restore func(), err error) {
	state, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil, fmt.Errorf("terminal: %w", err)
	}
	return func() { _ = term.Restore(in.Fd(), state) }, nil
}

// notifyResize sends a signal whenever the size may have changed.
func notifyResize(c chan<- os.Signal) { signal.Notify(c, unix.SIGWINCH) }

// CanSuspend reports whether there is a shell that would bring the program back. A
// shell that controls jobs gives each a process group; a program in the group of
// the session's leader, as in "tmux new-window meshdex", would be lost, and the
// kernel does not even stop it.
func CanSuspend() bool {
	leader, err := unix.Getsid(0)
	if err != nil {
		return false
	}
	group, err := unix.Getpgid(leader)
	return err != nil || group != unix.Getpgrp() // an error: the leader has gone, or is another user's
}

// stop stops the whole job, as ctrl+z does, and returns when it goes on.
func stop() error {
	goOn := make(chan os.Signal, 1)
	signal.Notify(goOn, unix.SIGCONT)
	defer signal.Stop(goOn)
	if err := unix.Kill(0, unix.SIGTSTP); err != nil {
		return fmt.Errorf("suspend: %w", err)
	}
	<-goOn
	return nil
}
