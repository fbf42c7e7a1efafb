package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A slot is a file with one value in it, written anew and renamed into place, so
// that whoever opens it sees all of one value. What is read may be mapped:
// nothing ever writes into a file that has a slot's name.
//
//	magic | version | store id | generation | length | CRC-32C of the value | CRC-32C of the header | value
const (
	slotMagic   = "mdxslot1"
	slotHeader  = 80 // a multiple of 8, so that the value is aligned in a mapping
	slotIDBytes = 32
)

// slotTag says what the value belongs to.
type slotTag struct {
	ID         string // of the database
	Generation uint64
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errSlot = errors.New("not a whole slot file")

func slotHead(tag slotTag, length uint64, sum uint32) []byte {
	head := make([]byte, slotHeader)
	copy(head, slotMagic)
	copy(head[8:8+slotIDBytes], tag.ID)
	binary.LittleEndian.PutUint64(head[40:], tag.Generation)
	binary.LittleEndian.PutUint64(head[48:], length)
	binary.LittleEndian.PutUint32(head[56:], sum)
	binary.LittleEndian.PutUint32(head[60:], crc32.Checksum(head[:60], castagnoli))
	return head
}

// writeSlot replaces the slot at path. The value is written as it comes, so that a large
// one need not be in memory, and the header last.
func writeSlot(path string, tag slotTag, value io.WriterTo) error {
	next, err := nextSlot(path, tag, value)
	if err != nil {
		return err
	}
	return next.take()
}

// nextSlot is writeSlot, but for taking the place.
func nextSlot(path string, tag slotTag, value io.WriterTo) (*successor, error) {
	return nextFile(path, func(f *os.File) error {
		w := slotWriter{file: f}
		if _, err := f.Seek(slotHeader, io.SeekStart); err != nil {
			return err
		}
		if _, err := value.WriteTo(&w); err != nil {
			return err
		}
		_, err := f.WriteAt(slotHead(tag, w.length, w.sum), 0)
		return err
	})
}

// slotWriter writes the value of a slot.
type slotWriter struct {
	file   *os.File
	length uint64
	sum    uint32
}

// pieceBytes is how much is written to a file at once. Linux keeps in memory as one
// what was written at once, up to 2 MB, and gives all of that to a process which reads
// a byte of it in a mapped file.
const pieceBytes = 64 << 10

func (w *slotWriter) Write(p []byte) (written int, err error) {
	w.length, w.sum = w.length+uint64(len(p)), crc32.Update(w.sum, castagnoli, p)
	for piece := range slices.Chunk(p, pieceBytes) {
		n, err := w.file.Write(piece)
		if written += n; err != nil {
			return written, err
		}
	}
	return written, nil
}

// viewSlot shows the slot at path to visit, which must keep nothing of the value. It is
// for those who look often: they would spend their time on the checksum of a value of
// which they want only the kind.
func viewSlot(path string, visit func(slotTag, []byte)) { _ = showSlot(path, parseHead, visit) }

// viewWholeSlot is viewSlot for those who need all of the value; it shows none that is
// damaged.
func viewWholeSlot(path string, visit func(slotTag, []byte)) { _ = showSlot(path, parseSlot, visit) }

func showSlot(path string, parse func([]byte) (slotTag, []byte, error), visit func(slotTag, []byte)) error {
	file, err := mapFile(path)
	if err != nil {
		return err
	}
	defer file.unmap()
	tag, value, err := parse(file.data)
	if err == nil {
		visit(tag, value)
	}
	return err
}

func parseSlot(data []byte) (slotTag, []byte, error) {
	tag, value, err := parseHead(data)
	if err == nil && binary.LittleEndian.Uint32(data[56:]) != crc32.Checksum(value, castagnoli) {
		err = errSlot
	}
	return tag, value, err
}

// parseHead takes a slot apart without looking at the value.
func parseHead(data []byte) (slotTag, []byte, error) {
	if len(data) < slotHeader || string(data[:8]) != slotMagic ||
		binary.LittleEndian.Uint32(data[60:]) != crc32.Checksum(data[:60], castagnoli) {
		return slotTag{}, nil, errSlot
	}
	value := data[slotHeader:]
	if binary.LittleEndian.Uint64(data[48:]) != uint64(len(value)) {
		return slotTag{}, nil, errSlot
	}
	return slotTag{string(data[8 : 8+slotIDBytes]), binary.LittleEndian.Uint64(data[40:])}, value, nil
}

// successor is a file that is written, durably, and is about to take the place of
// another.
type successor struct{ name, path string }

// nextFile writes what is to take the place of the file at path.
func nextFile(path string, write func(*os.File) error) (*successor, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-*")
	if err != nil {
		return nil, translate(err)
	}
	next := &successor{f.Name(), path}
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, next.failed(err)
	}
	return next, nil
}

// take renames the file into place.
func (s *successor) take() error {
	if err := rename(s.name, s.path); err != nil {
		return s.failed(err)
	}
	return nil
}

func (s *successor) failed(err error) error {
	return fmt.Errorf("replace %s: %w", filepath.Base(s.path), translate(errors.Join(err, s.drop())))
}

// drop deletes a file that is not to take the place after all.
func (s *successor) drop() error { return ignoreMissing(os.Remove(s.name)) }

// replaceFile puts data in the place of the file at path.
func replaceFile(path string, data []byte) error {
	next, err := nextFile(path, func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	return next.take()
}

// sweepLeft deletes what killed processes left of a file that they were about to
// replace. Whoever calls it has the lock under which that is done.
func sweepLeft(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(path)+".tmp-") {
			_ = os.Remove(filepath.Join(filepath.Dir(path), e.Name())) // it only takes room
		}
	}
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
