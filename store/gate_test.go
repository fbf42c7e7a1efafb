package store

import (
	"context"
	"errors"
	"testing"

	"meshdex/store/flock"
)

// TestOpenToWrite_letsReadersIn has a reader that is inside for long and a writer
// that waits for it: those that come after the writer must not wait for either.
func TestOpenToWrite_letsReadersIn(t *testing.T) {
	t.Parallel()
	db, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := db.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	inside, leave, left := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		left <- db.view(func(tx) error {
			close(inside)
			<-leave
			return nil
		})
	}()
	<-inside
	written := make(chan error)
	go func() {
		written <- s.update(func(t tx) error {
			_, err := s.touch(t)
			return err
		})
	}()
	for isShut := false; !isShut; {
		release, err := flock.TakeExisting(db.path(gateFile), flock.Shared, 0)
		if isShut = errors.Is(err, flock.ErrLocked); err == nil {
			release()
		}
	}
	if g, err := db.Generation(); err != nil || g != 0 {
		t.Errorf("generation %d, %v", g, err)
	}
	close(leave)
	if err := <-left; err != nil {
		t.Error(err)
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
	if g, err := db.Generation(); err != nil || g != 1 {
		t.Errorf("generation %d, %v", g, err)
	}
}
