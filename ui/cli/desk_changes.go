package cli

import (
	"context"
	"time"

	"github.com/fsnotify/fsnotify"

	"meshdex/catalog"
)

// changed waits until another process, or this one, has synced, or until a mesh
// that is being made is there. It sleeps on the file system's own notifications, so
// waiting costs nothing.
func (d *desk) changed(ctx context.Context) (*catalog.Snapshot, error) {
	if d.home == nil {
		if snap, err := d.grow(ctx); snap != nil || err != nil {
			return snap, err
		}
		<-ctx.Done()
		return nil, ctx.Err()
	}
	b := newBell(d.home.Dir())
	defer b.close()
	stamp := d.home.SnapshotStamp()
	if d.isBehind() { // a sync has ended since the last look, when nobody was waiting
		stamp = ""
	}
	for ; ; b.wait(ctx) {
		now := d.home.SnapshotStamp()
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case now == stamp:
			continue
		}
		stamp = now
		shown := d.shown()
		if snap, err := d.reload(ctx); err != nil || snap != shown {
			return snap, err
		}
	}
}

// shown is the newest snapshot that was given out.
func (d *desk) shown() *catalog.Snapshot {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.snap
}

// isBehind reports whether the store has something else than what is shown. What
// cannot be read now will be when it has changed.
func (d *desk) isBehind() bool {
	stored, err := d.home.Snapshot()
	d.mu.Lock()
	defer d.mu.Unlock()
	if isSample := d.stock.db == nil; isSample {
		return err == nil && stored.Len() > 0
	}
	return err == nil && stored.Generation() != d.snap.Generation()
}

// A sync writes several files, so the store's folder is given time to settle before
// it is read again; but no more than mostSettle, for one sync may follow another.
const (
	settle     = 150 * time.Millisecond
	mostSettle = time.Second
)

// bell rings when something in a folder was written. Where the system gives no
// notifications, because others have used up what it has of them, it rings every
// second.
type bell struct {
	watcher *fsnotify.Watcher // nil for none
	ticker  *time.Ticker      // nil with a watcher
}

func newBell(dir string) *bell {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return &bell{ticker: time.NewTicker(time.Second)}
	}
	if err := w.Add(dir); err != nil {
		_ = w.Close()
		return &bell{ticker: time.NewTicker(time.Second)}
	}
	return &bell{watcher: w}
}

func (b *bell) close() {
	if b.watcher == nil {
		b.ticker.Stop()
		return
	}
	_ = b.watcher.Close()
}

// wait returns when it has rung, or the context has ended.
func (b *bell) wait(ctx context.Context) {
	if b.watcher == nil {
		select {
		case <-ctx.Done():
		case <-b.ticker.C:
		}
		return
	}
	select {
	case <-ctx.Done():
		return
	case <-b.watcher.Errors: // something was lost, which may be what is waited for
	case <-b.watcher.Events:
	}
	last := time.After(mostSettle)
	for {
		select {
		case <-ctx.Done():
			return
		case <-last:
			return
		case <-b.watcher.Events:
			continue
		case <-time.After(settle):
			return
		}
	}
}
