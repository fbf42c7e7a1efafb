// Package flock takes advisory locks on files, by which processes, and parts of
// one, keep out of each other's way. [Take] is all there is. A lock ends with its
// release or with the process, however that ends; the file stays.
//
// The package knows nothing of what is locked, and imports nothing of this
// program.
package flock

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// Poll is the pause between two attempts at a lock: short beside the few
// milliseconds for which one is mostly held.
const Poll = time.Millisecond

// Mode says who else may have the lock.
type Mode int

// The modes.
const (
	Shared    Mode = iota // others that share it
	Exclusive             // nobody
)

// ErrLocked is returned when somebody else kept the lock.
var ErrLocked = errors.New("locked")

// Take takes the lock of the file at path, making it and its folder if need be,
// and waits at most wait for it, or until the context ends, whose cause is the error then.
func Take(ctx context.Context, path string, mode Mode, wait time.Duration) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return take(ctx, path, os.O_RDWR|os.O_CREATE, mode, wait)
}

// TakeExisting is Take for those who must not write: it makes nothing.
func TakeExisting(path string, mode Mode, wait time.Duration) (release func(), err error) {
	return take(context.Background(), path, os.O_RDONLY, mode, wait)
}

func take(ctx context.Context, path string, flags int, mode Mode, wait time.Duration) (func(), error) {
	f, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(wait); ; {
		err := try(f, mode)
		if err == nil {
			return func() { f.Close() }, nil // closing unlocks
		}
		if !errors.Is(err, ErrLocked) || !time.Now().Before(deadline) {
			f.Close()
			return nil, err
		}
		select {
		case <-time.After(Poll):
		case <-ctx.Done():
			f.Close()
			return nil, context.Cause(ctx)
		}
	}
}
