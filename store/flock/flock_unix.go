//go:build unix

package flock

import (
	"os"

	"golang.org/x/sys/unix"
)

func try(f *os.File, mode Mode) error {
	how := unix.LOCK_NB | unix.LOCK_SH
	if mode == Exclusive {
		how = unix.LOCK_NB | unix.LOCK_EX
	}
	for {
		switch err := unix.Flock(int(f.Fd()), how); err {
		case unix.EINTR:
		case unix.EWOULDBLOCK:
			return ErrLocked
		default:
			return err
		}
	}
}
