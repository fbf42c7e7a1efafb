package sync

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"meshdex/store"
	"meshdex/store/source"
)

// quiet is how long a folder must be still before it is synced: an editor or a
// checkout writes many files, and some twice.
const quiet = 300 * time.Millisecond

// Watch keeps the sources live until the context ends: it runs a sync at once,
// then whenever something changes in a folder that is a source, and at every tick
// for the sources that cannot tell, and for changes that went unnoticed. Every
// report is given to report. Its error is that of watching; a Run that fails is
// tried again at the next occasion and passed to report as its error.
func Watch(ctx context.Context, db *store.DB, sources []source.Config, ticks <-chan time.Time, opts Options, report func(Report, error)) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	watchFolders(w, sources)
	run := func() {
		if r, err := Run(ctx, db, sources, opts); err == nil || ctx.Err() == nil {
			report(r, err)
		}
	}
	run()
	still := time.NewTimer(time.Hour)
	still.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-w.Events:
			if e.Has(fsnotify.Create) {
				addFolders(w, e.Name)
			}
			still.Reset(quiet)
			continue
		case <-w.Errors: // events were lost; the next sync looks at everything
			still.Reset(quiet)
			continue
		case <-still.C:
		case <-ticks:
		}
		run()
	}
}

func watchFolders(w *fsnotify.Watcher, sources []source.Config) {
	for _, cfg := range sources {
		if cfg.Kind == source.KindDir {
			addFolders(w, cfg.Location)
		}
	}
}

// addFolders watches a folder and all below it. One that cannot be watched is
// left to the ticks.
func addFolders(w *fsnotify.Watcher, root string) {
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if e.IsDir() {
			if e.Name() == ".git" {
				return fs.SkipDir
			}
			_ = w.Add(path)
		}
		return nil
	})
}
