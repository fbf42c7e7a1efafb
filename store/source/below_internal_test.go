package source

import (
	"os"
	"path/filepath"
	"testing"
)

// TestBelow_opensNothingOutside puts links in the place of files, as somebody may do
// between the walk and the reading.
func TestBelow_opensNothingOutside(t *testing.T) {
	t.Parallel()
	outside, dir := t.TempDir(), t.TempDir()
	for _, path := range []string{filepath.Join(outside, "secret.yaml"), filepath.Join(dir, "in", "a.yaml")} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{
		"out.yaml": filepath.Join(outside, "secret.yaml"), "folder": outside, "own.yaml": filepath.Join("in", "a.yaml"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	b, err := openBelow(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"in/a.yaml": true, "own.yaml": true,
		"out.yaml": false, "folder/secret.yaml": false, "missing.yaml": false,
		"../" + filepath.Base(outside) + "/secret.yaml": false, filepath.ToSlash(filepath.Join(outside, "secret.yaml")): false,
	} {
		f, err := b.open(name)
		if got := err == nil; got != want {
			t.Errorf("%s is opened: %v, %v; want %v", name, got, err, want)
		}
		if err == nil {
			_ = f.Close()
		}
	}
}
