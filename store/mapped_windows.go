package store

import (
	"io"
	"os"
)

// mapFile reads the file, and says which file that is: Windows does not let a mapped
// file be replaced.
func mapFile(path string) ([]byte, os.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data, err := io.ReadAll(f)
	return data, info, err
}

func rename(from, to string) error { return os.Rename(from, to) }

func inode(os.FileInfo) string { return "" }

// unmapFile has nothing to do: files are read.
func unmapFile([]byte) {}
