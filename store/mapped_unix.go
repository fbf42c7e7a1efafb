//go:build unix

package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// mapFile maps a file for reading, and says which file that is.
func mapFile(path string) ([]byte, os.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return nil, info, err
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		data, err = io.ReadAll(f) // a file system that cannot map
	}
	return data, info, err
}

// unmapFile ends what mapFile began; nothing may point into data any more. Of
// what was read instead of mapped there is nothing to end, and it says so.
func unmapFile(data []byte) { _ = unix.Munmap(data) }

// rename makes the new name survive a power failure, too.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	return errors.Join(ignoreUnsupported(dir.Sync()), dir.Close())
}

// ignoreUnsupported passes over file systems that cannot sync a folder.
func ignoreUnsupported(err error) error {
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return nil
	}
	return err
}

// inode tells two files of one name apart that have the same time and size.
func inode(info os.FileInfo) string {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return "-" + strconv.FormatUint(uint64(st.Ino), 36)
	}
	return ""
}
