package sample

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Company is what the embedded mesh calls its owner.
const Company = "Brindlemoor"

//go:embed mesh history history.tsv walkthroughs
var files embed.FS

// Mesh returns the files of the contract repository in their newest state, by
// domain and product.
func Mesh() fs.FS { return sub("mesh") }

// Walkthroughs returns the walkthroughs written on the sample, one file each in
// its root.
func Walkthroughs() fs.FS { return sub("walkthroughs") }

func sub(dir string) fs.FS {
	f, err := fs.Sub(files, dir)
	if err != nil {
		panic("sample: " + err.Error()) // the names are constants of this package
	}
	return f
}

// WriteTo writes the mesh and its walkthroughs below dir, which is made when it
// is missing, and returns how many files it wrote. It refuses to write over a
// file that exists.
func WriteTo(dir string) (int, error) {
	n, err := copyTree(dir, Mesh())
	if err != nil {
		return n, err
	}
	m, err := copyTree(filepath.Join(dir, "walkthroughs"), Walkthroughs())
	return n + m, err
}

func copyTree(dir string, from fs.FS) (files int, err error) {
	err = fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		files++
		return writeNew(filepath.Join(dir, filepath.FromSlash(name)), data)
	})
	return files, err
}

// writeNew writes a file that must not exist yet.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("write sample: %w", err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// isContractFile reports whether a path of the mesh can hold contracts or
// products, and not the results of checks.
func isContractFile(name string) bool {
	return path.Ext(name) == ".yaml" && !strings.HasSuffix(name, ".results.yaml")
}
