package store

import "os"

// mapFile reads the file: Windows does not let a mapped file be replaced.
func mapFile(path string) ([]byte, error) { return os.ReadFile(path) }

func rename(from, to string) error { return os.Rename(from, to) }

func inode(os.FileInfo) string { return "" }

// unmapFile has nothing to do: files are read.
func unmapFile([]byte) {}
