//go:build unix

package source

import (
	"io/fs"
	"strconv"
	"syscall"
)

// inode tells a file from one that took its name with the same size and time.
func inode(info fs.FileInfo) string {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return "-" + strconv.FormatUint(uint64(st.Ino), 36)
	}
	return ""
}
