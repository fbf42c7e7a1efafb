package sync

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	stdsync "sync"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/store"
	"meshdex/store/source"
)

// mayRefer reports whether a content could refer to other files: it is then parsed
// before it is known what it comes to.
func mayRefer(data []byte) bool { return bytes.Contains(data, []byte("$ref")) }

// neighbours opens the files that a file refers to, and keeps them.
type neighbours struct {
	ctx  context.Context
	file *source.File
	read []store.Neighbour
	size int // of all that was read
	refs []store.Reference
	had  func(path string) bool // whether the last good state of the file was read with one
	// failed is why one of them, which may well be there, could not be read now.
	failed error
}

// mostBeside bounds what one file is read with: all of it is kept as its content.
const mostBeside = source.LargestFile

var (
	errOutside = errors.New("it is not in the source")
	errTooMuch = fmt.Errorf("with it the file would be read with more than %d MB beside it", mostBeside>>20)
)

// open is what a reader opens them with.
func (n *neighbours) open(name string) ([]byte, error) {
	path, inside := store.PathBeside(n.file.Path, name)
	if !inside {
		return nil, errOutside
	}
	data, err := n.file.Beside(n.ctx, path)
	isThere := err != nil && !errors.Is(err, fs.ErrNotExist)
	if errors.Is(err, source.ErrNotNow) || isThere && n.had(name) {
		n.failed = &besideError{path, err}
	}
	ref := store.Reference{Path: name}
	if err == nil {
		ref.Hash = store.HashOf(data)
		if n.size += len(data); n.size > mostBeside {
			data, err = nil, errTooMuch
		}
	}
	n.read = append(n.read, store.Neighbour{Path: name, Missing: err != nil, Data: data})
	n.refs = append(n.refs, ref)
	return data, cause(err)
}

// besideError is why a file is not read: one that it refers to cannot be, and is not
// to be taken for missing.
type besideError struct {
	path string
	err  error
}

func (e *besideError) Error() string {
	return fmt.Sprintf("it refers to %s, which could not be: %v", e.path, cause(e.err))
}
func (e *besideError) Unwrap() error { return e.err }

// parse reads a document with the files it refers to.
func (o *one) parse(f *source.File, data []byte) (*catalog.Document, *neighbours) {
	n := &neighbours{ctx: o.ctx, file: f, had: func(path string) bool { return o.had(f.Path, path) }}
	opts := reader.Options{}
	if f.Beside != nil {
		opts.Open = n.open
	}
	return reader.Read(f.Path, data, opts), n
}

// had reports whether the last good state of a file was read with another, named as it
// names it, which then was to be had.
func (o *one) had(file, name string) bool {
	all, err := o.references()
	if err != nil {
		return true // so that nothing is lost by it
	}
	i, ok := slices.BinarySearchFunc(all, file, func(r store.References, path string) int { return strings.Compare(r.Path, path) })
	return ok && slices.ContainsFunc(all[i].To, func(to store.Reference) bool { return to.Path == name && to.Hash != store.Hash{} })
}

// settle looks at the files that refer to others, after a scan: the others may have
// changed, and they themselves not.
func (o *one) settle() error {
	again, ok := o.src.(source.Reopener)
	if !ok {
		return nil
	}
	all, err := o.db.References(o.cfg.Name)
	if err != nil {
		return err
	}
	files := make([]source.File, len(all))
	for i := range all {
		files[i] = again.Reopen(all[i].Path)
	}
	now := o.hashesNow(files, all)
	if err := o.ctx.Err(); err != nil {
		return err // what was not looked at is not missing
	}
	for i, refs := range all {
		f := files[i]
		if f.Beside == nil || stillHold(refs, now) {
			continue
		}
		if f.Stamp == "" {
			f.Stamp = refs.Stamp
		}
		if f.Time.IsZero() {
			f.Time = o.opts.Now()
		}
		o.start(f)
	}
	return nil
}

// hashesNow reads what the files refer to, each file once and as many at once as there
// are workers: far away, one after the other would take as long as all of them together.
// The hash of what cannot be read is zero.
func (o *one) hashesNow(files []source.File, all []store.References) map[string]*store.Hash {
	now := map[string]*store.Hash{}
	var reading stdsync.WaitGroup
	defer reading.Wait()
	for i, refs := range all {
		beside := files[i].Beside
		if beside == nil {
			continue
		}
		for _, to := range refs.To {
			path, inside := refs.Neighbour(to)
			if !inside || now[path] != nil {
				continue
			}
			hash := &store.Hash{}
			now[path] = hash
			reading.Add(1)
			o.crew.do(func() {
				defer reading.Done()
				if data, err := beside(o.ctx, path); err == nil {
					*hash = store.HashOf(data)
				}
			})
		}
	}
	return now
}

// stillHold reports whether the files that a file refers to are as they were.
func stillHold(refs store.References, now map[string]*store.Hash) bool {
	return !slices.ContainsFunc(refs.To, func(to store.Reference) bool {
		path, inside := refs.Neighbour(to)
		return inside && *now[path] != to.Hash
	})
}
