//go:build unix

package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDir_doesNotWaitForAPipe reads a pipe that nobody writes into, which a contract may
// refer to: beside it, behind a link, and by the way that systems without the short one
// take.
func TestDir_doesNotWaitForAPipe(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := unix.Mkfifo(filepath.Join(folder, "pipe.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("pipe.yaml", filepath.Join(folder, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	d := newDir(Config{Location: folder}, nil)
	d.setRoot(folder)
	for _, name := range []string{"pipe.yaml", "link.yaml"} {
		if _, err := d.beside(context.Background(), name); !errors.Is(err, errIrregular) {
			t.Errorf("reading %s gives %v", name, err)
		}
	}
	b, err := openBelow(folder)
	if err != nil {
		t.Fatal(err)
	}
	if b.folder, err = os.Open(t.TempDir()); err != nil { // where openAtOnce finds nothing
		t.Fatal(err)
	}
	if _, err := b.open("pipe.yaml"); !errors.Is(err, errIrregular) {
		t.Errorf("going from folder to folder to a pipe gives %v", err)
	}
}
