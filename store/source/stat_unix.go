//go:build unix

package source

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

func statOf(info fs.FileInfo) fileStat {
	st := fileStat{size: info.Size(), time: info.ModTime()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		st.inode = uint64(sys.Ino)
	}
	return st
}

// statEntry asks the open folder, which spares the system the way to it.
func statEntry(folder *os.File, e fs.DirEntry) (fileStat, error) {
	var st unix.Stat_t
	for {
		err := unix.Fstatat(int(folder.Fd()), e.Name(), &st, unix.AT_SYMLINK_NOFOLLOW)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		return fileStat{size: st.Size, time: time.Unix(st.Mtim.Unix()), inode: uint64(st.Ino)}, err
	}
}
