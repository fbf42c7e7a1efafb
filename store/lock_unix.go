//go:build unix

package store

import (
	"os"

	"golang.org/x/sys/unix"
)

func tryLock(f *os.File, mode lockMode) error {
	how := unix.LOCK_NB | unix.LOCK_SH
	if mode == exclusive {
		how = unix.LOCK_NB | unix.LOCK_EX
	}
	for {
		switch err := unix.Flock(int(f.Fd()), how); err {
		case unix.EINTR:
		case unix.EWOULDBLOCK:
			return errLocked
		default:
			return err
		}
	}
}
