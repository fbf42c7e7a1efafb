package store

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func openBolt(t *testing.T) *bolt.DB {
	t.Helper()
	b, err := bolt.Open(filepath.Join(t.TempDir(), "db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	if err := b.Update(initialise); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMigrate_takesEveryStepInOrder(t *testing.T) {
	t.Parallel()
	b := openBolt(t)
	var taken []int
	step := func(n int) func(*bolt.Tx) error {
		return func(*bolt.Tx) error { taken = append(taken, n); return nil }
	}
	steps := map[int]func(*bolt.Tx) error{Format: step(1), Format + 1: step(2)}
	if err := b.Update(func(tx *bolt.Tx) error { return migrate(tx, steps, Format+2) }); err != nil {
		t.Fatal(err)
	}
	if len(taken) != 2 || taken[0] != 1 || taken[1] != 2 {
		t.Errorf("steps taken: %v", taken)
	}
	if err := b.View(checkFormat); !errors.Is(err, ErrFormat) {
		t.Errorf("a newer format gives %v", err)
	}
}

func TestMigrate_failsWhole(t *testing.T) {
	t.Parallel()
	b := openBolt(t)
	broken := errors.New("broken")
	steps := map[int]func(*bolt.Tx) error{
		Format:     func(tx *bolt.Tx) error { return tx.DeleteBucket(entryBucket) },
		Format + 1: func(*bolt.Tx) error { return broken },
	}
	if err := b.Update(func(tx *bolt.Tx) error { return migrate(tx, steps, Format+2) }); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	err := b.View(func(tx *bolt.Tx) error {
		if tx.Bucket(entryBucket) == nil {
			t.Error("the first step was kept")
		}
		return checkFormat(tx)
	})
	if err != nil {
		t.Error(err)
	}
}

// TestMigrate_everyEarlierFormat opens what programs of each earlier format wrote: two
// states of a contract that refers to another file, and one that does not.
func TestMigrate_everyEarlierFormat(t *testing.T) {
	t.Parallel()
	for n := 1; n < Format; n++ {
		db, err := Open(t.TempDir(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		unzip(t, fmt.Sprintf("testdata/format-%d.db.gz", n), db.path(databaseFile))
		versions, err := db.Versions("orders")
		if err != nil || len(versions) != 2 || versions[0].Text != "1.1.0" || versions[1].Text != "1.0.0" {
			t.Errorf("format %d: versions = %+v, %v", n, versions, err)
			continue
		}
		if raw, err := db.Raw(versions[0].Origin.Hash); err != nil || !bytes.Contains(raw, []byte("$ref: 'common/ids.yaml")) {
			t.Errorf("format %d: raw = %q, %v", n, raw, err)
		}
		if refs, err := db.References("mesh"); err != nil || len(refs) != 1 || refs[0].Path != "orders.yaml" || refs[0].Stamp == "" {
			t.Errorf("format %d: references = %+v, %v", n, refs, err)
		}
		if _, _, err := db.Catalog(); err != nil {
			t.Errorf("format %d: catalog: %v", n, err)
		}
		if faults, err := db.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("format %d: check: %v, %v", n, faults, err)
		}
		if s, err := db.Stats(); err != nil || s.Format != Format {
			t.Errorf("format %d: is %d now, %v", n, s.Format, err)
		}
	}
}

func unzip(t *testing.T, from, to string) {
	t.Helper()
	packed, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(plain)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
