package source

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// openAtOnce has the system go all the way; nil when it cannot or will not. Linux can
// since 5.6. Without the poller, which has no use for files, that takes half as long as
// [os.Root.Open]. It does not wait for the other end of a pipe; and what it opens is as
// blocking as ever, or it would get the poller.
func openAtOnce(folder *os.File, name string) *os.File {
	fd, err := unix.Openat2(int(folder.Fd()), name, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK | unix.O_NOCTTY, Resolve: unix.RESOLVE_BENEATH,
	})
	runtime.KeepAlive(folder)
	if err != nil {
		return nil
	}
	_, _ = unix.FcntlInt(uintptr(fd), unix.F_SETFL, 0)
	return os.NewFile(uintptr(fd), name)
}

// openFolder opens a folder to list it, without the poller.
func openFolder(path string) (*os.File, error) {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_DIRECTORY, 0)
	if err != nil {
		return os.OpenFile(path, unix.O_DIRECTORY, 0) // which knows how to go on, and what to say
	}
	return os.NewFile(uintptr(fd), path), nil
}
