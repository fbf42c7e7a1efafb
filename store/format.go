package store

import (
	"errors"
	"fmt"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// Format is the version of the database's layout. It grows with every change
// that older code could not read, each with a step in migrations.
const Format = 3

// errOldFormat makes a reader migrate the database first.
var errOldFormat = errors.New("an earlier format")

var formatKey = []byte("format")

// migrations lead from format n to n+1, by n. A step may only use raw keys and
// bytes: the record types are those of the present format.
var migrations = map[int]func(*bolt.Tx) error{1: lookAgainAtReferring, 2: lookAgainAtReferring}

func initialise(t *bolt.Tx) error {
	for _, name := range allBuckets {
		if _, err := t.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if err := setFormat(t, Format); err != nil {
		return err
	}
	return tx{t}.putState(state{ID: newID()})
}

func setFormat(t *bolt.Tx, n int) error {
	return t.Bucket(metaBucket).Put(formatKey, []byte(strconv.Itoa(n)))
}

// formatOf reads the format; a database without one is not ours.
func formatOf(t *bolt.Tx) (int, error) {
	meta := t.Bucket(metaBucket)
	if meta == nil {
		return 0, fmt.Errorf("%w: not a catalog", ErrCorrupt)
	}
	n, err := strconv.Atoi(string(meta.Get(formatKey)))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%w: no format version", ErrCorrupt)
	}
	return n, nil
}

// checkFormat lets a reader in only when the format is the present one.
func checkFormat(t *bolt.Tx) error {
	n, err := formatOf(t)
	switch {
	case err != nil:
		return err
	case n > Format:
		return fmt.Errorf("%w (format %d; this one reads %d)", ErrFormat, n, Format)
	case n < Format:
		return errOldFormat
	}
	return nil
}

// migrate brings the database to the present format, one step after the other,
// in the transaction of the caller.
func migrate(t *bolt.Tx, steps map[int]func(*bolt.Tx) error, target int) error {
	n, err := formatOf(t)
	switch {
	case err != nil:
		return err
	case n > target:
		return fmt.Errorf("%w (format %d; this one reads %d)", ErrFormat, n, target)
	case n == target:
		return nil
	}
	for ; n < target; n++ {
		step := steps[n]
		if step == nil {
			return fmt.Errorf("%w: no way from format %d", ErrCorrupt, n)
		}
		if err := step(t); err != nil {
			return fmt.Errorf("migrate from format %d: %w", n, err)
		}
	}
	return setFormat(t, target)
}
