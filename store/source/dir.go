package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
)

// dir is a folder, read recursively, or a single file: a contract, or an archive
// or pack of many.
//
// No link is followed. One that leads to a place inside the folder is passed
// over, for that place is read anyway; one that leads out of it, in a circle, or
// nowhere is reported.
type dir struct {
	root   string // absolute, without links
	given  string // as configured, for messages
	match  *matcher
	cursor string // of an archive or pack: the sum of its bytes

	isPacked bool     // the location is an archive or pack
	packed   *archive // what the last scan read of it

	top func() (*below, error) // opens the root, once for a scan
}

func checkDir(cfg Config) error {
	if cfg.Location == "" {
		return errors.New("no folder given")
	}
	return nil
}

func newDir(cfg Config, m *matcher) *dir {
	return &dir{root: cfg.Location, given: cfg.Location, match: m}
}

func (d *dir) Cursor() string   { return d.cursor }
func (d *dir) HasHistory() bool { return false }

func (d *dir) Scan(ctx context.Context, cursor string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		root, err := filepath.EvalSymlinks(d.given)
		if err != nil {
			yield(File{}, d.failed(err))
			return
		}
		d.setRoot(root)
		info, err := os.Stat(root)
		if err != nil {
			yield(File{}, d.failed(err))
			return
		}
		if info.Mode().IsRegular() {
			d.setRoot(filepath.Dir(root))
			d.single(ctx, cursor, info, yield)
			return
		}
		d.walk(ctx, yield)
	}
}

func (d *dir) setRoot(root string) {
	d.root = root
	d.top = sync.OnceValues(func() (*below, error) { return openBelow(root) })
}

// failed says why the whole place cannot be read.
func (d *dir) failed(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("read %s: %w", d.given, err)
}

// single yields a file that was given itself, or what is in it. Unpacking is dear
// and hashing is not, so an archive with the bytes of the last scan is left alone.
func (d *dir) single(ctx context.Context, cursor string, info fs.FileInfo, yield func(File, error) bool) {
	isPacked, err := startsPacked(filepath.Join(d.root, info.Name()))
	switch {
	case err != nil:
		yield(File{}, d.failed(err))
		return
	case !isPacked:
		yield(d.file(info.Name(), statOf(info)), nil)
		return
	case info.Size() > largestDownload:
		yield(File{}, d.failed(tooLargeToFetch(info.Size())))
		return
	}
	d.isPacked = true
	data, err := os.ReadFile(filepath.Join(d.root, info.Name()))
	if err != nil {
		yield(File{}, d.failed(err))
		return
	}
	if d.cursor = shortSum(data); d.cursor == cursor {
		yield(File{}, ErrUnchanged)
		return
	}
	d.packed = newArchive(info.Name(), data, info.ModTime(), d.match)
	d.packed.files(ctx)(yield)
}

// startsPacked reports whether the file is an archive or a pack.
func startsPacked(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, formBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return false, err
	}
	return packedAs(head[:n]) != plain, nil
}

func (d *dir) full(name string) string { return filepath.Join(d.root, filepath.FromSlash(name)) }

func (d *dir) file(name string, st fileStat) File {
	return File{
		Path: name, Stamp: st.stamp(), Size: st.size, Time: st.time,
		Read:   func(context.Context) ([]byte, error) { return d.read(name) },
		Beside: d.beside,
	}
}

var _ Reopener = (*dir)(nil)

// Reopen knows neither stamp nor time, which are those of the last Scan.
func (d *dir) Reopen(name string) File {
	if d.isPacked {
		return d.packed.reopen(name)
	}
	return File{
		Path: name, Read: func(context.Context) ([]byte, error) { return d.read(name) }, Beside: d.beside,
	}
}

func (d *dir) beside(_ context.Context, name string) ([]byte, error) { return d.read(name) }

// read opens the file below the root without following a link out of it, which
// somebody may have put in its place since the walk.
func (d *dir) read(name string) ([]byte, error) {
	top, err := d.top()
	if err != nil {
		return nil, err
	}
	f, err := top.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errIrregular
	}
	if info.Size() > LargestFile {
		return nil, &TooLargeError{Size: info.Size()}
	}
	return readAll(f, info.Size())
}

// readAll reads up to LargestFile bytes; size is only a hint.
func readAll(r io.Reader, size int64) ([]byte, error) {
	data := make([]byte, 0, min(max(size, 0), LargestFile)+1)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case err == io.EOF:
			return data, nil
		case err != nil:
			return nil, err
		case len(data) > LargestFile:
			return nil, &TooLargeError{}
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}
