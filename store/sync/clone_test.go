package sync_test

import (
	"os"
	"path/filepath"
	"testing"

	"meshdex/store/source"
	"meshdex/store/storetest"
)

// TestRemoveSource_deletesTheClone unless another source is of the same repository.
func TestRemoveSource_deletesTheClone(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
	other := r.config()
	other.Name = "other"
	for _, cfg := range []source.Config{r.config(), other} {
		if err := db.PutSource(cfg); err != nil {
			t.Fatal(err)
		}
	}
	run(t, db, r.config(), other)
	for i, name := range []string{"g", "other"} {
		if err := db.RemoveSource(name); err != nil {
			t.Fatal(err)
		}
		if clones, _ := filepath.Glob(filepath.Join(db.Dir(), "git", "*.git")); len(clones) != 1-i {
			t.Errorf("after %s: %v", name, clones)
		}
	}
}

// TestRun_gitCloneLeftBroken does to the clone what a pulled plug may.
func TestRun_gitCloneLeftBroken(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(t *testing.T, clone string){
		"a lock of a ref":     func(t *testing.T, clone string) { mustWrite(t, filepath.Join(clone, "refs/heads/main.lock"), "") },
		"a lock of all refs":  func(t *testing.T, clone string) { mustWrite(t, filepath.Join(clone, "packed-refs.lock"), "") },
		"a pack cut short":    func(t *testing.T, clone string) { truncateAll(t, filepath.Join(clone, "objects/pack/*.pack")) },
		"no refs":             func(t *testing.T, clone string) { mustRemove(t, filepath.Join(clone, "packed-refs")) },
		"no head":             func(t *testing.T, clone string) { mustRemove(t, filepath.Join(clone, "HEAD")) },
		"no objects":          func(t *testing.T, clone string) { mustRemove(t, filepath.Join(clone, "objects")) },
		"an empty folder":     func(t *testing.T, clone string) { mustRemove(t, clone); mustWrite(t, filepath.Join(clone, "x"), "") },
		"a clone given up":    func(t *testing.T, clone string) { mustWrite(t, filepath.Join(clone+".new-1", "HEAD"), "") },
		"a file in its place": func(t *testing.T, clone string) { mustRemove(t, clone); mustWrite(t, clone, "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, db := newRepository(t), storetest.MustOpen(t)
			r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
			r.git("gc", "-q")
			cfg := r.config()
			cfg.Location = "file://" + r.dir // so that nothing is shared with it
			run(t, db, cfg)
			clones, err := filepath.Glob(filepath.Join(db.Dir(), "git", "*.git"))
			if err != nil || len(clones) != 1 {
				t.Fatal(clones, err)
			}
			harm(t, clones[0])
			r.publish("orders.yaml", contract("orders", "1.1.0"), "two")
			run(t, db, cfg)
			if got := texts(t, db, "orders"); got != "1.1.0 1.0.0" {
				t.Errorf("versions = %s", got)
			}
			if left, _ := filepath.Glob(clones[0] + ".new*"); len(left) != 0 && name != "a clone given up" {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func mustWrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustRemove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func truncateAll(t *testing.T, pattern string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatal("nothing to cut short", err)
	}
	for _, path := range paths {
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, 100); err != nil {
			t.Fatal(err)
		}
	}
}
