package store

import (
	"context"
	"errors"
	"time"

	"meshdex/store/flock"
)

// lock takes the advisory lock of the file at path and waits at most wait for it, or
// until the context ends.
func lock(ctx context.Context, path string, wait time.Duration) (release func(), err error) {
	release, err = flock.Take(ctx, path, flock.Exclusive, wait)
	return release, lockError(err)
}

// passGate waits until nobody has the lock of the file at path for himself.
func passGate(path string, wait time.Duration) (release func(), err error) {
	release, err = flock.TakeExisting(path, flock.Shared, wait)
	return release, lockError(err)
}

func lockError(err error) error {
	if errors.Is(err, flock.ErrLocked) {
		return ErrBusy
	}
	return translate(err)
}
