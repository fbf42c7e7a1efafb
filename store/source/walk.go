package source

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// walk goes through a folder and yields its files in the order of their paths.
//
// Most of that is waiting for the system, which lists one folder and tells the
// times of one file after the other. So folders are listed on several goroutines,
// as many as there are processors, some folders ahead of the walk: the memory is
// that of a few folders, and the order that of a single goroutine.
type walk struct {
	ctx   context.Context
	dir   *dir
	yield func(File, error) bool
	slots chan struct{} // one for each folder being listed
	lists sync.WaitGroup
}

// listedAhead is how many folders of one folder are listed before they are needed.
const listedAhead = 8

// walk yields all files below the root.
func (d *dir) walk(ctx context.Context, yield func(File, error) bool) {
	ctx, cancel := context.WithCancel(ctx)
	w := walk{ctx: ctx, dir: d, yield: yield, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	defer w.lists.Wait()
	defer cancel()
	top := w.list("")
	<-top.done
	if top.err != nil {
		yield(File{}, d.failed(top.err))
		return
	}
	if w.entries(top.entries) && ctx.Err() != nil {
		yield(File{}, ctx.Err())
	}
}

// listing is a folder that is being listed.
type listing struct {
	done    chan struct{}
	entries []found // once it is done; what could be listed, if there is an error
	err     error
}

// found is something in a folder that the walk is to look at.
type found struct {
	name string // from the root
	kind fs.FileMode
	stat fileStat // of a file
	err  error
	list *listing // of a folder, when it is being listed
}

// list begins to list a folder.
func (w *walk) list(folder string) *listing {
	l := &listing{done: make(chan struct{})}
	w.lists.Go(func() {
		defer close(l.done)
		w.slots <- struct{}{}
		defer func() { <-w.slots }()
		if l.err = w.ctx.Err(); l.err == nil {
			l.entries, l.err = w.dir.list(folder)
		}
	})
	return l
}

// list lists what is wanted of a folder, with the times of the files.
func (d *dir) list(folder string) ([]found, error) {
	f, err := openFolder(d.full(folder))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := f.ReadDir(-1)
	entries := make([]found, 0, len(all))
	for _, e := range all {
		if it := (found{name: join(folder, e.Name()), kind: e.Type()}); d.wants(&it) {
			if it.kind.IsRegular() {
				it.stat, it.err = statEntry(f, e)
			}
			entries = append(entries, it)
		}
	}
	slices.SortFunc(entries, byPath)
	return entries, err
}

func join(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

// wants reports whether the walk looks at an entry. Reading a socket or a device
// might never end.
func (d *dir) wants(e *found) bool {
	switch {
	case e.kind.IsDir():
		return !d.match.skipsFolder(e.name)
	case e.kind&fs.ModeSymlink != 0:
		return true
	}
	return e.kind.IsRegular() && d.match.wants(e.name)
}

// byPath puts a folder where the paths of the files in it belong.
func byPath(a, b found) int {
	if a.kind.IsRegular() && b.kind.IsRegular() {
		return strings.Compare(a.name, b.name)
	}
	n := min(len(a.name), len(b.name))
	return cmp.Or(cmp.Compare(a.name[:n], b.name[:n]), cmp.Compare(a.at(n), b.at(n)))
}

// at is the character at n of the entry's path, or of those in it.
func (e *found) at(n int) byte {
	switch {
	case n < len(e.name):
		return e.name[n]
	case e.kind.IsDir():
		return '/'
	}
	return 0
}

// entries goes through what is in a folder; false to end the walk.
func (w *walk) entries(all []found) bool {
	listed, ahead := 0, 0
	for i := range all {
		for ; listed < len(all) && ahead < listedAhead; listed++ {
			if all[listed].kind.IsDir() {
				all[listed].list = w.list(all[listed].name)
				ahead++
			}
		}
		e := &all[i]
		if e.kind.IsDir() {
			ahead--
		}
		if !w.entry(e) {
			return false
		}
		e.list = nil // it has been gone through
	}
	return true
}

func (w *walk) entry(e *found) bool {
	switch {
	case e.kind.IsDir():
		return w.folder(e)
	case e.kind&fs.ModeSymlink != 0:
		return w.link(e.name)
	case errors.Is(e.err, fs.ErrNotExist):
		return true // deleted since the folder was listed
	case e.err != nil:
		return w.yield(File{Path: e.name}, e.err)
	}
	return w.yield(w.dir.file(e.name, e.stat), nil)
}

func (w *walk) folder(e *found) bool {
	<-e.list.done
	if err := w.ctx.Err(); err != nil {
		w.yield(File{}, err)
		return false
	}
	if e.list.err != nil && !w.yield(File{Path: e.name}, e.list.err) {
		return false
	}
	return w.entries(e.list.entries)
}

// link reports a link that is not simply another name of something inside.
func (w *walk) link(name string) bool {
	target, err := filepath.EvalSymlinks(w.dir.full(name))
	var why string
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "leads nowhere"
	case err != nil:
		why = "leads in a circle"
	case !within(w.dir.root, target):
		why = "leads out of the folder"
	default:
		return true
	}
	if w.dir.match.excludes(name, false) || w.dir.match.excludes(name, true) {
		return true
	}
	return w.yield(File{Path: name}, &LinkError{why})
}

func within(root, path string) bool {
	rel, err := filepath.Rel(root, path)
	return err == nil && filepath.IsLocal(rel)
}

// fileStat is by what it is seen that a file has changed.
type fileStat struct {
	size  int64
	time  time.Time
	inode uint64 // tells a file from one that took its name with the same size and time; 0 where there is none
}

func (s fileStat) stamp() string {
	stamp := make([]byte, 0, 48)
	stamp = strconv.AppendInt(stamp, s.size, 36)
	stamp = strconv.AppendInt(append(stamp, '-'), s.time.UnixNano(), 36)
	if s.inode != 0 {
		stamp = strconv.AppendUint(append(stamp, '-'), s.inode, 36)
	}
	return string(stamp)
}
