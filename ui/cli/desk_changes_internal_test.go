package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"meshdex/catalog"
)

// syncedDesk is a desk over a store with one contract, and a way to add others as
// another process would.
func syncedDesk(t *testing.T) (d *desk, bring func(n int)) {
	t.Helper()
	store, mesh := t.TempDir(), t.TempDir()
	bring = func(n int) {
		t.Helper()
		text := fmt.Sprintf("{apiVersion: v3.1.0, kind: DataContract, id: c%d, version: 1.0.0, status: active}\n", n)
		if err := os.WriteFile(filepath.Join(mesh, fmt.Sprintf("c%d.yaml", n)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if code := Main([]string{"--store", store, "sync", "-q", mesh}, newcomer(store).Streams); code != 0 {
			t.Fatalf("sync ends with %d", code)
		}
	}
	bring(1)
	return openDesk(t, store), bring
}

func mustShow(t *testing.T, snap *catalog.Snapshot, err error, products int) {
	t.Helper()
	if err != nil || snap.Len() != products {
		t.Fatalf("%d products, want %d, %v", snap.Len(), products, err)
	}
}

// TestDesk_seesASyncThatNobodyWaitedFor has a sync end between two waits. A test that
// hangs here has found that the screens would never show it.
func TestDesk_seesASyncThatNobodyWaitedFor(t *testing.T) {
	t.Parallel()
	d, bring := syncedDesk(t)
	for n := 2; n < 4; n++ {
		bring(n)
		snap, err := d.changed(t.Context())
		mustShow(t, snap, err, n)
	}
}

// TestDesk_seesASyncAlthoughTheNextHasBegun has something be written to the store
// without a pause.
func TestDesk_seesASyncAlthoughTheNextHasBegun(t *testing.T) {
	t.Parallel()
	d, bring := syncedDesk(t)
	shown := make(chan *catalog.Snapshot, 1)
	go func() {
		snap, err := d.changed(t.Context())
		if err != nil {
			t.Error(err)
		}
		shown <- snap
	}()
	bring(2)
	busy := time.NewTicker(settle / 10)
	defer busy.Stop()
	for {
		select {
		case snap := <-shown:
			mustShow(t, snap, nil, 2)
			return
		case <-busy.C:
			if err := os.WriteFile(filepath.Join(d.home.Dir(), "busy"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestBell_ringsWithoutNotifications watches a folder that is not there, as where the
// system has no notifications left.
func TestBell_ringsWithoutNotifications(t *testing.T) {
	t.Parallel()
	b := newBell(filepath.Join(t.TempDir(), "none"))
	defer b.close()
	if b.wait(t.Context()); b.ticker == nil {
		t.Error("it waits for notifications that cannot come")
	}
}
