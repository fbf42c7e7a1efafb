package sync

import (
	"bytes"
	"context"
	"errors"
	"fmt"

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
	if errors.Is(err, source.ErrNotNow) {
		n.failed = fmt.Errorf("it refers to %s, and %w", path, err)
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

// parse reads a document with the files it refers to.
func (o *one) parse(f *source.File, data []byte) (*catalog.Document, *neighbours) {
	n := &neighbours{ctx: o.ctx, file: f}
	opts := reader.Options{}
	if f.Beside != nil {
		opts.Open = n.open
	}
	return reader.Read(f.Path, data, opts), n
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
	now := map[string]store.Hash{}
	for _, refs := range all {
		f := again.Reopen(refs.Path)
		if f.Beside == nil {
			continue
		}
		if f.Stamp == "" {
			f.Stamp = refs.Stamp
		}
		if f.Time.IsZero() {
			f.Time = o.opts.Now()
		}
		if !o.stillHold(&f, refs, now) {
			o.start(f)
		}
	}
	return nil
}

// stillHold reports whether the files that a file refers to are as they were; now
// remembers those that were looked at.
func (o *one) stillHold(f *source.File, refs store.References, now map[string]store.Hash) bool {
	for _, to := range refs.To {
		path, inside := refs.Neighbour(to)
		if !inside {
			continue
		}
		if _, seen := now[path]; !seen {
			now[path] = store.Hash{}
			if data, err := f.Beside(o.ctx, path); err == nil {
				now[path] = store.HashOf(data)
			}
		}
		if now[path] != to.Hash {
			return false
		}
	}
	return true
}
