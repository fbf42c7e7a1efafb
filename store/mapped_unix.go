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

// mapFile maps a file for reading.
func mapFile(path string) (mapping, error) {
	f, err := os.Open(path)
	if err != nil {
		return mapping{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return mapping{info: info}, err
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err == nil {
		return mapping{data, info, true}, nil
	}
	data, err = io.ReadAll(f) // a file system that cannot map
	return mapping{data, info, false}, err
}

// release takes the pages of the file out of the process, not out of the system's
// memory; where that cannot be done they stay.
func (m mapping) release() {
	if m.mapped {
		_ = unix.Madvise(m.data, unix.MADV_DONTNEED)
	}
}

// unmap ends what mapFile began; nothing may point into the data any more.
func (m mapping) unmap() {
	if m.mapped {
		_ = unix.Munmap(m.data)
	}
}

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
