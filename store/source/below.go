package source

import (
	"errors"
	"os"
	"path/filepath"
)

// below opens files below a folder. What leads out of it, by a link that somebody may
// have put there since it was listed, is not opened.
//
// It is not closed but forgotten: when the last file of a scan is, it is sure that none
// will be read any more.
type below struct {
	root   *os.Root
	folder *os.File
}

func openBelow(folder string) (*below, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	f, err := root.Open(".")
	return &below{root, f}, err
}

// errIrregular is said of pipes, folders and devices, which are not read.
var errIrregular = errors.New("not a regular file")

// open opens the file in one call of the system where there is one that does all, and
// else, or if that did not succeed, going from folder to folder. Of a pipe there is
// nothing to wait for: nobody may ever open the other end.
func (b *below) open(name string) (*os.File, error) {
	name = filepath.FromSlash(name)
	if f := openAtOnce(b.folder, name); f != nil {
		return f, nil
	}
	if info, err := b.root.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errIrregular
	}
	return b.root.Open(name)
}
