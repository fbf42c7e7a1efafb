package store

import (
	"io"
	"os"
)

// mapFile reads the file: Windows does not let a mapped file be replaced.
func mapFile(path string) (mapping, error) {
	f, err := os.Open(path)
	if err != nil {
		return mapping{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return mapping{}, err
	}
	data, err := io.ReadAll(f)
	return mapping{data, info, false}, err
}

func rename(from, to string) error { return os.Rename(from, to) }

func inode(os.FileInfo) string { return "" }

// release and unmap have nothing to do: files are read.
func (mapping) release() {}
func (mapping) unmap()   {}
