package sync_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// TestRun_stopsWaitingForAnother has another process be at work that never ends, and a
// person who has waited long enough.
func TestRun_stopsWaitingForAnother(t *testing.T) {
	t.Parallel()
	db := storetest.MustOpen(t)
	session, err := db.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	patient, err := store.Open(db.Dir(), store.Options{Wait: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	enough := errors.New("enough")
	cancel(enough)
	f := newFolder(t)
	if _, err := sync.Run(ctx, patient, []source.Config{f.config()}, sync.Options{}); !errors.Is(err, enough) {
		t.Errorf("err = %v", err)
	}
}
