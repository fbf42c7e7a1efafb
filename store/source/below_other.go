//go:build !linux

package source

import "os"

func openAtOnce(*os.File, string) *os.File { return nil }

func openFolder(path string) (*os.File, error) { return os.Open(path) }
