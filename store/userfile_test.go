package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
)

// TestRepair_damagedSources damages the list of sources: with a previous state
// that can be read it comes back, without one the list is begun anew.
func TestRepair_damagedSources(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		damage   string
		previous bool
		want     string
	}{
		"cut short, with a previous state":     {"{", true, "a"},
		"cut short, with nothing to go to":     {"{", false, ""},
		"another shape, with a previous state": {"[]", true, "a"},
		"emptied, with a previous state":       {"", true, "a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := storetest.MustOpen(t)
			for _, name := range []string{"a", "b"} {
				if err := db.PutSource(source.Config{Name: name, Kind: source.KindDir, Location: name}); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(db.Dir(), "sources.json")
			if !c.previous {
				if err := os.Remove(path + "~"); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(path, []byte(c.damage), 0o600); err != nil {
				t.Fatal(err)
			}
			mustRepairSources(t, db, c.previous)
			if data, err := os.ReadFile(onlyFile(t, path+".damaged-*")); err != nil || string(data) != c.damage {
				t.Errorf("set aside: %q, %v", data, err)
			}
			if got := sourceNames(t, db); got != c.want {
				t.Errorf("sources after the repair: %q, want %q", got, c.want)
			}
		})
	}
}

// mustRepairSources sees the damage, repairs it, and sees that nothing else was
// touched and nothing is left to do.
func mustRepairSources(t *testing.T, db *store.DB, restored bool) {
	t.Helper()
	faults, err := db.Check(context.Background())
	if err != nil || len(faults) != 1 || faults[0].Part != "sources.json" {
		t.Fatalf("check: %v, %v", faults, err)
	}
	done, err := db.Repair(context.Background())
	if err != nil || len(done.Files) != 1 || done.Files[0].Restored != restored || done.Resync {
		t.Fatalf("repair: %+v, %v", done, err)
	}
	if !strings.Contains(done.String(), "sources.json could not be read") {
		t.Errorf("it says %q", done)
	}
	if again, err := db.Repair(context.Background()); err != nil || again.String() != "Nothing was wrong." {
		t.Errorf("a second repair: %v, %v", again, err)
	}
}

func sourceNames(t *testing.T, db *store.DB) string {
	t.Helper()
	configs, err := db.Sources()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range configs {
		names = append(names, c.Name)
	}
	return strings.Join(names, " ")
}

// TestSources_damagedIsTypedError is what a sync meets before a repair.
func TestSources_damagedIsTypedError(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(db.Dir(), "sources.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Sources(); !errors.Is(err, store.ErrMarks) {
		t.Errorf("sources: %v", err)
	}
}
