package flock_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"meshdex/store/flock"
)

func TestTake(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		held, wanted flock.Mode
		free         bool
	}{
		{flock.Shared, flock.Shared, true},
		{flock.Shared, flock.Exclusive, false},
		{flock.Exclusive, flock.Shared, false},
		{flock.Exclusive, flock.Exclusive, false},
	} {
		path := filepath.Join(t.TempDir(), "made", "x.lock")
		release, err := flock.Take(context.Background(), path, c.held, 0)
		if err != nil {
			t.Fatal(err)
		}
		second, err := flock.TakeExisting(path, c.wanted, 0)
		if got := err == nil; got != c.free || !got && !errors.Is(err, flock.ErrLocked) {
			t.Errorf("%v while it is held in %v: %v", c.wanted, c.held, err)
		}
		if err == nil {
			second()
		}
		release()
		if third, err := flock.Take(context.Background(), path, c.wanted, 0); err != nil {
			t.Errorf("%v after it was released: %v", c.wanted, err)
		} else {
			third()
		}
	}
}

func TestTakeExisting_makesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.lock")
	if _, err := flock.TakeExisting(path, flock.Shared, 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("err = %v", err)
	}
}
