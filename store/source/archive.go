package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// Bounds of an archive. What a few kilobytes can unpack to has none of its own.
const (
	mostEntries      = 500_000
	largestUnpacked  = 2 << 30
	highestExpansion = 400 // unpacked bytes for each packed one, over the whole archive, beyond expansionFree
	expansionFree    = 64 << 20
)

// errArchive is what an archive beyond the bounds gives.
var errArchive = errors.New("the archive unpacks to more than is read of one")

// packMagic begins a pack of store: a whole catalog in one file.
const packMagic = "mdxpack"

// form is how the bytes of a file hold others.
type form int

const (
	plain form = iota // they do not
	zipped
	gzipped
	tarred
	aPack
	foreign // in a form that is not read
)

// foreignMagic begins what no contract is: xz, zstd, 7z, rar.
var foreignMagic = []string{"\xfd7zXZ\x00", "\x28\xb5\x2f\xfd", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07"}

// errForeign is what such a file gives: taken for a contract, it would be in the place
// of all that was there before.
var errForeign = errors.New("it is compressed in a form that is not read; tar, tar.gz and zip are")

// errNoTar is what compressed bytes give that are no archive.
var errNoTar = errors.New("what is compressed in it is no tar archive, or not all of one")

// formBytes is how many bytes of a file tell its form.
const formBytes = 512

// packedAs tells the form from the first formBytes, whatever the name of the file.
func packedAs(data []byte) form {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return zipped
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		return gzipped
	case len(data) > 262 && string(data[257:262]) == "ustar":
		return tarred
	case bytes.HasPrefix(data, []byte(packMagic)):
		return aPack
	case isBzip2(data), slices.ContainsFunc(foreignMagic, func(m string) bool { return bytes.HasPrefix(data, []byte(m)) }):
		return foreign
	}
	return plain
}

// isBzip2 looks beyond the first letters, with which a key can begin, too: at the number
// that each block begins with, the digits of pi.
func isBzip2(data []byte) bool {
	return len(data) >= 10 && string(data[:3]) == "BZh" && string(data[4:10]) == "1AY&SY"
}

// memoryFile is a file whose content is at hand. Its stamp is the content's sum:
// a server's date, or none, says nothing about one file of an archive.
func memoryFile(name string, data []byte, modified time.Time) File {
	return File{
		Path: name, Stamp: shortSum(data), Summed: true, Size: int64(len(data)), Time: modified,
		Read: func(context.Context) ([]byte, error) {
			if len(data) > LargestFile {
				return nil, &TooLargeError{Size: int64(len(data))}
			}
			return data, nil
		},
	}
}

// unpacking goes through one archive.
type unpacking struct {
	ctx      context.Context
	match    *matcher
	packed   int64
	entries  int
	unpacked int64
	yield    func(File, error) bool
}

func (u *unpacking) gzip(data []byte) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	err = u.tar(&countedReader{z, u})
	if u.entries == 0 && (errors.Is(err, tar.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF)) {
		return errNoTar
	}
	return err
}

// countedReader stops a stream that goes beyond the bounds.
type countedReader struct {
	from io.Reader
	u    *unpacking
}

func (r *countedReader) Read(p []byte) (int, error) {
	if err := r.u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.from.Read(p)
	r.u.unpacked += int64(n)
	if r.u.isTooMuch() {
		return n, errArchive
	}
	return n, err
}

func (u *unpacking) isTooMuch() bool {
	return u.unpacked > largestUnpacked || u.unpacked > expansionFree && u.unpacked/highestExpansion > u.packed
}

func (u *unpacking) tar(r io.Reader) error {
	t := tar.NewReader(r)
	for {
		head, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := u.entry(head.Name, head.Typeflag == tar.TypeReg, head.ModTime, head.Size, t); err != nil {
			return err
		}
	}
}

// zipHeader begins an entry in the directory of a zip. The directory is read as a whole,
// and an entry takes several times its size in memory.
var zipHeader = []byte("PK\x01\x02")

func (u *unpacking) zip(data []byte) error {
	if bytes.Count(data, zipHeader) > mostEntries {
		return errArchive
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		if !f.Mode().IsRegular() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		err = u.entry(f.Name, true, f.Modified, int64(min(f.UncompressedSize64, 1<<62)), &countedReader{r, u})
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// entry yields one file of the archive if it is wanted.
func (u *unpacking) entry(name string, regular bool, modified time.Time, size int64, r io.Reader) error {
	if u.entries++; u.entries > mostEntries {
		return errArchive
	}
	if err := u.ctx.Err(); err != nil || !regular {
		return err
	}
	clean, err := entryName(name)
	if err != nil {
		return u.pass(File{Path: strings.ToValidUTF8(name, "\uFFFD")}, err)
	}
	if !u.match.wantsPath(clean) {
		return nil
	}
	if size > LargestFile {
		return u.pass(File{Path: clean}, &TooLargeError{Size: size})
	}
	data, err := readAll(r, min(size, 1<<20))
	if err != nil {
		if isTooLarge(err) {
			return u.pass(File{Path: clean}, err)
		}
		return err
	}
	return u.pass(memoryFile(clean, data, modified), nil)
}

func (u *unpacking) pass(f File, err error) error {
	if !u.yield(f, err) {
		return errStopped
	}
	return nil
}

// errEscapes is what a name that leads out of the archive gives.
var errEscapes = errors.New("a name that leads out of the archive")

// entryName cleans a name, and refuses one that is absolute or goes upwards.
func entryName(name string) (string, error) {
	slashed := strings.ReplaceAll(name, `\`, "/")
	if strings.HasPrefix(slashed, "/") || strings.Contains(slashed, ":") && len(slashed) > 1 && slashed[1] == ':' {
		return "", errEscapes
	}
	for part := range strings.SplitSeq(slashed, "/") {
		if part == ".." {
			return "", errEscapes
		}
	}
	return path.Clean(slashed), nil
}
