// Package follow tells when a file was saved, has gone, and has come back. Make a
// [File] and ask it for what is [File.Next].
//
// An editor rarely writes into the file that it shows: it writes another one and
// renames it into place, or moves the old one away first; a checkout takes the
// whole folder away and brings it back. So what is watched is the folder, or the
// nearest one above that is there, and after every notification the file is read
// and compared with what was read before. Each wait sets its watch up anew and
// reads after that, so that nothing is missed between two waits, whatever became of
// the folders meanwhile. The package must not import anything of meshdex.
package follow

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Save is one state of a file.
type Save struct {
	Data []byte
	Err  error     // why there is no Data; fs.ErrNotExist when the file is not there
	At   time.Time // when it was written; zero when the file is not there
}

// IsGone reports whether the file is not there.
func (s Save) IsGone() bool { return errors.Is(s.Err, fs.ErrNotExist) }

// same reports whether two states show the same.
func (s Save) same(t Save) bool {
	if s.Err != nil || t.Err != nil {
		return s.Err != nil && t.Err != nil && s.Err.Error() == t.Err.Error()
	}
	return bytes.Equal(s.Data, t.Data)
}

// quiet is how long a file must be left alone before it is read: some editors
// truncate it first and write it then, and formatters write it again after them.
const quiet = 80 * time.Millisecond

// patience is after how many times quiet a file is read that is never left alone.
const patience = 10

// maxLinks bounds how many links are followed to the file.
const maxLinks = 16

// File is a file that is followed. It must not be used by two goroutines at once.
type File struct {
	// Path names the file, from the root.
	Path string
	// Read reads it; nil for os.ReadFile.
	Read func(path string) ([]byte, error)
	// Quiet is how long the file must be left alone; 0 for a time that suits people.
	Quiet time.Duration

	last Save
	seen bool
}

// Next returns the state of the file: at once the first time, and then as soon as
// it differs from the one that was returned before. Its error is that of watching,
// or that of the context.
func (f *File) Next(ctx context.Context) (Save, error) {
	for {
		s, err := f.try(ctx)
		if err != nil {
			return Save{}, err
		}
		if f.seen && s.same(f.last) {
			continue
		}
		f.last, f.seen = s, true
		return s, nil
	}
}

// try reads the file when it is new, else waits for it to be touched.
func (f *File) try(ctx context.Context) (Save, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return Save{}, err
	}
	defer w.Close()
	hops := f.watch(w)
	if s := f.read(); !f.seen || !s.same(f.last) {
		return s, ctx.Err()
	}
	if err := f.wait(ctx, w, hops); err != nil {
		return Save{}, err
	}
	return f.read(), nil
}

// watch watches the folder of the file, and of every link on the way to it. It
// returns the paths whose events matter.
func (f *File) watch(w *fsnotify.Watcher) []string {
	var hops []string
	path := f.Path
	for range maxLinks {
		hops = append(hops, path)
		nearest(w, filepath.Dir(path))
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return hops
}

// nearest watches a folder, or the nearest one above that is there.
func nearest(w *fsnotify.Watcher, dir string) {
	for w.Add(dir) != nil && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
	}
}

func (f *File) read() Save {
	read := f.Read
	if read == nil {
		read = os.ReadFile
	}
	data, err := read(f.Path)
	if err != nil {
		return Save{Err: err}
	}
	s := Save{Data: data}
	if info, err := os.Stat(f.Path); err == nil {
		s.At = info.ModTime()
	}
	return s
}

// wait waits until the file was touched and then left alone.
func (f *File) wait(ctx context.Context, w *fsnotify.Watcher, hops []string) error {
	pause := f.Quiet
	if pause == 0 {
		pause = quiet
	}
	var still, late <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-still:
			return nil
		case <-late:
			return nil
		case err := <-w.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
		case e := <-w.Events:
			if !matters(e.Name, hops) {
				continue
			}
		}
		still = time.After(pause)
		if late == nil {
			late = time.After(patience * pause)
		}
	}
}

// matters reports whether an event is about one of the paths, or a folder that one
// is in.
func matters(name string, hops []string) bool {
	for _, hop := range hops {
		if hop == name || strings.HasPrefix(hop, name+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
