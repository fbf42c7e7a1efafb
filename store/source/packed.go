package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// archive is what is fetched as one: a file, or many packed into one. A nil archive
// is that of a scan that fetched nothing.
//
// A file in it may refer to another that comes after it, and there is no way to a
// file of a compressed stream but through all that come before. So the first question
// for one makes a second pass through the archive, which keeps every text of it,
// compressed once more, each by itself, as far as that stays within mostKept. An
// archive whose files refer to nothing is gone through once, and nothing is kept.
type archive struct {
	name     string
	data     []byte
	modified time.Time
	match    *matcher

	look     sync.Once
	kept     map[string][]byte
	size     int // of all that is kept
	most     int // that size may be
	unpacker *zstd.Decoder
	failed   error // why not all is kept
}

// mostKept bounds what is kept of an archive in memory. As contracts compress, it is
// some half a gigabyte of them.
const mostKept = 64 << 20

// textHead is how much of a file tells whether it is a text.
const textHead = 1 << 10

// errTooMuchKept is why a file of a very large archive is not found.
var errTooMuchKept = errors.New("the archive has more than is searched for the files that others refer to")

func newArchive(name string, data []byte, modified time.Time, m *matcher) *archive {
	return &archive{name: name, data: data, modified: modified, match: m, most: mostKept}
}

// files yields the file as it is, or what is in it if it is an archive: a tar,
// compressed or not, or a zip. Nothing is written to disk. Entries that are not
// files are passed over; names that lead upwards or to the root are refused.
func (a *archive) files(ctx context.Context) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		var err error
		switch packedAs(a.data) {
		case plain:
			yield(memoryFile(a.name, a.data, a.modified), nil)
		case aPack:
			f := memoryFile(a.name, nil, a.modified)
			f.Pack, f.Size = a.data, int64(len(a.data))
			yield(f, nil)
		case foreign:
			err = errForeign
		default:
			err = a.unpack(ctx, a.match, func(f File, err error) bool {
				f.Beside = a.beside
				return yield(f, err)
			})
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(File{}, fmt.Errorf("archive %s: %w", a.name, err))
		}
	}
}

// unpack goes through the archive once.
func (a *archive) unpack(ctx context.Context, m *matcher, yield func(File, error) bool) error {
	u := unpacking{ctx: ctx, match: m, packed: int64(len(a.data)), yield: yield}
	switch packedAs(a.data) {
	case zipped:
		return u.zip(a.data)
	case gzipped:
		return u.gzip(a.data)
	case tarred:
		return u.tar(bytes.NewReader(a.data))
	case plain, aPack, foreign:
	}
	return nil
}

// beside returns the content of a file of the archive, wanted or not.
func (a *archive) beside(ctx context.Context, path string) ([]byte, error) {
	a.look.Do(func() { a.keepAll(ctx) })
	packed, ok := a.kept[path]
	switch {
	case ok:
		return a.unpacker.DecodeAll(packed, nil)
	case a.failed != nil:
		return nil, a.failed
	}
	return nil, errNoFile
}

func (a *archive) keepAll(ctx context.Context) {
	a.kept = map[string][]byte{}
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err == nil {
		a.unpacker, err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(LargestFile))
	}
	if err == nil {
		err = a.unpack(ctx, &matcher{include: []pattern{{glob: "**"}}}, func(f File, err error) bool {
			return err != nil || a.keep(ctx, packer, &f)
		})
	}
	if !errors.Is(err, errStopped) {
		a.failed = err
	}
}

// keep keeps a file, if it is a text; false when that would be too much. Of those with
// one name the last stays, as if they had been written to a disk.
func (a *archive) keep(ctx context.Context, packer *zstd.Encoder, f *File) bool {
	data, err := f.Read(ctx)
	if err != nil || bytes.IndexByte(data[:min(len(data), textHead)], 0) >= 0 {
		return true
	}
	packed := packer.EncodeAll(data, nil)
	if a.size += len(packed) - len(a.kept[f.Path]); a.size > a.most {
		a.failed = errTooMuchKept
		return false
	}
	a.kept[f.Path] = packed
	return true
}

// reopen gives a file as it is now. It has nothing beside it where nothing was fetched,
// because nothing has changed, and where there are no others.
func (a *archive) reopen(name string) File {
	f := File{Path: name}
	if a == nil || packedAs(a.data) == plain {
		return f
	}
	f.Time, f.Beside = a.modified, a.beside
	f.Read = func(ctx context.Context) ([]byte, error) { return a.beside(ctx, name) }
	return f
}
