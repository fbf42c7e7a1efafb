package store

import "os"

// mapFile reads the file: Windows does not let a mapped file be replaced.
func mapFile(path string) (mapping, error) { return readFile(path) }

func rename(from, to string) error { return os.Rename(from, to) }

func inode(os.FileInfo) string { return "" }

// release and unmap have nothing to do: files are read.
func (mapping) release() {}
func (mapping) unmap()   {}
