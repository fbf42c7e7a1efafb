package store

import (
	"fmt"
	"io/fs"
	"os"
	"time"
)

// The checksum of a slot is over all of it, and a program that looks something up
// needs few of its pages: to check a large catalog takes longer than to search it, and
// brings all of it into memory. So what was checked is not checked again as long as it
// is the same file, which its time, size and inode tell: whatever writes into a file
// changes its time. The note of that lies beside the slot. The same goes for the
// skeleton of the database, of which a large one has hundreds of pages.
//
// A time is only as fine as the clock of the system. A note that was written within
// the same tick as the file could not tell a change after it, and does not count.

// seenSuffix names the note beside a file.
const seenSuffix = ".seen"

// fileStamp differs whenever another file is in place, or something was written into
// it.
func fileStamp(info fs.FileInfo) string {
	return fmt.Sprintf("%d-%d", info.ModTime().UTC().UnixNano(), info.Size()) + inode(info)
}

// clockTick is more than the clocks of file systems are coarse by, but for those that
// count in whole seconds, which are told by their times.
const clockTick = 20 * time.Millisecond

// isSeen reports whether the file at path was checked since it was written.
func isSeen(path string, file fs.FileInfo) bool {
	note, err := os.Stat(path + seenSuffix)
	if err != nil || note.ModTime().Sub(file.ModTime()) < clockTick || file.ModTime().Nanosecond() == 0 {
		return false
	}
	stamp, err := os.ReadFile(path + seenSuffix)
	return err == nil && string(stamp) == fileStamp(file)
}

// see notes that the file was checked. Where that cannot be written it is checked
// every time.
func see(path string, file fs.FileInfo) {
	_ = os.WriteFile(path+seenSuffix, []byte(fileStamp(file)), 0o600)
}
