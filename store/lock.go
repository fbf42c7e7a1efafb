package store

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// pollEvery is the pause between two attempts at a lock: short beside the few
// milliseconds for which one is held.
const pollEvery = time.Millisecond

type lockMode int

const (
	shared lockMode = iota
	exclusive
)

// errLocked is what tryLock says when somebody else has the lock.
var errLocked = errors.New("locked")

// lock takes the advisory lock of the file at path, making it and its folder if
// need be, and waits at most wait for it. The lock ends with release or with the
// process, however that ends.
func lock(path string, mode lockMode, wait time.Duration) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, translate(err)
	}
	return lockFile(path, os.O_RDWR|os.O_CREATE, mode, wait)
}

// lockExisting is lock for readers: it makes nothing.
func lockExisting(path string, mode lockMode, wait time.Duration) (release func(), err error) {
	return lockFile(path, os.O_RDONLY, mode, wait)
}

func lockFile(path string, flags int, mode lockMode, wait time.Duration) (func(), error) {
	f, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, translate(err)
	}
	for deadline := time.Now().Add(wait); ; time.Sleep(pollEvery) {
		err := tryLock(f, mode)
		if err == nil {
			return func() { f.Close() }, nil // closing unlocks
		}
		if !errors.Is(err, errLocked) {
			f.Close()
			return nil, err
		}
		if !time.Now().Before(deadline) {
			f.Close()
			return nil, ErrBusy
		}
	}
}
