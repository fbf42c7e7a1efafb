package store

import (
	"errors"
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
