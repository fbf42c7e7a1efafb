package sync

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"meshdex/store"
	"meshdex/store/source"
)

// quiet is how long a folder must be still before it is synced: an editor or a
// checkout writes many files, and some twice.
const quiet = 300 * time.Millisecond

// Watch keeps the sources live until the context ends: it runs a sync at once,
// then one of the folders whenever something changes in them, and one of all at every
// tick, for the sources that cannot tell, and for changes that went unnoticed. Every
// report is given to report. Its error is that of watching; a Run that fails is
// tried again at the next occasion and passed to report as its error.
func Watch(ctx context.Context, db *store.DB, sources []source.Config, ticks <-chan time.Time, opts Options, report func(Report, error)) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	folders := slices.DeleteFunc(slices.Clone(sources), func(c source.Config) bool { return c.Kind != source.KindDir })
	for _, cfg := range folders {
		addSource(w, cfg.Location)
	}
	run := func(sources []source.Config) {
		if r, err := Run(ctx, db, sources, opts); err == nil || ctx.Err() == nil {
			report(r, err)
		}
	}
	run(sources)
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
			run(folders)
		case <-ticks:
			run(sources)
		}
	}
}

// addSource watches what a source is: a folder, or a file, which may be replaced by
// another and is therefore watched by its folder. It may be named by a link.
func addSource(w *fsnotify.Watcher, location string) {
	root, err := filepath.EvalSymlinks(location)
	if err != nil {
		return // it may be there at a later tick
	}
	if info, err := os.Stat(root); err == nil && !info.IsDir() {
		_ = w.Add(filepath.Dir(root))
		return
	}
	addFolders(w, root)
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
